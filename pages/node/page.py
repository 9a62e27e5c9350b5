"""The page of any node: what it says, who says so, what it is joined to, what supports it; made from the model."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from api.shown import STUB
from graph.french import SENSES
from graph.language import Language, both
from graph.model import MODEL, Between, Cost, Picture, Property, Relation, Volume, Word
from graph.model import Link as Web
from graph.saying import saying
from graph.terms import term
from pages.editing.done import done
from pages.node import edited
from pages.node import history as past
from pages.node.asking import ALL, FEW, document, end, properties, relations
from pages.node.concerned import concerned
from pages.node.details import DETAILS
from pages.node.held import ASKED, held
from pages.node.words import NOT_SAID, called
from pages.page import Page
from pages.telling import Data, Gone, Link, Moved, Table, Told
from pages.visitor import Visitor
from pages.whose import Whose
from wording.cells import cost, share, volume
from wording.durations import duration
from wording.labels import label as word
from wording.problems import said
from wording.reports import counted
from wording.writing import COLON, NO, YES, date, listed, number, quoted, signed

Row = dict[str, Any]
OWN = ("Journey", "Rupture")
"""The labels that have a page of their own."""
SHARE = Between(0, 1)
QUIET = ("stated",)
"""What is told for sources to agree, not for people."""
SAID = "declared"
"""What edges tell of who said them."""
MOST = 4
"""How many relations the sentence counts."""

NO_LABEL = saying("There is nothing of the kind {label}.", "Il n'y a rien de la sorte {label}.")
NO_NODE = saying("There is no {kind} {key}.", "Il n'y a pas de {kind} {key}.")
HEADS = (both("Relation", "Relation"), both("Called", "Nom"), both("Kind", "Sorte"), both("Key", "Clé"))
PROPERTY, VALUE = both("Property", "Propriété"), both("Value", "Valeur")


@dataclass(frozen=True, slots=True)
class Item:
    """What stands at the other end of a relation, and what the relation itself says."""

    link: Link
    kind: str
    key: str
    carried: str
    row: Row


@dataclass(frozen=True, slots=True)
class Portrait:
    """A picture, by its address."""

    src: str


@dataclass(frozen=True, slots=True)
class Section:
    """A relation to several: how many there are, those that are shown, where all are."""

    name: str
    words: str
    target: str | None
    count: int
    items: list[Item]
    whole: str | None


def written(declared: Property, value: Any, language: Language) -> str:
    """A value as a person reads it."""
    if declared.many:
        return listed([written_one(declared, each, language) for each in value], language)
    return written_one(declared, value, language)


def written_one(declared: Property, value: Any, language: Language) -> str:
    """One value, or a member of a list."""
    if declared.type is Volume:
        return volume(value, language)
    if declared.type is Cost:
        return cost(value, language)
    if declared.duration:
        return duration(value, language)
    if isinstance(value, bool):
        return (YES if value else NO)[language]
    if declared.between == SHARE:
        return share(value, language)
    if isinstance(declared.type, type) and issubclass(declared.type, Word):
        return word(declared.type(value), language)
    if declared.type in (datetime.date, datetime.datetime):
        return date(datetime.datetime.fromisoformat(value).date(), language)
    if isinstance(value, int | float):
        return (signed if declared.name == "emotion" else number)(value, language)
    return str(value)


def tell(data: Data, visitor: Visitor) -> Told:
    """The node. Moved for what has a page of its own or another key; Gone for what is not there."""
    language, label, node = visitor.language, visitor.label, data["node"]
    if node is None:
        kind = term(label).one[language]
        told = said(NO_NODE(kind=kind, key=quoted(visitor.key, language)), language)
        raise Gone(told, visitor.key.replace("-", " ").replace("/", " "))
    if node["key"] != visitor.key:
        raise Moved(visitor.links.node(label, node["key"]))
    lines = list(_lines(node, visitor))
    sections = [each for each in (_section(relation, data, visitor) for relation in relations(label).values()) if each]
    kind = term(label).one[language].capitalize()
    return Told(
        title=node["label"],
        sentence=_sentence(kind, sections, language),
        crumbs=(Link(kind),),
        tables=_tables(lines, sections, language),
        more={
            "lines": lines,
            "untold": _untold(node, label, language),
            "sections": sections,
            "concerned": concerned(data, visitor),
            "meaning": {Language.EN: MODEL[label].doc, Language.FR: SENSES.get(label, MODEL[label].doc)}[language],
            "key": node["key"],
            "form": edited.filled(data, visitor),
            "editable": edited.editable(visitor),
            "drawn_at": edited.drawn_at(data, visitor),
            "remarked_at": edited.remarked_at(data, visitor),
            "done": done(data, visitor),
            "stands": data["revision"],
            "held": held(data, visitor.label, visitor) if MODEL[label].described else [],
            "history": past.history(data, label, language),
        },
    )


def _sentence(kind: str, sections: list[Section], language: Language) -> str:
    counted = (f"{each.words}{COLON[language]} {number(each.count, language)}" for each in sections[:MOST])
    return " · ".join((kind, *counted))


def _lines(node: Row, visitor: Visitor) -> Any:
    """What it says of itself, line by line: what nobody said is left to one line at the end."""
    for name, declared in properties(visitor.label).items():
        value, words = node[name], called(name, visitor.language)
        if name in QUIET or value in (None, []) or _as_ever(declared, value):
            continue
        if isinstance(declared, Relation):
            yield words, Link(value["label"], visitor.links.node(value["__typename"], value["key"]))
        elif declared.type is Web:
            for each in value:
                yield words, Link(each["title"], each["url"])
        elif declared.type is Picture:
            yield words, Portrait(f"{visitor.links.root}/portraits/{value}")
        elif name == "counts":
            yield words, " · ".join(counted(value, visitor.language))
        else:
            yield words, written(declared, value, visitor.language)


def _as_ever(declared: Property | Relation, value: Any) -> bool:
    """Whether it is as it is of nearly all nodes: that somebody is no partner goes without saying."""
    return value is False and (declared.name == STUB.name or getattr(declared, "default", None) is False)


def _untold(node: Row, label: str, language: Language) -> str:
    """The names of what nobody said."""
    names = [
        called(name, language)
        for name, declared in properties(label).items()
        if node[name] is None and isinstance(declared, Property) and declared.told
    ]
    return f"{NOT_SAID[language]}{COLON[language]} {', '.join(names)}." if names else ""


def _section(relation: Relation, data: Data, visitor: Visitor) -> Section | None:
    found = data[f"to_{relation.name}"][relation.name]
    rows: list[Row] = [edge["node"] for edge in found["edges"]] if isinstance(found, dict) else found
    count = found["totalCount"] if isinstance(found, dict) else len(rows)
    if not count:
        return None
    most = ALL if visitor.one("all") == relation.name else FEW
    return Section(
        relation.name,
        called(relation.name, visitor.language),
        relation.target,
        count,
        [_item(relation, row, _names(relation, data), visitor) for row in rows[:most]],
        visitor.links.here(all=relation.name) if count > most == FEW else None,
    )


def _names(relation: Relation, data: Data) -> Mapping[str, str]:
    """What is called how that its edges name by key."""
    labels = [each.refers for each in (relation.edge.properties if relation.edge else ()) if each.refers]
    found = (edge["node"] for label in labels for edge in data.get(f"names_{label}", {"edges": ()})["edges"])
    return {each["key"]: each["name"] or each["key"] for each in found}


def _item(relation: Relation, row: Row, names: Mapping[str, str], visitor: Visitor) -> Item:
    at, language = end(relation), visitor.language
    node: Row = row[at] if at else row
    carried = (
        f"{called(each.name, language)}{COLON[language]} {written(each, _named(each, row[each.name], names), language)}"
        for each in (relation.edge.properties if at and relation.edge else ())
        if each.shown and each.name != SAID and row[each.name] not in (None, [])
    )
    kind = node["__typename"]
    detailed = DETAILS[kind](node, language) if kind in DETAILS and kind == relation.target else ()
    return Item(
        Link(node["label"], visitor.links.node(kind, node["key"])),
        term(kind).one[language],
        node["key"],
        " · ".join([*carried, *detailed]),
        node,
    )


def _named(declared: Property, value: Any, names: Mapping[str, str]) -> Any:
    return [names.get(each, each) for each in value] if declared.refers and declared.many else value


def _tables(lines: list[tuple[str, Any]], sections: list[Section], language: Language) -> tuple[Table, ...]:
    heads = tuple(each[language] for each in HEADS)
    joined = [(each.words, item.link, item.kind, item.key) for each in sections for item in each.items]
    written_ = [(words, value.src if isinstance(value, Portrait) else value) for words, value in lines]
    said_ = Table("properties", PROPERTY[language], (PROPERTY[language], VALUE[language]), written_)
    return (said_, Table("relations", HEADS[0][language], heads, joined))


def made(visitor: Visitor) -> str:
    """The operations for a label. Gone for one that there is not, Moved for one whose nodes have pages of their own."""
    if visitor.label not in MODEL:
        told = said(NO_LABEL(label=quoted(visitor.label, visitor.language)), visitor.language)
        raise Gone(told, visitor.key or visitor.label)
    if visitor.label in OWN:
        raise Moved(visitor.links.node(visitor.label, visitor.key))
    own = [ASKED] if MODEL[visitor.label].described else []
    return "\n".join([document(visitor.label, visitor.one("all")), past.ASKED, *own, *edited.document(visitor)])


def variables(visitor: Visitor) -> Data:
    """The node, and the act that is told of."""
    id_ = f"{visitor.label}:{visitor.key}"
    told = {"key": visitor.key, "node": visitor.key, "id": id_, "of": id_, "done": visitor.acted}
    return told | Whose(visitor).variables


PAGE = Page(Path(__file__).parent, "/n/{label}/{key:path}", tell, variables, made=made, act=edited.ACT)
