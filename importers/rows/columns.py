"""What a mapping of rows says: their columns by our names, over what a kind says, and as one table has them."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, ClassVar, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from graph.errors import BadInput
from graph.problems import Code, Problem
from graph.saying import MEANT, saying
from importers.errors import BadKnowledge, bad
from importers.invalid import closest, meant
from importers.mapping import validated

SHOWN = 30
"""How many columns of a table are named to who asked for one that is not there."""

NO_SUCH_MAPPING = saying("there is no mapping {name}; {hint}", "il n'y a pas de mapping {name} ; {hint}")
SHIPPED = saying("those that come with the product are {names}", "ceux qui sont fournis avec le produit sont {names}")
NO_COLUMN = saying(
    "the table has no column {name!r}, which {ours} is to be read from; {hint}",
    "le tableau n'a pas de colonne {name!r}, où lire {ours} ; {hint}",
)
HAS = saying("it has {columns}", "il a {columns}")

Column = str | list[str] | None
"""Their name of a column of ours; of several the first that the table has counts."""


class TheirColumns(BaseModel):
    """Their columns by our names: each field is a `Column`."""

    model_config = ConfigDict(extra="forbid", strict=True)

    def names(self, ours: str) -> list[str]:
        """Their names of a column."""
        given = getattr(self, ours)
        return [given] if isinstance(given, str) else given or []

    def asked(self) -> list[list[str]]:
        """Their names of each column that is asked for."""
        return [names for ours in type(self).model_fields if (names := self.names(ours))]


class RowMapping(BaseModel):
    """The mapping of rows, whatever they tell of; who inherits from it says what `columns` there are."""

    model_config = ConfigDict(extra="forbid", strict=True, populate_by_name=True)

    shipped: ClassVar[Path]
    """Where the mappings are that come with the product, each named after the system whose exports it reads."""
    needed: ClassVar[str]
    """Our column without which a table tells nothing."""
    others: ClassVar[tuple[str, ...]] = ("pseudonymise",)
    """The fields that name further columns of theirs, as a list or as the names of a mapping."""

    columns: Any = Field(None, description="Their columns by our names")
    pseudonymise: list[str] = Field([], description="Columns whose values are kept as HMACs only")
    incremental: bool = Field(False, description="Whether files tell what changed only, and withdraw nothing else")

    def several(self, name: str) -> list[str]:
        """The columns that a name stands for: the one of that name, unless a family reads several as one."""
        return [name.strip()]

    def over(self, default: Self) -> Self:
        """This mapping, and what it does not say as the default says it."""
        said = {name: getattr(self, name) for name in self.model_fields_set}
        own = {name: getattr(self.columns, name) for name in self.columns.model_fields_set}
        if "pseudonymise" in said:  # what a kind keeps to itself stays so
            said["pseudonymise"] = [*default.pseudonymise, *self.pseudonymise]
        return default.model_copy(update={**said, "columns": default.columns.model_copy(update=own)})

    def narrowed(self, default: Self, table: str, there: Sequence[str]) -> Self:
        """This over the default, each column under the name that a table has for it; BadKnowledge when one lacks."""
        whole = self.over(default)
        narrowing = Narrowing(self, table, there)
        found: dict[str, Any] = {"columns": narrowing.columns(whole, whole.needed)}
        for field in self.others:
            given = getattr(whole, field)
            names = narrowing.listed(field, list(given), list(getattr(self, field)))
            found[field] = dict(zip(names, given.values(), strict=True)) if isinstance(given, Mapping) else names
        narrowing.settled()
        return whole.model_copy(update=found)


M = TypeVar("M", bound=RowMapping)


def read_mapping(path: Path | None, model: type[M]) -> M:
    """The mapping of a file; BadKnowledge with all that is wrong with it.

    A name that is no file is one of the mappings that come with the product.
    """
    return model() if path is None else validated(_found(path, model.shipped), model)


def _found(path: Path, shipped: Path) -> Path:
    if path.exists() or path.name != str(path):
        return path
    by_name = {file.stem: file for file in sorted(shipped.glob("*.yaml"))}
    if path.name in by_name:
        return by_name[path.name]
    close = closest(path.name, by_name)
    hint = MEANT(near=close) if close else SHIPPED(names=", ".join(by_name))
    raise BadInput(NO_SUCH_MAPPING(name=path.name, hint=hint))


def fitting(columns: Iterable[str], model: type[M]) -> M | None:
    """The mapping that comes with the product and all of whose columns a table has; of several that with most."""
    there = set(columns)
    fit = [each for each in _known(model) if all(there & set(names) for names in each.columns.asked())]
    return max(fit, key=lambda each: len(each.columns.asked()), default=None)


@cache
def _known(model: type[M]) -> list[M]:
    return [validated(file, model) for file in sorted(model.shipped.glob("*.yaml"))]


class Narrowing:
    """A mapping with each column under the name that one table gives it."""

    def __init__(self, told: RowMapping, name: str, there: Sequence[str]) -> None:
        self._told, self._name = told, name
        self._by_case = {each.casefold().strip(): each for each in reversed(there) if each}
        self.problems: list[Problem] = []

    def columns(self, whole: RowMapping, needed: str | None = None) -> TheirColumns:
        """The columns of the mapping that are there; one that is told or needed and is not there is a problem."""
        columns = {}
        for ours in type(whole.columns).model_fields:
            wanted = whole.columns.names(ours)
            there = [found for name in wanted if (found := self._by_case.get(name.casefold().strip()))]
            columns[ours] = there[:1] or None
            # What a kind would like and a table lacks is no mistake of anybody's.
            if wanted and not there and (ours in self._told.columns.model_fields_set or ours == needed):
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
        said = NO_COLUMN(name=name, ours=ours, hint=meant(close) if close else HAS(columns=self._all()))
        self.problems.append(bad(Code.UNKNOWN_COLUMN, said, (self._name, 1, None), name))

    def _all(self) -> str:
        return ", ".join(map(repr, list(self._by_case.values())[:SHOWN]))

    def settled(self) -> None:
        """BadKnowledge with all that was not there."""
        if self.problems:
            raise BadKnowledge(self.problems)
