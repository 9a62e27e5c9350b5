"""What has to be found out: whatever is answered, every hand-off of which nobody can tell has a question."""

from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.derive import Journey, Landscape, derive
from graph.derive.landscape import Step, System
from graph.derive.landscape import Touchpoint as Place
from graph.language import Language
from queries.catalogue.to_ask.compute import ToAskFacts, to_ask
from tests.graph.derive.test_definitions import journey, landscape
from tests.graph.tables import WORKED, empty, say
from tests.often import often
from tests.oracle.cases import a_document, at, step
from tests.oracle.documents import OBJECTS, SYSTEMS, documents
from tests.oracle.questions import asking
from tests.oracle.questions.documents import asked_documents, lossy_documents
from tests.queries.answers import rows
from tests.queries.test_against_oracle import plain

COLUMNS = ("kind", "element", "object", "departments", "handoffs")


def asked(gateway, **given):
    """The questions that decide something."""
    return [tuple(row[name] for name in COLUMNS) for row in rows(gateway, "to-ask", **given) if row["handoffs"]]


ONE = "j/s/website~j/t/phone"
FIRST, THEN = at("website", produces=["quote"]), at("phone", needs=["quote"])
PAPERLESS = [{"key": "website", "operatedBy": ["digital"]}, {"key": "phone", "operatedBy": ["call-centre"]}]
STUBS = [{"key": "web-cms", "stores": ["quote"], "feeds": [{"system": "hub", "objects": ["quote"]}]}, {"key": "crm"}]
CASES: dict[str, tuple[dict[str, Any], list[tuple[Any, ...]]]] = {
    "what has to be known": (
        a_document(step("s", at("website")), step("t", at("phone"))),
        [("NEEDS", "j/t/phone", None, ["call-centre"], [ONE])],
    ),
    "what is used at both ends": (
        a_document(step("s", FIRST), step("t", THEN), channels=PAPERLESS),
        [
            ("USES", "j/s/website", None, ["digital"], [ONE]),
            ("USES", "j/t/phone", None, ["call-centre"], [ONE]),
        ],
    ),
    "where it is recorded": (
        a_document(step("s", FIRST), step("t", THEN), systems=[{"key": "web-cms"}, {"key": "crm"}]),
        [("STORES", "j/s/website", "quote", ["digital"], [ONE])],
    ),
    "what a stub does": (
        a_document(step("s", FIRST), step("t", THEN), systems=STUBS[:1]),
        [
            ("STORES", "crm", None, ["call-centre"], [ONE]),
            ("FEEDS", "hub", "quote", ["call-centre"], [ONE]),
        ],
    ),
    "who else gets it": (
        a_document(step("s", FIRST), step("t", THEN), systems=STUBS),
        [("FEEDS", "hub", "quote", ["call-centre"], [ONE])],
    ),
    "where it was given": (
        a_document(step("s", at("website")), step("t", at("phone", needs=["order"]))),
        [("PRODUCES", "j/t/phone", "order", ["call-centre"], [ONE])],
    ),
    "nothing: it is broken": (a_document(step("s", FIRST), step("t", THEN)), []),
    "nothing: it holds": (a_document(step("s", FIRST), step("t", at("phone", needs=[]))), []),
}


@pytest.mark.parametrize("name", CASES)
def test_a_hand_off_waits_for(gateway, name):
    document, expected = CASES[name]
    say(gateway, document)
    assert asked(gateway) == expected


def test_what_decides_most_comes_first_and_what_decides_nothing_last(gateway):
    many = step("t", at("phone", volume=10), expectedOn=["phone"])
    say(gateway, a_document(
        step("s", at("website", volume=[100, 200]), at("branch", handledBy=[]), expectedOn=["website"]), many,
        step("u", at("website", volume=70)), step("v", outcome="ABANDON"),
    ))  # fmt: skip
    found = rows(gateway, "to-ask")
    assert [
        (row["kind"], row["element"], len(row["handoffs"]), row["volume"], row["departments"]) for row in found
    ] == [
        ("NEEDS", "j/t/phone", 2, (10, 20), ["call-centre"]),
        ("NEEDS", "j/u/website", 1, (10, 10), ["digital"]),
        ("HANDLED_BY", "j/s/branch", 0, None, ["call-centre"]),
        ("VOLUME", "j/s/branch", 0, None, []),
        ("EXPECTED_ON", "j/u", 0, None, ["digital"]),
    ]
    assert [row["kind"] for row in rows(gateway, "to-ask", department="digital")] == ["NEEDS", "EXPECTED_ON"]
    assert len(rows(gateway, "to-ask", department="group")) == 4 and rows(gateway, "to-ask", journeys=["k"]) == []


def test_it_is_asked_in_the_words_of_who_is_asked(gateway):
    say(gateway, WORKED)
    assert [row["kind"] for row in rows(gateway, "to-ask")] == ["VOLUME", "EXPECTED_ON"]
    document, _ = CASES["what has to be known"]
    facts = facts_of([journey(document, "j")], landscape(document))
    said = {language: to_ask(facts, {"language": language})[0]["sentence"] for language in Language}
    assert said == {
        Language.EN: "When a customer is at “j/t” (phone), what do you have to know?",
        Language.FR: "Quand un client en est à «\N{NO-BREAK SPACE}j/t\N{NO-BREAK SPACE}» (phone), que devez-vous "
        "savoir\N{NO-BREAK SPACE}?",
    }


@settings(max_examples=often(5), deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(asked_documents())
def test_a_naive_reading_asks_the_same(gateway, document):
    empty(gateway)
    assert say(gateway, document).status == "done"
    for scope in ({}, {"perspectives": ["REALITY", "FUTURE"]}, {"journeys": ["j1"]}, {"department": "d1"}):
        found = [
            {name: value for name, value in row.items() if name != "sentence"}
            for row in rows(gateway, "to-ask", **scope)
        ]
        assert plain(found) == plain(asking.to_ask(document, **scope)), scope
        ranks = [(-len(row["handoffs"]), -row["knownVolume"]) for row in found]
        assert ranks == sorted(ranks)


# --- the promise -----------------------------------------------------------------------------------------------------


def facts_of(journeys: list[Journey], around: Landscape) -> ToAskFacts:
    """What the question reads of journeys in the store."""
    described = [
        {
            "key": s.key,
            "stub": not s.described,
            "stores": sorted(s.stores),
            "feeds": [(to, sorted(o)) for to, o in s.feeds],
        }
        for s in around.systems.values()
    ]
    names = [("System", key, key) for key in SYSTEMS] + [("InformationObject", key, key) for key in OBJECTS]
    return ToAskFacts(described, [], names, None, [_journey(each, around) for each in journeys])  # type: ignore[arg-type]


def _journey(told: Journey, around: Landscape) -> Any:
    derived = derive(told, around)
    uses = {owned.key: owned.uses for owned in derived.owned}
    leads = [(lead.start, lead.end) for lead in derived.leads]

    def place(each: Place) -> dict[str, Any]:
        return {
            "key": each.key, "channel": each.channel, "missing": each.missing, "counted": each.volume is not None,
            "departments": list(each.handled_by or ()),
            "uses": None if (used := uses[each.key]) is None else list(used),
            "needs": None if each.needs is None else sorted(each.needs), "produces": sorted(each.produces),
            "leads": [end for start, end in leads if start == each.key],
        }  # fmt: skip

    undecided = [
        {"key": h.handoff.key, "start": h.handoff.start.key, "end": h.handoff.end.key,
         **dict(zip(("low", "high"), h.handoff.volume or (None, None), strict=True))}
        for h in derived.handoffs if h.status == "UNKNOWN"
    ]  # fmt: skip
    steps = [
        {
            "key": s.key,
            "text": s.key,
            "unexpected": s.expected is None,
            "touchpoints": [place(t) for t in s.touchpoints],
        }
        for s in told.steps
    ]
    return {"key": told.key, "brings": sorted(told.brings), "steps": steps, "undecided": undecided}


class World:
    """Journeys and the landscape around them, in which people answer whatever they like."""

    def __init__(self, document: Any, random: Random) -> None:
        self.journeys = {each["key"]: journey(document, each["key"]) for each in document["journeys"]}
        self.landscape, self.random = landscape(document), random
        described = {key: each for key, each in self.landscape.systems.items() if random.random() < 0.7}
        self.landscape = replace(self.landscape, systems=described)

    def unknown(self) -> set[str]:
        """The hand-offs of which nobody can tell."""
        derived = [derive(each, self.landscape) for each in self.journeys.values()]
        return {h.handoff.key for each in derived for h in each.handoffs if h.status == "UNKNOWN"}

    def some(self, pool: tuple[str, ...]) -> list[str]:
        """None to two of them."""
        return self.random.sample(pool, self.random.randint(0, 2))

    def answer(self, row: dict[str, Any]) -> None:
        """One of all answers that the question can have."""
        ((label, key),) = row["about"].items()
        kind, object = row["kind"], row["object"]
        if label == "System":
            feeds = tuple((to, frozenset(self.some(OBJECTS))) for to in self.some(SYSTEMS) if to != key)
            self.describe(System(key, True, frozenset(self.some(OBJECTS)), feeds))
        elif kind == "NEEDS":
            self.change(key, needs=frozenset(self.some(OBJECTS)))
        elif kind == "USES":
            self.change(key, uses=tuple(sorted(self.some(SYSTEMS))))
        elif kind == "STORES":
            self.store(key, object, self.random.choice([None, *SYSTEMS]))
        else:
            self.give(key, object, self.random.choice(row["handoffs"]).split("~")[0])

    def store(self, key: str, object: str, system: str | None) -> None:
        """It is recorded in a system, one that was named or another, or on paper."""
        if system is None:
            self.change(key, uses=())
            return
        known = self.landscape.system(system)
        self.describe(replace(known, described=True, stores=known.stores | {object}))
        self.change(key, uses=tuple(sorted({*(self.place(key).uses or ()), system})))

    def give(self, key: str, object: str, before: str) -> None:
        """It was given before, or is brought along, or is not needed after all."""
        how = self.random.choice(["produced", "brought", "needless"])
        if how == "produced":
            self.change(before, produces=self.place(before).produces | {object})
        elif how == "needless":
            self.change(key, needs=(self.place(key).needs or frozenset()) - {object})
        else:
            told = self.journeys[key.split("/")[0]]
            self.journeys[told.key] = replace(told, brings=told.brings | {object})

    def describe(self, system: System) -> None:
        self.landscape = replace(self.landscape, systems={**self.landscape.systems, system.key: system})

    def place(self, key: str) -> Place:
        steps = self.journeys[key.split("/")[0]].steps
        return next(each for step in steps for each in step.touchpoints if each.key == key)

    def change(self, key: str, **said: Any) -> None:
        told = self.journeys[key.split("/")[0]]
        steps = tuple(self._changed(step, key, said) for step in told.steps)
        self.journeys[told.key] = replace(told, steps=steps)

    def _changed(self, step: Step, key: str, said: dict[str, Any]) -> Step:
        places = tuple(replace(each, **said) if each.key == key else each for each in step.touchpoints)
        return replace(step, touchpoints=places)


@settings(max_examples=often(100), deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(documents() | lossy_documents(), st.integers(0, 2**32))
def test_answering_all_questions_leaves_no_hand_off_unknown(document, seed):
    world = World(document, Random(seed))
    for _ in range(60):
        unknown = world.unknown()
        found = to_ask(facts_of(list(world.journeys.values()), world.landscape), {})
        deciding = [row for row in found if row["handoffs"]]
        assert {handoff for row in deciding for handoff in row["handoffs"]} == unknown
        assert found[: len(deciding)] == deciding
        for row in deciding:
            world.answer(row)
        if not deciding:
            break
    assert world.unknown() == set()
