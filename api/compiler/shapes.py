"""Shapes: how the bare lists that a statement returns become the response, keys in the order of the selection.

A shape writes the Python expression that makes the response of a value; the shape of a whole operation is one
expression, compiled once. That is as fast as what one would write by hand for this very operation. It notes where the
schema promises something and the store has nothing, so that GraphQL's own completion can say what is wrong.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from graphql import GraphQLError


class Parameters(dict[str, Any]):
    """The parameters of a statement; the places where the store had nothing that the schema promises; and the errors
    of fields that are null because of what they were given."""

    def __init__(self, values: Mapping[str, Any] | None = None) -> None:
        super().__init__(values or {})
        self.holes: list[str] = []
        self.errors: list[GraphQLError] = []

    def hole(self, where: str) -> None:
        """Note that a promised value is missing."""
        self.holes.append(where)

    def odd(self, where: str, value: Any) -> Any:
        """Note that a value is not what the schema promises."""
        self.holes.append(where)
        return value


class Typed(dict[str, Any]):
    """A shaped node at a place where any may stand: it knows its type."""

    typename: str


@dataclass
class Names:
    """The names that an expression uses: what is bound to them, and fresh ones for loops."""

    bound: dict[str, Any] = field(default_factory=dict)
    loops: int = 0

    def bind(self, value: Any) -> str:
        """A name for a value."""
        name = f"bound{len(self.bound)}"
        self.bound[name] = value
        return name

    def loop(self) -> str:
        """A name for the variable of a loop."""
        self.loops += 1
        return f"each{self.loops}"


class Shape:
    """How one value becomes its part of the response."""

    def source(self, value: str, names: Names) -> str:
        """The expression that makes the response of an expression for the value."""
        raise NotImplementedError

    def required(self, where: str) -> "Shape":
        """The same, at a place where the schema promises that there is something."""
        return self

    def __call__(self, value: Any, parameters: Parameters) -> Any:
        """The response of a value; missing values that are promised are null, and noted."""
        return self._compiled(value, parameters)

    @cached_property
    def _compiled(self) -> Callable[[Any, Parameters], Any]:
        names = Names()
        # Text and no nested functions: one call makes the whole response, instead of one for each value in it.
        text = f"lambda value, parameters: {self.source('value', names)}"
        # Nothing of a request gets into the text but the names that its fields have in the response, as literals.
        made: Callable[[Any, Parameters], Any] = eval(text, names.bound)
        return made


class AsIs(Shape):
    """A scalar, or a list of scalars."""

    def source(self, value: str, names: Names) -> str:
        return value

    def required(self, where: str) -> Shape:
        return Promised(where)


@dataclass(frozen=True)
class Promised(Shape):
    """A scalar that must not be null."""

    where: str

    def source(self, value: str, names: Names) -> str:
        return f"({value} if {value} is not None else parameters.hole({self.where!r}))"


@dataclass(frozen=True)
class Among(Shape):
    """One of the words of a closed list."""

    where: str
    words: frozenset[str | None]

    def source(self, value: str, names: Names) -> str:
        return f"({value} if {value} in {names.bind(self.words)} else parameters.odd({self.where!r}, {value}))"


@dataclass(frozen=True)
class Constant(Shape):
    """What is the same for every value."""

    constant: Any

    def source(self, value: str, names: Names) -> str:
        return repr(self.constant) if isinstance(self.constant, str | None) else names.bind(self.constant)


@dataclass(frozen=True)
class Record(Shape):
    """An object: for each key of the response the place of its value in a list, and its shape."""

    entries: tuple[tuple[str, int, Shape], ...]

    def source(self, value: str, names: Names) -> str:
        inner = (f"{key!r}: {shape.source(f'{value}[{index}]', names)}" for key, index, shape in self.entries)
        return f"{{{', '.join(inner)}}}"


@dataclass(frozen=True)
class Optional(Shape):
    """An object, or null; `where` is set where the schema promises that it is there."""

    shape: Shape
    where: str = ""

    def source(self, value: str, names: Names) -> str:
        otherwise = f"parameters.hole({self.where!r})" if self.where else "None"
        return f"({self.shape.source(value, names)} if {value} is not None else {otherwise})"

    def required(self, where: str) -> Shape:
        return Optional(self.shape, where)


@dataclass(frozen=True)
class Each(Shape):
    """A list of objects."""

    shape: Shape

    def source(self, value: str, names: Names) -> str:
        one = names.loop()
        return f"[{self.shape.source(one, names)} for {one} in {value}]"


@dataclass(frozen=True)
class Made(Shape):
    """What a function makes of the value and the parameters."""

    function: Callable[[Any, Parameters], Any]

    def source(self, value: str, names: Names) -> str:
        return f"{names.bind(self.function)}({value}, parameters)"


@dataclass(frozen=True)
class Unasked(Shape):
    """What a function makes of the parameters alone."""

    function: Callable[[Parameters], Any]

    def source(self, value: str, names: Names) -> str:
        return f"{names.bind(self.function)}(parameters)"


@dataclass(frozen=True)
class Named(Shape):
    """A node of a known label, at a place where any may stand."""

    label: str
    shape: Shape

    def source(self, value: str, names: Names) -> str:
        return f"{names.bind(named)}({self.label!r}, {self.shape.source(value, names)})"


def named(label: str, shaped: dict[str, Any]) -> Typed:
    """A shaped node that knows its type."""
    made = Typed(shaped)
    made.typename = label
    return made


as_is = AsIs()


def record(keys: Iterable[str], shapes: Mapping[str, tuple[int, Shape]], constants: Mapping[str, Any]) -> Shape:
    """An object with these keys, in order: constants (or what needs no value), and values by their place in a list."""
    entries: list[tuple[str, int, Shape]] = []
    for key in keys:
        if key in constants:
            known = constants[key]
            entries.append((key, 0, known if isinstance(known, Shape) else Constant(known)))
        else:
            entries.append((key, *shapes[key]))
    return Record(tuple(entries))


def any_of(shapes: Mapping[str, Shape]) -> Shape:
    """A node of any label: `[its labels, its value]`, shaped by the one of its labels that the model has."""

    def shape(value: list[Any], parameters: Parameters) -> Typed:
        labels, row = value
        label = next(label for label in labels if label in shapes)
        return named(label, shapes[label](row, parameters))

    return Made(shape)
