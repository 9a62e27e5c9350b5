"""The language in which questions are declared: their parameters, what a row of the answer shows, and their Cypher.

Everything else (the field of the API, the command with its help, tables, spreadsheets, documentation) is read off
these declarations.
"""

import builtins
import importlib.resources
import types
import typing
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any, LiteralString

from graph.language import Language, Told, both
from graph.model import MODEL, Anything, Between, Interval, Word
from queries.drawing import Drawing, Row, Words

Arguments = Mapping[str, Any]
"""The values of parameters by name; one that was not given is null or left out."""


class Endpoint:
    """A parameter's type: touchpoints by where they are (see `queries.endpoints`)."""


class Month:
    """A parameter's type: a month of a year, `2026-11`."""


class Moment:
    """A parameter's type: since when, as people say it (see `queries.moments`)."""


class FeedEnds:
    """A parameter's type: a feed by the keys of its two systems, `from` and `to`."""


class Labelled(Word):
    """A value of a question's own closed list: `NAME = "NAME", "English", "Français", "meaning"`."""

    label: Told

    def __new__(cls, value: str, english: str, french: str, meaning: str) -> "Labelled":
        word = str.__new__(cls, value)
        word._value_, word.meaning, word.label = value, meaning, both(english, french)
        return word


@dataclass(frozen=True)
class Parameter:
    """One parameter: its name in GraphQL and Cypher, its option on the command line where that differs, its type.

    `refers` is the label that its values are keys of.
    """

    name: str
    type: builtins.type
    doc: Told
    many: bool = False
    required: bool = False
    default: Any = None
    refers: str | None = None
    option: str | None = None
    between: Between | None = None

    @property
    def flag(self) -> str:
        """Its name on the command line, without the dashes."""
        return self.option or self.name


@dataclass(frozen=True)
class Shown:
    """One field of a record: its meaning, what stands above it, and what it holds.

    `type` is a scalar, a `Word`, an interval, another record's class, a label of the model, or None for any node. Null
    stands for what is unknown, or, where `none` says so, for what there is not. A `detail` is left out of tables and
    workbooks; the members of a `way` lead from one to the next. `card` is what an answer selects of what it holds,
    where that is not what its type shows. `deprecated` says since when, and what to use instead. A part that `asks` is
    what another question answers: its `rows` are of this type.
    """

    name: str
    doc: str
    heads: Told
    none: bool
    detail: bool
    way: bool
    type: type | str | None
    many: bool
    optional: bool
    deprecated: str | None = None
    card: str | None = None
    asks: "Asks | None" = None

    def head(self, language: Language) -> str:
        """What stands above it."""
        return self.heads[language]

    @property
    def node(self) -> bool:
        """Whether it holds nodes of the graph."""
        return self.type is None or isinstance(self.type, str)

    @property
    def interval(self) -> bool:
        """Whether it holds an interval, of whatever."""
        return isinstance(self.type, type) and issubclass(self.type, Interval)

    @property
    def record(self) -> bool:
        """Whether it holds records of their own."""
        return isinstance(self.type, type) and _is_record(self.type)


@dataclass(frozen=True)
class _Show:
    doc: str
    heads: Told
    none: bool
    detail: bool
    way: bool
    deprecated: str | None
    card: str | None
    asks: "Asks | None"


def shows(
    english: str, french: str, doc: str, *, none: bool = False, detail: bool = False, way: bool = False,
    deprecated: str | None = None, card: str | None = None, asks: "Asks | None" = None,
) -> Any:  # fmt: skip
    """Declare one field of a record: what stands above it in both languages, and what it means (see `Shown`)."""
    return _Show(doc, both(english, french), none, detail, way, deprecated, card, asks)


@cache
def fields(record: type) -> dict[str, Shown]:
    """The fields of a record by name, in order. A trailing underscore keeps a name from being a word of Python."""
    hints = typing.get_type_hints(record)
    declared = {n: v for cls in record.__mro__ for n, v in vars(cls).items() if isinstance(v, _Show)}
    return {name.rstrip("_"): _shown(name.rstrip("_"), value, hints[name]) for name, value in declared.items()}


def _shown(name: str, declared: _Show, hint: Any) -> Shown:
    optional = many = False
    if isinstance(hint, types.UnionType):
        optional, (hint,) = True, [a for a in typing.get_args(hint) if a is not types.NoneType]
    if typing.get_origin(hint) is list:
        many, (hint,) = True, typing.get_args(hint)
    if hint is Anything:
        hint = None
    elif not _is_record(hint) and hint.__name__ in MODEL:
        hint = hint.__name__
    how = (declared.none, declared.detail, declared.way, hint, many, optional)
    more = (declared.deprecated, declared.card, declared.asks)
    return Shown(name, declared.doc, declared.heads, *how, *more)


def _is_record(type_: type) -> bool:
    return any(isinstance(value, _Show) for cls in type_.__mro__ for value in vars(cls).values())


LARGEST_FIRST = ({"volumeHigh": "DESC"},)
"""The order of connections of hand-offs and ruptures."""


@dataclass(frozen=True)
class Connection:
    """The connection of the API that answers a question: nodes of a label in an order, as its arguments say it.

    A node must be what is `fixed`; parameters that are `filters` ask for words, each of the field that has its name.
    """

    label: str
    order: tuple[dict[str, Any], ...]
    fixed: Mapping[str, Any] = field(default_factory=dict)
    filters: tuple[Parameter, ...] = ()

    def where(self, given: Arguments) -> dict[str, Any]:
        """What is asked of a node."""
        return {**self.fixed, **{p.name: {"in": given[p.name]} for p in self.filters if p.name in given}}


@dataclass(frozen=True)
class Question:
    """A question: what it asks, of whom, and how it is answered.

    `package` is the folder that it stands in, with its Cypher in `<id>.cypher`: rows as maps called `row`, in order.
    Its `sentence` has a place for what is given by a flag, `{from}`; of `[ from {from}|…]` it says the first of which
    every place is given, or nothing.
    `identity` names the fields that tell one row from another; `summary` is the record that `summary.cypher` gives:
    from all that the statement gives, as `rows`, where it `sums` them up. `prepare` turns arguments into the parameters
    of the statement; it raises WrongUsage for those that do not go together. A question with `compute` reads `facts` by
    `facts.cypher`, a map with the fields of that record; it computes rows from them and from its arguments, with the
    `language` of who asks among them, and hands these to its statement as `$rows`; what `summarise` makes of all of
    them its summary gets as `$whole`. A `connection` of the API answers it instead: a row shows fields of its nodes.
    `draw` and `draw_summary` show rows and summary to people where a column for each field does not do. `across` tells
    a reader what to know of an answer about several journeys. It `takes` so many milliseconds on 2,000 journeys
    (`python -m bench.questions`), its rows most of them.
    """

    package: str
    id: str
    sentence: Told
    doc: Told
    parameters: tuple[Parameter, ...]
    row: type
    identity: tuple[str, ...]
    example: str
    scoped: bool = True
    summary: type | None = None
    sums: bool = False
    prepare: Callable[[Arguments], dict[str, Any]] | None = None
    facts: Callable[..., Any] | None = None
    compute: Callable[[Any, Arguments], list[dict[str, Any]]] | None = None
    summarise: Callable[[list[dict[str, Any]]], dict[str, Any]] | None = None
    connection: Connection | None = None
    whole: bool = False
    draw: Callable[[Sequence[Row], Words, Language], list[Drawing]] | None = None
    draw_summary: Callable[[Row, Words, Language], list[Drawing]] | None = None
    across: Told | None = None
    takes: int = 100

    @property
    def field(self) -> str:
        """The name of its field in the API."""
        if self.connection:
            return MODEL[self.connection.label].plural
        first, *others = self.id.split("-")
        return first + "".join(word.capitalize() for word in others)

    @property
    def name(self) -> str:
        """The beginning of the names of its types in the API."""
        return "".join(word.capitalize() for word in self.id.split("-"))

    @cached_property
    def cypher(self) -> str:
        """Its statement, as it stands in its file."""
        return self.text(f"{self.id}.cypher")

    def text(self, file: str) -> str:
        """A file of its folder."""
        return (importlib.resources.files(self.package) / file).read_text(encoding="utf-8")


@dataclass(frozen=True)
class Asks:
    """What a part of an answer asks in the answer's scope: a question, whose rows come in its order or another.

    `shown` are the fields of a row that people are shown. `order` is Cypher over each `row`, for where the first few
    are to be the most important of all. It `takes` so many milliseconds on 2,000 journeys.
    """

    question: Question
    shown: tuple[str, ...]
    order: LiteralString = ""
    takes: int = 100

    @property
    def fields(self) -> dict[str, Shown]:
        """The fields that are shown, by name, in order."""
        of_row = fields(self.question.row)
        return {name: of_row[name] for name in self.shown}
