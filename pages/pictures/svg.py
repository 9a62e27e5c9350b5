"""Marks as SVG: with literal colours for a file that stands alone, with variables on a page."""

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from html import escape

from pages.font import FAMILY, Weight
from pages.pictures.marks import (
    Box,
    Circle,
    Image,
    Mark,
    Part,
    Picture,
    Point,
    Polygon,
    Text,
    Way,
    bends,
    coordinate,
    flat,
)
from pages.pictures.palette import Fill, Hatch, Paint

FONTS = f"{FAMILY}, Helvetica, Arial, sans-serif"
HEAD = 6
"""How long the head of an arrow is, beside the thickness of its line."""

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML has no way to say."""


def svg(picture: Picture, alone: bool = True, name: str = "") -> str:
    """The picture as an element; one that does not stand `alone` takes its colours from the page.

    Of several on a page each needs a `name`, which its ids begin with.
    """
    writer = _Writer(alone, name)
    size = f"{coordinate(picture.width)} {coordinate(picture.height)}"
    wide, high = (f"{side}mm" for side in picture.on_paper) if picture.on_paper else size.split()
    return "".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" width="{wide}" height="{high}" role="group"'
            f' lang="{picture.language}" font-family="{FONTS}" font-size="12">',
            f"<title>{esc(picture.title)}</title><desc>{esc(picture.description)}</desc>",
            *writer.patterns(picture),
            *(writer.mark(mark) for mark in picture.marks),
            "</svg>\n",
        )
    )


def esc(text: str) -> str:
    """Text as it may stand in an element or an attribute, whoever wrote it."""
    return escape(_ILLEGAL.sub("", text))


class _Writer:
    """Writes marks, one by one."""

    def __init__(self, alone: bool, name: str) -> None:
        self._alone, self._name = alone, name

    def patterns(self, picture: Picture) -> Iterator[str]:
        """What the hatches that occur are drawn with."""
        used = {mark.fill for mark in flat(picture.marks) if isinstance(mark, Box | Circle | Polygon)}
        for hatch in sorted((each for each in used if isinstance(each, Hatch)), key=lambda each: each.name):
            line, ground = hatch.value
            yield (
                f'<defs><pattern id="{self.id(hatch)}" width="5" height="5" patternUnits="userSpaceOnUse"'
                f' patternTransform="rotate(45)"><rect width="5" height="5" fill="{self.paint(ground)}"/>'
                f'<rect width="1.2" height="5" fill="{self.paint(line)}"/></pattern></defs>'
            )

    def id(self, hatch: Hatch) -> str:
        """What a hatch is called in the document."""
        return f"{esc(self._name)}hatch-{hatch.name.lower()}"

    def paint(self, fill: Fill | None) -> str:
        """A colour, a hatch or nothing."""
        if fill is None:
            return "none"
        if isinstance(fill, Hatch):
            return f"url(#{self.id(fill)})"
        return fill.value if self._alone else f"var({fill.variable})"

    def mark(self, mark: Mark) -> str:
        """One mark."""
        match mark:
            case Part():
                return self.part(mark)
            case Text():
                return self.text(mark)
            case Way():
                return self.way(mark)
            case Image():
                return self.image(mark)
            case Box(x, y, width, height, radius=radius):
                rounded = f' rx="{coordinate(radius)}"' if radius else ""
                at = "".join(
                    f' {name}="{coordinate(value)}"'
                    for name, value in (("x", x), ("y", y), ("width", width), ("height", height))
                )
                return f"<rect{at}{rounded}{self.look(mark)}/>"
            case Circle(x, y, radius):
                at = f'cx="{coordinate(x)}" cy="{coordinate(y)}" r="{coordinate(radius)}"'
                return f"<circle {at}{self.look(mark)}/>"
            case Polygon(points):
                return f'<polygon points="{" ".join(map(_point, points))}"{self.look(mark)}/>'

    def look(self, mark: Box | Circle | Polygon) -> str:
        """How a shape is filled and drawn; one that is neither is what a finger meets."""
        if mark.fill is None and mark.stroke is None:
            return ' fill="none" pointer-events="all"'
        return f' fill="{self.paint(mark.fill)}"' + self.line(mark.stroke, mark.thickness, mark.dash)

    def line(self, stroke: Paint | None, thickness: float, dash: tuple[float, ...]) -> str:
        """How a line is drawn."""
        if stroke is None:
            return ""
        dashed = f' stroke-dasharray="{" ".join(map(coordinate, dash))}"' if dash else ""
        return f' stroke="{self.paint(stroke)}" stroke-width="{coordinate(thickness)}"{dashed}'

    def part(self, part: Part) -> str:
        """A group; a link where it has an address."""
        told = _told(part.data)
        title = f"<title>{esc(part.label)}</title>" if part.label else ""
        inside = title + "".join(map(self.mark, part.marks))
        if part.href is None:
            return f"<g{told}>{inside}</g>"
        label = f' aria-label="{esc(part.label)}"' if part.label else ""
        return f'<a href="{esc(part.href)}"{label}{told}>{inside}</a>'

    def text(self, text: Text) -> str:
        """One line of text."""
        weight = "" if text.weight is Weight.REGULAR else f' font-weight="{text.weight.value}"'
        anchor = "" if text.anchor == "start" else f' text-anchor="{text.anchor}"'
        return (
            f'<text x="{coordinate(text.x)}" y="{coordinate(text.y)}" font-size="{coordinate(text.size)}"{weight}'
            f'{anchor} fill="{self.paint(text.ink)}">{esc(text.words)}</text>'
        )

    def image(self, image: Image) -> str:
        """An image, cut out by a circle whose id tells where it is."""
        x, y, radius = map(coordinate, (image.x, image.y, image.radius))
        corner = f'x="{coordinate(image.x - image.radius)}" y="{coordinate(image.y - image.radius)}"'
        wide = coordinate(2 * image.radius)
        round_ = f"{self._name}round-{x}-{y}-{radius}"
        content = f"data:{image.media};base64,{b64encode(image.content).decode()}"
        return (
            f'<clipPath id="{round_}"><circle cx="{x}" cy="{y}" r="{radius}"/></clipPath>'
            f'<image {corner} width="{wide}" height="{wide}" preserveAspectRatio="xMidYMid slice"'
            f' clip-path="url(#{round_})" href="{content}"/>'
        )

    def way(self, way: Way) -> str:
        """A line, and its head as a shape of its own: markers are not drawn everywhere."""
        line = f'<path d="{_path(way.points, way.radius)}"{_told(way.data)} fill="none"'
        drawn = line + self.line(way.stroke, way.thickness, way.dash) + ' stroke-linejoin="round"/>'
        if not way.head:
            return drawn
        (x, y), (before, _) = way.points[-1], way.points[-2]
        long, half = HEAD + way.thickness, 2 + way.thickness
        back = -long if x > before else long
        head = Polygon(((x, y), (x + back, y - half), (x + back, y + half)), fill=way.stroke)
        return drawn + self.mark(head)


def _told(data: Mapping[str, str]) -> str:
    return "".join(f' data-{name}="{esc(value)}"' for name, value in data.items())


def _point(point: Point) -> str:
    return f"{coordinate(point[0])},{coordinate(point[1])}"


def _path(points: tuple[Point, ...], radius: float) -> str:
    """A path, its corners rounded."""
    ways = (("L" if len(each) == 1 else "Q") + " ".join(map(_point, each)) for each in bends(points, radius))
    return "".join((f"M{_point(points[0])}", *ways))
