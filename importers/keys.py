"""Keys made from names, the same ones every time."""

import hashlib
import unicodedata
from collections.abc import Container

PLAIN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")


def latin(name: str) -> str | None:
    """A key from a name: its letters without accents, in small, with hyphens between; None where that loses letters."""
    folded = unicodedata.normalize("NFKD", name.casefold())
    if any(char not in PLAIN and unicodedata.category(char)[0] in "LN" for char in folded):
        return None
    return _joined(folded) or None


def slug(name: str, prefix: str) -> str:
    """A key from any name: of one that the Latin alphabet cannot spell (顧客), what it can, else the prefix, and six
    digits of the name's SHA-256, so that two names do not become one key."""
    folded = unicodedata.normalize("NFKD", name.casefold())
    digits = hashlib.sha256(unicodedata.normalize("NFC", name).encode()).hexdigest()[:6]
    return latin(name) or f"{_joined(folded) or prefix}-{digits}"


def _joined(folded: str) -> str:
    kept = (char if char in PLAIN else " " for char in folded if not unicodedata.combining(char))
    return "-".join("".join(kept).split())


def unique(key: str, taken: Container[str]) -> str:
    """The key, or the first of `key-2`, `key-3` … that is free."""
    found, count = key, 1
    while found in taken:
        count += 1
        found = f"{key}-{count}"
    return found
