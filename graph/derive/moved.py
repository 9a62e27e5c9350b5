"""What a run moved: who owns what, what stands in which silo, which hand-offs cross from one silo to another."""

from collections import Counter
from dataclasses import dataclass, field
from typing import LiteralString

from graph.changes import Changes
from graph.gateway import Read
from graph.said import EdgeType, Ref, Subgraph

HANDLED: EdgeType = ("Touchpoint", "HANDLED_BY", "Department")
IN_SILO: EdgeType = ("Department", "IN_SILO", "Silo")

NAMING = ("ownerChanged", "ownersGained", "ownersLost", "crossingsBegun", "crossingsEnded")
"""Of what an import run remembers, what begins with keys of touchpoints and hand-offs."""

DERIVED_TO = {
    HANDLED: """
UNWIND $keys AS key
MATCH (a:Touchpoint)-[r:HANDLED_BY]->(b:Department {key: key}) WHERE r.sources IS NULL
RETURN a.key, key
""",
    IN_SILO: """
UNWIND $keys AS key
MATCH (a:Department)-[r:IN_SILO]->(b:Silo {key: key}) WHERE r.sources IS NULL
RETURN a.key, key
""",
}
"""The derived edges to these nodes."""

ENDS: LiteralString = "[key IN split(told, ' ') | replace(replace(key, '%20', ' '), '%25', '%')]"
"""What `ends` gives, in Cypher."""

Ends = tuple[str, str]


def _nothing() -> dict[EdgeType, Counter[Ends]]:
    return {HANDLED: Counter(), IN_SILO: Counter()}


@dataclass
class Moved:
    """What changed hands.

    `edges` counts how often an edge to an owner or a silo came, less how often it went: one told anew as it was derived
    did not move. What is created or deleted has not changed hands: `passing` holds such nodes. `begun` and `ended` are
    the hand-offs that cross from one silo to another now, or did before; `turned` those that hold or are broken now and
    did not or were not before; `appeared` and `gone` count ruptures.
    """

    edges: dict[EdgeType, Counter[Ends]] = field(default_factory=_nothing)
    passing: set[Ref] = field(default_factory=set)
    begun: set[str] = field(default_factory=set)
    ended: set[str] = field(default_factory=set)
    turned: dict[str, set[str]] = field(default_factory=lambda: {"BROKEN": set(), "SOUND": set()})
    appeared: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)

    def before(self, read: Read, changes: Changes) -> None:
        """Take into account what these changes tear off before they are written: derived edges to what is deleted."""
        for type, counts in self.edges.items():
            if keys := changes.deleted.get(type[2]):
                gone = set(changes.deleted.get(type[0], ()))
                counts.subtract((one, other) for one, other in read(DERIVED_TO[type], keys=keys) if one not in gone)

    def note(self, changes: Changes) -> None:
        """Take these changes into account."""
        for type, counts in self.edges.items():
            counts.update((link[0], link[1]) for link in changes.linked.get(type, ()))
            counts.subtract((link[0], link[1]) for link in changes.unlinked.get(type, ()))
            label = type[0]
            self.passing |= {(label, row["key"]) for row in changes.created.get(label, ())}
            self.passing |= {(label, key) for key in changes.deleted.get(label, ())}

    def cross(self, held: Subgraph, wanted: Subgraph) -> None:
        """Take into account which of the hand-offs that were there and stay cross silos, hold or are broken now."""
        now = wanted.nodes.get("Handoff", {})
        for key, properties in held.nodes.get("Handoff", {}).items():
            if key in now:
                did, does = (p.get("crossesSilo") for p in (properties, now[key]))
                if None not in (did, does) and did is not does:  # what nobody knows has neither begun nor ended
                    (self.begun if does else self.ended).add(key)
                was, is_ = (p.get("status") for p in (properties, now[key]))
                if was != is_ and is_ in self.turned:
                    self.turned[is_].add(key)

    def broke(self, held: Subgraph, wanted: Subgraph) -> None:
        """Take into account which ruptures are new or back, and which are gone: those stay, as resolved ones."""
        before, now = (
            {key for key, rupture in part.nodes.get("Rupture", {}).items() if "resolved" not in rupture}
            for part in (held, wanted)
        )
        self.appeared |= now - before
        self.gone |= before - now

    @property
    def owners(self) -> set[str]:
        """The touchpoints whose owner changed."""
        return {touchpoint for (touchpoint, _), count in self.edges[HANDLED].items() if count}

    @property
    def silos(self) -> set[str]:
        """The departments whose silo changed."""
        return {department for (department, _), count in self.edges[IN_SILO].items() if count}

    def properties(self) -> dict[str, list[str] | int]:
        """What an import run remembers of it."""
        return {
            "ownerChanged": sorted(self.owners),
            "siloChanged": sorted(self.silos),
            "ownersGained": self._net(HANDLED, 1),
            "ownersLost": self._net(HANDLED, -1),
            "silosGained": self._net(IN_SILO, 1),
            "silosLost": self._net(IN_SILO, -1),
            "crossingsBegun": sorted(self.begun),
            "crossingsEnded": sorted(self.ended),
            "rupturesAppeared": len(self.appeared),
            "rupturesGone": len(self.gone),
            "handoffsBroken": len(self.turned["BROKEN"]),
            "handoffsSound": len(self.turned["SOUND"]),
        }

    def _net(self, type: EdgeType, sign: int) -> list[str]:
        """The edges that came (1) or went (-1) at what was there and stays."""
        stays = (ends for ends, count in self.edges[type].items() if count * sign > 0)
        return sorted(pair(start, end) for start, end in stays if (type[0], start) not in self.passing)


def pair(start: str, end: str) -> str:
    """Two keys in one text, a space between them; those within keys are `%20`, and what begins so, `%`, is `%25`."""
    return " ".join(key.replace("%", "%25").replace(" ", "%20") for key in (start, end))


def ends(told: str) -> list[str]:
    """The keys that a `pair` was made of."""
    return [key.replace("%20", " ").replace("%25", "%") for key in told.split(" ")]
