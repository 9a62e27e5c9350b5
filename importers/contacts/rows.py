"""Rows that tell of contacts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from importers.contacts.contact_mapping import ContactMapping
from importers.rows import base


class Gone(Enum):
    """What a system says it deleted: a contact, or a case with all contacts that belong to it."""

    CONTACT = "contact"
    CASE = "case"


@dataclass(slots=True)
class Row(base.Row):
    """What a file says in one row; of several for one id the one with the greatest `version` counts, then the newest.

    `words` are further names of the option that stands in a column: its number, its label.
    """

    version: str = ""
    words: Mapping[str, Sequence[str]] | None = None
    gone: Gone | None = None
    """What the system says it deleted by this row, if it says that."""


Part = base.Part[ContactMapping, Row]
"""Rows of one shape that tell of contacts."""

Parts = base.Parts[ContactMapping, Row]
"""What a kind of contacts adds."""
