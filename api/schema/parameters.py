"""Parameters of questions as arguments of fields."""

from typing import Any

from api.schema.fields import UNSET, Argument, argument, many
from api.schema.filters import EndpointInput, FeedInput
from api.schema.words import value_type
from graph.language import Language
from queries.declare import Endpoint, FeedEnds, Moment, Parameter

INPUTS: dict[type, type] = {Endpoint: EndpointInput, FeedEnds: FeedInput, Moment: str}


def arguments(parameters: tuple[Parameter, ...]) -> list[Argument]:
    """Parameters of questions as arguments of a field."""
    return [argument(p.name, _input(p), p.doc[Language.EN], _default(p)) for p in parameters]


def _input(parameter: Parameter) -> Any:
    inner = INPUTS.get(parameter.type) or value_type(parameter.type)
    inner = many(inner) if parameter.many else inner
    return inner if parameter.required else inner | None


def _default(parameter: Parameter) -> Any:
    if parameter.default is None:
        return UNSET
    if isinstance(parameter.default, list):
        return [parameter.type(value) for value in parameter.default]
    return parameter.type(parameter.default)
