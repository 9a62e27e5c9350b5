"""How well a touchpoint works: the figure given, else what was measured, on 0..1."""

import re

import pytest

from graph.model.words import EvidenceKind
from queries.performance import PERFORMANCE
from tests.graph.tables import say


def csat(value, **fields):
    """A figure from 1 to 5."""
    return {"name": "CSAT", "scale": [1, 5], "method": "SURVEY", "value": value, **fields}


def survey(value, start, end=None):
    return csat(value, **{"from": start} if start else {}, **{"to": end} if end else {})


def effort(value, **fields):
    """A figure from 0 to 10 of which less is better."""
    return {"name": "Effort", "scale": [0, 10], "higherIsBetter": False, "value": value, **fields}


def named(name, measure):
    return {**measure, "name": name}


def performance(gateway, **touchpoint):
    step = {"key": "s", "text": "I", "touchpoints": [{"channel": "web", **touchpoint}]}
    say(gateway, {"journeys": [{"key": "j", "title": "J", "phases": [{"key": "p", "name": "P", "steps": [step]}]}]})
    return one(gateway)


def one(gateway):
    ((found,),) = gateway.read(f"MATCH (touchpoint:Touchpoint) RETURN {PERFORMANCE}")
    assert found is None or isinstance(found, float)
    return found


@pytest.mark.parametrize(
    ("measures", "expected"),
    [
        ([], None),
        # put on 0..1
        ([csat(1)], 0),
        ([csat(2)], 0.25),
        ([csat(5)], 1),
        ([csat(2.5)], 0.375),
        ([{"name": "NPS", "scale": [-100, 100], "value": 50}], 0.75),
        ([effort(3)], 0.7),
        ([effort(0)], 1),
        ([{**effort(3), "higherIsBetter": True}], 0.3),
        # what cannot be put there is passed over
        ([{"name": "CSAT", "value": 4, "method": "SURVEY"}], None),
        ([{"name": "CSAT", "scale": [1, 5]}], None),
        ([{"name": "CSAT", "value": 4}, effort(3)], 0.7),
        ([{"name": "CSAT", "value": 4, "method": "STRUCTURED_DATA"}, csat(2, name="other")], 0.25),
        # the strongest method, however old
        ([survey(2, "2020-01-01"), effort(3, method="INTERVIEW", to="2025-01-01")], 0.25),
        ([survey(2, "2020-01-01"), effort(3, method="STRUCTURED_DATA")], 0.7),
        ([effort(3, to="2025-01-01"), csat(2, method="EXPERT_OPINION")], 0.25),  # none is weaker than any
        # the latest of that method
        ([survey(2, "2024-01-01", "2024-02-01"), survey(4, "2024-03-01", "2024-04-01")], 0.75),
        ([survey(4, "2024-03-01", "2024-04-01"), survey(2, "2024-01-01", "2024-05-01")], 0.25),  # by its end
        ([survey(4, "2024-03-01", "2024-04-01"), survey(2, "2024-01-01", "2024-04-01")], 0.75),  # then its start
        ([survey(4, "2024-03-01", "2024-04-01"), survey(2, "2024-06-01")], 0.75),  # an end that is unknown comes last
        ([survey(4, "2024-03-01"), survey(2, "2024-06-01")], 0.25),
        ([survey(4, "2024-03-01"), survey(2, None)], 0.75),
        ([named("b", survey(4, None)), named("a", survey(2, None))], 0.25),  # then by key
    ],
)
def test_what_was_measured(gateway, measures, expected):
    assert performance(gateway, measures=measures) == (expected if expected is None else pytest.approx(expected))


@pytest.mark.parametrize("given", [0, 0.4, 1])
def test_what_was_given_wins(gateway, given):
    assert performance(gateway, performance=given, measures=[csat(5, method="STRUCTURED_DATA")]) == given


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"value": 7}, 1),
        ({"value": -1}, 0),
        ({"value": 7, "higherIsBetter": False}, 0),
        ({"value": -1, "higherIsBetter": False}, 1),
        ({"value": 4, "scaleMin": 5}, None),  # a scale of one point
        ({"scaleMin": None}, None),
        ({"scaleMax": None}, None),
    ],
)
def test_what_does_not_fit_its_scale(gateway, fields, expected):
    """Files may refuse it, other importers need not."""
    performance(gateway, measures=[csat(3)])
    gateway.command("MATCH (m:Measure) SET m += $fields", fields=fields)
    assert one(gateway) == expected


def test_whole_numbers_are_not_divided_as_such(gateway):
    performance(gateway, measures=[csat(3)])
    gateway.command("MATCH (m:Measure) SET m.value = 2, m.scaleMin = 1, m.scaleMax = 5")
    assert one(gateway) == 0.25


def test_nothing_is_known_of_no_touchpoint(gateway):
    assert gateway.read(f"OPTIONAL MATCH (touchpoint:Touchpoint) RETURN {PERFORMANCE}") == [[None]]


def test_each_touchpoint_has_its_own(gateway):
    touchpoints = [{"channel": channel, "measures": [csat(value)]} for channel, value in (("web", 5), ("phone", 2))]
    step = {"key": "s", "text": "I", "touchpoints": [*touchpoints, {"channel": "post", "performance": 0.5}]}
    say(gateway, {"journeys": [{"key": "j", "title": "J", "phases": [{"key": "p", "name": "P", "steps": [step]}]}]})
    rows = gateway.read(f"MATCH (touchpoint:Touchpoint) WHERE {PERFORMANCE} > 0.4 RETURN touchpoint.key, {PERFORMANCE}")
    assert dict(rows) == {"j/s/web": 1.0, "j/s/post": 0.5}


def test_methods_are_as_strong_as_evidence_is():
    assert re.findall(r"WHEN '(\w+)' THEN (\d)", PERFORMANCE) == [(kind, str(n)) for n, kind in enumerate(EvidenceKind)]
