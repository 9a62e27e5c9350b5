"""The witness of a rupture as a reader names it: what the statement brings of each node, and what is remembered."""

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import orjson

from graph.model.words import RuptureKind, WitnessRole

WITNESS = """\
OPTIONAL MATCH (rupture)-[:AT]->(at:Step)
OPTIONAL MATCH (rupture)-[proof:WITNESS]->(node)
OPTIONAL MATCH (step:Step)-[:HAS_TOUCHPOINT]->(node)
OPTIONAL MATCH (node)-[:ON]->(channel:Channel)
WITH * ORDER BY proof.order
WITH rupture, coalesce(at.text, at.key) AS at, collect(CASE WHEN node IS NOT NULL THEN
  [proof.role, node.key, coalesce(node.text, node.name, node.title), coalesce(step.text, step.key),
   coalesce(channel.name, channel.key)] END) AS items
OPTIONAL MATCH (turn:ImportRun {key: coalesce(rupture.resolved, rupture.reopened)})
RETURN [rupture.kind, at, items, rupture.witnessText, rupture.stepText, rupture.resolved, rupture.reopened,
  toString(turn.startedAt)]"""
"""All that a sentence about `rupture` is made of: its kind, its step, its witness in order, both as last seen, and when
it was gone or came back."""

RUN = re.compile(r"\d{8}(?=T)")
"""How the key of a run begins: with its day."""


@dataclass(frozen=True)
class Seen:
    """One node of a proof: its part in it, key, name; of a touchpoint also its step's text and its channel's name."""

    role: str
    key: str
    name: str | None = None
    step: str | None = None
    channel: str | None = None

    @property
    def called(self) -> str:
        """Its name, or its key when it has none."""
        return self.name or self.key


@dataclass(frozen=True)
class Witness:
    """The proof of a rupture, in order, and the step at which it breaks.

    `gone` when it is resolved, `back` when it came back after that; `day` is when, in UTC, unknown or neither is null.
    """

    kind: RuptureKind
    at: str | None
    nodes: tuple[Seen, ...]
    gone: bool = False
    back: bool = False
    day: datetime.date | None = None

    def all(self, role: WitnessRole) -> list[Seen]:
        """The nodes that play this part, in order."""
        return [node for node in self.nodes if node.role == role]

    def one(self, role: WitnessRole) -> Seen:
        """The node that plays this part; one without a name if the proof was never told."""
        return next(iter(self.all(role)), Seen(role, "?"))


Brought = tuple[
    str, str | None, Iterable[Sequence[str]], Iterable[str] | None, str | None, str | None, str | None, str | None
]
"""What `WITNESS` returns."""


def witness(value: Brought) -> Witness:
    """The witness from what `WITNESS` returns, named as now; of a resolved rupture as then, as far as is remembered."""
    kind, at, items, lines, step, resolved, reopened, started = value
    there = {(item[0], item[1]): Seen(*item) for item in items}
    seen = [_seen(line, there, resolved is not None) for line in lines or ()]
    if resolved and step:
        _, at = orjson.loads(step)
    return Witness(
        RuptureKind(kind),
        at,
        nodes=tuple(there.values() if lines is None else seen),
        gone=resolved is not None,
        back=resolved is None and reopened is not None,
        day=_day(started or resolved or reopened),
    )


def _seen(line: str, there: dict[tuple[str, str], Seen], gone: bool) -> Seen:
    """A node of the proof: as it is while the rupture is there, else as it was, as far as is remembered."""
    role, label, key, *called = remembered(line)
    now = there.get((role, key))
    once = label == "Touchpoint" and len(called) == 1
    if now and (once or not gone):
        return now
    return Seen(role, key, step=called[0]) if once else Seen(role, key, *called)


def remembered(line: str) -> list[str]:
    """Role, label, key and name of a node of a proof as it was last seen; of a touchpoint also its step and channel.

    It was once remembered as `ROLE Label:key name`, a touchpoint by one text in the place of all three.
    """
    if line.startswith("["):
        return list(orjson.loads(line))
    role, _, rest = line.partition(" ")
    reference, _, name = rest.partition(" ")
    label, _, key = reference.partition(":")
    return [role, label, key, name or key]


def _day(moment: str | None) -> datetime.date | None:
    """The day of a moment, or of a run by its key."""
    if moment is None:
        return None
    if found := RUN.match(moment):
        return datetime.datetime.strptime(found[0], "%Y%m%d").date()
    try:
        return datetime.datetime.fromisoformat(moment).astimezone(datetime.UTC).date()
    except ValueError:  # a key that is no run's
        return None
