"""How silos are told apart on every page: a hue by their place in the knowledge base, and a code of two letters."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pages.pictures.palette import SILOS

SMALL = {"de", "du", "des", "la", "le", "les", "et", "l", "d", "the", "of", "and", "a", "au", "aux"}


@dataclass(frozen=True, slots=True)
class Mark:
    """A silo as it is marked: its name, its code (in brackets if the silo is computed), the number of its hue."""

    key: str
    name: str
    code: str
    place: int
    declared: bool

    @property
    def hue(self) -> int:
        """The number of its hue; a ninth silo begins anew."""
        return self.place % len(SILOS) + 1


def marks(silos: Iterable[Mapping[str, Any]]) -> dict[str, Mark]:
    """The marks of all silos of a knowledge base, by key; they are handed over in the order of their keys."""
    made: dict[str, Mark] = {}
    taken: set[str] = set()
    for place, silo in enumerate(silos):
        name = silo.get("name") or silo["key"]
        code = next((each for each in _codes(name) if each not in taken), f"{place:02}")
        taken.add(code)
        declared = silo.get("declared") is not False
        made[silo["key"]] = Mark(silo["key"], name, code if declared else f"({code})", place, declared)
    return made


def _codes(name: str) -> Iterable[str]:
    """Codes for a name, the likeliest first: the initials of two words, else two letters of the first."""
    plain = unicodedata.normalize("NFD", name).encode("ascii", "ignore").decode().upper()
    words = [each for each in re.findall(r"[A-Z0-9]+", plain) if each.lower() not in SMALL] or ["X"]
    if len(words) > 1:
        yield words[0][0] + words[1][0]
    yield from (words[0][0] + letter for letter in words[0][1:] + "".join(words[1:]))
