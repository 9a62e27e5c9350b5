"""Distinguished names (RFC 4514): compared as LDAP compares them, whatever way each of them is spelt."""

import re
from collections.abc import Iterator
from unicodedata import normalize

LONGEST = 10_000
"""A text of more characters is no name: putting its accents in order would take time that grows with the square."""

_PART = re.compile(
    r"""\s*+(?P<type>[A-Za-z0-9][\w.-]*+)\s*+=\s*+
    (?:"(?P<quoted>(?:[^"\\]++|\\.)*+)"\s*+ | (?!")(?P<plain>(?:[^,;+\\]++|\\.)*+))
    (?P<end>[,;+]|\Z)""",
    re.ASCII | re.DOTALL | re.VERBOSE,
)
_ESCAPED = re.compile(r"((?:\\[0-9A-Fa-f]{2})++)|\\(.)", re.DOTALL)
_ENCODED = re.compile(r"#(?:[0-9A-Fa-f]{2})++")
_FIRST = re.compile(r"(?:[^,\\]++|\\.)*+,?", re.DOTALL)
_HALVES = re.compile("[\ud800-\udfff]")
_SPECIAL = {ord(special): f"\\{special}" for special in '"+,;<>\\'} | {0: r"\00"}
_SPECIAL |= {0xDC00 + byte: f"\\{byte:02x}" for byte in range(0x80, 0x100)}


def normal(dn: str) -> str | None:
    """The one spelling of all that LDAP takes for the same name; None when it is no name.

    Types in small letters; values without escapes that they do not need, prepared as caseIgnoreMatch has them
    (RFC 4517, 4518: letters folded, NFKC, spaces that do not count left out); the parts of a level in order.
    """
    if len(dn) > LONGEST or _HALVES.search(dn):
        return None
    if not dn.strip():
        return ""
    levels: list[list[str]] = [[]]
    for found in _parts(dn):
        if found is None:
            return None
        levels[-1].append(f"{found['type'].lower()}={_prepared(found)}")
        if found["end"] in (",", ";"):
            levels.append([])
    name = ",".join("+".join(sorted(level)) for level in levels)
    return name if len(name) <= LONGEST else None


def above(dn: str) -> str:
    """The name one level above a normal one; the empty name at the top."""
    first = _FIRST.match(dn)
    return dn[first.end() :] if first else ""


def value(dn: str) -> str:
    """The first value of a name as it is written, without escapes and spaces around; of what is no name, all of it."""
    found = _PART.match(dn)
    return _unescaped(found, "replace").strip() if found else dn.strip()


def _parts(dn: str) -> Iterator[re.Match[str] | None]:
    """Each `type=value`; None and no more where there should be one and is none."""
    start, end = 0, ","
    while end:
        found = _PART.match(dn, start)
        yield found
        if found is None:
            return
        start, end = found.end(), found["end"]


def _prepared(found: re.Match[str]) -> str:
    plain = (found["plain"] or "").strip()
    if _ENCODED.fullmatch(plain):
        return plain.lower()
    text = " ".join(_folded(_unescaped(found, "surrogateescape")).split()).translate(_SPECIAL)
    return f"\\{text}" if text.startswith("#") else text


def _unescaped(found: re.Match[str], errors: str) -> str:
    """The value; bytes that are no UTF-8 as `errors` has it."""

    def resolved(escape: re.Match[str]) -> str:
        pairs, character = escape.groups()
        return bytes.fromhex(pairs.replace("\\", "")).decode("utf-8", errors) if pairs else character

    quoted = found["quoted"]
    return _ESCAPED.sub(resolved, found["plain"] if quoted is None else quoted)


def _folded(text: str) -> str:
    """Without the difference of case and of compatible characters (Unicode, D146), composed."""
    if text.isascii():
        return text.lower()
    folded = normalize("NFKD", normalize("NFD", text).casefold()).casefold()
    return normalize("NFKC", folded)
