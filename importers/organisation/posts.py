"""What a row of an org chart tells: a position, a department, or both."""

import datetime
from dataclasses import dataclass, field

from graph.said import Place
from importers.organisation.chart_mapping import ChartMapping
from importers.rows import base

Identity = str | tuple[str, ...]
"""What tells a department from others: its id, or its name below all those above it that the file tells."""


@dataclass(slots=True)
class Unit:
    """A department, under the id or the name that the file gives it.

    `path` are its name and those above it, from the top, where departments go by names; empty where they go by ids.
    """

    key: str
    place: Place
    name: str | None = None
    parent: str | None = None
    path: tuple[str, ...] = ()
    called_after: bool = False
    """Whether its name bears its manager's in brackets."""

    @property
    def identity(self) -> Identity:
        """What tells it from others; a name alone may be an id of another file."""
        return self.path if len(self.path) > 1 else self.key


@dataclass(slots=True)
class Post:
    """A position as one row tells it; `personal` when its key is made from what belongs to a person."""

    key: str
    place: Place
    title: str | None = None
    grade: str | None = None
    headcount: float | None = None
    vacant: bool | None = None
    holder: str | None = None
    unit: Identity | None = None
    manager: str | None = None
    beside: tuple[str, ...] = ()
    """Managers beside the line of command."""
    role: str | None = None
    person: str | None = None
    """Whose post it is, as `people.canonical` has it: to find managers by, and never kept."""
    begins: datetime.date | None = None
    personal: bool = False
    shy: bool = False
    """Whether its manager is named by what belongs to a person."""


@dataclass(slots=True)
class Gone:
    """Somebody who holds no position, by the name that `people.canonical` makes: not to be met elsewhere."""

    person: str


@dataclass(slots=True)
class Row(base.Row):
    """What a file says in one row, and what the place of the row in its file says."""

    units: tuple[Unit, ...] = field(default=())
    """Departments that the place of the row in its file tells of, the row's own the last."""
    personal: bool = False
    """Whether its key is a person's name or address."""
    department: bool = False
    """Whether it is a department only, and no position."""
    beside: tuple[str, ...] = ()
    """Managers that the row names after the first."""
    gone: bool = False
    """Whether it is left out, which is noted already: only whose it was is still looked at."""


Part = base.Part[ChartMapping, Row]
"""Rows of one shape of an org chart."""

Parts = base.Parts[ChartMapping, Row]
"""What a kind of org charts adds."""
