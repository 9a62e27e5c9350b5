"""Where hand-offs and ruptures are looked for: their two endpoints, and the journeys that count.

Every piece is literal Cypher; a piece is in a statement only when it was asked for, and values are always parameters.
Endpoints are paths and not predicates, so that the store can start from the key of a channel or a department. Each path
is matched in a clause of its own: within one clause a relationship serves once, and here one may have to serve several
fields and both sides.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from graph.cypher import Cypher
from queries.evidence import supported

Endpoint = Mapping[str, list[str] | str | None]
"""Keys by kind of place (see `TOUCHPOINT`), or the variable of the place itself; null or left out is anywhere."""

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

PLACES = {
    "channel": "Channel",
    "department": "Department",
    "silo": "Silo",
    "system": "System",
    "step": "Step",
    "touchpoint": "Touchpoint",
}
"""The fields of an endpoint that hold keys, and the labels of these."""

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

GAP: dict[str, Piece] = {
    **{place: piece for place, piece in CHANNEL.items() if place != "touchpoint"},
    "step": ("(item)-[:AT]->(@Step:Step)", "@Step.key IN $@_step"),
}
"""Where a gap is: by the channel that is expected, and at the step that expects it."""


@dataclass(frozen=True)
class Scope:
    """Where to look. `journeys` named, the other conditions on journeys are what the caller asks for himself."""

    start: Endpoint | None = None
    end: Endpoint | None = None
    either: Endpoint | None = None
    journeys: list[str] | None = None
    perspectives: list[str] | None = field(default_factory=lambda: ["REALITY"])
    archived: bool = False
    resolved: bool = False
    evidence: list[str] | None = None

    @property
    def sides(self) -> tuple[tuple[str, Endpoint | None, str], ...]:
        """The name of each side, where it is, and what leads a hand-off there."""
        return ("from", self.start, "FROM"), ("to", self.end, "TO"), ("either", self.either, "FROM|TO")

    def parameters(self) -> dict[str, Any]:
        """The values, by the names that the text gives them."""
        values: dict[str, Any] = {}
        for side, endpoint, _ in self.sides:
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
    for side, endpoint, line in scope.sides:
        if _given(endpoint):
            there, of_these = _end(side, endpoint, f"(item)-[:{line}]->(@:Touchpoint)", TOUCHPOINT)
            paths += there
            conditions += of_these
    return Found(_matches(paths), conditions, distinct=len(paths) > 1)


def ruptures(scope: Scope) -> Found:
    """The ruptures in scope; a resolved one that has lost its journey is in every scope that names none."""
    between, beside = list(_between(scope)), list(_beside(scope))
    at = f"CALL () {_any(between, 'item')}" if between else ""
    if beside:  # each of those between the ends is looked at by itself
        at += f"CALL (item) {_any(beside, 'true AS beside')}" if between else f"CALL () {_any(beside, 'item')}"
    item = "(item)" if at else "(item:Rupture)"
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


def at_node(label: str, side: str, place: str, variable: str, scope: Scope) -> Found:
    """Those of a label in scope that have a side at the node that a variable stands for."""
    ends: dict[str, Endpoint] = {side: {place: variable}}
    found = SCOPED[label](replace(scope, start=ends.get("from"), end=ends.get("to"), either=ends.get("either")))
    return replace(found, match=found.match.replace("CALL () {", f"CALL ({variable}) {{"))


def at(side: str, endpoint: Endpoint) -> str:
    """The match that binds the touchpoints at an endpoint to the name of its side."""
    paths, conditions = _end(side, endpoint, "(@:Touchpoint)", TOUCHPOINT)
    return f"CALL () {{\n  {_found(paths, conditions)}\n  RETURN DISTINCT {side}\n}}"


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


End = tuple[str, Endpoint | None, str, dict[str, Piece]]
"""One end of a rupture: its side, where it is to be, the path to what is there, and how that is looked up."""

GAPS = "(item:Rupture {kind: 'COVERAGE_GAP'})"
EXPECTED = f"{GAPS}-[:ON]->(@:Channel)"
OFFERED = "(item)-[:AT]->(:Step)-[:HAS_TOUCHPOINT]->(@:Touchpoint WHERE NOT coalesce(@.missing, false))"
"""A gap is between a channel that is expected and the touchpoints that the step offers instead."""
STOP = "(item:Rupture {kind: 'DEAD_END'})-[:AT]->(:Step)-[:HAS_TOUCHPOINT]->(@:Touchpoint)"
SILENCE = "(item:Rupture {kind: 'SILENT_GAP'})-[:WITNESS {role: 'MISSING'}]->(@:Touchpoint)"
"""These have no other side: whoever asks for one does not mean them."""
ENDLESS = "(item:Rupture WHERE item.kind IN ['COVERAGE_GAP', 'DEAD_END', 'SILENT_GAP'])"
"""What happens at a step, be there touchpoints or not."""


def _between(scope: Scope) -> Iterator[str]:
    """One way for each kind of rupture to be between two endpoints; none when no endpoint is given."""
    start, end = ("from", scope.start), ("to", scope.end)
    if not _given(scope.start) and not _given(scope.end):
        return
    yield _branch(
        (*start, "(item:Rupture)-[:FROM]->(@:Touchpoint)", TOUCHPOINT),
        (*end, "(item)-[:TO]->(@:Touchpoint)", TOUCHPOINT),
    )
    if _given(scope.end):
        yield _branch((*start, EXPECTED, GAP), (*end, OFFERED, TOUCHPOINT))
    else:
        yield from _alone(*start)


def _beside(scope: Scope) -> Iterator[str]:
    """One way for each kind of rupture to have either end at an endpoint; none when none is given."""
    if not _given(scope.either):
        return
    here = ("either", scope.either)
    yield _branch((*here, "(item:Rupture)-[:FROM|TO]->(@:Touchpoint)", TOUCHPOINT))
    if _given(scope.either) != {"step"}:
        yield _branch((*here, GAPS, {}), (*here, OFFERED, TOUCHPOINT))
    yield from _alone(*here)


def _alone(side: str, endpoint: Endpoint | None) -> Iterator[str]:
    """The ways to be at an endpoint for what has only one side."""
    if _given(endpoint) == {"step"}:
        yield _branch((side, endpoint, ENDLESS, GAP))
        return
    if "touchpoint" not in _given(endpoint):
        yield _branch((side, endpoint, EXPECTED, GAP))
    yield _branch((side, endpoint, STOP, TOUCHPOINT))
    yield _branch((side, endpoint, SILENCE, TOUCHPOINT))


def _given(endpoint: Endpoint | None) -> set[str]:
    """The kinds of place that an endpoint names."""
    return {name for name, keys in (endpoint or {}).items() if keys is not None}


def _branch(*ends: End) -> str:
    paths: list[str] = []
    conditions: list[str] = []
    for end in ends:
        there, of_these = _end(*end)
        paths += there if of_these or len(there) > 1 or not paths else []
        conditions += of_these
    return _found(paths, conditions)


def _any(branches: list[str], returned: str) -> str:
    """What any of some branches finds, once."""
    return "{\n" + "\n  UNION\n".join(f"  {branch}\n  RETURN {returned}" for branch in branches) + "\n}\n"


def _matches(paths: Iterable[str], line: str = "\n") -> str:
    """A clause for each path."""
    return line.join(f"MATCH {path}" for path in paths)


def _found(paths: Iterable[str], conditions: list[str]) -> str:
    where = [f"WHERE {' AND '.join(conditions)}"] if conditions else []
    return "\n  ".join([*(f"MATCH {path}" for path in paths), *where])


def _end(side: str, endpoint: Endpoint | None, path: str, places: dict[str, Piece]) -> tuple[list[str], list[str]]:
    """The paths to one side and from there to where it is to be, and the conditions on that.

    A place that is bound already stands in the path under its own variable; no key has to be compared.
    """
    paths, conditions = [path], []
    known: dict[str, str] = {}
    for name, (line, condition) in places.items():
        keys = (endpoint or {}).get(name)
        paths += [line] if keys is not None else []
        if isinstance(keys, str):
            known[condition.partition(".")[0]] = keys
        elif keys is not None:
            conditions.append(condition)
    known.setdefault("@", side)  # last: the names of others begin so
    for end, variable in known.items():
        paths, conditions = ([text.replace(end, variable) for text in texts] for texts in (paths, conditions))
    return paths, conditions


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
