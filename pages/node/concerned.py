"""From a node on to maps and findings: on which maps it is, and what breaks there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graph.model import MODEL
from pages.telling import Link
from pages.visitor import Visitor

Row = Mapping[str, Any]
FEW = 20
"""How many findings are named."""

JOURNEY = "journey { key title }"
ON = "touchpoints(first: 200) { edges { node { step { journey { key title } } } } }"
MAPS = {
    "Touchpoint": f"step {{ {JOURNEY} }}", "Step": JOURNEY, "Phase": JOURNEY, "Channel": ON, "Department": ON,
    "System": ON,
}  # fmt: skip
"""How each label leads to journeys."""
BREAKING = ("Touchpoint", "Step", "Channel", "Department", "System")
"""Where something breaks; elsewhere nothing does."""
ANYWHERE = ("Touchpoint", "Step")
"""What belongs to one journey, whatever that shows; for others today's journeys count, as in the list of findings."""


@dataclass(frozen=True, slots=True)
class Concerned:
    """The maps, the findings that are named, how many there are, and where all are."""

    maps: list[Link]
    findings: list[Link]
    count: int
    all: str | None


def document(label: str) -> Iterator[str]:
    """The operations."""
    if label in MAPS:
        yield f"query maps($key: String!) {{ maps: {MODEL[label].singular}(key: $key) {{ {MAPS[label]} }} }}"
    if label in BREAKING:
        scope = "" if label in ANYWHERE else "perspectives: [REALITY], archived: false, "
        found = f"ruptures({scope}first: {FEW}) {{ totalCount edges {{ node {{ key explanation }} }} }}"
        yield f"query breaks($key: String!) {{ breaks: {MODEL[label].singular}(key: $key) {{ {found} }} }}"


def concerned(data: Row, visitor: Visitor) -> Concerned:
    """Where it leads."""
    links, key, label = visitor.links, visitor.key, visitor.label
    how = {"mine": key} if label == "Department" else {"show": "systems"} if label == "System" else {}
    maps = {each["key"]: each["title"] or each["key"] for each in _journeys(data.get("maps") or {}) if each}
    found = (data.get("breaks") or {}).get("ruptures") or {"totalCount": 0, "edges": ()}
    return Concerned(
        [Link(title, links.journey(each, **how)) for each, title in maps.items()],
        [Link(edge["node"]["explanation"], links.finding(edge["node"]["key"])) for edge in found["edges"]],
        found["totalCount"],
        links.to("/findings", owner=key) if label == "Department" and found["totalCount"] else None,
    )


def _journeys(found: Row) -> Iterator[Row | None]:
    if "touchpoints" in found:
        steps = (edge["node"]["step"] for edge in found["touchpoints"]["edges"])
        yield from (step["journey"] for step in steps if step)
    elif "step" in found:
        yield (found["step"] or {}).get("journey")
    else:
        yield found.get("journey")
