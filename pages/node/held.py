"""What the page of a node tells of what people hold there, beside what its sources say; and the way to give it back."""

from dataclasses import dataclass
from typing import Any

from api.rights import RELEASE
from graph.language import both
from graph.settling.beside import ORDER
from pages.node.words import called, told
from pages.visitor import Visitor

ASKED = "query held($id: ID!) { held(id: $id) { field source says } }"
OTHERS = both("{source} says: {says}", "{source} dit\N{NO-BREAK SPACE}: {says}")
DESCRIBES = both("{source} describes it, too", "{source} le décrit aussi")
NOT_KEPT = "null"
ORDERED = both("order of phases and steps", "ordre des macro-étapes et des étapes")


@dataclass(frozen=True)
class Held:
    """A field that people hold: what it is called, what each source says there, and whether it can be given back."""

    field: str
    words: str
    says: list[str]
    given_back: bool


def held(data: dict[str, Any], label: str, visitor: Visitor) -> list[Held]:
    """The fields that people hold of a node of this label that sources describe, too."""
    found: dict[str, list[str]] = {}
    for row in data["held"]:
        found.setdefault(row["field"], []).append(_says(label, visitor, **row))
    may = visitor.may(RELEASE)
    return [Held(name, _called(name, visitor), says, may) for name, says in found.items()]


def _called(name: str, visitor: Visitor) -> str:
    return ORDERED[visitor.language] if name == ORDER else called(name, visitor.language)


def _says(label: str, visitor: Visitor, field: str, source: str, says: str) -> str:
    if says == NOT_KEPT:
        return DESCRIBES[visitor.language].format(source=source)
    return OTHERS[visitor.language].format(source=source, says=told(label, field, says, visitor.language))
