"""The witness of a rupture as a reader names it: what the statement brings of each node, and what is remembered."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

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
RETURN [rupture.kind, at, items, rupture.witnessText]"""
"""All that a sentence about `rupture` is made of: its kind, its step, its witness in order, and that as last seen."""


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
    """The proof of a rupture, in order, and the step at which it breaks."""

    kind: RuptureKind
    at: str | None
    nodes: tuple[Seen, ...]

    def all(self, role: WitnessRole) -> list[Seen]:
        """The nodes that play this part, in order."""
        return [node for node in self.nodes if node.role == role]

    def one(self, role: WitnessRole) -> Seen:
        """The node that plays this part; one without a name if the proof was never told."""
        return next(iter(self.all(role)), Seen(role, "?"))


def witness(value: tuple[str, str | None, Iterable[Sequence[str]], Iterable[str] | None]) -> Witness:
    """The witness from what `WITNESS` returns; a node that is gone is named as it was when last seen."""
    kind, at, items, remembered = value
    there = {(item[0], item[1]): Seen(*item) for item in items}
    if remembered is None:
        return Witness(RuptureKind(kind), at, tuple(there.values()))
    seen = (_remembered(line) for line in remembered)
    return Witness(RuptureKind(kind), at, tuple(there.get((each.role, each.key), each) for each in seen))


def _remembered(line: str) -> Seen:
    role, _, rest = line.partition(" ")
    reference, _, name = rest.partition(" ")
    label, _, key = reference.partition(":")
    return Seen(role, key, step=name or None) if label == "Touchpoint" else Seen(role, key, name or None)
