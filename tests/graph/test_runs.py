"""What one run does to the graph: claims, sweeps, stubs, guards, and the report that tells of it."""

import datetime
from dataclasses import replace
from pathlib import Path

import pytest

from graph.problems import Code
from graph.report import Count
from graph.run import apply
from graph.statement import Options
from importers.gather import gather
from tests.graph.tables import RUN_KEYS, WORKED, check_edges, check_nodes, codes, dump, graph_at, say, told, written

SYSTEMS = {"systems": [{"key": "crm", "name": "CRM"}, {"key": "core", "name": "Core"}]}
NOTHING: dict[str, list[str]] = {"needs": []}


def department(key, **fields):
    return {"key": key, **fields}


def departments(*all):
    return {"departments": list(all)}


# --- one source ------------------------------------------------------------------------------------------------------


def test_the_same_again_writes_nothing(gateway):
    first = say(gateway, WORKED)
    before, revision = dump(gateway), graph_at(gateway)
    assert first.changed and revision == (1, 1)
    again = say(gateway, WORKED)
    assert (again.status, again.changed, written(again), codes(again)) == ("done", False, {}, [])
    assert dump(gateway) == before
    assert graph_at(gateway) == revision
    assert check_nodes(gateway, "ImportRun", ("status", "revision", "created", "updated", "removed")) == {
        (first.run, "DONE", 1, sum(count.created for count in first.written.values()), 0, 0),
        (again.run, "DONE", 1, 0, 0, 0),
    }
    assert again.written["Touchpoint"] == Count(unchanged=3)


def test_counts_of_what_changed(gateway):
    say(gateway, {"systems": [{"key": "a", "name": "A", "feeds": [{"system": "b", "objects": ["o"]}]}, {"key": "b"}]})
    report = say(
        gateway,
        {
            "systems": [
                {"key": "a", "name": "Another", "feeds": [{"system": "b", "objects": ["o", "p"]}]},
                {"key": "c", "name": "C", "feeds": [{"system": "a", "objects": ["o"]}]},
            ],
        },
    )
    assert written(report) == {  # b becomes a stub, p is one
        "System": (1, 2, 0),
        "InformationObject": (1, 0, 0),
        "FEEDS": (1, 1, 0),
    }
    assert check_nodes(gateway, "System", ("name", "stub")) == {
        ("a", "Another", None),
        ("b", None, True),
        ("c", "C", None),
    }
    assert check_edges(gateway, "System", "FEEDS", "System", ("objects",)) == {
        ("a", "b", ("o", "p")),
        ("c", "a", ("o",)),
    }
    assert written(say(gateway, {"systems": [{"key": "c", "name": "C"}]})) == {
        "System": (0, 1, 2),
        "InformationObject": (0, 0, 2),
        "FEEDS": (0, 0, 2),
    }
    assert check_nodes(gateway, "System") == {"c"}
    assert written(say(gateway, NOTHING)) == {"System": (0, 0, 1)}
    assert dump(gateway) == set()


def test_a_property_that_is_no_longer_said_goes(gateway):
    say(gateway, {"systems": [{"key": "a", "name": "A"}]})
    assert written(say(gateway, {"systems": [{"key": "a"}]})) == {"System": (0, 1, 0)}
    assert check_nodes(gateway, "System", ("name",)) == {("a", None)}


def test_first_seen_stays_with_the_first_run(gateway):
    first = say(gateway, {"systems": [{"key": "a", "name": "A", "feeds": [{"system": "b", "objects": ["o"]}]}]})
    second = say(
        gateway, {"systems": [{"key": "a", "name": "B", "feeds": [{"system": "b", "objects": ["p"]}]}, {"key": "c"}]}
    )
    assert check_nodes(gateway, "System", ("firstSeen", "sources")) == {
        ("a", first.run, ("test",)), ("b", first.run, ()), ("c", second.run, ("test",)),
    }  # fmt: skip
    assert check_edges(gateway, "System", "FEEDS", "System", ("firstSeen", "sources")) == {
        ("a", "b", first.run, ("test",)),
    }


def changes_of_worked():
    text = WORKED.read_text(encoding="utf-8")
    return {
        "the first time": (None, text),
        "again": (text, text),
        "a feed less": (text, text.replace(", feeds: [{system: core, objects: [quote]}]", "")),
        "another operator": (text, text.replace("operatedBy: [call-centre]", "operatedBy: [network, outsourced]")),
        "another tree": (text, text.replace("partOf: group, silo: sales", "partOf: digital")),
        "no step 3": (text, text[: text.index("          - key: sign")]),
        "nothing": (text, "parcours: 1\nneeds: []\n"),
    }


@pytest.mark.parametrize("change", changes_of_worked())
def test_a_dry_run_predicts_the_run_and_writes_nothing(gateway, tmp_path, change):
    before, after = changes_of_worked()[change]
    path = tmp_path / "worked.yaml"
    if before:
        path.write_text(before, encoding="utf-8")
        say(gateway, path, allow_shrink=True)
    path.write_text(after, encoding="utf-8")
    held, runs, revision = dump(gateway), check_nodes(gateway, "ImportRun"), graph_at(gateway)
    dry = say(gateway, path, dry_run=True, allow_shrink=True)
    assert (dry.status, dry.run) == ("dry-run", None)
    assert (dump(gateway), check_nodes(gateway, "ImportRun"), graph_at(gateway)) == (held, runs, revision)
    real = say(gateway, path, allow_shrink=True)
    assert dry.written == real.written
    assert codes(dry) == codes(real)
    assert graph_at(gateway)[0] == revision[0] + real.changed


def test_a_run_and_its_source_are_in_the_graph(gateway, tmp_path):
    path = tmp_path / "kept.yaml"
    path.write_text("parcours: 1\nsystems: [{key: a}, {key: b, runBy: it}]\n")
    report = say(gateway, path, source="test")
    dated = datetime.datetime.fromtimestamp(path.stat().st_mtime, datetime.UTC)
    ((source,),) = gateway.read("MATCH (s:Source {key: 'test'}) RETURN properties(s)")
    assert source.pop("dated").to_native() == dated
    assert source == {"key": "test", "name": "test", "kind": "knowledge", "family": "DESIGN", "path": str(path)}
    ((run,),) = gateway.read("MATCH (r:ImportRun)-[:OF]->(:Source {key: 'test'}) RETURN properties(r)")
    assert run.pop("dated").to_native() == dated
    assert run.pop("startedAt") <= run.pop("finishedAt")
    assert run.pop("command")
    assert run == {
        "key": report.run, "status": "DONE", "revision": 1, "created": 4, "updated": 0, "removed": 0,
        "counts": ["System +2 ~0 -0 =0", "Department +1 ~0 -0 =0", "RUN_BY +1 ~0 -0 =0"],
        "ownerChanged": [], "siloChanged": [], "ownersGained": [], "ownersLost": [],
        "silosGained": [], "silosLost": [], "crossingsBegun": [], "crossingsEnded": [],
        "rupturesAppeared": 0, "rupturesGone": 0, "handoffsBroken": 0, "handoffsSound": 0, "changesLeftOut": 0,
    }  # fmt: skip


# --- several sources -------------------------------------------------------------------------------------------------


def test_neither_of_two_sources_deletes_what_the_other_says(gateway):
    say(gateway, SYSTEMS, "test-1")
    say(
        gateway, {"systems": [{"key": "crm"}, {"key": "web", "feeds": [{"system": "crm", "objects": ["o"]}]}]}, "test-2"
    )
    assert check_nodes(gateway, "System", ("sources",)) == {
        ("crm", ("test-1", "test-2")), ("core", ("test-1",)), ("web", ("test-2",)),
    }  # fmt: skip
    say(gateway, NOTHING, "test-1")
    assert check_nodes(gateway, "System", ("sources", "name")) == {
        ("crm", ("test-2",), None), ("web", ("test-2",), None),
    }  # fmt: skip
    say(gateway, NOTHING, "test-2")
    assert dump(gateway) == set()


def test_two_sources_claim_one_edge(gateway):
    channel = {"channels": [{"key": "web", "runsOn": ["cms"], "operatedBy": ["d"]}]}
    say(gateway, channel, "test-1")
    say(gateway, channel, "test-2")
    assert check_edges(gateway, "Channel", "RUNS_ON", "System", ("sources",)) == {("web", "cms", ("test-1", "test-2"))}
    say(gateway, {"channels": [{"key": "web"}]}, "test-1")
    assert check_edges(gateway, "Channel", "RUNS_ON", "System", ("sources",)) == {("web", "cms", ("test-2",))}
    say(gateway, {"channels": [{"key": "web"}]}, "test-2")
    assert check_edges(gateway, "Channel", "RUNS_ON", "System") == set()
    assert (check_nodes(gateway, "System"), check_nodes(gateway, "Department")) == (set(), set())


def test_a_differing_value_is_reported_and_the_latest_speaks(gateway):
    say(gateway, {"systems": [{"key": "crm", "name": "Alpha", "aliases": ["x"]}]}, "test-1")
    report = say(gateway, {"systems": [{"key": "crm", "name": "Beta"}]}, "test-2")
    assert codes(report) == [("CONFLICTING_VALUE", "Beta")]
    assert report.problems[0].message == "Beta, name: test-2 says 'Beta', test-1 says 'Alpha'; test-2 speaks"
    assert check_nodes(gateway, "System", ("name", "aliases")) == {("crm", "Beta", ("x",))}
    again = say(gateway, {"systems": [{"key": "crm", "name": "Alpha", "aliases": ["x"]}]}, "test-1")
    assert (again.changed, codes(again)) == (False, [("CONFLICTING_VALUE", "Alpha")])
    assert check_nodes(gateway, "System", ("name",)) == {("crm", "Beta")}
    changed = say(gateway, {"systems": [{"key": "crm", "name": "Gamma"}]}, "test-1")
    assert written(changed) == {"System": (0, 1, 0)}
    assert check_nodes(gateway, "System", ("name", "aliases")) == {("crm", "Gamma", None)}


def test_when_a_source_withdraws_the_others_value_is_there_again(gateway):
    alpha = {
        "opportunities": [
            {"key": "o", "title": "Alpha", "due": "2026-01-31", "value": 1, "ownedBy": "d1", "addresses": ["Channel:c"]}
        ]
    }
    say(gateway, alpha, "test-1")
    before = dump(gateway, RUN_KEYS)
    say(gateway, {"opportunities": [{"key": "o", "title": "Beta", "due": "2026-02-28", "ownedBy": "d2"}]}, "test-2")
    ((title, due, owner),) = gateway.read(
        "MATCH (o:Opportunity)-[:OWNED_BY]->(d) RETURN o.title, toString(o.due), d.key"
    )
    assert (title, due, owner) == ("Beta", "2026-02-28", "d2")
    say(gateway, NOTHING, "test-2")
    assert dump(gateway, RUN_KEYS) == before


def test_a_relation_to_one_stays_single(gateway):
    say(gateway, departments(department("a"), department("b"), department("x", partOf="a")), "test-1")
    report = say(gateway, departments(department("x", partOf="b")), "test-2")
    assert codes(report) == [("CONFLICTING_VALUE", "Department:b")]
    assert check_edges(gateway, "Department", "PART_OF", "Department", ("sources",)) == {("x", "b", ("test-2",))}
    say(gateway, departments(department("x", partOf="a")), "test-2")
    assert check_edges(gateway, "Department", "PART_OF", "Department", ("sources",)) == {
        ("x", "a", ("test-1", "test-2"))
    }
    say(gateway, departments(department("x", partOf="b")), "test-2")
    say(gateway, NOTHING, "test-2")
    assert check_edges(gateway, "Department", "PART_OF", "Department", ("sources",)) == {("x", "a", ("test-1",))}


def test_sources_that_import_in_turn_change_nothing(gateway):
    feeds = [{"systems": [{"key": "a", "feeds": [{"system": "b", "objects": [o]}]}]} for o in ("quote", "order")]
    say(gateway, feeds[0], "test-1")
    say(gateway, feeds[1], "test-2")
    before = dump(gateway)
    again = [say(gateway, feed, source) for feed, source in zip(feeds, ("test-1", "test-2"), strict=True)]
    assert [report.changed for report in again] == [False, False]
    assert dump(gateway) == before


def test_what_an_edge_carries_is_the_others_again(gateway):
    feeds = [{"systems": [{"key": "a", "feeds": [{"system": "b", "objects": [o]}]}]} for o in ("quote", "order")]
    say(gateway, feeds[0], "test-1")
    report = say(gateway, feeds[1], "test-2")
    (problem,) = [problem for problem in report.problems if problem.code == Code.CONFLICTING_VALUE]
    says = "test-2 says ['order'], test-1 says ['quote']; test-2 speaks"
    assert problem.message == f"system a, feed from system to system (system b), objects: {says}"
    assert check_edges(gateway, "System", "FEEDS", "System", ("objects",)) == {("a", "b", ("order",))}
    say(gateway, NOTHING, "test-2")
    assert check_edges(gateway, "System", "FEEDS", "System", ("objects",)) == {("a", "b", ("quote",))}


# --- stubs -----------------------------------------------------------------------------------------------------------


def test_the_life_of_a_stub(gateway):
    refers, describes = {"systems": [{"key": "crm", "runBy": "it"}]}, departments(department("it", name="IT"))
    report = say(gateway, refers, "test-1")
    assert codes(report) == [("DANGLING_REFERENCE", "it")]
    assert check_nodes(gateway, "Department", ("stub", "sources")) == {("it", True, ())}
    assert codes(say(gateway, refers, "test-1")) == [("DANGLING_REFERENCE", "it")]
    assert written(say(gateway, describes, "test-2")) == {"Department": (0, 1, 0)}
    assert check_nodes(gateway, "Department", ("stub", "name", "sources")) == {("it", None, "IT", ("test-2",))}
    assert codes(say(gateway, refers, "test-1")) == []
    assert written(say(gateway, NOTHING, "test-2")) == {"Department": (0, 1, 0)}
    assert check_nodes(gateway, "Department", ("stub", "name", "sources")) == {("it", True, None, ())}
    assert written(say(gateway, {"systems": [{"key": "crm"}]}, "test-1")) == {
        "System": (0, 1, 0),  # nobody says any more who runs it
        "Department": (0, 0, 1),
        "RUN_BY": (0, 0, 1),
    }
    assert check_nodes(gateway, "Department") == set()


def test_a_stub_lives_as_long_as_anybody_refers_to_it(gateway):
    for source in ("test-1", "test-2"):
        say(gateway, {"systems": [{"key": f"s-{source}", "runBy": "it"}]}, source)
    say(gateway, NOTHING, "test-1")
    assert check_nodes(gateway, "Department", ("stub",)) == {("it", True)}
    say(gateway, NOTHING, "test-2")
    assert dump(gateway) == set()


def test_what_refers_to_each_other_goes_together(gateway):
    feeds = [{"key": a, "feeds": [{"system": b, "objects": ["o"]}]} for a, b in ("ab", "bc", "ca")]
    say(gateway, {"systems": feeds})
    say(gateway, NOTHING)
    assert dump(gateway) == set()


def test_a_withdrawn_node_that_others_refer_to_is_a_bare_stub(gateway):
    say(
        gateway,
        {"systems": [{"key": "a", "name": "A", "runBy": "it", "feeds": [{"system": "b", "objects": ["o"]}]}]},
        "test-1",
    )
    say(gateway, {"channels": [{"key": "web", "runsOn": ["a"]}]}, "test-2")
    say(gateway, NOTHING, "test-1")
    assert check_nodes(gateway, "System", ("name", "stub")) == {("a", None, True)}
    assert check_nodes(gateway, "Department") == set()


# --- parts and guards ------------------------------------------------------------------------------------------------


def many(label, count):
    return {label: [{"key": f"{label}-{number}"} for number in range(count)]}


def test_a_part_withdraws_nothing(gateway):
    say(gateway, {"systems": [{"key": "a", "name": "A"}, {"key": "b", "name": "B", "runBy": "it"}]})
    report = say(gateway, {"systems": [{"key": "a", "name": "Other"}]}, sweep=False)
    assert written(report) == {"System": (0, 1, 0)}
    assert check_nodes(gateway, "System", ("name",)) == {("a", "Other"), ("b", "B")}
    assert check_edges(gateway, "System", "RUN_BY", "Department") == {("b", "it")}


@pytest.mark.parametrize(
    ("before", "now", "status"),
    [
        (50, 40, "done"),  # four fifths are there
        (50, 39, "stopped"),
        (10, 1, "done"),  # fewer than ten are gone
        (10, 0, "stopped"),
        (49, 40, "done"),
        (12, 2, "stopped"),
    ],
)
def test_a_source_that_shrank_is_stopped(gateway, before, now, status):
    say(gateway, {**many("needs", before), **many("systems", 100)})
    held, revision = dump(gateway), graph_at(gateway)
    report = say(gateway, {**many("needs", now), **many("systems", 100)})
    assert report.status == status
    assert len(check_nodes(gateway, "ImportRun")) == (2 if status == "done" else 1)
    if status == "stopped":
        assert (
            report.reason is not None
            and "needs, the last time" in str(report.reason)
            and "--allow-shrink" in str(report.reason)
        )
        assert (dump(gateway), graph_at(gateway), report.run, report.written) == (held, revision, None, {})


@pytest.mark.parametrize(("option", "left"), [({"allow_shrink": True}, 1), ({"sweep": False}, 20)])
def test_a_shrunken_source_is_taken_when_allowed(gateway, option, left):
    say(gateway, many("needs", 20))
    assert say(gateway, many("needs", 1), **option).status == "done"
    assert len(check_nodes(gateway, "Need")) == left


def test_the_guard_holds_in_a_dry_run(gateway):
    say(gateway, many("needs", 20))
    assert say(gateway, many("needs", 1), dry_run=True).status == "stopped"


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"journeys": [{"key": "j", "title": "é" * 1001, "phases": []}]}, "journey 'j': its title is 2,002 bytes long"),
        ({"systems": [{"key": "s" * 2001}]}, "its key is 2,001 bytes long"),
        (
            {"systems": [{"key": "a", "feeds": [{"system": "s" * 2001, "objects": ["o"]}]}]},
            "its key is 2,001 bytes long",
        ),
    ],
)
def test_what_no_index_could_hold_is_refused(gateway, said, reason):
    report = say(gateway, said)
    assert report.status == "refused" and report.reason
    assert reason in str(report.reason) and "2,000 are the most" in str(report.reason)
    assert not gateway.read("MATCH (n:Journey|System) RETURN n")


def test_an_older_export_is_refused(gateway):
    def at(day, **options):
        dated = datetime.datetime(2026, 3, day, tzinfo=datetime.UTC)
        return apply(gateway, replace(told(many("needs", day)), dated=dated), Options(**options))

    assert at(2).status == "done"
    assert at(2).status == "done"
    older = at(1)
    assert (older.status, older.written) == ("refused", {})
    assert older.reason is not None
    assert "2026-03-01" in str(older.reason) and "--allow-older" in str(older.reason)
    assert at(1, dry_run=True).status == "refused"
    assert len(check_nodes(gateway, "Need")) == 2
    assert at(1, allow_older=True).status == "done"
    assert len(check_nodes(gateway, "Need")) == 1


def test_a_name_that_stands_for_another_path_is_refused(gateway, tmp_path):
    def put(folder: str, key: str) -> Path:
        path = tmp_path / folder / "test-map.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"parcours: 1\nneeds: [{{key: {key}}}]\n")
        return path

    def run(path: Path):
        (gathered,) = gather("knowledge", [path])
        return apply(gateway, gathered)

    assert run(put("one", "a")).status == "done"
    refused = run(put("two", "b"))
    assert (refused.status, refused.written) == ("refused", {})
    assert refused.reason is not None and "--source NAME" in str(refused.reason)
    assert check_nodes(gateway, "Need") == {"a"}
    assert run(put("one", "c")).status == "done"
    assert say(gateway, put("two", "b"), source="test-map").status == "done"
    assert check_nodes(gateway, "Need") == {"b"}


# --- trees -----------------------------------------------------------------------------------------------------------


def test_the_edge_that_closes_a_circle_across_sources_is_refused(gateway):
    say(gateway, departments(department("a", partOf="b"), department("b", partOf="c")), "test-1")
    closing = departments(department("c", name="C", partOf="a"))
    report = say(gateway, closing, "test-2")
    assert codes(report) == [("CYCLE", "a")]
    assert "c → a → b → c" in report.problems[0].message
    assert report.problems[0].place[1] is not None
    assert check_edges(gateway, "Department", "PART_OF", "Department") == {("a", "b"), ("b", "c")}
    again = say(gateway, closing, "test-2")
    assert (again.changed, codes(again)) == (False, [("CYCLE", "a")])
    say(gateway, departments(department("a"), department("b", partOf="c")), "test-1")
    say(gateway, closing, "test-2")
    assert check_edges(gateway, "Department", "PART_OF", "Department") == {("b", "c"), ("c", "a")}


def test_runs_sort_behind_those_before_them_whatever_the_clock_says(gateway):
    """As when it went ahead and was set back: keys and moments rise, so that all that sorts by them is in order."""
    ahead = "29991231T235959.999999Z-ffffff"
    say(gateway, {"needs": [{"key": "a"}]})
    gateway.command("MATCH (r:ImportRun) SET r.key = $key, r.startedAt = datetime('2999-12-31')", key=ahead)
    gateway.command("MATCH (n:Need) SET n.firstSeen = $key", key=ahead)
    first, second = (say(gateway, {"needs": [{"key": key}]}).run for key in ("b", "c"))
    assert first and second and ahead < first < second
    began = gateway.read("MATCH (r:ImportRun) RETURN r.startedAt <= r.finishedAt, r.startedAt.year ORDER BY r.key")
    assert began == [[False, 2999], [True, 3000], [True, 3000]]
    rows = gateway.read("MATCH (r:ImportRun) RETURN r.key ORDER BY r.startedAt")
    assert [key for (key,) in rows] == [ahead, first, second]


def test_whether_anybody_writes_is_found_without_waiting_for_them(gateway):
    with gateway.writing():
        assert not gateway.is_free()
    assert gateway.is_free()
