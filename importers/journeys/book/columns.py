"""The columns of each sheet of a workbook, read off the model."""

import datetime
from dataclasses import dataclass
from functools import cache

from graph.fields import KEY, OF, PER, head
from graph.language import Told, both
from graph.model import MODEL, Link, Property, Relation, Volume, Word
from graph.terms import term
from graph.wholes import path
from importers.journeys import told
from importers.journeys.book import forms
from importers.journeys.book.forms import Form

LAST = ("aliases", "note", "links", "tags")
"""What anything may have, and most do not: it stands behind the rest."""

AT_MOST = both("{field}, at most", "{field}, au plus")
OWN_KEY = "What others call it by: letters, digits and . _ : -"
SPARE_KEY = "Its own key, where two would have the same; else it goes by that of the next column"
HIGH = "The high end, where it is not known exactly"


@dataclass(frozen=True)
class Column:
    """One column: the field that it tells, its head, what that means, how its values are written.

    `end` where a field of two numbers has two columns: which of them this one is. `label` has the keys that it takes;
    `by_key`, when they are names of fields.
    """

    field: str
    head: Told
    doc: str
    form: Form
    required: bool = False
    end: int | None = None
    words: type[Word] | None = None
    label: str | None = None
    by_key: bool = False

    @property
    def name(self) -> str:
        """The technical name of its head."""
        if self.field == "scale":
            return told.SCALE[self.end or 0]
        return f"{self.field}High" if self.end else self.field


@cache
def own(label: str) -> tuple[Column, ...]:
    """The columns of what is told of nodes of a label."""
    node = MODEL[label]
    some = [column for property in told.properties(label) for column in _property(property)]
    if node.by_name.keys() >= {*told.SCALE}:
        some += [
            Column("scale", head(name), MODEL[label].by_name[name].doc, forms.NUMBER, end=end)
            for end, name in enumerate(told.SCALE)
        ]
    like = told.key_of(label)
    key = [] if node.made_of else [Column("key", KEY, OWN_KEY if not like else SPARE_KEY, forms.KEY, not like)]
    first = [_relation(label, like)] if like else []
    relations = [_relation(label, each) for each in told.references(label) if each is not like]
    front = [column for column in some if column.field not in LAST]
    back = [column for column in some if column.field in LAST]
    return (*key, *first, *front, *relations, *back, *_empty(label))


def entry(relation: Relation) -> tuple[Column, ...]:
    """The columns of what an entry of a relation tells: its target, and what stands beside it."""
    assert relation.told
    target = Column(relation.told, head(relation.told), relation.doc, forms.KEY, True, label=relation.target)
    return (target, *(column for each in told.edge_properties(relation) for column in _property(each)))


@cache
def whole(label: str) -> tuple[Column, ...]:
    """The columns that together name a node of a label: the keys of what it is within, and its own."""
    return tuple(
        Column(MODEL[each].singular, term(each).one, MODEL[each].doc, forms.KEY, True, label=each)
        for each in path(label)
    )


OF_WHAT = Column("of", OF, "What it is of, by label and key: Channel:website", forms.KEY, True)


def _property(property: Property) -> list[Column]:
    name, form = property.name, _form(property)
    words = property.type if issubclass(property.type, Word) else None
    column = Column(
        name, head(name), property.meaning, form, property.required, 0 if property.interval else None, words,
        property.refers,
    )  # fmt: skip
    if not property.interval:
        return [column]
    most = {language: AT_MOST[language].format(field=word) for language, word in head(name).items()}
    high = Column(name, most, HIGH, form, end=1)
    per = [Column("per", PER, "What the volume counts: contacts a year unless said", forms.PERIOD)]
    return [column, high, *(per if property.type is Volume else [])]


def _form(property: Property) -> Form:
    if property.type is Link:
        return forms.LINKS
    if property.many:
        return forms.LIST
    if property.interval or property.type in (int, float):
        return forms.NUMBER
    if property.duration:
        return forms.DURATION
    if issubclass(property.type, Word):
        return forms.WORD
    return {bool: forms.YES_OR_NO, datetime.date: forms.DAY}.get(property.type, forms.TEXT)


def _relation(label: str, relation: Relation) -> Column:
    assert relation.told
    form = forms.LIST if relation.many else forms.KEY
    return Column(
        relation.told, head(relation.told), relation.doc, form, relation.required,
        label=relation.target, by_key=relation.by_key,
    )  # fmt: skip


def _empty(label: str) -> list[Column]:
    """Where a source can say that there are none of some parts: they have sheets of their own."""
    if "stated" not in MODEL[label].by_name:
        return []
    return [Column(each.told, head(each.told), each.doc, forms.EMPTY) for each in told.parts(label) if each.told]
