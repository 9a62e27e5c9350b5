"""What a layout leaves for us: where its title is and how large, the room below it, whether its ground is light."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pptx.slide import SlideLayout

from graph.errors import BadInput
from graph.saying import saying
from pages.files.slides.shapes import EMU, RESERVE
from pages.files.slides.template import FEET, TITLES, holders

if TYPE_CHECKING:
    from pptx.presentation import Presentation as Deck

AROUND, LEAST = 10, 0.45
"""What stays free around our shapes, in points; how much of the height of a slide they need."""
INSET, LARGE = 14.4, 44
"""What a title's box keeps free at its sides, and its size where nothing says another, in points."""
WIDE, WIDE_FONTS = 0.8, ("verdana", "dejavu sans", "lucida sans", "lucida grande", "bitstream vera", "century gothic")
"""The size of text in fonts that are wider than ours, to that which it is laid out in."""
DARK = 0.5
"""Below which lightness a ground is dark."""

NO_ROOM = saying(
    "the template of slides leaves no room below the title of its layout {name!r}: add a layout that has only a title",
    "le modèle de diapositives ne laisse pas de place sous le titre de sa disposition {name!r} : "
    "ajoutez-en une « Titre seul »",
)


@dataclass(frozen=True)
class Room:
    """The room of a slide, in points from its corner."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class Place:
    """Where things stand on our slides; `size` is that of the title."""

    title: Room
    size: float
    room: Room
    foot: float
    """Where what stands at the foot begins."""
    light: bool
    reserve: float
    """The size of text to that which it is laid out in."""


def place(deck: "Deck", layout: SlideLayout) -> Place:
    """Where things stand. BadInput where the title leaves too little room."""
    wide, high = (side / EMU for side in (deck.slide_width or 0, deck.slide_height or 0))
    title = next(_boxes(layout, *TITLES), None)
    if title is None:
        raise BadInput(NO_ROOM(name=layout.name))
    feet = [each.top for each in _boxes(layout, *FEET) if each.top > high / 2]
    foot = min(feet, default=high - 32)
    left = title.left if title.left > AROUND and title.width > wide / 2 else wide / 26
    top = title.top + title.height + AROUND
    room = Room(left, top, wide - 2 * left, foot - AROUND - top)
    if room.height < LEAST * high:
        raise BadInput(NO_ROOM(name=layout.name))
    return Place(title, _size(layout), room, foot, _light(layout), WIDE if _wide(layout) else RESERVE)


def _boxes(layout: SlideLayout, *kinds: str) -> Iterator[Room]:
    for each in holders(layout, *kinds):
        if each.width:
            yield Room(*(side / EMU for side in (each.left, each.top, each.width, each.height)))


def _size(layout: SlideLayout) -> float:
    """The size of titles: the layout's, else the master's own, else that of all its titles."""
    master = layout.slide_master
    told = [each.element for holder in (layout, master) for each in holders(holder, *TITLES)]
    told += master.element.findall(".//{*}titleStyle")
    sizes = (run.get("sz") for each in told for run in each.findall(".//{*}lvl1pPr/{*}defRPr"))
    return next((int(size) / 100 for size in sizes if size), LARGE)


def _light(layout: SlideLayout) -> bool:
    """Whether ink is read on the ground: a picture or a shade may be anything."""
    master = layout.slide_master
    grounds = [found for each in (layout, master) if (found := each.element.find(".//{*}bg")) is not None]
    if not grounds:
        return True
    colour = (
        grounds[0].find(".//{*}solidFill/*")
        if grounds[0].find("{*}bgPr") is not None
        else grounds[0].find(".//{*}bgRef/*")
    )
    value = _value(colour, master) if colour is not None else None
    if value is None:
        return False
    red, green, blue = (int(value[place : place + 2], 16) / 255 for place in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue > DARK


def _value(colour: Any, master: Any) -> str | None:
    """A colour as six digits: told so, or by its place in the theme."""
    named = str(colour.get("val") or "")
    if re.fullmatch("[0-9A-Fa-f]{6}", named):
        return named
    mapped = str(master.element.find("{*}clrMap").get(named, named))
    told = rf'<a:{re.escape(mapped)}>.*?(?:lastClr|srgbClr val)="([0-9A-Fa-f]{{6}})"'
    found = re.search(told, _theme(master), re.DOTALL)
    return found[1] if found else None


def _wide(layout: SlideLayout) -> bool:
    """Whether the theme's font of texts is known to be wide."""
    found = re.search(r'<a:minorFont>.*?<a:latin [^>]*typeface="([^"]*)"', _theme(layout.slide_master), re.DOTALL)
    return found is not None and found[1].lower().startswith(WIDE_FONTS)


def _theme(master: Any) -> str:
    part = next(each.target_part for each in master.part.rels.values() if each.reltype.endswith("/theme"))
    return str(part.blob.decode())
