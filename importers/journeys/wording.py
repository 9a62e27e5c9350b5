"""What Pydantic finds wrong, in the words of somebody who writes knowledge files."""

import difflib
import re
import typing
from collections.abc import Callable, Iterable
from typing import Any

from pydantic import BaseModel

from graph.problems import Code, Problem
from importers.errors import bad
from importers.journeys import values
from importers.journeys.told import NAMED, VERSION
from importers.reading.tree import spot

_LONGEST = 60
_CALLED = {
    "Mapping": "a Mapping",
    "Document": "a knowledge file",
    "Lead": "an entry of leadsTo",
    "Transition": "an entry of next",
    "Columns": "`columns`",
}
"""What models are called whose names end like this."""


def problem(error: Any, root: type[BaseModel], data: Any, file: str) -> Problem:
    """One error of Pydantic as a problem with its place; nothing of the value's insides is shown."""
    path = [part for part in error["loc"] if part != "[key]"]
    kind, given = error["type"], error["input"]
    model = _model(root, path[:-1])
    if kind == "extra_forbidden":
        at = spot(data, path, name=True)
        return bad(Code.UNKNOWN_COLUMN, unknown(str(path[-1]), model), (file, *at), str(path[-1]))
    if kind == "missing":
        code = Code.MISSING_KEY if path[-1] == "key" else Code.BAD_VALUE
        return bad(code, missing(str(path[-1]), model), (file, *spot(data, path[:-1])), None)
    names_key = error["loc"][-1:] == ("[key]",)
    field = next((part for part in reversed(path[: -1 if names_key else None]) if isinstance(part, str)), None)
    needed = _NEEDED.get(kind, lambda error: str(error["msg"]))(error)
    what = f"{field}: " if field else ""
    message = f"{what}{shown(given)} {needed}"
    return bad(Code.BAD_VALUE, message, (file, *spot(data, path, name=names_key)), shown(given))


def unknown(name: str, model: type[BaseModel]) -> str:
    """What to say of a field that does not exist."""
    fields = list(model.model_fields)
    said = f"{_thing(model)} has no field {name!r}"
    close = closest(name, fields)
    return f"{said}; did you mean {close!r}?" if close else f"{said}; it has {', '.join(fields)}"


def missing(name: str, model: type[BaseModel]) -> str:
    """What to say of a field that must be there."""
    if name == "parcours":
        return f"the first line must say the version of the format: `parcours: {VERSION}`"
    return f"{_thing(model)} needs a field {name!r}, which is missing here"


def closest(given: str, known: Iterable[str]) -> str | None:
    """The known name that was probably meant."""
    by_case = {name.casefold(): name for name in known}
    found = difflib.get_close_matches(given.casefold(), by_case, 1, 0.7)
    return by_case[found[0]] if found else None


def shown(given: Any) -> str:
    """A value as a message shows it: short, and as it would stand in a file."""
    if isinstance(given, dict):
        return "a mapping"
    if isinstance(given, list):
        return "a list"
    if given is None or isinstance(given, bool):
        return {None: "null", True: "true", False: "false"}[given]
    text = repr(given) if isinstance(given, str) else f"{given:.10g}" if isinstance(given, float) else str(given)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _model(root: type[BaseModel], path: Iterable[Any]) -> type[BaseModel]:
    """The model that stands at a path; list positions and keys of mappings have none of their own."""
    here = root
    for part in path:
        if part in here.model_fields:
            here = _inner(here.model_fields[part].annotation) or here
    return here


def _inner(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in typing.get_args(annotation) if (found := _inner(part))), None)


def _thing(model: type[BaseModel]) -> str:
    name = model.__name__
    called = next((said for end, said in _CALLED.items() if name.endswith(end)), None)
    return called or f"{'an' if name[0] in 'AEIOU' else 'a'} {name}"


def _pattern(error: Any) -> str:
    given, pattern = error["input"], error["ctx"]["pattern"]
    if pattern == values.REF:
        return "names nothing; write the label and the key, such as Channel:website"
    if pattern == values.LEAD:
        return "names no touchpoint of this journey; write step/touchpoint, such as sign/website"
    if pattern == values.PART and re.match(values.KEY, given):
        return "has a `/`, which stands between the keys of a journey, a step and a touchpoint; take another sign"
    if pattern in values.WHOLES:
        return f"names nothing; write all of its key, {values.WHOLES[pattern]}"
    if pattern in values.FORMERLY:
        whole = values.FORMERLY[pattern]
        return f"is no former key; write what stood after `key:`, or all of it with what it is part of, {whole}"
    slug = re.sub(r"[^A-Za-z0-9._:-]+", "-", given).strip("-._:")
    example = f", such as {slug}" if re.match(values.KEY, slug) else ""
    return f"is no key; letters, digits and . _ : - make one, the first a letter or digit{example}"


def _choice(error: Any) -> str:
    known = re.findall(r"'([^']*)'", error["ctx"]["expected"])
    if not known:
        return f"is not known; this version reads {error['ctx']['expected']}"
    close = closest(error["input"], known) if isinstance(error["input"], str) else None
    return f"is none of {', '.join(known)}" + (f"; did you mean {close}?" if close else "")


def _label(error: Any) -> str:
    close = closest(error["ctx"]["label"], NAMED)
    guess = f"; did you mean {close}?" if close else f"; the labels are {', '.join(NAMED)}"
    return f"begins with no label that a file can refer to{guess}"


def _text(error: Any) -> str:
    given = error["input"]
    if isinstance(given, dict | list) or given is None:
        return "is no text"
    return f'is no text; put it into quotes: "{shown(given)}"'


def _number(error: Any) -> str:
    given = error["input"]
    quoted = isinstance(given, str) and re.fullmatch(r"[-+]?\d+(\.\d+)?", given)
    return "is a text; take the quotes away" if quoted else "is no number"


def _bound(words: str, name: str) -> Callable[[Any], str]:
    return lambda error: f"is {words.format(format(error['ctx'][name], '.10g'))}"


_NEEDED: dict[str, Callable[[Any], str]] = {
    "string_pattern_mismatch": _pattern,
    "literal_error": _choice,
    "label": _label,
    "version": lambda _: f"is no version of the format that can be read here; write `parcours: {VERSION}`",
    "string_type": _text,
    "float_type": _number,
    "int_type": lambda _: "is no whole number",
    "bool_type": lambda _: "is neither true nor false",
    "finite_number": lambda _: "is no finite number",
    "less_than_equal": _bound("more than {}, the most that it can be", "le"),
    "greater_than_equal": _bound("less than {}, the least that it can be", "ge"),
    "less_than": _bound("not below {}", "lt"),
    "greater_than": _bound("not above {}", "gt"),
    "list_type": lambda _: "is no list; write [ ] around it, or - before each entry",
    "model_type": lambda _: "has no fields; write them as {key: …}",
    "dict_type": lambda _: "has no fields; write them as {key: …}",
    "duration": lambda _: "is no duration in ISO 8601; P2D is two days, PT4H four hours",
    "day": lambda _: "is no day; write year-month-day, such as 2025-03-31",
    "volume": lambda _: "is no volume; write a number, or [low, high] with the smaller one first, none below 0",
    "scale": lambda _: "is no scale; write [lowest, highest]",
    "string_unicode": lambda _: "holds half of a character",
}
