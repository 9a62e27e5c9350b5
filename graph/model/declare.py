"""The language in which the model is declared: nodes, their properties, the edges between them.

A declaration is a class whose attributes are `prop(…)`, `out(…)`, `into(…)`, `through(…)` or `joined(…)`; its
annotations give the types. Everything else in Parcours (constraints, writes, files, GraphQL, documentation) is read
off these.
"""

import datetime
import types
import typing
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, StrEnum
from functools import cached_property
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class One(Generic[T]):
    """At most one node at the other end."""


class Many(Generic[T]):
    """Any number of nodes at the other end; few, so that a reader takes them as a list."""


class Growing(Generic[T]):
    """Any number of nodes at the other end, and ever more: a reader pages through them."""


class Anything:
    """The other end may carry any label."""


class Volume:
    """An interval of contacts a year, kept in two properties: `volumeLow` and `volumeHigh`."""


class Family(Enum):
    """The six families of the model; no node belongs to two."""

    DESIGN = "what is designed"
    ORGANISATION = "who is responsible"
    OBSERVED = "what was observed"
    EVIDENCE = "what supports a statement"
    DERIVED = "what is derived from all that"
    HISTORY = "the history of it"


class Word(StrEnum):
    """A value of a closed list, with its meaning: `NAME = "NAME", "meaning"`."""

    meaning: str

    def __new__(cls, value: str, meaning: str = "") -> "Word":
        word = str.__new__(cls, value)
        word._value_ = value
        word.meaning = meaning
        return word


@dataclass(frozen=True)
class Between:
    """The closed interval that a number must lie in."""

    low: float
    high: float


@dataclass(frozen=True)
class Property:
    """One property of a node or an edge: its name, meaning and type.

    `told` when a source may say it, `shown` when the API has it, `search` when it is text that a search looks through;
    `refers` is the label that its values are keys of. `default` is what it means that nobody said it, which readers,
    filters and orders see in its place; without one that is unknown. It is never stored.
    """

    name: str
    doc: str
    type: type
    many: bool = False
    optional: bool = True
    between: Between | None = None
    told: bool = True
    shown: bool = True
    refers: str | None = None
    search: bool = False
    default: Any = None

    @property
    def meaning(self) -> str:
        """Its meaning, with what it is unless a source says otherwise."""
        if self.default is None or not self.optional:
            return self.doc
        return f"{self.doc}; {str(self.default).lower() if self.type is bool else self.default} unless said"

    @property
    def columns(self) -> tuple[str, ...]:
        """The names under which it is stored."""
        return (f"{self.name}Low", f"{self.name}High") if self.type is Volume else (self.name,)


@dataclass(frozen=True)
class Edge:
    """What a relationship carries beside its ends. `object` names the GraphQL type that shows it, if one does."""

    name: str
    doc: str
    properties: tuple[Property, ...]
    ends: dict[str, str]


@dataclass(frozen=True)
class Relation:
    """One end of an edge, as its node sees it.

    `path` holds the relationship types from here to the other end (more than one only for reading). `told` names the
    field of a file that says it, `item` the target within an entry of that field, `constant` what the edge then has.
    `owned` marks parts that live and die with this node, `joined` a property that holds the other end's key instead of
    a relationship, `order` the properties of the target that put a list in order (then its key).
    """

    name: str
    doc: str
    path: tuple[str, ...]
    outgoing: bool
    target: str | None
    shape: type
    edge: Edge | None = None
    told: str | None = None
    owned: bool = False
    joined: str | None = None
    order: tuple[str, ...] = ()
    constant: dict[str, Any] = field(default_factory=dict)
    item: str | None = None

    @property
    def type(self) -> str:
        """The relationship type of a relation of one hop."""
        return self.path[0]

    @property
    def many(self) -> bool:
        """Whether more than one node can be at the other end."""
        return self.shape is not One


@dataclass(frozen=True)
class Node:
    """One label: its family, meaning, properties and relations."""

    label: str
    plural: str
    family: Family
    doc: str
    properties: tuple[Property, ...]
    relations: tuple[Relation, ...]

    @property
    def singular(self) -> str:
        """The name of one such node in GraphQL and in keys of files."""
        return self.label[0].lower() + self.label[1:]

    @cached_property
    def said(self) -> tuple[Relation, ...]:
        """The relations that this node's own description states: its outgoing edges that a source can assert."""
        return tuple(r for r in self.relations if r.outgoing and len(r.path) == 1 and not r.joined)

    @cached_property
    def by_name(self) -> dict[str, Property | Relation]:
        """Properties and relations by name."""
        everything: tuple[Property | Relation, ...] = (*self.properties, *self.relations)
        return {each.name: each for each in everything}


@dataclass(frozen=True)
class _Prop:
    doc: str
    told: bool
    shown: bool
    refers: str | None
    search: bool
    default: Any


@dataclass(frozen=True)
class _End:
    doc: str
    path: tuple[str, ...]
    outgoing: bool
    options: dict[str, Any]


def prop(
    doc: str,
    *,
    told: bool = True,
    shown: bool = True,
    refers: str | None = None,
    search: bool = False,
    default: Any = None,
) -> Any:
    """Declare a property. `told=False`: the writer fills it in; `shown=False`: it is no field of the API.

    `search=True`: it is text in somebody's own words, which a search looks through. `default`: what it is where nobody
    said so; without one that is unknown.
    """
    return _Prop(doc, told, shown, refers, search, default)


def out(type: str, doc: str, **options: Any) -> Any:
    """Declare the relationship that leaves this node (see `Relation` for the options)."""
    return _End(doc, (type,), True, options)


def into(type: str, doc: str, **options: Any) -> Any:
    """Declare the relationship that enters this node."""
    return _End(doc, (type,), False, options)


def through(path: tuple[str, ...], doc: str, *, outgoing: bool = True, **options: Any) -> Any:
    """Declare what lies several relationships away; for reading only."""
    return _End(doc, path, outgoing, options)


def joined(property: str, doc: str) -> Any:
    """Declare a node whose key stands in a property of this one; for reading only."""
    return _End(doc, (), True, {"joined": property})


class Declarations:
    """The declared classes, turned into `Node`s and `Edge`s once all are there (they refer to each other)."""

    def __init__(self) -> None:
        self._nodes: list[tuple[type, Family, str]] = []
        self._edges: dict[type, Edge] = {}

    def node(self, family: Family, *, plural: str | None = None) -> Callable[[type[T]], type[T]]:
        """Declare a label; the class's name is the label, its docstring the meaning."""

        def declare(cls: type[T]) -> type[T]:
            self._nodes.append((cls, family, plural or _plural(cls.__name__)))
            return cls

        return declare

    def edge(self, **ends: str) -> Callable[[type[T]], type[T]]:
        """Declare what an edge carries; `ends` maps field names of its GraphQL object to "from", "to" or "other"."""

        def declare(cls: type[T]) -> type[T]:
            hints = typing.get_type_hints(cls, include_extras=True)
            properties = tuple(
                _property(n.rstrip("_"), v, hints[n]) for n, v in vars(cls).items() if isinstance(v, _Prop)
            )
            self._edges[cls] = Edge(cls.__name__, _doc(cls), properties, ends)
            return cls

        return declare

    def build(self) -> dict[str, Node]:
        """The model by label, in the order of declaration; call it when all declarations are imported."""
        labels = {cls.__name__: cls for cls, _, _ in self._nodes}
        return {cls.__name__: self._node(cls, family, plural, labels) for cls, family, plural in self._nodes}

    def _node(self, cls: type, family: Family, plural: str, labels: dict[str, type]) -> Node:
        hints = typing.get_type_hints(cls, localns=labels, include_extras=True)
        declared = {n: v for c in cls.__mro__ for n, v in vars(c).items()}
        properties = [_property(n.rstrip("_"), v, hints[n]) for n, v in declared.items() if isinstance(v, _Prop)]
        relations = [self._relation(n.rstrip("_"), v, hints[n]) for n, v in declared.items() if isinstance(v, _End)]
        return Node(cls.__name__, plural, family, _doc(cls), tuple(properties), tuple(relations))

    def _relation(self, name: str, end: _End, hint: Any) -> Relation:
        shape, (target,) = typing.get_origin(hint), typing.get_args(hint)
        options = dict(end.options)
        edge = self._edges[options.pop("edge")] if "edge" in options else None
        if options.get("told") is True:
            options["told"] = name
        label = None if target is Anything else target.__name__
        return Relation(name, end.doc, end.path, end.outgoing, label, shape, edge, **options)


def _property(name: str, declared: _Prop, hint: Any) -> Property:
    optional, many, between = False, False, None
    if typing.get_origin(hint) in (types.UnionType, typing.Union):
        optional, (hint,) = True, (a for a in typing.get_args(hint) if a is not types.NoneType)
    if typing.get_origin(hint) is list:
        many, (hint,) = True, typing.get_args(hint)
    if typing.get_origin(hint) is typing.Annotated:
        hint, between = typing.get_args(hint)
    _known(name, hint)
    flags = (declared.told, declared.shown, declared.refers, declared.search, declared.default)
    return Property(name, declared.doc, hint, many, optional, between, *flags)


def _known(name: str, hint: Any) -> None:
    scalars = (str, int, float, bool, datetime.date, datetime.datetime, Volume)
    if hint not in scalars and not issubclass(hint, Word):
        raise TypeError(f"{name}: a property cannot be a {hint!r}")


def _doc(cls: type) -> str:
    return " ".join((cls.__doc__ or "").split())


def _plural(label: str) -> str:
    return label[0].lower() + label[1:] + "s"


_declarations = Declarations()
node = _declarations.node
edge = _declarations.edge
build = _declarations.build
