"""What a mapping says about an org chart: which column is what, and what their words are called here."""

import datetime
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from graph.errors import BadInput
from importers.errors import BadKnowledge
from importers.journeys.values import Key
from importers.journeys.wording import closest, problem
from importers.reading.text import read_text
from importers.reading.yaml12 import read_yaml

SHIPPED = Path(__file__).parent / "mappings"
"""The mappings that come with the product, each named after the system whose exports it reads."""

EMPTY = ("N/D", "N/A", "NA", "XX", "Vacant", "None", "null", "-")
"""What stands in a cell to say that there is none; an empty cell says so anyway."""

WITHHELD = ("n/d", "n/a")
"""Of these, what says that there is one and that it is not told."""

DATES = ("%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%d.%m.%Y")
"""How days are written unless a mapping says so; 03/04/2025 could be two days, and is none until it does."""


class Columns(BaseModel):
    """Their columns by our names; of several names the first that the table has counts."""

    model_config = ConfigDict(extra="forbid", strict=True)

    key: str | list[str] | None = Field(None, description="What tells a position from all others")
    role: str | list[str] | None = Field(None, description="What managers may be named by instead of a key")
    title: str | list[str] | None = Field(None, description="What the position is called")
    grade: str | list[str] | None = Field(None, description="Its grade")
    headcount: str | list[str] | None = Field(None, description="How many hold it, in full-time equivalents")
    vacant: str | list[str] | None = Field(None, description="Whether nobody holds it: true, yes, 1 or Vacant")
    department: str | list[str] | None = Field(None, description="The department: its id, or its name")
    departmentName: str | list[str] | None = Field(None, description="Its name, where `department` is an id")  # noqa: N815
    departmentParent: str | list[str] | None = Field(None, description="The department above it")  # noqa: N815
    reportsTo: str | list[str] | None = Field(None, description="The position above: its key, or its role")  # noqa: N815
    validFrom: str | list[str] | None = Field(None, description="The first day on which the row counts")  # noqa: N815
    validTo: str | list[str] | None = Field(None, description="The last day on which the row counts")  # noqa: N815

    def names(self, ours: str) -> list[str]:
        """Their names of a column."""
        given = getattr(self, ours)
        return [given] if isinstance(given, str) else given or []


class Mapping(BaseModel):
    """The mapping of an org chart. Departments are named by what stands in the file, an id or a name."""

    model_config = ConfigDict(extra="forbid", strict=True, populate_by_name=True)

    columns: Columns = Field(Columns(), description="Their columns by our names")
    departments: dict[str, Key] = Field({}, description="Their departments, and the keys that journeys know them by")
    silos: dict[str, Key] = Field({}, description="Their departments, and the silo that each stands in")
    systems: dict[str, list[Key]] = Field({}, description="Their departments, and the systems that each runs")
    channels: dict[str, list[Key]] = Field({}, description="Their departments, and the channels that each operates")
    partners: list[str] = Field([], description="Their departments that are partners, not of the house")
    aliases: dict[str, Key] = Field({}, description="Their keys, and ours for the same thing")
    dates: list[str] = Field(list(DATES), description="How days are written, as strptime reads them")
    empty: list[str] = Field(list(EMPTY), description="What stands where there is none")
    names: list[str] = Field([], description="Columns of people's names to keep; all other names are left out")
    pseudonymise: list[str] = Field([], description="Columns whose values are kept as HMACs only")

    def over(self, default: "Mapping") -> "Mapping":
        """This mapping, and what it does not say as the default says it."""
        said = {name: getattr(self, name) for name in self.model_fields_set}
        own = {name: getattr(self.columns, name) for name in self.columns.model_fields_set}
        if "pseudonymise" in said:  # what a kind keeps to itself stays so
            said["pseudonymise"] = [*default.pseudonymise, *self.pseudonymise]
        return default.model_copy(update={**said, "columns": default.columns.model_copy(update=own)})

    def day(self, text: str) -> datetime.date | None:
        """The day that a text names, whatever time of day follows it; None when it names none."""
        for format in self.dates:
            found = _day(text, format)
            if found:
                return found
        return None


def _day(text: str, format: str) -> datetime.date | None:
    for part in (text, text[:10], text.split()[0] if text.split() else text):
        try:
            return datetime.datetime.strptime(part, format).date()
        except ValueError:
            continue
    return None


def read_mapping(path: Path | None, default: Mapping) -> Mapping:
    """The mapping of a file over the kind's own; BadKnowledge with all that is wrong with it.

    A name that is no file is one of the mappings that come with the product.
    """
    if path is None:
        return default
    text = read_text(_found(path))
    data = read_yaml(text.text, text.name)
    try:
        return Mapping.model_validate({} if data is None else data).over(default)
    except ValidationError as error:
        found = error.errors(include_url=False)
        raise BadKnowledge([problem(each, Mapping, data, text.name) for each in found]) from error


def _found(path: Path) -> Path:
    if path.exists() or path.name != str(path):
        return path
    by_name = {file.stem: file for file in shipped()}
    if path.name in by_name:
        return by_name[path.name]
    close = closest(path.name, by_name)
    hint = f"did you mean {close}?" if close else f"those that come with the product are {', '.join(by_name)}"
    raise BadInput(f"there is no mapping {path.name}; {hint}")


@cache
def shipped() -> tuple[Path, ...]:
    """The files of the mappings that come with the product."""
    return tuple(sorted(SHIPPED.glob("*.yaml")))


def fitting(columns: Iterable[str]) -> Path | None:
    """The mapping that comes with the product and all of whose columns a table has; of several that with most."""
    there = set(columns)
    found = []
    for file in shipped():
        mapping = read_mapping(file, Mapping())
        asked = [mapping.columns.names(ours) for ours in Columns.model_fields]
        told = [names for names in asked if names]
        if told and all(there & set(names) for names in told):
            found.append((len(told), file))
    return max(found, default=(0, None), key=lambda each: each[0])[1]
