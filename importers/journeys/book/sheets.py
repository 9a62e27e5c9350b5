"""The sheets of a workbook: one for each label, and one for each relation of which more than its ends is told."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from graph.fields import head
from graph.labels import folded
from graph.language import Told, both
from graph.model import MODEL, Relation
from graph.terms import term
from importers.journeys import told
from importers.journeys.book import columns
from importers.journeys.book.columns import Column

LONGEST = 31
"""How long the name of a sheet may be."""

GUIDE = both("Read me", "À lire")


@dataclass(frozen=True)
class Sheet:
    """The nodes of a label, a row for each; or, with a relation, its entries at nodes of that label."""

    label: str
    relation: Relation | None = None

    @cached_property
    def title(self) -> Told:
        """What the sheet is called."""
        several = term(self.label).several
        field = self.relation.told if self.relation else None
        told = {each: f"{name} - {head(field)[each]}" if field else name for each, name in several.items()}
        return {each: (name[0].upper() + name[1:])[:LONGEST] for each, name in told.items()}

    @cached_property
    def name(self) -> str:
        """Its technical name: the list of a knowledge file, with the field of its entries."""
        return MODEL[self.label].plural + (f" {self.relation.told}" if self.relation else "")

    @cached_property
    def wholes(self) -> tuple[Column, ...]:
        """The first columns, which say of what node the row is a part."""
        if self.relation:
            return columns.whole(self.label)
        over = owners(self.label)
        return () if not over else columns.whole(over[0][0]) if len(over) == 1 else (columns.OF_WHAT,)

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """All columns, from the left."""
        return (*self.wholes, *(columns.entry(self.relation) if self.relation else columns.own(self.label)))

    @cached_property
    def by_name(self) -> Mapping[str, Column]:
        """The columns by all that their heads may be, folded: in every language, and their technical names."""
        return {folded(name): column for column in self.columns for name in (*column.head.values(), column.name)}


def owners(label: str) -> list[tuple[str, Relation]]:
    """The labels that have nodes of this one as parts, and the relation of each."""
    return [(each, part) for each in told.NAMED for part in told.parts(each) if part.target == label]


@cache
def sheets() -> tuple[Sheet, ...]:
    """All sheets, in their order: parts behind what they are parts of, entries behind all nodes of their label."""
    return tuple(sheet for label in _labels() for sheet in _of(label))


def _labels() -> Iterator[str]:
    """The labels in the order of a file, and those that may be parts of any of several at the end."""
    for label in told.TOP:
        yield from _with_parts(label)
    yield from (label for label in told.NAMED if len(owners(label)) > 1)


def _with_parts(label: str) -> Iterator[str]:
    yield label
    for part in told.parts(label):
        if part.target and len(owners(part.target)) == 1:
            yield from _with_parts(part.target)


def _of(label: str) -> Iterator[Sheet]:
    yield Sheet(label)
    for relation in told.references(label):
        if told.edge_properties(relation):
            yield Sheet(label, relation)


@cache
def by_name() -> Mapping[str, Sheet | None]:
    """The sheets by all that they may be called, folded; None is the guide."""
    titles: dict[str, Sheet | None] = {folded(name): None for name in GUIDE.values()}
    for sheet in sheets():
        titles |= dict.fromkeys(map(folded, (*sheet.title.values(), sheet.name)), sheet)
    return titles


def entries(label: str, field: str) -> Sheet | None:
    """The sheet of the entries of a relation, by the field that tells it; None where the keys say it all."""
    found = (sheet for sheet in sheets() if sheet.label == label and sheet.relation)
    return next((sheet for sheet in found if sheet.relation and sheet.relation.told == field), None)


def of(label: str) -> Sheet:
    """The sheet of the nodes of a label."""
    return next(sheet for sheet in sheets() if sheet.label == label and not sheet.relation)
