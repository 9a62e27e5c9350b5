"""Which journeys pass through a place."""

import pytest

from tests.graph.tables import WORKED, say
from tests.oracle.cases import a_document, at, step
from tests.queries.answers import rows, summary


def through(gateway, **given):
    found = rows(gateway, "journeys-through", **given)
    passing = summary(gateway, "journeys-through", **given)
    return [(row["journey"], row["touchpoints"], row["of"]) for row in found], (passing["journeys"], passing["of"])


@pytest.mark.parametrize(
    "place",
    [
        {"channel": ["website"]},
        {"channelKind": ["WEBSITE"]},
        {"department": ["digital"]},
        {"silo": ["marketing"]},
        {"system": ["web-cms"]},
        {"step": ["home-quote/ask-quote"]},
        {"touchpoint": ["home-quote/ask-quote/website"]},
        {"channel": ["website"], "department": ["group"]},
    ],
)
def test_the_worked_case(gateway, place):
    say(gateway, WORKED)
    assert through(gateway, from_=place) == ([("home-quote", ["home-quote/ask-quote/website"], 3)], (1, 1))


def test_most_of_them_first_missing_ones_apart(gateway):
    document = a_document(step("a", at("phone"), at("website")), step("b", at("website", missing=True)))
    two = {"key": "k", "phases": [{"key": "p", "steps": [step("a", at("website")), step("b", at("website"))]}]}
    none = {"key": "none", "phases": [{"key": "p", "steps": [step("a")]}]}
    future = {**two, "key": "later", "perspective": "FUTURE"}
    say(gateway, {**document, "journeys": [*document["journeys"], two, none, future]})
    place = {"channel": ["website"]}
    found = [("k", ["k/a/website", "k/b/website"], 2), ("j", ["j/a/website"], 2)]
    assert through(gateway, from_=place) == (found, (2, 3))
    assert through(gateway, from_=place, journeys=["later"])[1] == (1, 1)
    assert through(gateway, from_=place, evidence=["SURVEY"]) == ([], (0, 3))


def test_a_place_that_nothing_is_at(gateway):
    assert through(gateway, from_={"channel": ["nowhere"]}) == ([], (0, 0))
