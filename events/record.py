"""One contact, as a system recorded it."""

import datetime
from dataclasses import dataclass

from graph.model import Word

LABEL = "Record"
"""What reports call a contact."""


LATEST = "~"
"""The version of what came after all versions that are told: no time is written with it."""


class Direction(Word):
    """Who began a contact."""

    CUSTOMER = "CUSTOMER", "The customer"
    COMPANY = "COMPANY", "The company"


@dataclass(slots=True)
class Record:
    """A touchpoint as a system saw it; what it does not know is None.

    `id` is unique within its source. `customer` is a pseudonym, `channel` and `department` are keys, `at` and
    `closedAt` are moments in UTC. Of several rows for one id the one with the greatest `version` counts, then the
    first. `file` and `row` say where it was read.
    """

    id: str
    customer: str | None
    at: datetime.datetime
    channel: str
    reason: str | None = None
    case: str | None = None
    direction: str | None = None
    department: str | None = None
    closedAt: datetime.datetime | None = None  # noqa: N815 — the name of the field in the event store
    version: str = ""
    file: str = ""
    row: int = 0


@dataclass(slots=True)
class Deleted:
    """What a system says it deleted: the contact of this `id`, and all contacts of this `case` where it was one.

    A row beside it that has the id and a later `version` says that the contact is there all the same.
    """

    id: str | None
    case: str | None = None
    version: str = LATEST


@dataclass(slots=True)
class Unread:
    """A contact that a source still has, of which a run cannot read more than the `id`: what is known of it stays."""

    id: str
