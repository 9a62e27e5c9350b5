"""A step of which nobody says where customers go on to goes on to the one that follows, whoever made the two follow."""

import re
from typing import Any

import orjson
import pytest

from graph import migrations
from graph.gateway import Gateway
from graph.run import apply
from graph.said import Said
from graph.statement import Statement
from importers.journeys.export import export_knowledge
from tests.graph.tables import Document, check_edges, dump, graph_at, say, written


def journey(*steps: dict[str, Any] | str, key: str = "j") -> Document:
    told = [{"key": step} if isinstance(step, str) else step for step in steps]
    return {"journeys": [{"key": key, "phases": [{"key": "p", "steps": told}]}]}


def ways(gateway: Gateway) -> set[str]:
    """Where customers go on to: `a>b` by default, `a>b one` as a source says."""
    found = check_edges(gateway, "Step", "NEXT", "Step", ("declared", "sources", "kind", "wait"))
    for _, _, declared, sources, kind, _ in found:
        assert kind == "PROGRESS" and declared is (sources is not None)
    return {
        " ".join((f"{one[2:]}>{other[2:]}", *(sources or ()), *([wait] if wait else ())))
        for one, other, _, sources, _, wait in found
    }


OVER: dict[str, Any] = {"key": "c", "outcome": "GOAL"}
HISTORIES: dict[str, list[tuple[str, Document, str]]] = {
    "one source changes the order": [
        ("one", journey("a", "b", "c"), "a>b b>c"),
        ("one", journey("a", "c", "b"), "a>c c>b"),
        ("one", journey("a", "b"), "a>b"),
        ("one", journey(), ""),
    ],
    "another source puts a step between": [
        ("one", journey("a", "b", "c"), "a>b b>c"),
        ("two", journey("a", "x", "b"), "a>x x>b b>c"),  # b and c are both third: then their keys decide
        ("one", journey("a", "x", "b", "c"), "a>x x>b b>c"),
        ("two", {"needs": []}, "a>x x>b b>c"),
        ("one", journey("a", "b", "c"), "a>b b>c"),
    ],
    "what is said takes the default's place": [
        ("one", journey("a", "b", OVER, "d"), "a>b b>c"),
        ("two", journey({"key": "a", "next": "c"}, "b", "c"), "a>c two b>c"),
        ("one", journey({"key": "a", "next": "b"}, "b", OVER), "a>b one a>c two b>c"),
        ("two", {"needs": []}, "a>b one b>c"),
        ("one", journey({"key": "a", "next": "b"}, "x", "b", OVER), "a>b one x>b b>c"),
        ("one", journey({"key": "a", "next": []}, "b", {**OVER, "next": "a"}), "b>c c>a one"),
    ],
    "a wait goes with the default": [
        ("one", journey({"key": "a", "wait": "P2D"}, "b"), "a>b P2D"),
        ("two", journey("a", "x"), "a>b P2D b>x"),
        ("one", journey({"key": "a", "wait": "P3D"}, "y", "b"), "a>x P3D x>y y>b"),
        ("two", journey({"key": "a", "next": "x"}, "x"), "a>x two x>y y>b"),
    ],
}
"""What sources say one after another, and where customers go on to by then."""


def split(expected: str) -> set[str]:
    """The ways of a history, each with what stands behind it."""
    return {way.strip() for way in re.findall(r"\w>\w[^>]*(?= \w>|$)", expected)}


@pytest.mark.parametrize("history", HISTORIES.values(), ids=HISTORIES)
def test_customers_go_on_to_the_step_that_follows_by_now(gateway, history):
    for source, document, expected in history:
        say(gateway, document, source, allow_shrink=True)
        assert ways(gateway) == split(expected), document
        assert not say(gateway, document, source).changed


def test_a_dry_run_tells_what_a_run_tells_and_both_count_what_is_said(gateway):
    say(gateway, journey("a", "b", {"key": "c", "next": "a"}))
    changed = journey("a", "x", "b", {"key": "c", "next": ["a", "b"]})
    dry, run = (written(say(gateway, changed, dry_run=dry)) for dry in (True, False))
    assert dry == run == {"Step": (1, 2, 0), "HAS_STEP": (1, 0, 0), "NEXT": (1, 0, 0)}


def test_steps_that_come_by_other_hands_than_files_have_it_too(gateway):
    said = Said()
    said.node("Journey", "j", {"title": "J"})
    said.node("Phase", "j/p", {"order": 1})
    said.edge(("Journey", "HAS_PHASE", "Phase"), ("j", "j/p"))
    for order, step in enumerate("ba", 1):
        said.node("Step", f"j/{step}", {"order": order})
        said.edge(("Phase", "HAS_STEP", "Step"), ("j/p", f"j/{step}"))
    apply(gateway, Statement("hand", "knowledge", said))
    assert ways(gateway) == {"b>a"}


def test_what_is_exported_is_what_was_said(gateway):
    say(gateway, journey({"key": "a", "wait": "P2D"}, {"key": "b", "next": []}, {"key": "c", "next": "d"}, "d", "e"))
    steps = "[{key: a, wait: P2D}, {key: b, next: []}, {key: c, next: [d]}, {key: d}, {key: e}]"
    assert f"steps: {steps}\n" in export_knowledge(gateway.read)


# --- stores in which importers had said defaults --------------------------------------------------------------------

AS_BEFORE = """
MATCH (a:Step {key: $step})-[r:NEXT]->(b:Step {key: $next}) SET r = $carries, r.firstSeen = a.firstSeen
"""
WITHOUT_WAIT = "MATCH (s:Step {key: 'j/a'}) SET s.wait = null, s.said = $said"
PROGRESS = {"kind": "PROGRESS"}
SEEN = ("firstSeen",)


@pytest.fixture
def former(gateway):
    """A store in format 2, and what it holds in format 3."""
    one = journey({"key": "a", "wait": "P2D"}, "b", {"key": "c", "next": "a"}, {"key": "d", "outcome": "GOAL"}, "e")
    say(gateway, one, "one")
    say(gateway, journey({"key": "a", "wait": "P3D"}, {"key": "b", "next": [{"step": "c", "share": 0.5}]}, "c"), "two")
    say(gateway, journey("a", "b", key="k"), "one-more")
    today = dump(gateway, SEEN)
    ((said,),) = gateway.read("MATCH (s:Step {key: 'j/a'}) RETURN s.said")
    words = [orjson.loads(text) for text in said]
    assert [each.pop("wait") for each in words] == ["P2D", "P3D"]
    gateway.command(WITHOUT_WAIT, said=texts(*words))
    waits: list[dict[str, Any]] = [{**PROGRESS, "wait": wait} for wait in ("P2D", "P3D")]
    shared: list[dict[str, Any]] = [PROGRESS, {**PROGRESS, "share": 0.5}]
    for step, next, carries in (
        ("j/a", "j/b", {**waits[-1], "sources": ["one", "two"], "said": texts(*waits)}),
        ("j/b", "j/c", {**shared[-1], "sources": ["one", "two"], "said": texts(*shared)}),
        ("j/c", "j/a", {**PROGRESS, "sources": ["one"]}),
        ("k/a", "k/b", {**PROGRESS, "sources": ["one-more"]}),
    ):
        gateway.command(AS_BEFORE, step=step, next=next, carries=carries)
    gateway.command("MATCH (g:Graph {key: 'graph'}) SET g.format = 2")
    assert dump(gateway, SEEN) != today
    return today


def texts(*words: Any) -> list[str]:
    return [orjson.dumps(each, option=orjson.OPT_SORT_KEYS).decode() for each in words]


def test_a_default_that_was_said_loses_its_claim(gateway, former):
    assert migrations.migrate(gateway) == [2]
    assert ways(gateway) == {"a>b P3D", "b>c two", "c>a one", "a>b"}
    assert dump(gateway, SEEN) == former
    revision, derived = graph_at(gateway)
    assert revision == derived


def test_a_migration_that_was_cut_off_is_made_good(gateway, former):
    with gateway.writing() as work:
        migrations.STEPS[2](work)
    assert migrations.migrate(gateway) == [2]
    assert dump(gateway, SEEN) == former


def test_the_journey_is_derived_anew_where_two_sources_said_defaults(gateway):
    """Each source had its own default; with both, one step follows the other."""
    say(gateway, journey("a", "b"), "one")
    say(gateway, journey("a", "x", "b"), "two")
    today = dump(gateway, SEEN)
    gateway.command("MATCH (:Step)-[r:NEXT]->(:Step) DELETE r")
    for start, end, source in (("a", "b", "one"), ("a", "x", "two"), ("x", "b", "two")):
        gateway.command(
            "MATCH (a:Step {key: 'j/' + $start}), (b:Step {key: 'j/' + $end})"
            "CREATE (a)-[:NEXT {kind: 'PROGRESS', sources: [$source], firstSeen: a.firstSeen}]->(b)",
            start=start, end=end, source=source,
        )  # fmt: skip
    gateway.command("MATCH (g:Graph {key: 'graph'}) SET g.format = 2")
    migrations.migrate(gateway)
    assert dump(gateway, SEEN) == today
