"""What a mapping says about an org chart: which column is what, and what their words are called here."""

import datetime
import re
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, ClassVar, Self

from pydantic import BaseModel, ConfigDict, Field

from importers.keys import Key
from importers.rows.columns import Column, Narrowing, RowMapping, TheirColumns

EMPTY = ("N/D", "N/A", "NA", "XX", "Vacant")
"""What stands in a cell to say that there is none, beside what all programs write so (`importers.reading.marked`)."""

WITHHELD = ("n/d", "n/a")
"""Of these, what says that there is one and that it is not told."""

DATES = ("%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%d.%m.%Y")
"""How days are written unless a mapping says so; 03/04/2025 could be two days, and is none until it does."""


EXCEL = datetime.date(1899, 12, 30)
SERIAL = re.compile(r"([2-7]\d{4})(?:\.\d+)?")
"""A day as spreadsheets count it, of a cell that nobody said is one: from 1954 to 2119."""


class ChartColumns(TheirColumns):
    """Their columns by our names; of several names the first that the table has counts."""

    key: Column = Field(None, description="What tells a position from all others")
    role: Column = Field(None, description="What managers may be named by instead of a key")
    title: Column = Field(None, description="What the position is called")
    grade: Column = Field(None, description="Its grade")
    headcount: Column = Field(None, description="How many hold it, in full-time equivalents")
    vacant: Column = Field(None, description="Whether nobody holds it: true, yes, 1 or Vacant")
    department: Column = Field(None, description="The department: its id, or its name")
    departmentName: Column = Field(None, description="Its name, where `department` is an id")  # noqa: N815
    departmentParent: Column = Field(None, description="The department above it")  # noqa: N815
    reportsTo: Column = Field(None, description="The position above: its key, or its role")  # noqa: N815
    validFrom: Column = Field(None, description="The first day on which the row counts")  # noqa: N815
    validTo: Column = Field(None, description="The last day on which the row counts")  # noqa: N815


class Status(BaseModel):
    """Which rows count, by what a column says of them."""

    model_config = ConfigDict(extra="forbid", strict=True)

    column: str = Field(description="Their column")
    active: list[str] = Field(min_length=1, description="What stands in it where the row counts")


class Keys(StrEnum):
    """What tells departments apart that the file knows by name only."""

    NAME = "name"
    PATH = "path"


class ChartMapping(RowMapping):
    """The mapping of an org chart. Departments are named by what stands in the file, an id or a name."""

    shipped: ClassVar = Path(__file__).parent / "mappings"
    needed: ClassVar = "key"
    spare: ClassVar = ("grade", "headcount", "departmentParent", "departmentName", "validFrom", "validTo")
    others: ClassVar = ("names", "pseudonymise")

    columns: ChartColumns = Field(ChartColumns(), description="Their columns by our names")
    departments: dict[str, Key] = Field({}, description="Their departments, and the keys that journeys know them by")
    silos: dict[str, Key] = Field({}, description="Their departments, and the silo that each stands in")
    systems: dict[str, list[Key]] = Field({}, description="Their departments, and the systems that each runs")
    channels: dict[str, list[Key]] = Field({}, description="Their departments, and the channels that each operates")
    partners: list[str] = Field([], description="Their departments that are partners, not of the house")
    aliases: dict[str, Key] = Field({}, description="Their keys, and ours for the same thing")
    dates: list[str] = Field(list(DATES), description="How days are written, as strptime reads them")
    empty: list[str] = Field(list(EMPTY), description="What stands where there is none; an empty cell says so anyway")
    names: list[str] = Field([], description="Columns of people's names to keep; all other names are left out")
    status: Status | None = Field(None, description="The column that says who is there, and what it says of them")
    keys: Annotated[Keys, Field(strict=False)] | None = Field(
        None,
        description="path: the key of a department is its name below all names above it; name: departments of one name "
        "are one; unless told, those of one name below different ones are two, and have paths",
    )

    def narrowed(self, default: Self, table: str, there: Sequence[str]) -> Self:
        """This over the default, each column under the name that a table has for it; BadKnowledge when one lacks."""
        found = super().narrowed(default, table, there)
        if found.status is None:
            return found
        narrowing = Narrowing(self, table, there)
        (column,) = narrowing.listed("status", [found.status.column], [self.status.column] if self.status else [])
        narrowing.settled()
        return found.model_copy(update={"status": found.status.model_copy(update={"column": column})})

    def day(self, text: str) -> datetime.date | None:
        """The day that a text names, whatever time of day follows it; None when it names none."""
        for format in self.dates:
            found = day_as(text, format)
            if found:
                return found
        return EXCEL + datetime.timedelta(int(serial[1])) if (serial := SERIAL.fullmatch(text.strip())) else None


def day_as(text: str, format: str) -> datetime.date | None:
    """The day that a text names in one format, whatever time of day follows it; None when it names none."""
    for part in (text, text[:10], text.split()[0] if text.split() else text):
        try:
            return datetime.datetime.strptime(part, format).date()
        except ValueError:
            continue
    return None
