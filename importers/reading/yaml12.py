"""YAML, its scalars as YAML 1.2 has them: `no` is a text, `0123` a number, a day a text."""

import re
from typing import Any

import yaml

from graph.problems import Code
from graph.saying import saying
from importers.errors import BadKnowledge, bad
from importers.reading.tree import NO_NAME, Builder, Fields, Items, Spot
from importers.reading.yaml_mistakes import LOADER, comma, syntax

_CORE = "tag:yaml.org,2002:"
_KNOWN_TAGS = {_CORE + name for name in ("str", "int", "float", "bool", "null", "map", "seq")}
_WORDS: dict[str, Any] = {"": None, "~": None}
_WORDS |= dict.fromkeys(("null", "Null", "NULL"))
_WORDS |= dict.fromkeys(("true", "True", "TRUE"), True)
_WORDS |= dict.fromkeys(("false", "False", "FALSE"), False)
_INTEGER = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_SPECIAL = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_DIGITS = 300
"""More digits than this make no whole number that anything could hold."""

NO_CHARACTER = saying(
    "the character U+{code:04X} cannot stand in YAML; take it out",
    "le caractère U+{code:04X} n'est pas admis en YAML ; retirez-le",
)
HALF = saying(
    "half of a character stands in the text; save the file as UTF-8",
    "le texte contient un caractère incomplet ; enregistrez le fichier en UTF-8",
)
SECOND = saying(
    "a second document begins here (`---`); a file holds one: put the others into files of their own",
    "un deuxième document commence ici (`---`) ; un fichier n'en contient qu'un : mettez les autres à part",
)
NO_ALIAS = saying("`<<` takes an alias such as *common", "`<<` attend un alias tel que *common")
NO_ALIAS_OF_A_MAPPING = saying("`<<` takes an alias of a mapping", "`<<` attend l'alias d'un objet")
NO_ANCHOR = saying("*{anchor} refers to nothing that stands before it", "*{anchor} ne renvoie à rien de ce qui précède")
NO_TAG = saying("the tag {tag} means nothing here; leave it out", "le tag {tag} n'a pas de sens ici ; supprimez-le")


def scalar(text: str) -> Any:
    """What an unquoted scalar stands for in the core schema of YAML 1.2."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in "+-.0123456789":
        return text
    if _INTEGER.fullmatch(text) and len(text) < _DIGITS:
        return int(text, 8 if text[:2] == "0o" else 16) if text[:2] in ("0o", "0x") else int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    return float(text.replace(".", "", 1)) if _SPECIAL.fullmatch(text) else text


def read_yaml(text: str, file: str) -> Any:
    """The one document of a YAML text as `Fields` and `Items`; BadKnowledge says where it is none."""
    reader = _Reader(text, file)
    try:
        return reader.read()
    except yaml.MarkedYAMLError as error:
        raise BadKnowledge([syntax(error, text, file)]) from error
    except yaml.reader.ReaderError as error:
        before = text[: error.position]
        at = (before.count("\n") + 1, len(before) - before.rfind("\n"))
        said = NO_CHARACTER(code=_code(error.character))
        raise BadKnowledge([bad(Code.BAD_VALUE, said, (file, *at))]) from error
    except UnicodeError as error:
        raise BadKnowledge([bad(Code.ENCODING, HALF(), (file, None, None))]) from error


def _code(character: Any) -> int:
    return character if isinstance(character, int) else ord(character[:1])


class _Reader:
    """Follows the parser's events, which come at any depth without the stack growing."""

    def __init__(self, text: str, file: str) -> None:
        self._text, self._loader = text, LOADER(text)
        self._build = Builder(file, len(text))
        self._anchors: dict[str, tuple[Any, int]] = {}
        self._pending: list[tuple[str | None, int]] = []
        self._merges: dict[int, list[tuple[Any, Spot]]] = {}
        self._open: list[Fields | Items] = []
        self._merge = False
        self._documents = 0

    def read(self) -> Any:
        while True:
            event = self._loader.get_event()
            kind = type(event)
            if kind is yaml.ScalarEvent:
                self._scalar(event)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                self._start(event, kind is yaml.MappingStartEvent)
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                self._end()
            elif kind is yaml.AliasEvent:
                self._alias(event)
            elif kind is yaml.DocumentStartEvent:
                self._document(event)
            elif kind is yaml.StreamEndEvent:
                return self._build.finish()

    def _document(self, event: Any) -> None:
        self._documents += 1
        if self._documents > 1:
            raise self._build.refuse(SECOND(), _at(event))

    def _scalar(self, event: Any) -> None:
        self._tagged(event)
        at, text = _at(event), event.value
        plain = event.implicit[0] or (event.tag is not None and event.tag != _CORE + "str" and event.tag != "!")
        if self._build.awaits_name and not self._merge:
            if text == "<<" and event.implicit[0]:
                self._merge = True
            else:
                self._name(event, at)
            return
        value = scalar(text) if plain else text
        self._keep(event.anchor, value, 1)
        self._value(value, at, 1)

    def _name(self, event: Any, at: Spot) -> None:
        name = event.value
        if event.implicit[0] and (found := comma(self._text, event.start_mark.index, event.end_mark.index, at)):
            said, begins = found
            problem = bad(Code.BAD_VALUE, said, self._build.place(begins))
            if self._build.problems[-1:] != [problem]:
                self._build.problems.append(problem)
            name = f"{name} {at}"  # which stands nowhere twice: the file is refused, and read on for what else is wrong
        self._build.name(name, at)

    def _value(self, value: Any, at: Spot, size: int) -> None:
        if self._merge and self._open:
            self._merge = False
            self._merges.setdefault(id(self._open[-1]), []).append((value, at))
            self._build.size += size
        else:
            self._build.value(value, at, size)

    def _start(self, event: Any, mapping: bool) -> None:
        self._tagged(event)
        at = _at(event)
        container: Fields | Items = Fields(at) if mapping else Items(at)
        if self._merge:
            raise self._build.refuse(NO_ALIAS(), at)
        if self._build.awaits_name:
            raise self._build.refuse(NO_NAME(), at)
        self._pending.append((event.anchor, self._build.size))
        self._build.open(container)
        self._open.append(container)

    def _end(self) -> None:
        container = self._open.pop()
        if isinstance(container, Fields):
            for merged, at in self._merges.pop(id(container), []):
                self._merged(container, merged, at)
        self._build.close()
        anchor, before = self._pending.pop()
        self._keep(anchor, container, self._build.size - before)

    def _merged(self, into: Fields, merged: Any, at: Spot) -> None:
        for source in merged if isinstance(merged, Items) else [merged]:
            if not isinstance(source, Fields):
                raise self._build.refuse(NO_ALIAS_OF_A_MAPPING(), at)
            for name in [name for name in source if name not in into]:
                into[name], into.spots[name] = source[name], source.spots[name]

    def _alias(self, event: Any) -> None:
        if event.anchor not in self._anchors:
            raise self._build.refuse(NO_ANCHOR(anchor=event.anchor), _at(event))
        value, size = self._anchors[event.anchor]
        if self._build.awaits_name and not self._merge:
            raise self._build.refuse(NO_NAME(), _at(event))
        self._value(value, _at(event), size)

    def _keep(self, anchor: str | None, value: Any, size: int) -> None:
        if anchor is not None:
            self._anchors[anchor] = (value, size)

    def _tagged(self, event: Any) -> None:
        if event.tag not in (None, "!") and event.tag not in _KNOWN_TAGS:
            raise self._build.refuse(NO_TAG(tag=event.tag), _at(event))


def _at(event: Any) -> Spot:
    mark = event.start_mark
    return mark.line + 1, mark.column + 1
