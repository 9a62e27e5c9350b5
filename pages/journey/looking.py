"""How the address says that a map is to be looked at, and the ways to look at it in another way."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import TypeVar

from graph.errors import BadInput
from graph.language import Told, both
from pages.journey.paper import Paper
from pages.journey.told import Department, Journey
from pages.journey.view import Lanes, Look, Show, View
from pages.telling import Link
from pages.visitor import NOT_ONE, Visitor

LOOKS = {
    Look.WORK: both("work", "travail"),
    Look.BOARD: both("board", "comité"),
    Look.ROOM: both("room", "salle"),
}
LANES = {
    Lanes.CHANNELS: both("channels", "canaux"),
    Lanes.SILOS: both("silos", "silos"),
    Lanes.DEPARTMENTS: both("departments", "directions"),
    Lanes.COMPANY: both("one company", "une seule entreprise"),
}
SHOWN = {
    Show.OWNERS: both("owners", "responsables"),
    Show.EVIDENCE: both("evidence", "preuves"),
    Show.OBSERVED: both("observed", "observé"),
    Show.BEHIND: both("behind the scenes", "coulisses"),
    Show.SYSTEMS: both("systems", "applications"),
}
ALWAYS = frozenset({Show.VOLUMES, Show.EXITS})
"""What is seen unless the address says what is to be seen."""

E = TypeVar("E", bound=Enum)


@dataclass(frozen=True)
class Choice:
    """A way to look: in words, where it leads, and whether it is the present one."""

    words: str
    href: str
    chosen: bool


def view(visitor: Visitor, departments: Iterable[Department] = ()) -> View:
    """The look that the address says. `departments` are those that take part, with what is above them."""
    named = visitor.one("mine")
    shown = [_one(Show, "show", each) for each in visitor.several("show") if each not in ("all", "ways")]
    return View(
        look=_one(Look, "look", visitor.one("look") or "work"),
        lanes=_one(Lanes, "lanes", visitor.one("lanes") or "channels"),
        show=ALWAYS | frozenset(shown),
        ways="all" in visitor.several("show") or visitor.one("ways") == "all",
        personas=visitor.one("personas") == "all",
        phases=tuple(visitor.several("phases")),
        witness=visitor.one("witness"),
        mine=frozenset([named, *(each.key for each in departments if named in each.above)] if named else ()),
    )


def _one(kind: type[E], name: str, value: str) -> E:
    """A value from the address. BadInput for what is none."""
    found = next((each for each in kind if each.value == value), None)
    if found is None:
        raise BadInput(NOT_ONE(name=name, value=value, all=", ".join(str(each.value) for each in kind)))
    return found


def choices(visitor: Visitor, view: View, journey: Journey) -> list[tuple[Told, list[Choice]]]:
    """The other ways to look at this map, by what they change."""
    links, language = visitor.links, visitor.language
    looks = [
        Choice(words[language], links.here(look=None if look is Look.WORK else look.value), look is view.look)
        for look, words in LOOKS.items()
    ]
    lanes = [
        Choice(words[language], links.here(lanes=None if each is Lanes.CHANNELS else each.value), each is view.lanes)
        for each, words in LANES.items()
    ]
    shown = [
        Choice(words[language], links.here(show=_toggled(visitor, each)), view.shows(each))
        for each, words in SHOWN.items()
    ]
    ways = both("all ways", "tous les chemins")[language]
    shown.append(Choice(ways, links.here(ways=None if view.ways else "all"), view.ways))
    if len(journey.personas) > 1:
        each = both("each persona", "chaque persona")[language]
        shown.append(Choice(each, links.here(personas=None if view.personas else "all"), view.personas))
    return [
        (both("Look", "Vue"), looks),
        (both("Lanes", "Couloirs"), lanes),
        (both("Show", "Montrer"), shown),
    ]


def _toggled(visitor: Visitor, what: Show) -> str | None:
    shown = visitor.several("show")
    kept = [each for each in shown if each != what.value]
    return ",".join(kept if len(kept) < len(shown) else [*kept, what.value]) or None


def beside(visitor: Visitor, view: View, journey: Journey) -> tuple[Link | None, Link | None]:
    """The phases before and after the one that is seen, where one is."""
    phases = [each for each in journey.phases if any(step.phase == each.key for step in journey.steps)]
    here = next((n for n, each in enumerate(phases) if each.key in view.phases), 0)

    def link(n: int) -> Link | None:
        if not 0 <= n < len(phases):
            return None
        return Link(phases[n].name, visitor.links.here(phases=phases[n].key, witness=None))

    return link(here - 1), link(here + 1)


def printed(visitor: Visitor) -> Paper | None:
    """The paper that the address asks for. BadInput for what is none."""
    value = visitor.one("print")
    return _one(Paper, "print", value) if value else None


def papers(visitor: Visitor) -> Iterator[Link]:
    """What can be printed."""
    for paper, words in (
        ("a3", both("A3", "A3")),
        ("a1", both("poster A1", "affiche A1")),
        ("a0", both("poster A0", "affiche A0")),
        ("blank", both("blank, for a workshop", "vierge, pour un atelier")),
    ):
        yield Link(words[visitor.language], visitor.links.here(print=paper))
