"""Every question has a command; what it takes, prints and refuses."""

import csv
import io
import json

import pytest

from parcours.cli import load
from queries.catalogue import QUESTIONS
from tests.graph.tables import WORKED, say
from tests.parcours.pasted import rows


@pytest.fixture
def worked(parcours, gateway):
    """The command, with the worked case in its store."""
    say(gateway, WORKED)
    return parcours


def test_a_command_for_each_question():
    catalogue = load("ask")
    assert catalogue.list_commands(None) == list(QUESTIONS)
    assert [catalogue.get_command(None, id).name for id in QUESTIONS] == list(QUESTIONS)


def test_help_explains_a_question(parcours):
    done = parcours("ask", "what-breaks-without", "--help", NEO4J_URI="bolt://127.0.0.1:1")
    assert done.returncode == 0
    for words in ("Which hand-offs would no longer", "--feed FROM:TO", "parcours ask what-breaks-without", "--demo"):
        assert words in done.stdout


def test_the_statement_can_be_pasted(worked, gateway):
    for id, options in (
        ("silo-crossings", ()),
        ("broken-handoffs", ("--from", "website", "--to", "call-centre")),
        ("ruptures", ("--kind", "DEAD_END")),
        ("what-breaks-without", ("--feed", "web-cms:core")),
    ):
        printed = worked("ask", id, *options, "--cypher").stdout
        expected = {"silo-crossings": 1, "broken-handoffs": 1, "ruptures": 0, "what-breaks-without": 1}[id]
        assert len(rows(gateway, printed)) == expected, printed


def test_json_tells_what_was_asked_and_what_it_rests_on(worked):
    words = ("ask", "what-breaks-without", "--feed", "web-cms:core", "--evidence", "customer", "--format", "json")
    answer = json.loads(worked(*words).stdout)
    assert answer["question"] == "what-breaks-without" and answer["parameters"]["feed"] == "web-cms:core"
    assert "VERBATIM" in answer["scope"]["evidence"] and answer["scope"]["perspectives"] == ["REALITY"]
    assert answer["rows"] == [] and answer["restsOn"]["touchpoints"] == 0
    crossings = json.loads(worked("ask", "silo-crossings", "--format", "json").stdout)
    (row,) = crossings["rows"]
    assert (row["journey"]["key"], row["external"], row["internal"], row["eiIndex"]) == ("home-quote", 2, 0, 1)
    assert crossings["summary"]["crossingRate"] == 1 and crossings["totalCount"] == 1


def test_names_stand_for_keys(worked):
    words = ("ask", "broken-handoffs", "--from", "SITE  web", "--to", "centre de relation CLIENT")
    told = json.loads(worked(*words, "--journey", "assurer mon logement", "--format", "json").stdout)
    assert told["parameters"] == {"from": "website", "to": "call-centre", "journey": ["home-quote"]}
    assert told["scope"]["journeys"] == ["home-quote"] and len(told["rows"]) == 1
    shown = worked(*words, "--journey", "home-quote", "--lang", "fr").stdout.replace("\u00a0", " ")
    assert "Quels passages se rompent de Site web vers Centre de relation client ?" in shown
    assert "Périmètre : « Assurer mon logement »" in shown
    assert (
        worked("export", "--journey", "Assurer mon logement").stdout
        == worked("export", "--journey", "home-quote").stdout
    )


def test_a_spreadsheet_has_a_line_for_each_point_of_a_curve(worked):
    found = list(csv.DictReader(io.StringIO(worked("ask", "emotion-curve", "--format", "csv").stdout)))
    assert [row["points.touchpoint.key"] for row in found] == [
        "home-quote/ask-quote/website",
        "home-quote/call-to-adjust/phone",
        "home-quote/sign/branch",
    ]
    assert {row["journey.key"] for row in found} == {"home-quote"} and {row["points.value"] for row in found} == {""}


def test_a_text_is_no_formula_in_a_spreadsheet(parcours, gateway):
    steps = [{"key": "s", "text": "@s", "expectedOn": ["web"], "touchpoints": [{"channel": "web", "missing": True}]}]
    say(gateway, {"journeys": [{"key": "j", "title": "=1+1", "phases": [{"key": "p", "steps": steps}]}]})
    (row,) = csv.DictReader(io.StringIO(parcours("ask", "ruptures", "--format", "csv").stdout))
    assert (row["journey.name"], row["step.name"]) == ("'=1+1", "'@s")


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("paths", "--from", "website"), 2, "paths needs --to"),
        (("broken-handof",), 2, "there is no question 'broken-handof'; did you mean broken-handoffs?"),
        (("what-breaks-without", "--feed", "web-cms"), 2, "FROM:TO"),
        (("what-breaks-without", "--feed", "web-cms:nowhere"), 1, "there is no system 'nowhere'"),
        (("what-breaks-without",), 2, "either a system or a feed"),
        (("who-can-see", "--object", "Quote"), 1, "did you mean quote (Devis)?"),
        (("emotion-curve", "--persona", "nobody"), 1, "there is no persona 'nobody'"),
        (("moments-of-truth", "--importance", "7"), 2, "1 at most"),
        (("what-changed", "--since", "2026-99-99"), 2, "there is no such moment as '2026-99-99'"),
        (("journeys-through", "--from", "\udcff"), 1, "half a character"),
        (("silo-crossings", "--perspective", "YESTERDAY"), 2, "YESTERDAY"),
        (("common-manager", "--from", "website", "--to", "home-quote/sign"), 0, "1 found."),
        (("moments-of-truth", "--importance", "0", "--impact", "0"), 0, "None found."),
        (("hypotheses", "--first", "2", "--lang", "fr"), 0, "7 au total."),
    ],
)
def test_what_it_says(worked, words, status, said):
    done = worked("ask", *words)
    assert done.returncode == status, done.stderr
    assert said in (done.stderr if status else done.stdout) and "Traceback" not in done.stderr
