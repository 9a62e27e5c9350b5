"""The kinds of values in a knowledge file: what each accepts, and its JSON Schema."""

import datetime
import math
from functools import partial
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from graph.keys import ANY, DURATION, NUL, PART, SLASHLESS, URL, whole
from graph.model import MODEL
from graph.wholes import WITHIN, inside, path
from importers.journeys.told import NAMED, PER_YEAR, VERSION
from importers.keys import Key

LEAD = rf"^{PART}/{ANY}$"
REF = rf"^[A-Za-z]+:[^\s{NUL}]([^{NUL}]*[^\s{NUL}])?$"
WORDS = r"\S"
WHOLE = 2**63

Part = Annotated[
    str,
    StringConstraints(pattern=f"^{PART}$"),
    Field(description="A key that others begin with: letters, digits and . _ : -"),
]


def own(label: str) -> Any:
    """The kind of key that a node of a label has of its own."""
    return Part if label in SLASHLESS else Key


def _written(labels: tuple[str, ...]) -> str:
    return "/".join(MODEL[label].singular for label in labels)


def reference(owner: str, label: str) -> Any:
    """The kind of key by which an entry names a node of a label: within a journey without that of the journey."""
    here = inside(owner, label)
    labels = path(label)[here:]
    if len(labels) == 1:
        return own(label)
    doc = f"A {label.lower()}{' of this journey' if here else ''}, {_written(labels)}"
    return Annotated[str, StringConstraints(pattern=whole(labels)), Field(description=doc)]


FORMER = {
    label: Annotated[
        str,
        StringConstraints(pattern=whole(path(label), "({})?")),
        Field(description=f"A former key, of the {label.lower()} or {_written(path(label))}"),
    ]
    for label in WITHIN
}
"""The former keys of a part: as they stood in a file, or in the graph."""

WHOLES = {whole(path(label)): _written(path(label)) for label in WITHIN}
FORMERLY = {whole(path(label), "({})?"): _written(path(label)) for label in WITHIN}
"""The patterns of keys of parts, today's and former ones, and how they are written."""

Whole = Annotated[int, Field(gt=-WHOLE, lt=WHOLE)]
Per = Literal["year", "quarter", "month", "week", "day"]
if set(PER_YEAR) != set(Per.__args__):  # type: ignore[attr-defined]
    raise TypeError("the periods of a volume stand in two places that differ")


def _version(given: Any) -> Any:
    if isinstance(given, bool) or given != VERSION:
        raise PydanticCustomError("version", "no such version", {"version": VERSION})
    return given


def _ref(given: str) -> str:
    label = given.partition(":")[0]
    if label not in NAMED:
        raise PydanticCustomError("label", "no such label", {"label": label})
    return given


def _duration(given: str) -> str:
    if not DURATION.fullmatch(given):
        raise PydanticCustomError("duration", "no duration")
    return given


def _day(given: Any) -> Any:
    try:
        if isinstance(given, str) and len(given) == len("2025-03-31"):
            return datetime.date.fromisoformat(given)
    except ValueError:
        pass
    raise PydanticCustomError("day", "no day")


def is_number(given: Any) -> bool:
    """Whether it is a finite number, neither true nor false."""
    if isinstance(given, bool) or not isinstance(given, int | float):
        return False
    return abs(given) < WHOLE if isinstance(given, int) else math.isfinite(given)


def _interval(kind: str, given: Any) -> Any:
    ends = given if isinstance(given, list) else [given, given]
    if len(ends) != 2 or not all(is_number(end) and end >= 0 for end in ends) or ends[0] > ends[1]:
        raise PydanticCustomError(kind, "no interval")
    return given


def _scale(given: Any) -> Any:
    if not isinstance(given, list) or len(given) != 2 or not all(map(is_number, given)) or given[0] >= given[1]:
        raise PydanticCustomError("scale", "no scale")
    return given


def _array(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items, "minItems": 2, "maxItems": 2}


_AMOUNT = {"type": "number", "minimum": 0}
Version = Annotated[Any, BeforeValidator(_version), WithJsonSchema({"const": VERSION})]
Ref = Annotated[str, StringConstraints(pattern=REF), AfterValidator(_ref)]
Duration = Annotated[
    str, AfterValidator(_duration), WithJsonSchema({"type": "string", "pattern": f"^{DURATION.pattern}$"})
]
Day = Annotated[Any, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
_ONE_OR_TWO = WithJsonSchema({"anyOf": [_AMOUNT, _array(_AMOUNT)]})
VolumeValue = Annotated[Any, BeforeValidator(partial(_interval, "volume")), _ONE_OR_TWO]
CostValue = Annotated[Any, BeforeValidator(partial(_interval, "cost")), _ONE_OR_TWO]
Said = Annotated[str, StringConstraints(pattern=WORDS)]
Url = Annotated[str, StringConstraints(pattern=URL), Field(description="A web page, or an address after `mailto:`")]
Scale = Annotated[Any, BeforeValidator(_scale), WithJsonSchema(_array({"type": "number"}))]


class OneOrMore:
    """A list of which a single member may stand alone."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self.listed, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        listed = handler(schema)
        return {"anyOf": [listed["items"], listed]}

    @staticmethod
    def listed(given: Any) -> Any:
        """The list that is meant."""
        return [given] if isinstance(given, str | dict) else given


class Short:
    """An entry that may be the key of its target alone."""

    def __init__(self, item: str, key: Any) -> None:
        self.item = item
        self.key = key

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self.spelt_out, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"anyOf": [{"type": "string", "pattern": self.key.__metadata__[0].pattern}, handler(schema)]}

    def spelt_out(self, given: Any) -> Any:
        """The entry that is meant."""
        return {self.item: given} if isinstance(given, str) else given
