"""The proof of a rupture: its nodes in order, numbered by the parts that they play."""

from dataclasses import dataclass

from graph.language import Language
from pages.journey.told import Journey, Witness
from pages.journey.words import NO_FEED, NOT_READ, NOT_STORED

STORED = ("STORED_IN", "FED_TO")
"""The parts of systems that have what is lost."""


@dataclass(frozen=True)
class Trail:
    """The nodes of a proof, and the rupture that they prove."""

    rupture: str
    nodes: tuple[Witness, ...]

    @property
    def numbers(self) -> dict[str, int]:
        """The number of each part that is played, from 1: the same on the map, the strip and in lists."""
        return {role: number for number, role in enumerate(dict.fromkeys(node.role for node in self.nodes), 1)}

    def all(self, *roles: str) -> tuple[Witness, ...]:
        """The nodes that play these parts."""
        return tuple(node for node in self.nodes if node.role in roles)

    @property
    def systems(self) -> tuple[str, ...]:
        """The keys of the systems on the way: where it is stored, where it goes, what is used instead."""
        return tuple(dict.fromkeys(node.key for node in self.all(*STORED, "USED_BY")))

    @property
    def start(self) -> str | None:
        """The touchpoint at which what is lost comes into being."""
        return next((node.key for node in self.all("PRODUCED_AT")), None)

    @property
    def end(self) -> str | None:
        """The touchpoint at which it is needed."""
        return next((node.key for node in self.all("NEEDED_AT")), None)

    def why(self, language: Language) -> str:
        """Why it does not arrive, in a few words."""
        if not self.all(*STORED):
            return NOT_STORED[language]
        return NO_FEED[language] if self.all("USED_BY") else NOT_READ[language]


def trail(journey: Journey, rupture: str | None) -> Trail | None:
    """The proof of a rupture; none without one."""
    nodes = journey.witnesses.get(rupture or "")
    return Trail(rupture, nodes) if rupture and nodes else None
