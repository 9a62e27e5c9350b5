"""What the page of a node tells of what people hold there, beside what its sources say; and the way to give it back."""

from dataclasses import dataclass
from typing import Any

from api.rights import RELEASE
from graph.language import both
from pages.node.words import called, told
from pages.visitor import Visitor

ASKED = "query held($id: ID!) { held(id: $id) { field source says } }"
OTHERS = both("{source} says: {says}", "{source} dit\N{NO-BREAK SPACE}: {says}")


@dataclass(frozen=True)
class Held:
    """A field that people hold: what it is called, what each source says there, and whether it can be given back."""

    field: str
    words: str
    says: list[str]
    given_back: bool


def held(data: dict[str, Any], visitor: Visitor) -> list[Held]:
    """The fields that people hold of a node that sources describe, too."""
    found: dict[str, list[str]] = {}
    for row in data["held"]:
        says = told(visitor.label, row["field"], row["says"], visitor.language)
        found.setdefault(row["field"], []).append(OTHERS[visitor.language].format(source=row["source"], says=says))
    may = visitor.may(RELEASE)
    return [Held(name, called(name, visitor.language), says, may) for name, says in found.items()]
