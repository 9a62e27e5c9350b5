"""What people decide about a rupture stays, whatever happens to the rupture."""

import pytest

from graph.errors import BadInput
from graph.model.words import Triage
from graph.triage import triage
from tests.graph.tables import check_nodes, dump, graph_at, say
from tests.graph.test_derived_upkeep import GAP, LOSS, SWITCH, derived_anew, feed_laid, rupture, worked

SOURCE = "test-worked"


@pytest.fixture
def loaded(gateway):
    say(gateway, worked(), source=SOURCE)
    return gateway


def test_a_decision_is_noted_and_gives_the_former_one(loaded):
    assert triage(loaded, LOSS, Triage.PLANNED) is Triage.OPEN
    assert triage(loaded, LOSS, Triage.IGNORED) is Triage.PLANNED
    assert check_nodes(loaded, "Rupture", ("triage",)) == {(LOSS, "IGNORED"), (SWITCH, "OPEN"), (GAP, "OPEN")}


def test_the_revision_rises_with_a_decision_that_changes_something(loaded):
    assert graph_at(loaded) == (1, 1)
    triage(loaded, LOSS, Triage.PLANNED)
    assert graph_at(loaded) == (2, 2)
    held = dump(loaded)
    assert triage(loaded, LOSS, Triage.PLANNED) is Triage.PLANNED
    assert graph_at(loaded) == (2, 2)
    assert dump(loaded) == held


def test_a_decision_outlasts_the_rupture(loaded):
    """Also one that is made while the rupture is gone."""
    triage(loaded, LOSS, Triage.PLANNED)
    gone = worked()
    feed_laid(gone)
    say(loaded, gone, source=SOURCE)
    assert rupture(loaded, LOSS)["triage"] == "PLANNED"
    assert triage(loaded, LOSS, Triage.ACCEPTED) is Triage.PLANNED
    assert rupture(loaded, LOSS)["resolved"]
    report = say(loaded, worked(), source=SOURCE)
    back = rupture(loaded, LOSS)
    assert (back["triage"], back["reopened"], back.get("resolved")) == ("ACCEPTED", report.run, None)
    derived_anew(loaded)
    assert rupture(loaded, LOSS) == back


def test_an_import_that_changes_nothing_keeps_the_decision(loaded):
    triage(loaded, GAP, Triage.IGNORED)
    assert not say(loaded, worked(), source=SOURCE).changed
    assert rupture(loaded, GAP)["triage"] == "IGNORED"


@pytest.mark.parametrize(
    ("key", "named"),
    [
        ("context_loss", [LOSS]),
        ("HOME-QUOTE", [LOSS, GAP, SWITCH]),
        ("nowhere", []),
    ],
)
def test_an_unknown_rupture_is_refused_with_those_that_are_near(loaded, key, named):
    with pytest.raises(BadInput) as refused:
        triage(loaded, key, Triage.PLANNED)
    assert repr(key) in str(refused.value)
    assert [known for known in (LOSS, GAP, SWITCH) if known in str(refused.value)] == named
    assert graph_at(loaded) == (1, 1)


def test_no_more_than_five_are_named(gateway):
    steps = [{"key": f"s{n}", "text": "I", "expectedOn": ["web"], "touchpoints": []} for n in range(7)]
    say(gateway, {"journeys": [{"key": "j", "title": "J", "phases": [{"key": "p", "name": "P", "steps": steps}]}]})
    with pytest.raises(BadInput) as refused:
        triage(gateway, "j/s", Triage.PLANNED)
    assert str(refused.value).count("COVERAGE_GAP~") == 5


def test_what_was_cut_off_is_repaired_first(loaded):
    """Else the revision that was derived from would seem to be the one that the graph is at."""
    loaded.command("MATCH (h:Handoff) DETACH DELETE h")
    loaded.command("MATCH (g:Graph {key: 'graph'}) SET g.revision = g.revision + 1")
    triage(loaded, LOSS, Triage.PLANNED)
    assert len(check_nodes(loaded, "Handoff")) == 2
    revision, derived = graph_at(loaded)
    assert revision == derived
