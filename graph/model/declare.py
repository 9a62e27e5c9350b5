"""The language in which the model is declared: nodes, their properties, the edges between them.

A declaration is a class whose attributes are `prop(…)`, `out(…)`, `into(…)`, `through(…)` or `joined(…)`; its
annotations give the types. Everything else in Parcours (constraints, writes, files, GraphQL, documentation) is read
off these.
"""

import datetime
import math
import types
import typing
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum, StrEnum
from functools import cached_property, partial
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


class Interval:
    """Two numbers, the lower first, kept in two properties: `…Low` and `…High`."""


class Volume(Interval):
    """An interval of contacts a year."""


class Cost(Interval):
    """An interval of money, in the currency of the graph (`PARCOURS_CURRENCY`)."""


class Link:
    """A title and a URL, kept as one text: the URL, and behind a space its title, if it has one."""


class Picture:
    """A PNG or JPEG, kept beside the graph (`graph.pictures`) under the name that stands here."""


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
    """The closed interval that a number must lie in; without a `high` it only begins somewhere."""

    low: float
    high: float = math.inf


class Iso8601:
    """Marks text that is a duration, as ISO 8601 writes it."""


@dataclass(frozen=True)
class Property:
    """One property of a node or an edge: its name, meaning and type.

    `told` when a source may say it, `required` when no description goes without it, `shown` when the API has it,
    `search` when it is text that a search looks through, `index` when answers start from it or are in its order,
    `union` when each source adds to a list that all others make too, `duration` when it is one (in ISO 8601);
    `refers` is the label that its values are keys of. `default` is what it means that nobody said it, which readers,
    filters and orders see in its place; without one that is unknown. It is never stored.
    """

    name: str
    doc: str
    type: type
    many: bool = False
    optional: bool = True
    between: Between | None = None
    duration: bool = False
    told: bool = True
    required: bool = False
    shown: bool = True
    refers: str | None = None
    search: bool = False
    index: bool = False
    union: bool = False
    default: Any = None

    @property
    def meaning(self) -> str:
        """Its meaning, with what it is unless a source says otherwise."""
        if self.default is None or not self.optional:
            return self.doc
        return f"{self.doc}; {str(self.default).lower() if self.type is bool else self.default} unless said"

    @property
    def interval(self) -> bool:
        """Whether it is an interval, of whatever."""
        return issubclass(self.type, Interval)

    @property
    def columns(self) -> tuple[str, ...]:
        """The names under which it is stored."""
        return (f"{self.name}Low", f"{self.name}High") if self.interval else (self.name,)


@dataclass(frozen=True)
class Edge:
    """What a relationship carries beside its ends; `ends` are the fields that show these, where a GraphQL type does."""

    name: str
    doc: str
    properties: tuple[Property, ...]
    ends: dict[str, str]


@dataclass(frozen=True)
class Relation:
    """One end of an edge, as its node sees it.

    `path` holds the relationship types from here to the other end (more than one only for reading). `told` names the
    field of a file that says it, `item` the target within an entry of that field, `constant` what the edge then has;
    `by_key` when that field maps keys to what is told of each: `felt: {nadia: {emotion: -2}}`. `required` when no
    description goes without it. `owned` marks parts that live and die with this node, `tree` a way upwards, which may
    not go in a circle, `joined` a property that holds the other end's key instead of a relationship, `order` the
    properties of the target that put a list in order (then its key).
    """

    name: str
    doc: str
    path: tuple[str, ...]
    outgoing: bool
    target: str | None
    shape: type
    edge: Edge | None = None
    told: str | None = None
    required: bool = False
    owned: bool = False
    tree: bool = False
    loops: bool = False
    joined: str | None = None
    order: tuple[str, ...] = ()
    constant: dict[str, Any] = field(default_factory=dict)
    item: str | None = None
    by_key: bool = False

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
    """One label: its family, meaning, properties and relations, and what is true of it everywhere."""

    label: str
    plural: str
    family: Family
    doc: str
    properties: tuple[Property, ...]
    relations: tuple[Relation, ...]

    within: str | None = None
    """The label whose key its own begin with: `journey/step`."""
    key_of: str | None = None
    """The relation whose target gives it its key where a file gives none."""
    made_of: tuple[str, ...] = ()
    """The properties that its key is made of, with the key of what it belongs to: a file gives none."""

    file: str | None = None
    """The list of a knowledge file that describes such nodes, where it is not called like their plural."""
    charted: bool = False
    """Sources of the organisation speak of it before all others."""
    mark: str = "firstSeen"
    """What all of ours have, by which they are told from somebody else's of the same label."""

    by_volume: bool = False
    """Lists begin with the largest volume, not the first key."""
    aggregated: bool = False
    """Connections add up what is in them."""
    shared: bool = False
    """Many nodes have one in common, so that they are grouped by it."""
    card: str | None = None
    """What names one in a row, as GraphQL selects it (`LANGUAGE`: the reader's); else its key and what it is called."""
    element: bool = True
    """A row may hold one where any label may stand, if files tell of it."""

    @property
    def singular(self) -> str:
        """The name of one such node in GraphQL and in keys of files."""
        return self.label[0].lower() + self.label[1:]

    @cached_property
    def told(self) -> bool:
        """Whether a knowledge file can tell of such nodes."""
        return any(p.told for p in self.properties)

    @cached_property
    def described(self) -> bool:
        """Whether sources describe such nodes, in whatever file: then one that is only referred to is a stub."""
        return "lastChanged" in self.by_name

    @cached_property
    def called(self) -> str | None:
        """The property that holds what a node is called."""
        return next((name for name in ("title", "name", "text") if name in self.by_name), None)

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
    options: dict[str, Any]


@dataclass(frozen=True)
class _End:
    doc: str
    path: tuple[str, ...]
    outgoing: bool
    options: dict[str, Any]


def prop(doc: str, **options: Any) -> Any:
    """Declare a property (see `Property` for the options).

    `told=False`: the writer fills it in; `shown=False`: it is no field of the API.
    """
    return _Prop(doc, options)


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
        self._nodes: dict[type, Callable[..., Node]] = {}
        self._edges: dict[type, Edge] = {}

    def node(self, family: Family, *, plural: str | None = None, **options: Any) -> Callable[[type[T]], type[T]]:
        """Declare a label (see `Node` for the options); the class's name is the label, its docstring the meaning."""

        def declare(cls: type[T]) -> type[T]:
            label = cls.__name__
            self._nodes[cls] = partial(Node, label, plural or _plural(label), family, _doc(cls), **options)
            return cls

        return declare

    def edge(self, **ends: str) -> Callable[[type[T]], type[T]]:
        """Declare what an edge carries; `ends` maps field names of its GraphQL object to "from", "to" or "other"."""

        def declare(cls: type[T]) -> type[T]:
            hints = typing.get_type_hints(cls, include_extras=True)
            self._edges[cls] = Edge(cls.__name__, _doc(cls), _properties(cls, hints), ends)
            return cls

        return declare

    def build(self) -> dict[str, Node]:
        """The model by label, in the order of declaration; call it when all declarations are imported."""
        # Modules import each other's labels for the type checker alone: annotations find them here, by name.
        labels = {cls.__name__: cls for cls in self._nodes}
        return {cls.__name__: made(*self._parts(cls, labels)) for cls, made in self._nodes.items()}

    def _parts(self, cls: type, labels: dict[str, type]) -> tuple[tuple[Property, ...], tuple[Relation, ...]]:
        """The properties and relations that a class and its bases declare, its own first."""
        hints = typing.get_type_hints(cls, localns=labels, include_extras=True)
        ends = ((n, v) for n, v in _declared(cls) if isinstance(v, _End))
        return _properties(cls, hints), tuple(self._relation(n.rstrip("_"), v, hints[n]) for n, v in ends)

    def _relation(self, name: str, end: _End, hint: Any) -> Relation:
        shape, (target,) = typing.get_origin(hint), typing.get_args(hint)
        options = dict(end.options)
        edge = self._edges[options.pop("edge")] if "edge" in options else None
        if options.get("told") is True:
            options["told"] = name
        label = None if target is Anything else target.__name__
        return Relation(name, end.doc, end.path, end.outgoing, label, shape, edge, **options)


def _declared(cls: type) -> Iterator[tuple[str, Any]]:
    """What a class and its bases declare, its own first."""
    return ((name, getattr(cls, name)) for name in {n: None for c in cls.__mro__ for n in vars(c)})


def _properties(cls: type, hints: Mapping[str, Any]) -> tuple[Property, ...]:
    return tuple(_property(n.rstrip("_"), v, hints[n]) for n, v in _declared(cls) if isinstance(v, _Prop))


def _property(name: str, declared: _Prop, hint: Any) -> Property:
    """A property from its annotation, from the outside in: `| None`, then `list[…]`, then what its values keep to."""
    optional, many, kept = False, False, None
    if typing.get_origin(hint) in (types.UnionType, typing.Union):
        optional, (hint,) = True, (a for a in typing.get_args(hint) if a is not types.NoneType)
    if typing.get_origin(hint) is list:
        many, (hint,) = True, typing.get_args(hint)
    if typing.get_origin(hint) is typing.Annotated:
        hint, kept = typing.get_args(hint)
    _known(name, hint)
    between = kept if isinstance(kept, Between) else None
    return Property(name, declared.doc, hint, many, optional, between, kept is Iso8601, **declared.options)


def _known(name: str, hint: Any) -> None:
    scalars = (str, int, float, bool, datetime.date, datetime.datetime, Volume, Cost, Link, Picture)
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
