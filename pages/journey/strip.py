"""The proof of a rupture as a strip of boxes, one for each part that is played, in order."""

from collections.abc import Iterator, Sequence

from graph.labels import LABELS
from graph.language import Language
from graph.model.words import WitnessRole
from pages.font import Weight
from pages.journey.signs import lines
from pages.journey.told import Witness
from pages.journey.trail import Trail
from pages.pictures.marks import Box, Circle, Mark, Part, Picture, Text, Way
from pages.pictures.palette import Paint
from pages.pictures.text import wrapped

BOX, BETWEEN, LINE, HEAD, MOST = 168, 62, 30, 34, 6
"""The width of a box and of what is between; the heights of a node and of the head; how many nodes a box names."""


def strip(rupture: str, witness: Sequence[Witness], title: str, language: Language) -> Picture:
    """The strip; of what follows where it does not go on the arrow is broken."""
    trail = Trail(rupture, tuple(witness))
    groups = [trail.all(role) for role in trail.numbers]
    high = HEAD + LINE * max((min(len(group), MOST) for group in groups), default=0) + 8
    marks: list[Mark] = []
    x = 2.0
    for number, group in enumerate(groups, 1):
        role = group[0].role
        marks.append(_box(number, LABELS[WitnessRole][role][language], group, x, high))
        if number < len(groups):
            broken = trail.numbers.get("NEEDED_AT") and groups[number][0].role == _after_break(trail)
            marks += _arrow(x + BOX, 2 + high / 2, trail.why(language) if broken else "")
        x += BOX + BETWEEN
    told = " → ".join(node.name for node in trail.nodes)
    return Picture(max(x - BETWEEN + 2, BOX), high + 4, title, told, tuple(marks), language.name.lower())


def _after_break(trail: Trail) -> str:
    return "USED_BY" if trail.all("USED_BY") else "NEEDED_AT"


def _box(number: int, role: str, nodes: Sequence[Witness], x: float, high: float) -> Part:
    shown = nodes[:MOST] if len(nodes) <= MOST else nodes[: MOST - 1]
    marks: list[Mark] = [
        Box(x, 2, BOX, high, Paint.PAPER, Paint.INK, 1.2, radius=5),
        Circle(x + 17, 19, 9.5, Paint.PAPER, Paint.BROKEN, 2),
        Text(x + 17, 23, str(number), 11, Weight.BOLD, Paint.BROKEN, "middle"),
        *lines(x + 32, 23, wrapped(role, BOX - 40, 11, 1), 11, ink=Paint.MUTED),
    ]
    y: float = 2 + HEAD
    for node in shown:
        marks.append(_node(node, x, y))
        y += LINE
    if len(shown) < len(nodes):
        marks.append(Text(x + 10, y + 12, f"+ {len(nodes) - len(shown)}", 12, Weight.BOLD))
    return Part(tuple(marks), {"role": nodes[0].role})


def _node(node: Witness, x: float, y: float) -> Part:
    text = wrapped(node.name, BOX - 20, 12, 2, Weight.BOLD)
    marks = lines(x + 10, y + 12 + (0 if len(text) > 1 else 4), text, 12, 1.15, Weight.BOLD)
    return Part(marks, {"node": f"{node.label}:{node.key}"}, label=node.name)


def _arrow(x: float, y: float, why: str) -> Iterator[Mark]:
    """From box to box; where nothing passes, a cross and why."""
    if not why:
        yield Way(((x + 4, y), (x + BETWEEN - 4, y)), Paint.INK, 2, head=True)
        return
    middle = x + BETWEEN / 2
    yield Way(((x + 2, y), (x + BETWEEN - 2, y)), Paint.BROKEN, 2.5, (5, 4))
    for up in (5, -5):
        yield Way(((middle - 5, y - up), (middle + 5, y + up)), Paint.BROKEN, 3)
    text = wrapped(why, BETWEEN - 2, 10.5, 3, Weight.BOLD)
    yield from lines(middle, y + 20, text, 10.5, 1.15, Weight.BOLD, Paint.BROKEN, "middle")
