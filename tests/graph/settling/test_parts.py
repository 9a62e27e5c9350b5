"""A part stands in one whole, whatever several sources say; and a run that was cut off is no measure for the next."""

import pytest

from graph import gateway as gateways
from graph.gateway import Work
from graph.run import apply
from graph.statement import Options
from tests.graph.tables import Document, check_edges, check_nodes, codes, say, told
from tests.graph.test_runs import many

STANDS = ("Phase", "HAS_STEP", "Step")


def journey(phase: str) -> Document:
    steps = [{"key": "s", "text": "I ask", "touchpoints": [{"channel": "web", "missing": True}]}]
    before = {"key": "before", "steps": [{"key": "first", "touchpoints": [{"channel": "web", "volume": 100}]}]}
    return {"journeys": [{"key": "j", "phases": [before, {"key": phase, "steps": steps}]}]}


def test_a_step_that_two_sources_place_stands_where_the_first_put_it(gateway):
    say(gateway, journey("p1"), source="test-one")
    report = say(gateway, journey("p2"), source="test-two")
    assert ("CONFLICTING_VALUE", "j/p2") in codes(report)
    assert check_edges(gateway, *STANDS) == {("j/before", "j/first"), ("j/p1", "j/s")}
    assert check_nodes(gateway, "Rupture", ("volumeHigh",)) == {("SILENT_GAP~j/s/web", 100.0)}
    for source, phase in (("test-one", "p1"), ("test-two", "p2")):
        assert not say(gateway, journey(phase), source=source).changed
    assert say(gateway, journey("p3"), source="test-one").changed
    assert check_edges(gateway, *STANDS) == {("j/before", "j/first"), ("j/p3", "j/s")}


def test_a_step_that_its_own_source_moves_leaves_its_phase_in_a_partial_export_too(gateway):
    for sweep in (True, False):
        say(gateway, journey("p1"))
        say(gateway, journey("p2"), sweep=sweep)
        assert check_edges(gateway, *STANDS) == {("j/before", "j/first"), ("j/p2", "j/s")}


class Killed(Exception):
    """As if the process were gone."""


def test_the_guard_does_not_stop_the_repair_of_a_run_that_was_cut_off(gateway, monkeypatch):
    say(gateway, many("needs", 60))
    other = {"needs": [{"key": f"other{n}"} for n in range(60)]}
    monkeypatch.setattr(gateways, "PART", 50)
    commit = Work.commit

    def once(work: Work) -> None:
        commit(work)
        raise Killed

    monkeypatch.setattr(Work, "commit", once)
    with pytest.raises(Killed):
        apply(gateway, told(other), Options())
    monkeypatch.setattr(Work, "commit", commit)
    assert len(check_nodes(gateway, "Need")) > 60
    assert say(gateway, other).status == "done"
    assert check_nodes(gateway, "Need") == {f"other{n}" for n in range(60)}
    assert say(gateway, many("needs", 5)).status == "stopped"
