"""LDIF (RFC 2849): entries of a directory, and changes to them."""

import base64
import binascii
from collections.abc import Iterator
from dataclasses import dataclass

from graph.report import Code, Tally

Line = tuple[int, str]
"""Its number in the file, and what stands on it once folded lines are one."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: its name, its attributes in small letters and without options, each with all its values.

    `change` is what a change record does: add (whose attributes are the entry's), delete, modify, modrdn.
    """

    dn: str
    attributes: dict[str, list[str]]
    row: int
    change: str | None = None

    def first(self, name: str) -> str | None:
        """The first value of an attribute."""
        return next(iter(self.attributes.get(name, ())), None)


def entries(text: str, file: str, found: Tally) -> Iterator[Entry]:
    """The entries of a file, one after another; lines that cannot be read are noted and left out."""
    block: list[tuple[int, str, str]] = []
    for number, line in _unfolded(text):
        pair = _attribute(number, line, file, found) if line else None
        if block and (not line or (pair and pair[1] == "dn")):
            yield from _entry(block, file, found)
            block = []
        if pair and (block or pair[1] != "version"):
            block.append(pair)
    if block:
        yield from _entry(block, file, found)


def _unfolded(text: str) -> Iterator[Line]:
    """Lines without comments; a line that begins with a space goes on with the one before."""
    parts: list[str] = []
    begun = 1
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        if line.startswith(" ") and parts:
            parts.append(line[1:])
            continue
        if parts and not parts[0].startswith("#"):
            yield begun, "".join(parts)
        parts, begun = [line] if line.strip() else [], number
        if not parts:
            yield number, ""
    if parts and not parts[0].startswith("#"):
        yield begun, "".join(parts)


def _attribute(number: int, line: str, file: str, found: Tally) -> tuple[int, str, str] | None:
    """Number, name and value of a line; None, and noted, where there are none to read."""
    if line == "-":
        return None
    name, colon, rest = line.partition(":")
    name = name.partition(";")[0].strip().casefold()
    if not colon or not name:
        message = f"{line[:40]!r} is no line of an entry: an attribute, a colon, a value"
        found.note(Code.BAD_VALUE, message, (file, number, None), line[:40])
        return None
    if rest.startswith("<"):
        message = "values that stand in other files are not read"
        found.note(Code.BAD_VALUE, message, (file, number, None), rest[1:].strip()[:80])
        return None
    if not rest.startswith(":"):
        return number, name, rest.strip()
    try:
        return number, name, base64.b64decode(rest[1:].strip(), validate=True).decode().strip()
    except binascii.Error:
        found.note(Code.BAD_VALUE, f"the value of {name} is no base64", (file, number, None), None)
    except UnicodeDecodeError:
        pass  # a picture, a certificate: nothing that could be read
    return None


def _entry(block: list[tuple[int, str, str]], file: str, found: Tally) -> Iterator[Entry]:
    (row, first, dn), *rest = block
    if first != "dn":
        message = f"this begins with {first!r}; an entry begins with its name, `dn:`"
        found.note(Code.MISSING_KEY, message, (file, row, None), first)
        return
    attributes: dict[str, list[str]] = {}
    for _, name, value in rest:
        attributes.setdefault(name, []).append(value)
    change = attributes.pop("changetype", [None])[0]
    attributes.pop("control", None)
    yield Entry(dn, attributes, row, change.casefold() if change else None)
