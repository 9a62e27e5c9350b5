"""The proof of one rupture, beside the map: the sentence, the nodes in order, whose they are, what would repair it."""

from collections.abc import Iterator
from dataclasses import dataclass

from graph.model.words import Triage, WitnessRole
from pages.journey.reading import Reading, Row, name
from pages.journey.records import records
from pages.journey.trail import Trail
from pages.telling import Link
from pages.visitor import Visitor
from wording.labels import label


@dataclass(frozen=True)
class Node:
    """A node of the proof: the number and the words of the part that it plays, and where it has its page."""

    number: int
    role: str
    link: Link


@dataclass(frozen=True)
class Proof:
    """What the drawer tells."""

    key: str
    number: int | None
    sentence: str
    volume: str
    nodes: tuple[Node, ...]
    owners: tuple[tuple[str, str], ...]
    common: tuple[str, int] | None
    repair: str | None
    decision: str
    finding: str


def proof(reading: Reading, key: str | None, visitor: Visitor) -> Proof | None:
    """The proof of a rupture of this journey; null for what is none."""
    rupture = reading.ruptures.get(key or "")
    if rupture is None:
        return None
    trail = Trail(rupture["key"], records(reading, visitor).witnesses[rupture["key"]])
    broken = [each for each in reading.handoffs if any(one["key"] == key for one in each["ruptures"])]
    nearest = min(
        (each for each in broken if each["commonDepartment"]), key=lambda each: each["distance"], default=None
    )
    return Proof(
        key=rupture["key"],
        number=reading.matter_of.get(rupture["key"]),
        sentence=rupture["explanation"],
        volume=reading.volume(rupture["volume"]),
        nodes=tuple(_nodes(trail, visitor)),
        owners=tuple(_owners(reading, rupture)),
        common=(name(nearest["commonDepartment"]), nearest["distance"]) if nearest else None,
        repair=_repair(reading, rupture),
        decision=label(Triage[rupture["triage"]], visitor.language),
        finding=visitor.links.finding(rupture["key"]),
    )


def _nodes(trail: Trail, visitor: Visitor) -> Iterator[Node]:
    for node in trail.nodes:
        role = label(WitnessRole[node.role], visitor.language)
        yield Node(trail.numbers[node.role], role, Link(node.name, visitor.links.node(node.label, node.key)))


def _owners(reading: Reading, rupture: Row) -> Iterator[tuple[str, str]]:
    """Where it is, and whose that is: both ends, else the touchpoints of the step."""
    ends = [rupture[side]["key"] for side in ("from", "to") if rupture[side]]
    if not ends and rupture["step"]:
        ends = [key for key, (step, _) in reading.touchpoints.items() if step["key"] == rupture["step"]["key"]]
    for key in ends:
        if key in reading.touchpoints:
            step, touchpoint = reading.touchpoints[key]
            where = f"{reading.numbers[step['key']]} · {name(touchpoint['channel'])}"
            yield where, ", ".join(map(name, touchpoint["handledBy"]))


def _repair(reading: Reading, rupture: Row) -> str | None:
    """The feed that would repair it, where one would."""
    matter = next((each for each in reading.matters if any(r["key"] == rupture["key"] for r in each["ruptures"])), None)
    if matter is None or matter["feed"] is None:
        return None
    feed = matter["feed"]
    objects = ", ".join(each["name"] or "" for each in feed["objects"])
    return f"{name(feed['from'])} → {name(feed['to'])}" + (f" ({objects})" if objects else "")
