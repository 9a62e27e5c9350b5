"""What people decide about a rupture stays, whatever happens to the rupture."""

import datetime

import pytest

from graph.acts.noting import LONGEST
from graph.acts.triage import Decision, Noted
from graph.errors import BadInput
from graph.model.words import Triage
from tests.graph.tables import check_nodes, decide, dump, graph_at, say
from tests.graph.test_derived_upkeep import GAP, LOSS, SWITCH, derived_anew, feed_laid, rupture, worked

SOURCE = "test-worked"


@pytest.fixture
def loaded(gateway):
    say(gateway, worked(), source=SOURCE)
    return gateway


def test_a_decision_is_noted_and_gives_the_former_one(loaded):
    assert decide(loaded, LOSS, Triage.PLANNED) == (Decision(Triage.OPEN), Decision(Triage.PLANNED))
    assert decide(loaded, LOSS, Triage.IGNORED) == (Decision(Triage.PLANNED), Decision(Triage.IGNORED))
    assert check_nodes(loaded, "Rupture", ("triage",)) == {(LOSS, "IGNORED"), (SWITCH, "OPEN"), (GAP, "OPEN")}


@pytest.mark.parametrize("note", ["vu\x1b[2J", "\u202elu", "\x9bA"])
def test_a_note_that_would_steer_a_terminal_is_refused(loaded, note):
    with pytest.raises(BadInput, match=f"note: the character U\\+{ord(min(note, key=str.isprintable)):04X}"):
        decide(loaded, LOSS, Triage.OPEN, Noted(note=note))


def test_the_revision_rises_with_a_decision_that_changes_something(loaded):
    assert graph_at(loaded) == (1, 1)
    decide(loaded, LOSS, Triage.PLANNED)
    assert graph_at(loaded) == (2, 2)
    held = dump(loaded)
    former, now = decide(loaded, LOSS, Triage.PLANNED)
    assert former == now == Decision(Triage.PLANNED)
    assert graph_at(loaded) == (2, 2)
    assert dump(loaded) == held


BY_JUNE = datetime.date(2027, 6, 1)
KEPT = ("triage", "triageNote", "triageOwner", "triageDue", "triagedAt", "triagedBy")


def kept(gateway, key):
    """What is kept of a decision."""
    found = rupture(gateway, key)
    return {name: found[name] for name in KEPT if name in found}


def test_a_decision_outlasts_the_rupture(loaded):
    """Also one that is made while the rupture is gone, and all that is said with it."""
    decide(loaded, LOSS, Triage.PLANNED, {"note": "Après la fusion", "owner": "digital"}, by="anna")
    gone = worked()
    feed_laid(gone)
    say(loaded, gone, source=SOURCE)
    noted = kept(loaded, LOSS)
    assert [noted[name] for name in ("triage", "triageNote", "triageOwner", "triagedBy")] == [
        "PLANNED", "Après la fusion", "digital", "anna",
    ]  # fmt: skip
    former = Decision(Triage.PLANNED, "Après la fusion", "digital")
    now = Decision(Triage.ACCEPTED, "Après la fusion", "digital", BY_JUNE)
    assert decide(loaded, LOSS, Triage.ACCEPTED, {"due": BY_JUNE}) == (former, now)
    noted = kept(loaded, LOSS)
    assert (noted["triageDue"].to_native(), noted["triagedBy"]) == (BY_JUNE, "test")
    assert rupture(loaded, LOSS)["resolved"]
    report = say(loaded, worked(), source=SOURCE)
    back = rupture(loaded, LOSS)
    assert (back["reopened"], back.get("resolved")) == (report.run, None)
    assert kept(loaded, LOSS) == noted
    derived_anew(loaded)
    assert rupture(loaded, LOSS) == back


def test_what_is_left_out_stays_and_null_takes_away(loaded):
    said: Noted = {"note": "  Vu avec eux\n", "owner": "call-centre", "due": BY_JUNE}
    _, first = decide(loaded, GAP, Triage.PLANNED, said)
    assert first == Decision(Triage.PLANNED, "Vu avec eux", "call-centre", BY_JUNE)
    assert decide(loaded, GAP, Triage.OPEN)[1] == Decision(Triage.OPEN, "Vu avec eux", "call-centre", BY_JUNE)
    assert decide(loaded, GAP, Triage.OPEN, {"note": " "})[1] == Decision(Triage.OPEN, None, "call-centre", BY_JUNE)
    assert decide(loaded, GAP, Triage.OPEN, {"owner": None, "due": None})[1] == Decision(Triage.OPEN)
    assert kept(loaded, GAP).keys() == {"triage", "triagedAt", "triagedBy"}


def test_when_it_was_decided_changes_with_what_was(loaded):
    decide(loaded, GAP, Triage.PLANNED, {"note": "a"})
    first = kept(loaded, GAP)["triagedAt"]
    decide(loaded, GAP, Triage.PLANNED, {"note": "a"})
    assert kept(loaded, GAP)["triagedAt"] == first
    decide(loaded, GAP, Triage.PLANNED, {"note": "b"})
    assert kept(loaded, GAP)["triagedAt"] > first


def test_an_unknown_department_is_refused(loaded):
    held = dump(loaded)
    with pytest.raises(BadInput, match="owner: there is no department 'zzz'"):
        decide(loaded, LOSS, Triage.PLANNED, {"owner": "zzz"})
    assert (dump(loaded), graph_at(loaded)) == (held, (1, 1))


def test_a_note_has_its_bounds(loaded):
    longest = "é" * LONGEST
    assert decide(loaded, LOSS, Triage.OPEN, {"note": f" {longest} "})[1].note == longest
    with pytest.raises(BadInput, match=r"note: 2,001 characters are too many; 2,000 are the most"):
        decide(loaded, LOSS, Triage.OPEN, {"note": longest + "é"})


def test_an_import_that_changes_nothing_keeps_the_decision(loaded):
    decide(loaded, GAP, Triage.IGNORED)
    assert not say(loaded, worked(), source=SOURCE).changed
    assert rupture(loaded, GAP)["triage"] == "IGNORED"


def test_an_unknown_rupture_is_refused(loaded):
    with pytest.raises(BadInput, match="there is no rupture 'nowhere'"):
        decide(loaded, "nowhere", Triage.PLANNED)
    assert graph_at(loaded) == (1, 1)


def test_what_was_cut_off_is_repaired_first(loaded):
    """Else the revision that was derived from would seem to be the one that the graph is at."""
    loaded.command("MATCH (h:Handoff) DETACH DELETE h")
    loaded.command("MATCH (g:Graph {key: 'graph'}) SET g.revision = g.revision + 1")
    decide(loaded, LOSS, Triage.PLANNED)
    assert len(check_nodes(loaded, "Handoff")) == 2
    revision, derived = graph_at(loaded)
    assert revision == derived


def test_the_graph_knows_when_it_last_changed(loaded):
    def changed():
        ((moment,),) = loaded.read("MATCH (g:Graph {key: 'graph'}) RETURN g.changedAt")
        return moment

    imported = changed()
    assert imported and not say(loaded, worked(), source=SOURCE).changed and changed() == imported
    decide(loaded, GAP, Triage.IGNORED)
    assert changed() > imported
    decided = changed()
    decide(loaded, GAP, Triage.IGNORED)
    assert changed() == decided
