"""Distinguished names (RFC 4514), compared as directories compare them."""

import re

_HEX = re.compile(r"\\([0-9A-Fa-f]{2})")
_SPECIAL = re.compile(r'([,+"\\<>;=])')


def normal(dn: str) -> str | None:
    """The name in one canonical spelling: without regard to case, spaces around , + = and ways to escape.

    None when it is no distinguished name.
    """
    levels = []
    for level in _split(dn, ",;"):
        pairs = []
        for pair in _split(level, "+"):
            type, equals, text = pair.partition("=")
            if not equals or not type.strip():
                return None
            pairs.append(f"{type.strip().casefold()}={_escaped(_plain(text))}")
        levels.append("+".join(sorted(pairs)))
    return ",".join(levels) or None


def above(dn: str) -> str:
    """Of a canonical name: the name one level up, empty at the top."""
    place = 0
    while (place := dn.find(",", place)) > 0 and _is_escaped(dn, place):
        place += 1
    return dn[place + 1 :] if place > 0 else ""


def value(dn: str) -> str:
    """The value of the first part of a name, in its own spelling."""
    first = next(iter(_split(dn, ",;")), "")
    return _unescaped(next(iter(_split(first, "+")), "").partition("=")[2])


def _split(text: str, separators: str) -> list[str]:
    """The parts between separators that are neither escaped nor within quotes."""
    parts, start, quoted, place = [], 0, False, 0
    while place < len(text):
        char = text[place]
        if char == "\\":
            place += 1
        elif char == '"':
            quoted = not quoted
        elif char in separators and not quoted:
            parts.append(text[start:place])
            start = place + 1
        place += 1
    parts.append(text[start:])
    return [part for part in parts if part.strip()]


def _unescaped(text: str) -> str:
    """A value as it is meant: without quotes and escapes, without spaces around it that are not escaped."""
    stripped = text.strip()
    if len(text) > len(stripped) and stripped.endswith("\\") and not _is_escaped(stripped, len(stripped)):
        stripped += " "
    if len(stripped) > 1 and stripped[0] == stripped[-1] == '"':
        stripped = stripped[1:-1]
    octets = b""
    place = 0
    while place < len(stripped):
        if found := _HEX.match(stripped, place):
            octets += bytes([int(found[1], 16)])
            place += 3
            continue
        if stripped[place] == "\\" and place + 1 < len(stripped):
            place += 1
        octets += stripped[place].encode("utf-8", "surrogatepass")
        place += 1
    return octets.decode("utf-8", "replace")


def _plain(text: str) -> str:
    return " ".join(_unescaped(text).casefold().split())


def _escaped(text: str) -> str:
    shown = _SPECIAL.sub(r"\\\1", text)
    return f"\\{shown}" if shown.startswith("#") else shown


def _is_escaped(text: str, place: int) -> bool:
    """Whether the character at a place follows an odd number of backslashes."""
    before = place
    while before and text[before - 1] == "\\":
        before -= 1
    return (place - before) % 2 == 1
