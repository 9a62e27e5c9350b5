"""What all mappings have in common: their columns by our names, and what a file says over what a kind says."""

import re
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from graph.errors import BadInput
from graph.problems import Code, Problem
from importers.errors import BadKnowledge, bad
from importers.journeys.wording import closest, problem
from importers.reading.text import read_text
from importers.reading.yaml12 import read_yaml

M = TypeVar("M", bound=BaseModel)

SHOWN = 30
"""How many columns of a table are named to who asked for one that is not there."""


class TheirColumns(BaseModel):
    """Their columns by our names; of several names the first that the table has counts."""

    model_config = ConfigDict(extra="forbid", strict=True)

    def names(self, ours: str) -> list[str]:
        """Their names of a column."""
        given = getattr(self, ours)
        return [given] if isinstance(given, str) else given or []

    def asked(self) -> list[list[str]]:
        """Their names of each column that is asked for."""
        return [names for ours in type(self).model_fields if (names := self.names(ours))]


class TableMapping(BaseModel):
    """The mapping of rows, whatever they tell of; who inherits from it says what `columns` there are."""

    model_config = ConfigDict(extra="forbid", strict=True, populate_by_name=True)

    columns: Any = Field(None, description="Their columns by our names")
    pseudonymise: list[str] = Field([], description="Columns whose values are kept as HMACs only")

    def over(self, default: Self) -> Self:
        """This mapping, and what it does not say as the default says it."""
        said = {name: getattr(self, name) for name in self.model_fields_set}
        own = {name: getattr(self.columns, name) for name in self.columns.model_fields_set}
        if "pseudonymise" in said:  # what a kind keeps to itself stays so
            said["pseudonymise"] = [*default.pseudonymise, *self.pseudonymise]
        return default.model_copy(update={**said, "columns": default.columns.model_copy(update=own)})


T = TypeVar("T", bound=TableMapping)


def validated(path: Path, model: type[M]) -> M:
    """What a YAML file holds, as this model; BadKnowledge with all that is wrong with it.

    Of a file that is no mapping nothing is shown: it may be one with secrets, named by mistake.
    """
    text = read_text(path)
    fields = {field.alias or name for name, field in model.model_fields.items()}
    try:
        data = read_yaml(text.text, text.name)
    except BadKnowledge as error:
        if re.search(rf"(?m)^[\s{{,]*[\"']?(?:{'|'.join(fields)})[\"']?\s*:", text.text):
            raise
        raise _no_mapping(text.name, fields) from error
    if data is not None and not (isinstance(data, dict) and any(closest(str(name), fields) for name in data)):
        raise _no_mapping(text.name, fields)
    try:
        return model.model_validate({} if data is None else data)
    except ValidationError as error:
        found = error.errors(include_url=False)
        raise BadKnowledge([problem(each, model, data, text.name) for each in found]) from error


def _no_mapping(file: str, fields: Iterable[str]) -> BadKnowledge:
    message = f"this is no mapping, which is YAML that begins with one of {', '.join(sorted(fields))}"
    return BadKnowledge([bad(Code.BAD_VALUE, message, (file, 1, None))])


def read_mapping(path: Path | None, default: T, shipped: Path) -> T:
    """The mapping of a file over the kind's own; BadKnowledge with all that is wrong with it.

    A name that is no file is one of the mappings in the folder of those that come with the product.
    """
    if path is None:
        return default
    return validated(_found(path, shipped), type(default)).over(default)


def _found(path: Path, shipped: Path) -> Path:
    if path.exists() or path.name != str(path):
        return path
    by_name = {file.stem: file for file in sorted(shipped.glob("*.yaml"))}
    if path.name in by_name:
        return by_name[path.name]
    close = closest(path.name, by_name)
    hint = f"did you mean {close}?" if close else f"those that come with the product are {', '.join(by_name)}"
    raise BadInput(f"there is no mapping {path.name}; {hint}")


def fitting(columns: Iterable[str], model: type[T], shipped: Path) -> T | None:
    """The mapping that comes with the product and all of whose columns a table has; of several that with most."""
    there = set(columns)
    fit = [each for each in _known(model, shipped) if all(there & set(names) for names in each.columns.asked())]
    return max(fit, key=lambda each: len(each.columns.asked()), default=None)


@cache
def _known(model: type[T], shipped: Path) -> list[T]:
    return [validated(file, model) for file in sorted(shipped.glob("*.yaml"))]


class Narrowing:
    """A mapping with each column under the name that one table gives it."""

    def __init__(self, told: TableMapping, name: str, there: Sequence[str]) -> None:
        self._told, self._name = told, name
        self._by_case = {each.casefold().strip(): each for each in reversed(there) if each}
        self.problems: list[Problem] = []

    def columns(self, whole: TableMapping, needed: Collection[str]) -> TheirColumns:
        """The columns of the mapping that are there; one that is told or needed and is not there is a problem."""
        columns = {}
        for ours in type(whole.columns).model_fields:
            wanted = whole.columns.names(ours)
            there = [found for name in wanted if (found := self._by_case.get(name.casefold().strip()))]
            columns[ours] = there[:1] or None
            if wanted and not there and (ours in self._told.columns.model_fields_set or ours in needed):
                self._missing(ours, wanted[0])
        made: TheirColumns = type(whole.columns)(**columns)
        return made

    def listed(self, field: str, names: Sequence[str], told: Sequence[str]) -> list[str]:
        """Other columns that the mapping names; one that the user told and that is not there is a problem."""
        for name in names:
            if name.casefold().strip() not in self._by_case and name in told:
                self._missing(field, name)
        return [self._by_case.get(name.casefold().strip(), name) for name in names]

    def _missing(self, ours: str, name: str) -> None:
        close = closest(name, self._by_case.values())
        hint = f"did you mean {close!r}?" if close else f"it has {self._all()}"
        message = f"the table has no column {name!r}, which {ours} is to be read from; {hint}"
        self.problems.append(bad(Code.UNKNOWN_COLUMN, message, (self._name, 1, None), name))

    def _all(self) -> str:
        return ", ".join(map(repr, list(self._by_case.values())[:SHOWN]))

    def settled(self) -> None:
        """BadKnowledge with all that was not there."""
        if self.problems:
            raise BadKnowledge(self.problems)
