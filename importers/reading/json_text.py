"""JSON, checked by orjson, then read again token by token for places and for names that stand twice."""

import re
from typing import Any

import orjson

from graph.problems import Code
from graph.saying import saying
from importers.errors import BadKnowledge, bad, detailed
from importers.reading.tree import Builder, Fields, Items

_TOKEN = re.compile(r'[{}\[\]]|"[^"\\]*(?:\\.[^"\\]*)*"|[^\s,:{}\[\]"]+|\n')

NO_JSON = saying(
    "this is no JSON{detail}",
    "ce n'est pas du JSON ; voyez ici les virgules, les guillemets et les crochets{detail}",
)


def is_json(text: str) -> bool:
    """Whether the text is JSON through and through."""
    try:
        orjson.loads(text)
    except ValueError:
        return False
    return True


def read_json(text: str, file: str) -> Any:
    """A JSON text as `Fields` and `Items`; BadKnowledge says where it is none."""
    try:
        orjson.loads(text)
    except orjson.JSONDecodeError as error:
        place = (file, error.lineno, error.colno)
        raise BadKnowledge([bad(Code.BAD_VALUE, NO_JSON(detail=detailed(error.msg)), place)]) from error
    return _scan(text, Builder(file, len(text)))


def _scan(text: str, build: Builder) -> Any:
    line, begins = 1, -1
    for match in _TOKEN.finditer(text):
        token, start = match.group(), match.start()
        first = token[0]
        if first == "\n":
            line, begins = line + 1, start
            continue
        at = (line, start - begins)
        if first == '"':
            value = orjson.loads(token) if "\\" in token else token[1:-1]
            if build.awaits_name:
                build.name(value, at)
            else:
                build.value(value, at)
        elif first == "{":
            build.open(Fields(at))
        elif first == "[":
            build.open(Items(at))
        elif first in "}]":
            build.close()
        else:
            build.value(orjson.loads(token), at)
    return build.finish()


def items(given: Any) -> list[Any]:
    """The members of a list; none of what is no list."""
    return given if isinstance(given, list) else []
