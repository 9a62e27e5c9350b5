"""What sources say beside what people hold: kept, shown, and counting again once the pen is given back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from graph.model import MODEL
from graph.settling import pen
from graph.statement import EDITS


@dataclass(frozen=True)
class Beside:
    """A field that people hold, and what a source says there: text as it is, a relation by keys, all else as JSON.

    Of an order, and of a place, it is not kept what a source says: null.
    """

    field: str
    source: str
    says: str


ORDER = "order"
"""The field of a journey that is the order of its phases and steps."""

PLACED = {"Step": "phase"}
"""The field of a part that is its place, which people hold by putting it there; other parts have one place alone."""


def beside(
    label: str, sources: Sequence[str] | None, said: Sequence[str] | None, placed: bool = False
) -> Iterator[Beside]:
    """What the sources of a node say of what people hold, by the names of the model, field by field.

    `placed`: whether people put it where it stands.
    """
    if placed and not pen.gives_up_place(said, sources):
        yield from (Beside(PLACED[label], source, _text([None])) for source in sources or () if source != EDITS)
    if not said or EDITS not in (sources or ()):
        return
    descriptions = {source: orjson.loads(text) for source, text in zip(sources or (), said, strict=True)}
    mine = descriptions.pop(EDITS)
    mine = {name: word for name, word in mine.items() if name not in mine.get(pen.RELEASED, ())}
    if pen.ORDER in mine:
        yield from (Beside(ORDER, source, _text([None])) for source in descriptions)
    for name in MODEL[label].by_name:
        words = pen.words(label, name)
        if any(word in mine for word in words):
            for source, description in descriptions.items():
                if any(word in description for word in words):
                    yield Beside(name, source, _text([description.get(word) for word in words]))


def _text(values: list[Any]) -> str:
    value = values[0] if len(values) == 1 else values
    if isinstance(value, dict):
        value = sorted(_key(each) for each in value)
    if isinstance(value, str):
        return _key(value) if value.partition(":")[0] in MODEL else value
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()


def _key(name: str) -> str:
    return name.partition(":")[2]
