"""What an act did: what it touched, and what follows from it."""

from dataclasses import dataclass

from graph.said import Ref
from graph.saying import Saying


@dataclass(frozen=True)
class HandoffChange:
    """A hand-off whose status is another now; null before for one that is new, after for one that is gone.

    `volume` is contacts a year, from and to, of today's where it is there; null is unknown.
    """

    key: str
    before: str | None
    after: str | None
    volume: tuple[float, float] | None


@dataclass(frozen=True)
class Consequences:
    """Keys of the ruptures that appeared, or were there and are resolved; hand-offs whose status changed.

    Each by key.
    """

    appeared: tuple[str, ...] = ()
    resolved: tuple[str, ...] = ()
    handoffs: tuple[HandoffChange, ...] = ()


@dataclass(frozen=True)
class Note:
    """What an author should know of a change, although it was carried out: its place in the act, and the field."""

    code: str
    at: int
    field: str | None
    said: Saying


@dataclass(frozen=True)
class Outcome:
    """`run` is the key of the act's ImportRun, None where nothing had to be written.

    `refs` has a node for each change, in their order, under today's key; None for what a change took away.
    """

    run: str | None
    refs: tuple[Ref | None, ...]
    consequences: Consequences = Consequences()
    notes: tuple[Note, ...] = ()
