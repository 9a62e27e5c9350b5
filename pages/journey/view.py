"""How a map is looked at: everything that its address may say."""

from dataclasses import dataclass
from enum import Enum


class Look(Enum):
    """Whom a map is for: an hour's work, a board, or a room with a beamer."""

    WORK = "work"
    BOARD = "board"
    ROOM = "room"


class Lanes(Enum):
    """What a lane is."""

    CHANNELS = "channels"
    SILOS = "silos"
    DEPARTMENTS = "departments"
    COMPANY = "company"


class Show(Enum):
    """What can be seen beside what always is."""

    VOLUMES = "volumes"
    EXITS = "exits"
    OWNERS = "owners"
    EVIDENCE = "evidence"
    OBSERVED = "observed"
    BEHIND = "behind"
    SYSTEMS = "systems"
    CHANNELS = "channels"


@dataclass(frozen=True, slots=True)
class View:
    """A look at a map. Nothing of it changes what is true: what is hidden is counted."""

    look: Look = Look.WORK
    lanes: Lanes = Lanes.CHANNELS
    show: frozenset[Show] = frozenset({Show.VOLUMES, Show.EXITS})
    ways: bool = False
    """All ways, not only those that break or are certain."""
    personas: bool = False
    """A strip of its own for what each persona feels."""
    phases: tuple[str, ...] = ()
    """The keys of the phases to be seen in full; none: all, as far as they can be read."""
    witness: str | None = None
    """The key of a rupture: its proof is drawn, everything else fades."""
    mine: frozenset[str] = frozenset()
    """The keys of a department and those below it: what is not theirs fades."""

    framed: bool = True
    """With its title and the list of what breaks: not where a page has both already."""

    def shows(self, what: Show) -> bool:
        """Whether this is to be seen."""
        return what in self.show


PLAIN = View()
"""What is seen where an address says nothing else."""
