"""`parcours list`: keys and names of what there is."""

import csv
import io
import json

import pytest

from graph.errors import WrongUsage
from queries.listed import LISTED, WORDS, label
from tests.parcours.conftest import WORKED


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("channels", "Channel"),
        ("CANAL", "Channel"),
        ("canaux", "Channel"),
        ("informationObjects", "InformationObject"),
        ("information object", "InformationObject"),
        ("Points de  contact", "Touchpoint"),
        ("etapes", "Step"),
        ("Étape", "Step"),
        ("opportunities", "Opportunity"),
        ("améliorations", "Opportunity"),
    ],
)
def test_a_label_by_any_of_its_words(words, found):
    assert label(words) == found


@pytest.mark.parametrize(
    ("words", "hint"), [("chanels", "did you mean channels?"), ("xyzzy", "`parcours list` says what there is")]
)
def test_an_unknown_label(words, hint):
    with pytest.raises(WrongUsage, match=hint.replace("?", r"\?")):
        label(words)


def test_no_word_is_two_labels():
    assert set(WORDS.values()) == set(LISTED)


def test_what_there_is(parcours):
    assert parcours("list").stdout == "None found.\n"
    parcours("import", WORKED)
    lines = parcours("list", PARCOURS_LANG="fr").stdout.splitlines()
    assert {"1  parcours", "3  canaux"} <= {line.strip() for line in lines}
    rows = json.loads(parcours("list", "--format", "json").stdout)["rows"]
    assert {"label": "Journey", "count": 1} in rows and len(rows) == len(LISTED)
    listed = parcours("list", "canaux").stdout.splitlines()
    assert "website  Site web" in listed and listed == sorted(listed)
    page = parcours("list", "Points", "de", "contact", "--first", "1", "--skip", "1", "--lang", "fr")
    assert page.stdout == "home-quote/call-to-adjust/phone  J'appelle pour ajuster mon devis (Téléphone)\n"
    assert page.stderr.replace("\u00a0", " ").endswith("; --skip 2 donne la suite\n")


def test_for_programs_and_for_a_spreadsheet(parcours):
    parcours("import", WORKED)
    found = json.loads(parcours("list", "channel", "--format", "json").stdout)
    assert (found["label"], found["totalCount"]) == ("Channel", len(found["rows"]))
    assert {"key": "website", "name": "Site web"} in found["rows"]
    table = csv.DictReader(io.StringIO(parcours("list", "channels", "--format", "csv").stdout))
    assert [*table] == found["rows"]
