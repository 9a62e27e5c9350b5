"""What follows from an act, noted while it is derived."""

from dataclasses import dataclass, field

from graph.derive.moved import Moved
from graph.editing.outcome import Consequences, HandoffChange
from graph.said import Subgraph


@dataclass
class Consequent(Moved):
    """What changed hands and what broke, and which hand-offs have another status."""

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

    def consequences(self) -> Consequences:
        """All of it, by key."""
        handoffs = tuple(change for _, change in sorted(self.handoffs.items()))
        return Consequences(tuple(sorted(self.appeared)), tuple(sorted(self.gone)), handoffs)
