"""A document as rows of the sheets of a workbook: what each cell holds, before anybody formats it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from graph.aliases import Names
from graph.language import Language
from graph.model import Relation
from graph.wholes import DEPTHS
from importers.journeys import told
from importers.journeys.book import columns
from importers.journeys.book.columns import OF_WHAT, Column
from importers.journeys.book.forms import Cell
from importers.journeys.book.sheets import Sheet, of
from importers.journeys.parts import Part, parts

Row = tuple[Sheet, list[Cell]]


def rows(document: Mapping[str, Any], language: Language) -> Iterator[Row]:
    """All rows with the sheet of each, in the order of the document."""
    for part in parts(document, Names({})):
        sheet = of(part.label)
        item = {**part.item}
        for relation in told.references(part.label):
            if told.edge_properties(relation) and (entries := _apart(relation, item)):
                keys = _keys(part.label, part.key)
                yield from ((Sheet(part.label, relation), _row([*keys], relation, each, language)) for each in entries)
        own = (_cell(column, item, language) for column in columns.own(part.label))
        yield sheet, [*_whole(sheet, part), *own]


def _apart(relation: Relation, item: dict[str, Any]) -> list[dict[str, Any]]:
    """The entries that need rows of their own, if any does, taken out of the item; else it keeps their keys."""
    assert relation.told and relation.item
    given = item.get(relation.told)
    if relation.by_key and given is not None:
        entries = [{relation.item: key, **more} for key, more in given.items()]
    else:
        listed = [given] if isinstance(given, str | dict) else given or []
        entries = [{relation.item: each} if isinstance(each, str) else each for each in listed]
    if all(len(entry) == 1 for entry in entries):
        if given is not None:
            item[relation.told] = [entry[relation.item] for entry in entries]
        return []
    del item[relation.told]
    return entries


def _row(keys: list[Cell], relation: Relation, entry: dict[str, Any], language: Language) -> list[Cell]:
    assert relation.told and relation.item
    told_as = {**entry, relation.told: entry[relation.item]}
    return [*keys, *(_cell(column, told_as, language) for column in columns.entry(relation))]


def _whole(sheet: Sheet, part: Part) -> Sequence[Cell]:
    """What the node is a part of, as the first columns have it."""
    if not part.above:
        return ()
    if sheet.wholes == (OF_WHAT,):
        return (f"{part.above.label}:{part.above.key}",)
    return _keys(part.above.label, part.above.key)


def _keys(label: str, key: str) -> list[Cell]:
    return [*key.split("/", DEPTHS.get(label, 0))]


def _cell(column: Column, item: Mapping[str, Any], language: Language) -> Cell:
    value = item.get(column.field)
    if column.end is not None and value is not None:
        low, high = value if isinstance(value, list) else (value, None)
        value = high if column.end else low
    return None if value is None else column.form.write(value, language)
