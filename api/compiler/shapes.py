"""Shapes: functions that put keys back around the bare lists that a statement returns.

A shape takes a value and the parameters of the statement, and gives what the response holds at that place.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

Parameters = Mapping[str, Any]
Shape = Callable[[Any, Parameters], Any]


class Typed(dict[str, Any]):
    """A shaped node at a place where any may stand: it knows its type."""

    typename: str


def as_is(value: Any, _: Parameters) -> Any:
    """A scalar, or a list of scalars."""
    return value


def record(keys: Sequence[str], constants: Mapping[str, Any], shapes: Mapping[str, Shape]) -> Shape:
    """An object: `keys` in the order of the response; a value for each key that is not constant."""
    columns = [key for key in keys if key not in constants]
    template = {key: constants.get(key) for key in keys}
    inner = list(shapes.items())

    def shape(row: list[Any], parameters: Parameters) -> dict[str, Any]:
        made = dict(zip(columns, row, strict=True))
        for key, within in inner:
            made[key] = within(made[key], parameters)
        return {**template, **made} if constants else made

    return shape


def optional(shape: Shape) -> Shape:
    """An object, or null."""
    return lambda value, parameters: None if value is None else shape(value, parameters)


def each(shape: Shape) -> Shape:
    """A list of objects."""
    return lambda values, parameters: [shape(value, parameters) for value in values]


def typed(shapes: Mapping[str, Shape]) -> Shape:
    """A node of any label: `[its labels, its value]`, shaped by the one of its labels that the model has."""

    def shape(value: list[Any], parameters: Parameters) -> Typed:
        labels, row = value
        label = next(label for label in labels if label in shapes)
        made = Typed(shapes[label](row, parameters))
        made.typename = label
        return made

    return shape


def named(label: str, shape: Shape) -> Shape:
    """A node of a known label, at a place where any may stand."""

    def shaped(value: Any, parameters: Parameters) -> Typed | None:
        found = shape(value, parameters)
        if found is None:
            return None
        made = Typed(found)
        made.typename = label
        return made

    return shaped
