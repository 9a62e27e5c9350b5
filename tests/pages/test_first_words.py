"""What the first pages say and draw, without a store."""

from pathlib import Path
from typing import Any

import pytest

from graph.french import PROPERTIES
from graph.language import Language
from graph.model import MODEL
from pages.findings.asked import end
from pages.home.bars import bar, stacked
from pages.home.page import tell
from pages.home.words import meeting, sentence, what
from pages.node.asking import document, relations
from pages.node.concerned import concerned
from pages.node.details import measured
from pages.node.page import made
from pages.node.page import tell as tell_node
from pages.node.words import RELATIONS, called
from pages.page import Page, operations
from pages.pictures.marks import Text
from pages.shell.looking import Looking
from pages.shell.rendering import rendered
from pages.silos import marks
from pages.telling import Gone, Moved
from pages.visitor import Visitor
from wording.reports import counted

EN, FR = Language.EN, Language.FR
A, B = {"key": "a", "name": "Claims"}, {"key": "b", "name": "Marketing"}
HEAD = {"key": "h", "name": "The house"}


@pytest.mark.parametrize(
    ("ends", "head", "distance", "language", "said"),
    [
        (
            [[A], [B]],
            HEAD,
            4,
            EN,
            "Claims and Marketing must meet; the first above both is The house, 4 steps between them.",
        ),
        ([[A], [B]], HEAD, None, EN, "Claims and Marketing must meet; the first above both is The house."),
        ([[A], [B]], None, None, EN, "Claims and Marketing must meet; nobody is known to stand above both."),
        ([[A], [A]], HEAD, 0, EN, "One department can settle it: Claims."),
        ([[A]], None, None, EN, "One department can settle it: Claims."),
        ([[A], []], None, None, EN, "Claims must meet whoever answers for the other end: nobody is known."),
        (
            [[A, B], []],
            None,
            None,
            FR,
            "Claims et Marketing et qui répond de l'autre côté doivent se réunir : on ne sait pas qui c'est.",
        ),
        ([[], []], HEAD, 0, EN, None),
        (
            [[A], [B]],
            HEAD,
            1,
            FR,
            "Claims et Marketing doivent se réunir ; leur premier responsable commun : The house, 1 échelon entre eux.",
        ),
    ],
)
def test_who_must_meet(ends, head, distance, language, said):
    assert meeting(ends, head, distance, language) == said


@pytest.mark.parametrize(
    ("broken", "unknown", "sound", "said"),
    [
        (2, 1, 7, "Of 10 hand-offs, 2 break. L"),
        (1, 4, 5, "Of 4 hand-offs nobody knows yet whether they hold. Of 10 hand-offs, 1 breaks. L"),
        (0, 0, 1, "Of 1 hand-off, none breaks. L"),
        (0, 0, 0, "Nobody has to change channels here. L"),
    ],
)
def test_what_is_unknown_comes_first_where_it_is_much(broken, unknown, sound, said):
    assert sentence({"BROKEN": broken, "UNKNOWN": unknown, "SOUND": sound}, 1, "L", None, EN) == said


def rupture(kind, **more):
    nothing = dict.fromkeys(("from", "to", "step", "channel", "object", "volume"))
    return nothing | {"key": kind, "kind": kind} | more


def at(name):
    return {"key": name, "channel": {"key": name, "name": name}}


@pytest.mark.parametrize(
    ("ruptures", "said"),
    [
        (
            [rupture("CONTEXT_LOSS", object={"key": "q", "name": "Quote"}, **{"from": at("Web"), "to": at(end)})
             for end in ("App", "Shop")],
            "“Quote” does not follow the customer from “Web” to “App” and “Shop”",
        ),
        ([rupture("FORCED_SWITCH", **{"from": at("Web"), "to": at("Phone")})], "“Web” sends customers to “Phone”"),
        (
            [rupture("COVERAGE_GAP", step={"key": "s", "text": "I pay"}, channel={"key": "app", "name": "App"})],
            "“I pay” is not possible on “App”",
        ),
        ([rupture("DEAD_END", step={"key": "s", "text": "I pay"})], "“I pay” leads nowhere"),
        ([rupture("SILENT_GAP", step={"key": "s", "text": "I wait"})], "No word comes at “I wait”"),
    ],
)  # fmt: skip
def test_what_happens_is_told_in_a_line(ruptures, said):
    assert what(ruptures, EN) == said


def test_bars_have_their_numbers_and_tell_unknown_from_nothing():
    picture = stacked({"BROKEN": 1, "UNKNOWN": 0, "SOUND": 900}, {"BROKEN": "broken", "SOUND": "sound"}, EN)
    assert [each.words for each in picture.marks if isinstance(each, Text)] == ["1", "900"]
    assert picture.title == "1 broken, 900 sound"
    assert bar(None, 10, "volume unknown", EN).marks != bar({"low": 0, "high": 0}, 10, "0", EN).marks


def test_every_relation_and_property_has_a_french_name():
    relations = {each.name for node in MODEL.values() for each in node.relations}
    assert relations - set(RELATIONS) - set(PROPERTIES) == set()
    assert called("flowsOut", EN) == "flows out"


def test_an_empty_base_is_told_how_to_be_filled():
    who = Visitor("/", {}, FR)
    told = tell({"whole": {"totalCount": 0}}, who)
    page = Page(Path("home"), "/", tell)
    text = rendered("home/page.html", who, told=told, page=page, forms=(), journeys=None, looked=None, **told.more)
    assert told.sentence == "Rien n'est encore décrit ici."
    assert text.count("<dt><code>parcours ") == 3 and "parcours demo" in text


def test_codes_of_silos_are_apart():
    made = marks([{"key": each, "name": name} for each, name in (("a", "Claims"), ("b", "Claims"))])
    assert len({each.code for each in made.values()}) == 2


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "Today · without archived ones"),
        ({"perspectives": ("FUTURE,REALITY",), "archived": ("1",)}, "Today and Target · archived ones too"),
        ({"journeys": ("home-quote",), "evidence": ("SURVEY",)}, "home-quote · Survey"),
    ],
)
def test_the_bar_says_where_it_is_looked(given, said):
    assert Looking(Visitor("/", given, EN)).words == said


def test_a_node_has_a_statement_for_what_it_says_and_one_for_each_relation():
    for label in MODEL:
        several = [*relations(label)]
        made = [each for each in operations(document(label, None)) if not each.startswith("names_")]
        assert made[1 : len(several) + 1] == several
        assert made[0] == "node" and set(made[len(several) + 1 :]) <= {"maps", "breaks"}
    assert "names_InformationObject" in operations(document("System", None))  # what a feed carries


MEASURE: Any = {
    "value": 5244.0, "low": None, "high": None, "unit": "contacts a year", "scaleMin": None, "scaleMax": None,
    "higherIsBetter": True, "method": "STRUCTURED_DATA", "from": "2025-01-01", "to": "2025-12-31",
}  # fmt: skip
RATED = {"value": 3.5, "low": 3.1, "high": 3.9, "unit": "points", "scaleMin": 1.0, "scaleMax": 5.0, "from": None}


@pytest.mark.parametrize(
    ("more", "french"),
    [
        ({}, "5 244 contacts par an · du 01/01/2025 au 31/12/2025 · Données structurées"),
        (RATED, "3,5 [3,1–3,9] points · de 1 à 5 · plus c'est élevé, mieux c'est · Données structurées"),
        (RATED | {"higherIsBetter": False, "method": None},
         "3,5 [3,1–3,9] points · de 1 à 5 · moins c'est élevé, mieux c'est"),
    ],
)  # fmt: skip
def test_a_measure_has_its_unit_its_scale_and_its_period(more, french):
    assert " · ".join(measured(MEASURE | more, FR)).replace("\N{NARROW NO-BREAK SPACE}", " ") == french


def test_what_an_import_counted_is_told_in_words():
    counts = ["Journey +0 ~10 -0 =0", "Phase +2 ~0 -1 =3", "HANDLED_BY +0 ~0 -0 =9"]
    assert counted(counts, FR) == ["10 parcours modifiés", "2 macro-étapes créées, 1 retirée"]


@pytest.mark.parametrize(
    ("label", "found", "maps"),
    [
        ("Touchpoint", {"maps": {"step": {"journey": {"key": "a", "title": "A"}}}}, [("A", "/journeys/a")]),
        ("Step", {"maps": {"journey": {"key": "a", "title": None}}}, [("a", "/journeys/a")]),
        ("System", {"maps": {"touchpoints": {"edges": [
            {"node": {"step": {"journey": {"key": "a", "title": "A"}}}}, {"node": {"step": None}},
            {"node": {"step": {"journey": {"key": "a", "title": "A"}}}}]}}}, [("A", "/journeys/a?show=systems")]),
        ("Persona", {}, []),
    ],
)  # fmt: skip
def test_a_node_leads_to_the_maps_on_which_it_is(label, found, maps):
    there = concerned(found, Visitor("/", {}, FR, key="x", label=label)).maps
    assert [(each.words, each.href) for each in there] == maps


@pytest.mark.parametrize(
    ("label", "key", "node", "raised"),
    [
        ("Channel", "tel", {"key": "phone"}, Moved),  # by another of its keys
        ("Channel", "tel", None, Gone),
        ("Channel", "phone", None, Gone),
    ],
)
def test_a_node_of_another_key_or_none_has_no_page_here(label, key, node, raised):
    with pytest.raises(raised):
        tell_node({"node": node}, Visitor(f"/n/{label}/{key}", {}, EN, key=key, label=label))


@pytest.mark.parametrize(("label", "raised"), [("Journey", Moved), ("Rupture", Moved), ("Foo", Gone)])
def test_labels_with_pages_of_their_own_and_no_labels_ask_nothing(label, raised):
    with pytest.raises(raised):
        made(Visitor(f"/n/{label}/x", {}, FR, key="x", label=label))


def test_an_end_may_be_a_silo_or_a_channel():
    assert end(["phone", "silo:sales"]) == {"silo": ["sales"], "channel": ["phone"]}
    assert end(["phone"]) == {"channel": ["phone"]}
