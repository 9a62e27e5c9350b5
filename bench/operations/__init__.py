"""Six operations that front ends run, each asked of every server with the same values.

`NAME.graphql` asks it of ours, `NAME.peer.graphql` of the peer; `NAME.cypher` answers it by hand. All in one order, so
that the answers can be compared; `plain` takes away what only one of the servers puts around them.
"""

import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
TO_ONE = {"channel", "silo", "step", "from", "to"}
"""What the peer gives as a list of one."""


@dataclass(frozen=True)
class Operation:
    """An operation with the values that it is asked with, by turns."""

    name: str
    title: str
    variables: tuple[dict[str, Any], ...]

    @property
    def ours(self) -> str:
        """The document for our API."""
        return self._text("graphql")

    @property
    def peer(self) -> str:
        """The document for the peer."""
        return self._text("peer.graphql")

    @property
    def cypher(self) -> str:
        """The statement that one would write by hand."""
        return self._text("cypher")

    def _text(self, suffix: str) -> str:
        return (FOLDER / f"{self.name}.{suffix}").read_text(encoding="utf-8")


def operations(journeys: int) -> tuple[Operation, ...]:
    """The six, over a corpus of this many journeys."""
    chance = random.Random(3)
    keys = tuple({"key": f"j{chance.randrange(journeys):05d}"} for _ in range(32))
    silos = tuple({"silo": f"silo{n}"} for n in (1, 2, 4, 6))  # those that run channels
    pairs = tuple(dict(zip(("from", "to"), chance.sample(CHANNELS, 2), strict=True)) for _ in range(16))
    return (
        Operation("journey", "a journey by its key", keys),
        Operation("map", "a journey's map", keys),
        Operation("titles", "ten journeys by title", ({},)),
        Operation("steps", "1,000 steps", ({"first": 1000},)),
        Operation("silo", "journeys through a silo", silos),
        Operation("handoffs", "hand-offs between channels", pairs),
    )


CHANNELS = [f"c{n}" for n in range(12)]


def plain(value: Any) -> Any:
    """An answer without pages and lists of one, volumes as intervals, steps counted where only their keys are asked."""
    if isinstance(value, list):
        return [plain(each) for each in value]
    if not isinstance(value, dict):
        return value
    if "edges" in value:
        return [plain(edge["node"]) for edge in value["edges"]]
    found = {name: plain(_single(each) if name in TO_ONE else each) for name, each in value.items()}
    if "volumeLow" in found:
        found["volume"] = {"low": found.pop("volumeLow"), "high": found.pop("volumeHigh")}
    return _counted(found)


def _single(value: Any) -> Any:
    return (value or [None])[0] if isinstance(value, list | None) else value


def _counted(found: dict[str, Any]) -> dict[str, Any]:
    phases, steps = found.get("phases"), found.get("steps")
    if phases and "stepsConnection" in phases[0]:
        del found["phases"]
        return {**found, "steps": sum(phase["stepsConnection"]["totalCount"] for phase in phases)}
    if steps and isinstance(steps, list) and steps[0].keys() == {"key"}:
        return {**found, "steps": len(steps)}
    return found
