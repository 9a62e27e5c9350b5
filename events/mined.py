"""What the graph is told of all contacts: flows, routes, and what came on a channel in a year; nothing of customers."""

import datetime
import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from events.engine import Engine
from events.flows import mined
from events.store import EventStore
from events.window import Window
from graph.errors import BadInput
from graph.lengths import LONGEST
from graph.model.words import EvidenceKind
from graph.said import Said
from graph.saying import saying

SLICE = 5_000
"""Flows or routes that are written at once."""

MOST = 500_000
"""The most flows that a graph is told."""

CONTACTS = "contacts"
"""What the measure of a channel's yearly volume is called."""

COUNTS = ("count", "customers", "carried", "restarted", "unrelated", "undecided", "medianGapSeconds")
FROM, TO = ("Flow", "FROM", "Channel"), ("Flow", "TO", "Channel")
ABOUT, MEASURES = ("Flow", "ABOUT", "Need"), ("Measure", "MEASURES", "Channel")

TOO_MANY = saying(
    "there are more than {most:,} flows: map the reasons of contacts to fewer (`reasons:`)",
    "il y a plus de {most:,} flux : ramenez les motifs de contact à moins de valeurs (`reasons:`)",
)


class Observed(Said):
    """Measures in one slice, flows and routes in slices of their own: there may be a great many."""

    def slices(self) -> Iterator[Said]:
        """Slice after slice."""
        yield Said({"Measure": self.nodes.get("Measure", {})}, {MEASURES: self.edges.get(MEASURES, {})})
        edges = {type: {ends[0]: ends for ends in self.edges.get(type, {})} for type in (FROM, TO, ABOUT)}
        for label in self.streamed:
            keys = list(self.nodes.get(label, {}))
            for start in range(0, len(keys), SLICE):
                part = Said()
                for key in keys[start : start + SLICE]:
                    part.node(label, key, self.nodes[label][key])
                    for type, found in edges.items() if label == "Flow" else ():
                        if key in found:
                            part.edge(type, found[key])
                yield part


def observed(store: EventStore, engine: Engine, window: Window, needs: Mapping[str, str], *beside: Path) -> Observed:
    """What all records of the store say, and those of batches beside it; `needs` by reason. BadInput if too much."""
    said = Observed(streamed=("Flow", "Route"))
    found = mined(engine, store.records(engine, *beside), store.size(), window.longest)
    for row in engine.rows(found.volumes):
        _volume(said, row)
    flows = engine.rows(found.flows.order_by("month", "reason", "from", "to").limit(MOST + 1))
    if len(flows) > MOST:
        raise BadInput(TOO_MANY(most=MOST))
    examples: dict[tuple[Any, ...], list[str]] = {}
    for row in engine.rows(found.examples.order_by("place")):
        examples.setdefault(_of(row), []).append(_example(row))
    for row in flows:
        _flow(said, row, window, needs, examples[_of(row)])
    for row in engine.rows(found.routes):
        _route(said, row, window)
    return said


def _of(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return row["from"], row["to"], row["reason"], row["month"]


def _example(row: Mapping[str, Any]) -> str:
    """The ids of both contacts; of one that comes in or leaves, its own."""
    if row["from"] is None:
        return f"→ {row['id']}"
    return f"{row['id']} → {row['idAfter'] or ''}".strip()


def _flow(said: Said, row: Mapping[str, Any], window: Window, needs: Mapping[str, str], examples: list[str]) -> None:
    key = _key(row["from"], row["to"], row["month"], row["reason"])
    own = {name: row[name] for name in ("reason", "month", *COUNTS)}
    said.node("Flow", key, {**own, "examples": examples, "window": window.text})
    for type, end in ((FROM, row["from"]), (TO, row["to"]), (ABOUT, needs.get(row["reason"] or ""))):
        if end is not None:
            said.edge(type, (key, end))


def _route(said: Said, row: Mapping[str, Any], window: Window) -> None:
    channels = row["channels"]
    key = _key(row["month"], row["reason"], ">".join(channels or ("other",)), "" if channels else "rest")
    own = {"reason": row["reason"], "month": row["month"], "count": row["count"], "window": window.text}
    said.node("Route", key, {**own, "channels": channels or [], "rest": channels is None})


def _volume(said: Said, row: Mapping[str, Any]) -> None:
    first = datetime.date(int(row["year"]), 1, 1)
    key = f"Channel:{row['channel']}~{CONTACTS}~{first}"
    own = {"name": CONTACTS, "value": float(row["count"]), "unit": "contacts a year"}
    method = str(EvidenceKind.STRUCTURED_DATA)
    said.node("Measure", key, {**own, "method": method, "from": first, "to": first.replace(month=12, day=31)})
    said.edge(MEASURES, (key, row["channel"]))


def _key(*parts: str | None) -> str:
    """Parts joined to a key that no other parts have; a part that nobody knows is empty."""
    key = "~".join((part or "").replace("%", "%25").replace("~", "%7E") for part in parts)
    if len(key.encode()) <= LONGEST // 2:
        return key
    return f"{key[:80]}~{hashlib.sha256(key.encode()).hexdigest()}"
