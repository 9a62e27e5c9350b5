"""What follows from an act, noted while it is derived."""

from dataclasses import dataclass, field

from graph.derive.moved import Moved
from graph.editing.outcome import Consequences, HandoffChange
from graph.said import Subgraph


@dataclass
class Consequent(Moved):
    """What changed hands, and by key what broke, what is mended, and which hand-offs have another status."""

    new: set[str] = field(default_factory=set)
    mended: set[str] = field(default_factory=set)
    handoffs: dict[str, HandoffChange] = field(default_factory=dict)

    def cross(self, held: Subgraph, wanted: Subgraph) -> None:
        """Take into account which hand-offs came, went, or have another status."""
        super().cross(held, wanted)
        before, after = (part.nodes.get("Handoff", {}) for part in (held, wanted))
        for key in before.keys() | after.keys():
            was, now = before.get(key, {}), after.get(key, {})
            if was.get("status") != now.get("status"):
                ends = now.get("volumeLow"), now.get("volumeHigh")
                volume = None if None in ends else ends
                self.handoffs[key] = HandoffChange(key, was.get("status"), now.get("status"), volume)  # type: ignore[arg-type]

    def broke(self, held: Subgraph, wanted: Subgraph) -> None:
        """Take into account which ruptures are new or back, and which are gone."""
        super().broke(held, wanted)
        before, now = (
            {key for key, rupture in part.nodes.get("Rupture", {}).items() if "resolved" not in rupture}
            for part in (held, wanted)
        )
        self.new |= now - before
        self.mended |= before - now

    def consequences(self) -> Consequences:
        """All of it, by key."""
        handoffs = tuple(change for _, change in sorted(self.handoffs.items()))
        return Consequences(tuple(sorted(self.new)), tuple(sorted(self.mended)), handoffs)
