"""The graph as tables: what a test says and what the store then holds."""

import json
import tempfile
from pathlib import Path
from typing import Any

from graph import schema
from graph.acts.acting import Signed, acting
from graph.acts.triage import Decision, Noted, triage
from graph.gateway import Gateway
from graph.model.words import Triage
from graph.report import Report
from graph.run import apply
from graph.statement import Options, Statement
from importers.gather import gather
from importers.kind import Instructions

Document = dict[str, Any]
OURS = "NOT n:Graph AND NOT n:ImportRun AND NOT n:Source AND NOT n:FieldChange"
RUN_KEYS = ("firstSeen", "lastChanged", "resolved", "reopened", "lastResolved")
WORKED = Path(__file__).parent.parent / "worked" / "home-quote.yaml"


def told(document: Document | Path, source: str | None = "test") -> Statement:
    """What the document says, ready for a run."""
    if isinstance(document, Path):
        (gathered,) = gather("knowledge", [document], Instructions(source=source))
    else:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "document.json"
            path.write_text(json.dumps({"parcours": 1, **document}), encoding="utf-8")
            (gathered,) = gather("knowledge", [path], Instructions(source=source))
    assert not gathered.refused, gathered.problems
    return gathered


def say(gateway: Gateway, document: Document | Path, source: str | None = "test", **options: Any) -> Report:
    """Let a source say this, and nothing else."""
    return apply(gateway, told(document, source), Options(**options))


def decide(
    gateway: Gateway, key: str, state: Triage, said: Noted | None = None, by: str = "test", expected: int | None = None
) -> tuple[Decision, Decision]:
    """Have somebody decide about one rupture; what held before, and what holds now."""
    with acting(gateway, Signed(by, expected)) as act:
        ((former, now),) = triage(act, [key], state, said).values()
    return former, now


def empty(gateway: Gateway) -> None:
    """A store as it is before the first run."""
    gateway.command("MATCH (n) DETACH DELETE n")
    schema.prepare(gateway)


def check_nodes(gateway: Gateway, label: str, fields: tuple[str, ...] = ()) -> set[Any]:
    """Key and fields of each node of the label; the keys alone where no field is asked for."""
    rows = gateway.read(f"MATCH (n:{label}) RETURN n.key, [field IN $fields | n[field]]", fields=list(fields))
    found = [(key, *map(_frozen, values)) if fields else key for key, values in rows]
    assert len(found) == len(set(found)), f"twice the same: {found}"
    return set(found)


def check_edges(gateway: Gateway, start: str, type: str, end: str, fields: tuple[str, ...] = ()) -> set[Any]:
    """From, to and fields of each edge of the type between the labels."""
    statement = f"MATCH (a:{start})-[r:{type}]->(b:{end}) RETURN a.key, b.key, [field IN $fields | r[field]]"
    found = [(a, b, *map(_frozen, values)) for a, b, values in gateway.read(statement, fields=list(fields))]
    assert len(found) == len(set(found)), f"twice the same: {found}"
    return set(found)


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def dump(gateway: Gateway, without: tuple[str, ...] = ()) -> set[str]:
    """Every node and edge with all properties, one line each; `without` leaves properties out."""
    nodes = gateway.read(f"MATCH (n) WHERE {OURS} RETURN labels(n), n.key, properties(n)")
    lines = [f"({labels[0]}:{key}) {_line(properties, without)}" for labels, key, properties in nodes]
    edges = gateway.read(
        f"MATCH (n)-[r]->(b) WHERE {OURS} RETURN labels(n)[0], n.key, type(r), labels(b)[0], b.key, properties(r)"
    )
    lines += [f"({a}:{k})-[{t} {_line(p, without)}]->({b}:{o})" for a, k, t, b, o, p in edges]
    assert len(lines) == len(set(lines)), f"twice the same: {sorted(line for line in lines if lines.count(line) > 1)}"
    return set(lines)


def _line(properties: dict[str, Any], without: tuple[str, ...]) -> str:
    return str({name: properties[name] for name in sorted(properties) if name not in (*without, "key")})


def graph_at(gateway: Gateway) -> tuple[int, int]:
    """The graph's revision, and the one that was derived from."""
    ((revision, derived),) = gateway.read("MATCH (g:Graph {key: 'graph'}) RETURN g.revision, g.derived")
    return revision, derived


def written(report: Report) -> dict[str, tuple[int, int, int]]:
    """What a run wrote: label or type → created, updated, removed; what did not change is left out."""
    return {
        name: (count.created, count.updated, count.removed) for name, count in report.written.items() if count.changed
    }


def codes(report: Report) -> list[tuple[str, str | None]]:
    """Code and value of every problem, in order."""
    return sorted((problem.code.value, problem.value) for problem in report.problems)
