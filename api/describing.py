"""What an edit says of one node, made of what its input was given: by the names and the types of the model."""

import datetime
from collections.abc import Callable, Mapping
from typing import Any

from api.compiler import ids
from api.editable import ALTERED, COPY, carried, item, said, wholes
from graph.editing.change import Altered, Describe, Place
from graph.errors import WrongChange
from graph.model import Link, Property, Relation, Word
from graph.saying import Saying, saying

NO_DAY = saying(
    "{text!r} is no day; write it as 2026-12-31", "{text!r} n'est pas une date ; écrivez-la ainsi : 2026-12-31"
)
NO_MOMENT = saying(
    "{text!r} is no time; write it as 2026-12-31T09:30:00Z",
    "{text!r} n'est pas un moment ; écrivez-le ainsi : 2026-12-31T09:30:00Z",
)
NO_ID = saying(
    "{id!r} is not an id; give one that the field `id` of a node returned",
    "{id!r} n'est pas un identifiant ; donnez-en un que le champ « id » d'un nœud a donné",
)
BOTH = saying(
    "a list is replaced or altered, not both: give {list!r} or {field!r}",
    "une liste se remplace ou se retouche, pas les deux : donnez {list!r} ou {field!r}",
)
TWO_PLACES = saying(
    "a part stands in one place: give {other!r} or {field!r}",
    "une partie n'a qu'une place : donnez {other!r} ou {field!r}",
)

Read = Callable[[Any], Any]
"""Makes what the model has of what an input was given."""


def describe(label: str, given: Mapping[str, Any], at: int) -> Describe:
    """What is to be said of a node of this label. WrongChange for what cannot be meant, with the field."""
    fields: dict[str, Any] = {}
    for name, declared in said(label).items():
        altered, read = f"{name}{ALTERED}", _reading(declared, at, name)
        if given.get(altered) is not None:
            if name in given:
                raise WrongChange(BOTH(field=altered, list=name), at, altered)
            fields[name] = _altered(given[altered], read)
        elif name in given:
            fields[name] = _value(declared, given[name], read)
    place, upsert = _place(label, given, at), bool(given.get("upsert"))
    return Describe(label, given.get("key"), fields, place, upsert, given.get(COPY))


def identified(text: str, at: int, field: str) -> str:
    """An id that is one. WrongChange for any other."""
    if ids.label(text) is None:
        raise WrongChange(NO_ID(id=text), at, field)
    return text


def one_of_two(given: Mapping[str, Any], names: tuple[str, ...], at: int) -> str | None:
    """The value of the one that is given, if any is. WrongChange for two."""
    found = [name for name in names if given.get(name) is not None]
    if len(found) > 1:
        raise WrongChange(TWO_PLACES(field=found[1], other=found[0]), at, found[1])
    return str(given[found[0]]) if found else None


def _altered(given: Mapping[str, Any], read: Read) -> Altered:
    add, remove = (given.get(name) or () for name in ("add", "remove"))
    return Altered(tuple(read(each) for each in add), tuple(remove))


def _value(declared: Property | Relation, given: Any, read: Read) -> Any:
    """A value, or a list of them; null stays null."""
    if given is None:
        return None
    return [read(each) for each in given] if declared.many else read(given)


def _place(label: str, given: Mapping[str, Any], at: int) -> Place:
    into = wholes(label)
    if not into:
        return Place()
    whole = one_of_two(given, tuple(into), at)
    one_of_two(given, ("after", "before"), at)
    return Place(whole, given.get("after"), given.get("before"))


def _reading(declared: Property | Relation, at: int, field: str) -> Read:
    """What makes the model's value of one that is given, or of one entry of a list."""
    if isinstance(declared, Property):
        return _reading_property(declared, at, field)
    if more := carried(declared):
        key, within = item(declared), {p.name: (p, _reading_property(p, at, field)) for p in more}
        return lambda given: {
            key: given[key],
            **{name: _value(p, given[name], read) for name, (p, read) in within.items() if name in given},
        }
    if declared.target is None:
        return lambda given: identified(given, at, field)
    return str


def _reading_property(declared: Property, at: int, field: str) -> Read:
    if declared.interval or declared.type is Link:
        return dict
    if issubclass(declared.type, datetime.datetime):
        return lambda given: _time(datetime.datetime, given, NO_MOMENT, at, field)
    if issubclass(declared.type, datetime.date):
        return lambda given: _time(datetime.date, given, NO_DAY, at, field)
    return str if issubclass(declared.type, Word) else lambda given: given


def _time(type_: type[datetime.date], text: str, wrong: Callable[..., Saying], at: int, field: str) -> datetime.date:
    try:
        return type_.fromisoformat(text)
    except ValueError as error:
        raise WrongChange(wrong(text=text), at, field) from error
