"""What keys, links and durations look like, and keys made from names, the same ones every time."""

import hashlib
import re
import unicodedata
from collections.abc import Callable, Container

from graph.model import MODEL
from graph.wholes import path

NUL = r"\x00"
SLUG = r"[A-Za-z0-9][A-Za-z0-9._:-]*"


def imported(without: str) -> str:
    """What importers make a key of: a source, a colon, an id of its own; an export of any of them has to come back."""
    source = rf"[^\s:{without}]([^:{without}]*[^\s:{without}])?"
    return rf"{source}:[^\s{without}]([^{without}]*[^\s{without}])?"


ANY = rf"({SLUG}|{imported(NUL)})"
KEY = rf"^{ANY}$"

PART = rf"({SLUG}|{imported(NUL + '/')})"
"""A key that others begin with."""

SLASHLESS = {label for label, node in MODEL.items() if any(relation.owned for relation in node.said)}
"""The labels whose keys stand before those of their parts, so that no `/` can be in them."""

URL = r"""^(https?://[^\s<>"\\^`{|}/?#][^\s<>"\\^`{|}]*|mailto:[^\s<>"@]+@[^\s<>"@]+)$"""
DURATION = re.compile(r"P(?=.)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?")


def whole(labels: tuple[str, ...], before: str = "{}") -> str:
    """The pattern of a key that consists of those of several labels; `before` holds all but the last."""
    above = len(labels) - 1
    keys = f"{PART}/" if above == 1 else f"({PART}/){{{above}}}"
    return f"^{before.format(keys)}{PART if labels[-1] in SLASHLESS else ANY}$"


def fits(label: str, key: str) -> bool:
    """Whether a key can be one of this label, as a whole."""
    return re.fullmatch(whole(path(label)), key) is not None


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
    return latin(name) or f"{_joined(folded) or prefix}-{hashed(name)}"


LETTERS = str.maketrans({
    "œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D",
    "ð": "d", "Ð": "D", "þ": "th", "Þ": "TH", "ħ": "h", "Ħ": "H", "ŧ": "t", "Ŧ": "T", "ı": "i",
})  # fmt: skip
"""Latin letters that are none with an accent, and how they are written without them."""


def spelt(name: str, prefix: str) -> str:
    """A key from a name that somebody gives here: `slug`, with œ, ø and their like spelt.

    Importers make the same keys of the same names each time, so theirs stay what they were.
    """
    return slug(name.translate(LETTERS), prefix)


def hashed(name: str) -> str:
    """Six digits that tell a name from others."""
    return hashlib.sha256(unicodedata.normalize("NFC", name).encode()).hexdigest()[:6]


def _joined(folded: str) -> str:
    kept = (char if char in PLAIN else " " for char in folded if not unicodedata.combining(char))
    return "-".join("".join(kept).split())


def unique(key: str, taken: Container[str]) -> str:
    """The key, or the first of `key-2`, `key-3` … that is free."""
    return free(key, taken.__contains__)


def free(key: str, taken: Callable[[str], bool]) -> str:
    """The key, or the first of `key-2`, `key-3` … that is not taken."""
    found, count = key, 1
    while taken(found):
        count += 1
        found = f"{key}-{count}"
    return found
