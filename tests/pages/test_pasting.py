"""Tables that are pasted into the line: what they say is added to the map, as one act, and nothing of it is lost."""

import csv
from pathlib import Path

import openpyxl
import pytest

from graph.language import Language
from pages.editing import pasted
from pages.editing.table import read
from tests.pages.drawn import begun, drawn, elsewhere, lines, texts

DATA = Path(__file__).parents[3] / "shared" / "data" / "journeys"

ACROSS = (
    "Étape\tJe compare\tJe signe\n"
    "Canal\tSite\tTéléphone\n"
    "Émotion\t:)\t-2\n"
    "Direction\tMarketing\tService client\n"
    "Application\tCRM\tCRM ; GED\n"
    "Information produite\tdevis\tcontrat\n"
    'Verbatim\t"C\'est clair,\nmais long"\t\n'
    "Irritants\t\tattente de 10 min\n"
    "Idées\t\trappel automatique\n"
)
WHOLE = """query ($key: String!) { journey(key: $key) {
  goal personas { key name } phases { key name } steps {
    key text note importance expectedOn { name } phase { name } evidence { quote says source } opportunities { title }
    touchpoints {
      name emotion volume { low high } channel { name kind } handledBy { name } uses { name } produces { name }
    }
  }
} }"""
LAST = """{ importRuns(first: 1, where: { source: { key: { eq: "edits" } } }, orderBy: [{ startedAt: DESC }]) {
  edges { node { note } }
} }"""


@pytest.fixture
def site(blank):
    """What is drawn here stands alone."""
    return blank


def whole(site, key="assurer-mon-logement"):
    return site.ask(WHOLE, key=key)["journey"]


def counted(site, label):
    return site.ask(f"{{ {label} {{ totalCount }} }}")[label]["totalCount"]


def named(listed):
    return [each["name"] for each in listed]


def test_a_table_with_stages_across_becomes_what_it_says(site):
    desk = begun(site)
    assert lines(desk, ACROSS).status_code == 303, desk.words
    one, two = whole(site)["steps"]
    assert (one["text"], two["text"]) == ("Je compare", "Je signe")
    (first,), (second,) = one["touchpoints"], two["touchpoints"]
    assert first["channel"] == {"name": "Site", "kind": "WEBSITE"} and second["channel"]["kind"] == "PHONE"
    assert (first["emotion"], second["emotion"]) == (1, -2)
    assert named(first["handledBy"]) == ["Marketing"] and sorted(named(second["uses"])) == ["CRM", "GED"]
    assert named(first["produces"]) == ["devis"]
    assert [each["quote"] for each in one["evidence"]] == ["C'est clair,", "mais long"]
    assert two["evidence"] == [{"quote": "attente de 10 min", "says": "PAIN", "source": "Tableau collé"}]
    assert two["opportunities"] == [{"title": "rappel automatique"}]
    assert "2 points de contact" in desk.words and "comprise" not in desk.words
