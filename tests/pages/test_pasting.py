"""Tables that are pasted into the line: what they say is added to the map, as one act, and nothing of it is lost."""

import csv
from pathlib import Path

import openpyxl
import pytest

from api.access import Access, Strangers
from api.people import People
from api.rights import Role
from api.tokens import Tokens
from pages.describing import asking, naming
from tests.pages.conftest import pages_over
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
    assert "2 points de contact" in desk.words and "du tableau" not in desk.words


def test_what_a_table_says_is_taken_away_as_one(desk, site):
    before, channels = texts(site), counted(site, "channels")
    assert lines(desk, ACROSS).status_code == 303, desk.words
    assert len(drawn(site)["steps"]) == 5 and counted(site, "evidences") == 3
    assert desk.press("Annuler").status_code == 303
    assert texts(site) == before and counted(site, "channels") == channels
    assert counted(site, "evidences") == counted(site, "opportunities") == counted(site, "systems") == 0
    assert lines(desk, ACROSS).status_code == 303, "once it is taken back it can be pasted again"
    assert texts(site)[-1] == ("Après", ["Je signe", "Je compare", "Je signe"])


def test_what_is_there_by_name_is_meant_and_phases_go_on(desk, site, gateway):
    elsewhere(gateway, "Channel", "web-1", name="Site", kind="APP")
    elsewhere(gateway, "Department", "d7", name="Service client")
    elsewhere(gateway, "System", "crm", name="Outil des clients")
    table = (
        "Macro-étape\tÉtape\tCanal\tDirection\tApplication\n"
        "APRÈS\tJe paie\tsite\tservice client\tGED, Outil des clients\n"
        "Suite\tJe signe\tAgence\t\t\n"
    )
    desk.open(desk.path)
    assert lines(desk, table).status_code == 303, desk.words
    assert texts(site) == [
        ("Avant", ["Je compare", "Je demande un devis"]), ("Après", ["Je signe", "Je paie"]), ("Suite", ["Je signe"])
    ]  # fmt: skip
    paid = whole(site)["steps"][3]["touchpoints"][0]
    assert paid["channel"] == {"name": "Site", "kind": "APP"} and named(paid["handledBy"]) == ["Service client"]
    assert counted(site, "channels") == 2 and counted(site, "departments") == 1
    assert sorted(named(paid["uses"])) == ["GED", "Outil des clients"] and counted(site, "systems") == 2
    assert ("phase", drawn(site)["phases"][-1]["key"]) in desk.form(id="lane")[1], "the last phase is drawn on"


def test_what_is_not_understood_is_told_and_kept(site):
    desk = begun(site)
    table = (
        "Persona\tÉtape\tCanal\tÉmotion\tImportance (0-10)\tVolume par mois\tMétéo\n"
        "Léa\tJe compare\tSite\t1,5\t8,5\t1 200\tbeau\n"
        "Léa\tJe signe\tAgence\tbof\t10\t300-400\t\n"
    )
    assert lines(desk, table).status_code == 303, desk.words
    told = whole(site)
    one, two = told["steps"]
    assert one["touchpoints"][0]["emotion"] == 1.5 and two["touchpoints"][0]["emotion"] is None
    assert one["touchpoints"][0]["volume"] == {"low": 14_400, "high": 14_400} and one["importance"] == 0.85
    assert "Météo: beau" in one["note"] and "Émotion: bof" in two["note"]
    assert sorted(named(told["personas"])) == ["Léa", "Nadia"]
    assert "1 cellule du tableau n'a pas été comprise : « bof »." in desk.words
    assert "Colonnes gardées en note de leur étape : « Météo »." in desk.words
    note = site.ask(LAST)["importRuns"]["edges"][0]["node"]["note"]
    assert "« bof »" in note.replace("\N{NO-BREAK SPACE}", " ")


def test_a_journey_keeps_what_it_says_and_takes_what_it_does_not(site, gateway):
    desk = begun(site)
    table = "Parcours\tObjectif du parcours\tÉtape\tCanal\nAutre titre\tÊtre assuré\tJe compare\tSite\n"
    assert lines(desk, table).status_code == 303, desk.words
    assert (drawn(site)["title"], whole(site)["goal"]) == ("Assurer mon logement", "Être assuré")
    assert lines(desk, table.replace("Être assuré", "Payer peu")).status_code == 303, desk.words
    assert whole(site)["goal"] == "Être assuré" and "« Payer peu »" in desk.words
    assert [each["key"] for each in drawn(site)["steps"]][-1].endswith("/je-compare-2")


def test_a_contact_without_a_channel_stands_where_it_can_be_seen(site):
    desk = begun(site)
    table = "\tDécouverte\tAchat\nActions\tJe compare\tJe signe\nÉmotion\t1\t-1\n"
    assert lines(desk, table).status_code == 303, desk.words
    assert texts(site) == [("Découverte", ["Je compare"]), ("Achat", ["Je signe"])]
    assert [each["touchpoints"][0]["channel"]["name"] for each in whole(site)["steps"]] == ["Canal à préciser"] * 2
    lines(desk, table)
    assert counted(site, "channels") == 1


def test_a_list_with_tabs_is_a_step_a_row(site):
    desk = begun(site)
    typed = '1.\tJe compare\t\tsur le site\n2.\t"Je demande\nun devis"\n\n# Après\t\n"Je signe" dit-elle\tvite\n'
    assert lines(desk, typed).status_code == 303, desk.words
    assert texts(site) == [("Étapes", ["Je compare", "Je demande un devis"]), ("Après", ['"Je signe" dit-elle'])]
    assert [each["note"] for each in whole(site)["steps"]] == ["sur le site", None, "vite"]
    lines(desk, "Le garant\tsigne aussi", "verb=park")
    assert drawn(site)["parked"] == ["Le garant · signe aussi"]


@pytest.mark.parametrize(
    ("table", "why"),
    [
        ("Étape\tCanal\n" + "".join(f"Je fais {n}\tSite\n" for n in range(300)), "602 modifications"),
        ("Étape\tCanal\n" + "Je clique\tSite\n" * 2_500, "5 002 cellules"),
        ("Parcours\tÉtape\tCanal\nUn\tJe signe\tSite\nDeux\tJe paie\tSite\n", "2 parcours"),
    ],
)
def test_what_cannot_be_taken_is_refused_in_words_and_stays_in_the_line(site, table, why):
    desk = begun(site)
    assert lines(desk, table).status_code == 400
    assert why in desk.words and table.split("\n")[1] in desk.text and texts(site) == []


def test_a_table_in_english(site):
    desk = begun(site)
    desk.open("/edit/assurer-mon-logement?lang=en")
    table = "Stage\tStep\tChannel\tCustomer satisfaction\nBefore\tI compare\tWeb\t4\nAfter\tI sign\tShop\t9\n"
    assert lines(desk, table).status_code == 303, desk.words
    assert texts(site) == [("Before", ["I compare"]), ("After", ["I sign"])]


def cell(value):
    text = "" if value is None else str(value)
    return '"' + text.replace('"', '""') + '"' if any(each in text for each in '\n\t"') else text


def copied(path):
    """The sheets of a file, as a spreadsheet copies them."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            sheets = [[*csv.reader(file)]]
    else:
        sheets = [[*sheet.iter_rows(values_only=True)] for sheet in openpyxl.load_workbook(path, data_only=True)]
    return ["\r\n".join("\t".join(map(cell, row)) for row in rows) for rows in sheets]


REAL = {
    "csv/wide-journey.csv": (8, 8, 8),
    "csv/long-persona.csv": (1, 13, 13),
    "xlsx/cjm-telecom-ru.xlsx": (7, 7, 13),
    "xlsx/touchpoint-analysis.xlsx": (6, 15, 21),
}
"""Phases, steps and touchpoints, as a person counts them."""


@pytest.mark.skipif(not DATA.is_dir(), reason=f"{DATA} is not here")
@pytest.mark.parametrize("name", REAL)
def test_maps_of_others_are_pasted_whole(name, site):
    desk = begun(site)
    (table,) = copied(DATA / name)
    assert lines(desk, table).status_code == 303, desk.words
    told = whole(site)
    found = len(told["phases"]), len(told["steps"]), sum(len(each["touchpoints"]) for each in told["steps"])
    assert found == REAL[name]
    assert desk.press("Annuler").status_code == 303
    assert drawn(site)["steps"] == [] and counted(site, "channels") == 0


def test_as_much_as_an_act_takes_is_pasted_at_once(site):
    desk = begun(site)
    table = "Étape\tCanal\tÉmotion\n" + "".join(f"Je fais {n}\tSite {n % 4}\t{n % 5 - 2}\n" for n in range(247))
    assert lines(desk, table).status_code == 303, desk.words
    assert "247 étapes et 247 points de contact" in desk.words and "du tableau" not in desk.words
    assert desk.press("Annuler").status_code == 303 and drawn(site)["steps"] == []


STORED = (
    "Clé du parcours\tÉtape\tClé de l'étape\tCanal\tClé du point de contact\tDonné ou produit ici\tEnregistré dans\n"
    "autre\tJe compare\ta\tSite\tx\tdevis\tCRM\n"
    "autre\tJ'appelle\tb\tTéléphone\ty\tcontrat\tCRM\n"
)


def test_an_author_pastes_what_tells_of_the_landscape_too(gateway, tmp_path):
    people = People(tmp_path)
    people.accounts.create("anna", Role.AUTHOR, [], "correct horse battery")
    access = Access(tokens=Tokens(tmp_path / "tokens.json"), people=people, strangers=Strangers.WITHOUT_ACCOUNTS)
    with pages_over(gateway.address, access=access) as site:
        site.post("/sign-in", params={"next": "/"}, data={"name": "anna", "password": "correct horse battery"})
        desk = begun(site)
        for _ in range(2):  # the second time the application is there
            assert lines(desk, STORED).status_code == 303, desk.words
        assert "CRM" in desk.words, "what a steward alone may say is told"
    assert gateway.read("MATCH (s:Step) RETURN count(s)") == [[4]]


def test_of_very_many_departments_those_are_meant_that_are_named(site, gateway, monkeypatch):
    monkeypatch.setattr(asking, "MOST", 1)
    monkeypatch.setattr(naming, "MOST", 1)
    for cached in (asking.names, asking.named):
        cached.cache_clear()
    desk = begun(site)
    for key, name in (("a", "Achats"), ("svc", "Service client")):
        elsewhere(gateway, "Department", key, name=name)
    assert lines(desk, ACROSS).status_code == 303, desk.words
    owners = [named(each["handledBy"]) for step in whole(site)["steps"] for each in step["touchpoints"]]
    assert owners == [["Marketing"], ["Service client"]] and counted(site, "departments") == 3
    asking.names.cache_clear()
    asking.named.cache_clear()
