"""Where hand-offs and ruptures are looked for: their two endpoints, and the journeys that count.

Every piece is literal Cypher; a piece is in a statement only when it was asked for, and values are always parameters.
Endpoints are paths and not predicates, so that the store can start from the key of a channel or a department. Each path
is matched in a clause of its own: within one clause a relationship serves once, and here one may have to serve several
fields and both sides.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.cypher import Cypher
from queries.evidence import supported

Endpoint = Mapping[str, list[str] | None]
"""Keys by kind of place (see `TOUCHPOINT`); null or left out is anywhere."""

Piece = tuple[str, str]
"""A path, and the condition on its end."""

TOUCHPOINT: dict[str, Piece] = {
    "channel": ("(@)-[:ON]->(@Channel:Channel)", "@Channel.key IN $@_channel"),
    "channelKind": ("(@)-[:ON]->(@Kind:Channel)", "@Kind.kind IN $@_channelKind"),
    "department": (
        "(@)-[:HANDLED_BY]->(:Department)-[:PART_OF*0..]->(@Department:Department)",
        "@Department.key IN $@_department",
    ),
    "silo": ("(@)-[:HANDLED_BY]->(:Department)-[:IN_SILO]->(@Silo:Silo)", "@Silo.key IN $@_silo"),
    "system": ("(@)-[:USES]->(@System:System)", "@System.key IN $@_system"),
    "step": ("(@)<-[:HAS_TOUCHPOINT]-(@Step:Step)", "@Step.key IN $@_step"),
    "touchpoint": ("(@:Touchpoint)", "@.key IN $@_touchpoint"),
}
"""Where a touchpoint is; `@` stands for the side that it is on."""

CHANNEL: dict[str, Piece] = {
    "channel": ("(@:Channel)", "@.key IN $@_channel"),
    "channelKind": ("(@:Channel)", "@.kind IN $@_channelKind"),
    "department": (
        "(@)-[:OPERATED_BY]->(:Department)-[:PART_OF*0..]->(@Department:Department)",
        "@Department.key IN $@_department",
    ),
    "silo": ("(@)-[:OPERATED_BY]->(:Department)-[:IN_SILO]->(@Silo:Silo)", "@Silo.key IN $@_silo"),
    "system": ("(@)-[:RUNS_ON]->(@System:System)", "@System.key IN $@_system"),
    "step": ("(@)<-[:EXPECTED_ON]-(@Step:Step)", "@Step.key IN $@_step"),
    "touchpoint": ("(@)<-[:ON]-(@Touchpoint:Touchpoint)", "@Touchpoint.key IN $@_touchpoint"),
}
"""Where a channel is that somebody expects."""


@dataclass(frozen=True)
class Scope:
    """Where to look. `journeys` named, the other conditions on journeys are what the caller asks for himself."""

    start: Endpoint | None = None
    end: Endpoint | None = None
    journeys: list[str] | None = None
    perspectives: list[str] | None = field(default_factory=lambda: ["REALITY"])
    archived: bool = False
    resolved: bool = False
    evidence: list[str] | None = None

    def parameters(self) -> dict[str, Any]:
        """The values, by the names that the text gives them."""
        values: dict[str, Any] = {}
        for side, endpoint in (("from", self.start), ("to", self.end)):
            values |= {f"{side}_{name}": keys for name, keys in (endpoint or {}).items() if keys is not None}
        named = {"journeys": self.journeys, "perspectives": self.perspectives, "evidence": self.evidence}
        return values | {name: value for name, value in named.items() if value is not None}


SUPPORTED = supported("(item)-[:FROM|TO|AT|WITNESS]->(:Touchpoint|Step)")
"""A hand-off or rupture rests on what supports a touchpoint or the step at which it happens."""


LOSS = "item.kind = 'CONTEXT_LOSS'"


@dataclass(frozen=True)
class Found:
    """A match that binds `item` (and `journey`), the conditions still to be set, and whether it binds any twice."""

    match: str
    conditions: list[str]
    distinct: bool

    def prefixed(self, prefix: str) -> "Found":
        """The same, with names of parameters that begin so."""
        conditions: list[str] = [Cypher(each).prefixed(prefix) for each in self.conditions]
        return Found(Cypher(self.match).prefixed(prefix), conditions, self.distinct)


def handoffs(scope: Scope) -> Found:
    """The hand-offs in scope."""
    paths, conditions = ["(journey:Journey)-[:HAS_HANDOFF]->(item:Handoff)"], [*journeys(scope), *_supported(scope)]
    for side, endpoint, line in (("from", scope.start, "FROM"), ("to", scope.end, "TO")):
        pieces = list(_pieces(TOUCHPOINT, side, endpoint))
        paths += [f"(item)-[:{line}]->({side}:Touchpoint)", *(path for path, _ in pieces)] if pieces else []
        conditions += [condition for _, condition in pieces]
    return Found(_matches(paths), conditions, distinct=len(paths) > 1)


def ruptures(scope: Scope) -> Found:
    """The ruptures in scope; a resolved one that has lost its journey is in every scope that names none."""
    branches = list(_branches(scope))
    ends = "\n  UNION\n".join(f"  {branch}\n  RETURN item" for branch in branches)
    at = f"CALL () {{\n{ends}\n}}\n" if branches else ""
    item = "(item)" if branches else "(item:Rupture)"
    of_journey, supported = journeys(scope), _supported(scope)
    if scope.resolved and scope.journeys is None:
        lost = [f"(journey IS NULL OR {' AND '.join(of_journey)})"] if of_journey else []
        optional = f"OPTIONAL MATCH (journey:Journey)-[:HAS_RUPTURE]->{item}\nWITH *"
        return Found(f"{at}MATCH {item}\n{optional}", [*lost, *supported], distinct=False)
    unresolved = [] if scope.resolved else ["item.resolved IS NULL"]
    match = f"{at}MATCH (journey:Journey)-[:HAS_RUPTURE]->{item}"
    return Found(match, [*of_journey, *unresolved, *supported], distinct=False)


SCOPED: dict[str, Callable[[Scope], Found]] = {"Handoff": handoffs, "Rupture": ruptures}
"""The labels that are looked for in a scope, and how each is found."""


def at(side: str, endpoint: Endpoint) -> str:
    """The match that binds the touchpoints at an endpoint to the name of its side."""
    pieces = list(_pieces(TOUCHPOINT, side, endpoint))
    match = _matches([f"({side}:Touchpoint)", *(path for path, _ in pieces)], "\n  ")
    where = f"\n  WHERE {' AND '.join(condition for _, condition in pieces)}" if pieces else ""
    return f"CALL () {{\n  {match}{where}\n  RETURN DISTINCT {side}\n}}"


def losses(scope: Scope) -> str:
    """The match that binds every loss of context in scope, as `item`."""
    found = ruptures(scope)
    return f"{found.match}\nWHERE {' AND '.join([*found.conditions, LOSS])}"


def every_rupture(scope: Scope) -> str:
    """The match that binds every rupture in scope and between the endpoints, as `item`."""
    found = ruptures(scope)
    return f"{found.match}\nWHERE {' AND '.join(found.conditions)}"


def every_handoff(scope: Scope) -> str:
    """The match that binds every hand-off in scope and between the endpoints, once, as `item`."""
    found = handoffs(scope)
    where = f"\nWHERE {' AND '.join(found.conditions)}" if found.conditions else ""
    return f"{found.match}{where}\nWITH DISTINCT journey, item"


def flows(scope: Scope) -> str:
    """The match that binds every flow between the endpoints, with its channels `start` and `end`, once."""
    lines = ["MATCH (flow:Flow)"]
    for side, endpoint, line, name in (("from", scope.start, "FROM", "start"), ("to", scope.end, "TO", "end")):
        # `@_` first: variables are called by the end of the flow, parameters by the side that was given.
        pieces = [(path.replace("@", name), condition.replace("@_", f"{side}_").replace("@", name))
                  for path, condition in _places(CHANNEL, endpoint)]  # fmt: skip
        paths = [f"(flow)-[:{line}]->({name}:Channel)", *(path for path, _ in pieces)]
        lines.append(_matches(paths) if pieces else f"OPTIONAL {_matches(paths)}")
        lines += [f"WHERE {' AND '.join(condition for _, condition in pieces)}"] if pieces else []
    return "\n".join([*lines, "WITH DISTINCT flow, start, end"])


def of(scope: Scope) -> str:
    """The match that binds every journey in scope."""
    conditions = journeys(scope)
    return "MATCH (journey:Journey)" + (f"\nWHERE {' AND '.join(conditions)}" if conditions else "")


def _supported(scope: Scope) -> list[str]:
    return [] if scope.evidence is None else [SUPPORTED]


def _branches(scope: Scope) -> Iterator[str]:
    """One way for each kind of rupture to be at the endpoints; none when no endpoint is given."""
    start, end = (any(v is not None for v in (e or {}).values()) for e in (scope.start, scope.end))
    if not start and not end:
        return
    yield _branch(scope, "(item:Rupture)-[:FROM]->(from:Touchpoint)", "(item)-[:TO]->(to:Touchpoint)", TOUCHPOINT)
    # A gap is between a channel that is expected and the touchpoints that the step offers instead.
    gap = "(item:Rupture {kind: 'COVERAGE_GAP'})"
    offered = "(item)-[:AT]->(:Step)-[:HAS_TOUCHPOINT]->(to:Touchpoint WHERE NOT coalesce(to.missing, false))"
    yield _branch(scope, f"{gap}-[:ON]->(from:Channel)", offered, CHANNEL)
    if not end:  # these have no other side: whoever asks for one does not mean them
        stop = "(item:Rupture {kind: 'DEAD_END'})-[:AT]->(:Step)-[:HAS_TOUCHPOINT]->(from:Touchpoint)"
        yield _branch(scope, stop, "", TOUCHPOINT)
        silent = "(item:Rupture {kind: 'SILENT_GAP'})-[:WITNESS {role: 'MISSING'}]->(from:Touchpoint)"
        yield _branch(scope, silent, "", TOUCHPOINT)


def _branch(scope: Scope, start: str, end: str, places: dict[str, Piece]) -> str:
    first = list(_pieces(places, "from", scope.start))
    second = list(_pieces(TOUCHPOINT, "to", scope.end))
    paths = [start, *(path for path, _ in first), *([end] if second else []), *(path for path, _ in second)]
    conditions = [condition for _, condition in (*first, *second)]
    return _matches(paths, "\n  ") + f"\n  WHERE {' AND '.join(conditions)}"


def _matches(paths: Iterable[str], line: str = "\n") -> str:
    """A clause for each path."""
    return line.join(f"MATCH {path}" for path in paths)


def _pieces(places: dict[str, Piece], side: str, endpoint: Endpoint | None) -> Iterator[Piece]:
    for path, condition in _places(places, endpoint):
        yield path.replace("@", side), condition.replace("@", side)


def _places(places: dict[str, Piece], endpoint: Endpoint | None) -> Iterator[Piece]:
    return (piece for name, piece in places.items() if (endpoint or {}).get(name) is not None)


def journeys(scope: Scope) -> list[str]:
    """The conditions on journeys in scope."""
    conditions = []
    if scope.journeys is not None:
        conditions.append("journey.key IN $journeys")
    if scope.perspectives is not None:
        conditions.append("coalesce(journey.perspective, 'REALITY') IN $perspectives")
    if scope.journeys is None and not scope.archived:
        conditions.append("coalesce(journey.status, '') <> 'ARCHIVED'")
    return conditions
