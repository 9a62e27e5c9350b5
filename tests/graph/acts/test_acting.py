"""An act is whole or not at all, signed and noted; of two that meet, one is told what the other did."""

import os
import signal
import subprocess
import sys
import threading
import time

import pytest

from graph.acts.acting import Signed, acting
from graph.acts.triage import Decision, NoRupture, triage
from graph.errors import Conflict, WriterBusy
from graph.gateway import Gateway
from graph.model.words import Triage
from tests.graph.cut import environment
from tests.graph.tables import check_nodes, decide, dump, graph_at, say
from tests.graph.test_derived_upkeep import GAP, LOSS, SWITCH, worked

DYING = """
import os, signal, sys
from graph.acts.acting import Signed, acting
from graph.acts.triage import triage
from graph.model.words import Triage
from tests.graph.cut import dying

with dying(int(sys.argv[1]), 10_000) as store, acting(store, Signed("anna")) as act:
    triage(act, sys.argv[2:], Triage.PLANNED, {"note": "ensemble", "owner": "digital"})
"""
RUNS = """
MATCH (run:ImportRun)-[:OF]->(source:Source {key: 'edits'}) RETURN run.by, run.status, run.revision, run.updated,
  run.counts, COLLECT { MATCH (run)-[:CHANGED]->(c) RETURN [c.node, c.field, c.before, c.after] ORDER BY c.key }
ORDER BY run.key
"""


@pytest.fixture
def loaded(gateway):
    say(gateway, worked(), source="test-worked")
    return gateway


def test_an_act_leaves_who_changed_what_and_one_revision(loaded):
    with acting(loaded, Signed("anna")) as act:
        decided = triage(act, [LOSS, GAP, LOSS], Triage.PLANNED, {"owner": "digital"})
    assert decided == {key: (Decision(Triage.OPEN), Decision(Triage.PLANNED, None, "digital")) for key in (LOSS, GAP)}
    told = [
        [f"Rupture:{key}", *change]
        for key in (LOSS, GAP)
        for change in (["triage", "OPEN", "PLANNED"], ["triageOwner", None, "digital"])
    ]
    assert loaded.read(RUNS) == [["anna", "DONE", 2, 2, ["Rupture +0 ~2 -0 =0"], told]]
    assert graph_at(loaded) == (2, 2)


def test_all_or_nothing(loaded):
    held = dump(loaded)
    with pytest.raises(NoRupture, match="'nowhere'"), acting(loaded, Signed("anna")) as act:
        triage(act, [LOSS, "nowhere"], Triage.PLANNED)
    assert (dump(loaded), graph_at(loaded), loaded.read(RUNS)) == (held, (1, 1), [])
    with pytest.raises(ZeroDivisionError), acting(loaded, Signed("anna")) as act:
        triage(act, [LOSS, GAP], Triage.PLANNED)
        assert act.run("MATCH (g:Graph {key: 'graph'}) RETURN g.revision") == [[2]]  # it sees what it wrote
        raise ZeroDivisionError
    assert (dump(loaded), graph_at(loaded), loaded.read(RUNS)) == (held, (1, 1), [])


def test_what_somebody_changed_since_is_a_conflict_that_tells_what_stands(loaded):
    decide(loaded, LOSS, Triage.PLANNED, {"note": "Vu", "owner": "digital"}, by="anna", expected=1)
    held = dump(loaded)
    told = "1 decision was changed meanwhile; nothing was written"
    with pytest.raises(Conflict, match=told) as met, acting(loaded, Signed("bo", 1)) as act:
        triage(act, [GAP, LOSS], Triage.IGNORED)
    (stands,) = met.value.stands
    assert stands.pop("triagedAt")
    assert stands == {
        "id": f"Rupture:{LOSS}", "fields": ["triage"], "triage": "PLANNED", "triageNote": "Vu",
        "triageOwner": {"key": "digital", "name": "Direction du digital"}, "triageDue": None, "triagedBy": "anna",
    }  # fmt: skip
    assert (dump(loaded), graph_at(loaded)) == (held, (2, 2))
    decide(loaded, LOSS, Triage.IGNORED, by="bo", expected=2)  # who has seen it may
    decide(loaded, LOSS, Triage.ACCEPTED, by="bo")  # and who does not say


def test_conflicts_are_of_fields(loaded):
    """What the other one set is kept where this one says nothing of it, or the same."""
    decide(loaded, LOSS, Triage.PLANNED, {"note": "Vu"}, by="anna", expected=1)
    now = Decision(Triage.PLANNED, "Vu", "digital")
    assert decide(loaded, LOSS, Triage.PLANNED, {"owner": "digital"}, by="bo", expected=1)[1] == now
    assert decide(loaded, LOSS, Triage.PLANNED, {"note": "Vu"}, by="bo", expected=1) == (now, now)
    with pytest.raises(Conflict) as met:
        decide(loaded, LOSS, Triage.PLANNED, {"note": "Revu", "owner": "network"}, by="bo", expected=1)
    assert [each["fields"] for each in met.value.stands] == [["triageNote", "triageOwner"]]


def test_what_was_renamed_meanwhile_conflicts_under_its_new_key(loaded):
    decide(loaded, LOSS, Triage.PLANNED, by="anna", expected=1)
    document = worked()
    document["journeys"][0] |= {"key": "home", "aliases": ["home-quote"]}
    say(loaded, document, source="test-worked")
    with pytest.raises(Conflict):
        decide(loaded, LOSS.replace("home-quote", "home"), Triage.IGNORED, by="bo", expected=1)


def test_of_two_at_once_one_is_told(loaded):
    """Both saw the same revision; they come in any order."""
    ends: list[str] = []

    def act(by, state):
        gateway = Gateway(loaded.address)
        try:
            decide(gateway, SWITCH, state, by=by, expected=1)
            ends.append("done")
        except Conflict as error:
            ends.append("conflict")
            (stands,) = error.stands
            assert stands["triagedBy"] != by
        finally:
            gateway.close()

    threads = [threading.Thread(target=act, args=each) for each in (("a", Triage.PLANNED), ("b", Triage.IGNORED))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(ends) == ["conflict", "done"] and graph_at(loaded) == (2, 2)


def test_a_busy_writer_is_waited_for_no_longer_than_told(loaded):
    begun = time.monotonic()
    mine = Gateway(loaded.address)
    busy = pytest.raises(WriterBusy, match="Somebody else is writing")
    with loaded.writing(), busy, acting(mine, Signed("anna"), within=2.0) as act:
        triage(act, [LOSS], Triage.PLANNED)
    assert 0.5 < time.monotonic() - begun < 3.5
    assert check_nodes(loaded, "Rupture", ("triage",)) == {(key, "OPEN") for key in (LOSS, GAP, SWITCH)}
    decide(loaded, LOSS, Triage.PLANNED)  # nobody holds the right any more


def test_an_act_that_is_killed_wrote_nothing(loaded):
    held = dump(loaded)
    for cut in (5, 6, 8):  # before it writes, after it decided, after it was noted
        words = [sys.executable, "-c", DYING, str(cut), LOSS, GAP]
        done = subprocess.run(words, env=os.environ | environment(loaded), timeout=120, check=False)
        assert done.returncode == -signal.SIGKILL
        assert (dump(loaded), graph_at(loaded), loaded.read(RUNS)) == (held, (1, 1), [])
    decide(loaded, LOSS, Triage.PLANNED)
    assert graph_at(loaded) == (2, 2)


def test_no_file_takes_the_name_of_what_people_do(loaded):
    report = say(loaded, {"needs": [{"key": "a"}]}, source="edits")
    assert report.status == "refused" and "'edits' is what people do here" in str(report.reason)
