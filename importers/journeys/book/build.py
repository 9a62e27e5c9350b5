"""The rows of a workbook put together into the document that they tell: parts into their wholes, entries to nodes."""

from collections.abc import Iterable
from typing import Any

from graph.labels import folded
from graph.model import Relation
from graph.problems import Code
from graph.saying import Saying, saying
from graph.terms import named
from graph.wholes import WITHIN
from importers.errors import MOST, bad
from importers.invalid import HINT, closest, meant
from importers.journeys import told
from importers.journeys.book import columns, guide, sheets, texts
from importers.journeys.book.columns import OF_WHAT, Column
from importers.journeys.book.forms import plain
from importers.journeys.book.read import Row, Tables, Workbook
from importers.journeys.book.sheets import Sheet
from importers.journeys.told import TOP, VERSION
from importers.reading.tree import Fields, Items, Spot

NOT_HERE = saying("no row describes {node}", "aucune ligne ne décrit {node}")
ADD = saying("add one to the sheet of its kind", "ajoutez-en une dans la feuille correspondante")
OF_NOTHING = saying("this row does not say what it belongs to", "cette ligne ne dit pas à quoi elle appartient")
NO_TARGET = saying("this row does not say to what it leads", "cette ligne ne dit pas vers quoi elle mène")
SAID_NONE = saying(
    "{node} says “none” in the column {field!r}, and has a row here: leave one of them out",
    "{node} dit « aucun » dans la colonne {field!r}, et a une ligne ici : supprimez l'un des deux",
)
STANDS_TWICE = saying(
    "{key!r} stands twice at {node}; put what is told of it into one row",
    "{key!r} figure deux fois ({node}) ; réunissez en une ligne ce qui en est dit",
)

Ref = tuple[str, str]


class Building:
    """A document in the making; what is wrong is added to the problems of the tables."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.data = Fields((0, 0))
        self.nodes: dict[Ref, Fields] = {}
        self.over: dict[Ref, Ref] = {}

    def built(self) -> Workbook:
        """The document."""
        self._guide()
        for sheet in sheets.sheets():
            for row in self.tables.rows.get(sheet.name, ()):
                if sheet.relation:
                    self._entry(sheet, sheet.relation, row)
                else:
                    self._node(sheet, row)
        read = self.tables.document
        return Workbook(read.file, self.data, read.heads)

    def _guide(self) -> None:
        _put(self.data, "parcours", VERSION, self.data.at)
        for (line, _), cells in self.tables.guide:
            name, value = [folded(plain(cell)) if cell else "" for cell in cells[:1]], cells[1:2]
            if value and value[0] is not None and name[0] in map(folded, guide.SOURCE.values()):
                _put(self.data, "source", texts.unquoted(plain(value[0])), (line, 2))
            elif value and value[0] is not None and name[0] in map(folded, guide.FORMAT.values()):
                _put(self.data, "parcours", value[0], (line, 2))

    def _node(self, sheet: Sheet, row: Row) -> None:
        fields = Fields(row.at)
        _fill(fields, columns.own(sheet.label), row)
        if not sheet.wholes:
            _listed(self.data, TOP[sheet.label], row).append(fields)
            self._known(sheet.label, fields, None)
        elif over := self._over(sheet, row):
            relation = next(part for label, part in sheets.owners(sheet.label) if label == over[0])
            self._may_have(over, relation, row)
            _listed(self.nodes[over], relation.told or "", row).append(fields)
            self._known(sheet.label, fields, over)

    def _known(self, label: str, fields: Fields, over: Ref | None) -> None:
        """Others can be part of it, by its key within what it is part of; of two alike the first counts."""
        like = told.key_of(label)
        own = fields.get("key") or (like and fields.get(like.told or ""))
        above = over
        while above and above[0] != WITHIN.get(label):
            above = self.over.get(above)
        ref = label, f"{above[1]}/{own}" if above else str(own)
        if own and ref not in self.nodes:
            self.nodes[ref] = fields
            if over:
                self.over[ref] = over

    def _over(self, sheet: Sheet, row: Row) -> Ref | None:
        """The node that a row says it is part of; None where there is none, which is told."""
        given = [row.cells.get(column.name) for column in sheet.wholes]
        keys = [column.form.read(cell.value) for column, cell in zip(sheet.wholes, given, strict=True) if cell]
        if len(keys) < len(given):
            self._refuse(Code.MISSING_KEY, OF_NOTHING(), row.at)
            return None
        at = next(cell.at for cell in reversed(given) if cell)
        label, key = sheet.wholes[-1].label or "", "/".join(keys)
        if sheet.wholes == (OF_WHAT,):
            label, _, key = key.partition(":")
            if not any(label == each for each, _ in sheets.owners(sheet.label)):
                self._refuse(Code.DANGLING_REFERENCE, OF_NOTHING(), at, keys[0])
                return None
        if (label, key) not in self.nodes:
            few = len(self.tables.problems) < MOST  # looking for likely keys takes long, and no more are shown
            close = closest(key, [known for of, known in self.nodes if of == label] if few else ())
            said = HINT(said=NOT_HERE(node=named(label, key)), hint=meant(close) if close else ADD())
            self._refuse(Code.DANGLING_REFERENCE, said, at, key)
            return None
        return label, key

    def _entry(self, sheet: Sheet, relation: Relation, row: Row) -> None:
        """One entry of a relation that has properties, into the field of its node."""
        over = self._over(sheet, row)
        if over is None:
            return
        assert relation.told and relation.item
        self._may_have(over, relation, row)
        target, *rest = columns.entry(relation)
        entry = Fields(row.at)
        _fill(entry, rest, row)
        to = row.cells.get(target.name)
        if to is None:
            self._refuse(Code.MISSING_KEY, NO_TARGET(), row.at)
        elif relation.by_key:
            key, into = target.form.read(to.value), self.nodes[over].setdefault(relation.told, Fields(row.at))
            if key in into:
                self._refuse(Code.DUPLICATE_KEY, STANDS_TWICE(key=key, node=named(*over)), to.at, key)
            _put(into, key, entry, to.at)
            self.nodes[over].spots.setdefault(relation.told, (row.at, row.at))
        else:
            _put(entry, relation.item, target.form.read(to.value), to.at)
            _listed(self.nodes[over], relation.told, row).append(entry)

    def _may_have(self, over: Ref, relation: Relation, row: Row) -> None:
        """A list of which its node says that there is none has no members."""
        assert relation.told
        given = self.nodes[over].get(relation.told)
        if given is not None and not given:
            self._refuse(Code.CONFLICTING_VALUE, SAID_NONE(node=named(*over), field=relation.told), row.at)

    def _refuse(self, code: Code, said: Saying, at: Spot, value: str | None = None) -> None:
        self.tables.problems.append(bad(code, said, self.tables.document.at(at), value))


def _fill(fields: Fields, some: Iterable[Column], row: Row) -> None:
    """Put what a row tells into the fields: lists member by member, two columns of one field as its two ends."""
    for column in some:
        cell = row.cells.get(column.name)
        if cell is None:
            continue
        value: Any = column.form.read(cell.value)
        if column.by_key and isinstance(value, list):
            entries = Fields(cell.at)
            for key in value:
                _put(entries, key, Fields(cell.at), cell.at)
            value = entries
        elif isinstance(value, list):
            members = Items(cell.at)
            for member in value:
                members.append(member)
                members.spots.append(cell.at)
            value = members
        elif column.end is not None:
            value = _ended(column, fields.get(column.field), value)
        _put(fields, column.field, value, cell.at)


def _ended(column: Column, low: Any, value: Any) -> Any:
    """Both ends of a field, the high one behind the low one; a volume may be one number, a scale is always two."""
    if not column.end:
        return value if column.field != "scale" else [value]
    ends = [*low, value] if column.field == "scale" and low else [low, value]
    return value if low == value and column.field != "scale" else ends


def _listed(fields: Fields, name: str, row: Row) -> Items:
    """The list of a field, ready for one more member of this row; one of nothing, where something else stands there."""
    if name not in fields:
        _put(fields, name, Items(row.at), row.at)
    listed = fields[name] if isinstance(fields[name], Items) else Items(row.at)
    listed.spots.append(row.at)
    return listed


def _put(fields: Fields, name: str, value: Any, at: Spot) -> None:
    fields[name] = value
    fields.spots[name] = at, at
