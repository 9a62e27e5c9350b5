"""LDIF (RFC 2849): what directories write of their entries, and of changes to them."""

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from graph.problems import Code, Tally
from graph.saying import Saying, saying

CHANGES = frozenset({"add", "delete", "modify", "modrdn", "moddn"})
"""What a change record can do."""

_NAME = re.compile(r"[A-Za-z0-9][\w.-]*", re.ASCII)

BEFORE_DN = saying("what stands before the dn of an entry is left out", "ce qui précède le dn d'une entrée est ignoré")
NO_DN = saying("an entry without a dn is left out", "une entrée sans dn est ignorée")
UNREADABLE_DN = saying(
    "an entry whose dn cannot be read is left out", "une entrée dont le dn est illisible est ignorée"
)
NO_CHANGE = saying("an unknown changetype; the record is left out", "changetype inconnu ; l'enregistrement est ignoré")
NO_ATTRIBUTE = saying("this line is no `attribute: value`", "cette ligne n'est pas un `attribut: valeur`")
NO_VERSION = saying(
    "the only known version of LDIF is 1; read as if it were",
    "la seule version connue de LDIF est 1 ; le fichier est lu comme tel",
)
NO_BLOCK = saying("a `-` ends a block of a modify only", "`-` ne termine que les blocs d'un modify")
ELSEWHERE = saying("values in other files are not read", "les valeurs placées dans d'autres fichiers ne sont pas lues")
NO_BASE64 = saying("the value of {name} is no base64", "la valeur de {name} n'est pas du base64")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: its name, and its attributes in small letters without options (`title;lang-fr` is title).

    Values in a language of their own come after those without one.

    `change` is None for content, else add, delete, modify, modrdn or moddn. Of an add the attributes are the entry's;
    of the others what the record says: `newrdn` and `newsuperior`, or a modify's blocks (`replace`: title; `title`: …).
    """

    dn: str
    attributes: dict[str, list[str]]
    row: int
    change: str | None = None

    def first(self, name: str) -> str | None:
        """The first value of an attribute."""
        values = self.attributes.get(name.lower())
        return values[0] if values else None


def entries(text: str, file: str, found: Tally) -> Iterator[Entry]:
    """The entries and change records in their order; what cannot be read is noted with its line and left out."""
    reader = _Reader(file, found)
    for block in _blocks(text):
        for record in reader.records(block):
            entry = reader.entry(record)
            if entry is not None:
                yield entry


class _Line(NamedTuple):
    row: int
    name: str
    said: str
    """What stands after the name and its colon."""
    translated: bool = False
    """Whether it is a value in a language of its own (RFC 3866), beside the plain one."""


class _Reader:
    """Makes entries of lines, and notes what makes none."""

    def __init__(self, file: str, found: Tally) -> None:
        self._file = file
        self._found = found

    def records(self, block: list[tuple[int, str]]) -> Iterator[list[_Line]]:
        """The lines of each entry; a dn begins one, also where the blank line before it was forgotten."""
        record: list[_Line] = []
        for line in self._lines(block):
            if line.name == "version" and not record:
                self._version(line)
                continue
            if line.name == "dn" and record:
                if self._begins_well(record, Code.BAD_VALUE, BEFORE_DN()):
                    yield record
                record = []
            record.append(line)
        if record and self._begins_well(record, Code.MISSING_KEY, NO_DN()):
            yield record

    def entry(self, record: list[_Line]) -> Entry | None:
        """The entry that lines make, of which the first is its dn."""
        dn = self._value(record[0])
        if dn is None:
            self._note(Code.MISSING_KEY, UNREADABLE_DN(), record[0].row)
            return None
        change, rest = _change(record[1:])
        if change is not None and change not in CHANGES:
            self._note(Code.BAD_VALUE, NO_CHANGE(), record[0].row)
            return None
        attributes: dict[str, list[str]] = {}
        for line in sorted(rest, key=lambda line: line.translated):
            if line.name == "-" and change == "modify":
                continue
            value = self._value(line)
            if value is not None:
                attributes.setdefault(line.name, []).append(value)
        return Entry(dn, attributes, record[0].row, change)

    def _lines(self, block: list[tuple[int, str]]) -> Iterator[_Line]:
        for row, text in block:
            described, colon, said = text.partition(":")
            name, *options = described.strip().lower().split(";")
            name = name.strip()
            if (colon and _NAME.fullmatch(name)) or (not colon and name == "-"):
                yield _Line(row, name, said, any(option.strip().startswith("lang-") for option in options))
            else:
                self._note(Code.BAD_VALUE, NO_ATTRIBUTE(), row)

    def _begins_well(self, record: list[_Line], code: Code, said: Saying) -> bool:
        if record[0].name == "dn":
            return True
        self._note(code, said, record[0].row)
        return False

    def _version(self, line: _Line) -> None:
        if line.said.strip() != "1":
            self._note(Code.BAD_VALUE, NO_VERSION(), line.row)

    def _value(self, line: _Line) -> str | None:
        """The value in words; None where it is none."""
        if line.name == "-":
            self._note(Code.BAD_VALUE, NO_BLOCK(), line.row)
            return None
        if line.said.startswith(":"):
            return self._decoded(line)
        if line.said.startswith("<"):
            self._note(Code.BAD_VALUE, ELSEWHERE(), line.row)
            return None
        return line.said.lstrip(" ")

    def _decoded(self, line: _Line) -> str | None:
        try:
            data = base64.b64decode("".join(line.said[1:].split()), validate=True)
        except ValueError:
            self._note(Code.BAD_VALUE, NO_BASE64(name=line.name[:50]), line.row)
            return None
        try:
            return data.decode()
        except UnicodeDecodeError:  # a photo, a certificate: nothing that anybody has to mend
            return None

    def _note(self, code: Code, said: Saying, row: int) -> None:
        # Never with the value: it may be a password.
        self._found.note(code, said, (self._file, row, None))


def _change(lines: list[_Line]) -> tuple[str | None, list[_Line]]:
    """What a record does, and its lines after that; only controls may stand before a changetype.

    Elsewhere it is an attribute like others: the entries of a change log have one.
    """
    for place, line in enumerate(lines):
        if line.name == "changetype":
            return line.said.strip().lower(), lines[place + 1 :]
        if line.name != "control":
            break
    return None, lines


def _blocks(text: str) -> Iterator[list[tuple[int, str]]]:
    """Lines and their rows between blank lines, without comments."""
    block: list[tuple[int, str]] = []
    for row, line in _unfolded(text):
        if not line or line.isspace():
            if block:
                yield block
            block = []
        elif not line.startswith("#"):
            block.append((row, line))
    if block:
        yield block


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Lines with those that go on with them, and the row of the first; nothing goes on with a blank one."""
    parts: list[str] = []
    begins = 0
    for row, line in enumerate(_split(text), 1):
        if parts and parts[0] and line.startswith(" "):
            parts.append(line[1:])
            continue
        if parts:
            yield begins, "".join(parts)
        begins, parts = row, [line]
    yield begins, "".join(parts)


def _split(text: str) -> Iterator[str]:
    """The lines one by one; `splitlines` would also cut at characters that may stand in a value."""
    start = 0
    while (end := text.find("\n", start)) >= 0:
        yield text[start:end].removesuffix("\r")
        start = end + 1
    yield text[start:].removesuffix("\r")
