"""Marks as native shapes of slides, each of which can be edited: boxes, lines, diamonds, text; parts are groups.

Text stands in the fonts of the theme, whichever they are: a shape is as wide as our font would have it, and what is
drawn is smaller. Ink and paper are the theme's; red, and the hues of silos, stay what they are.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from pages.files.slides.joining import Bounds, Lines, Written, diamond, extent, joined, spanned
from pages.font import Weight
from pages.pictures.marks import Box, Circle, Image, Mark, Part, Point, Polygon, Text, Way, bends
from pages.pictures.palette import Fill, Hatch, Paint
from pages.pictures.svg import esc
from pages.pictures.text import plain, width

EMU = 12_700
"""What slides are measured in, to a point."""
RESERVE = 0.92
"""The size of text on a slide, to that which it is laid out in; in fonts that are known to be wide it is less."""
ASCENT, DESCENT, HIGH = 0.905, 0.225, 1.2
"""Where a line of text has its baseline, what is below it, and how high it is, to its size."""
LONGEST = 60
"""The characters of the name of a shape."""

THEMED = {
    Paint.INK: '<a:schemeClr val="tx1"/>',
    Paint.PAPER: '<a:schemeClr val="bg1"/>',
    Paint.MUTED: '<a:schemeClr val="tx1"><a:lumMod val="65000"/><a:lumOff val="35000"/></a:schemeClr>',
    Paint.FAINT: '<a:schemeClr val="bg1"><a:lumMod val="85000"/></a:schemeClr>',
    Paint.GROUND: '<a:schemeClr val="bg1"><a:lumMod val="95000"/></a:schemeClr>',
}
SPACES = 'xmlns:a="{a}" xmlns:p="{p}" xmlns:r="{r}"'.format(
    a="http://schemas.openxmlformats.org/drawingml/2006/main",
    p="http://schemas.openxmlformats.org/presentationml/2006/main",
    r="http://schemas.openxmlformats.org/officeDocument/2006/relationships",
)


@dataclass(frozen=True)
class Sheet:
    """Where marks are put on a slide: `scale` is points to a pixel, the corner is in points.

    `reserve` is the size of text to that which it is laid out in. `embed` keeps an image in the file and gives the
    name of its relation, its width and height; nothing for what is no image after all. What is not `themed` has our
    own colours.
    """

    language: str
    number: Iterator[int]
    embed: Callable[[bytes], tuple[str, int, int] | None]
    left: float = 0
    top: float = 0
    scale: float = 1
    themed: bool = True
    reserve: float = RESERVE


Drawn = tuple[str, Bounds]


def shapes(marks: Sequence[Mark], sheet: Sheet) -> str:
    """The marks as elements of a slide, from below."""
    return "".join(drawn for drawn, _ in _Writer(sheet).all(marks))


class _Writer:
    """Writes marks, one by one."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet

    def all(self, marks: Sequence[Mark]) -> list[Drawn]:
        """What there is to see of marks."""
        found = (self.one(each) for each in joined(marks))
        return [each for each in found if each]

    def one(self, mark: Mark | Lines | Written) -> Drawn | None:
        """One mark, nothing for what cannot be seen."""
        match mark:
            case Part():
                return self.part(mark)
            case Lines():
                return self.lines(mark)
            case Written(shape, text):
                return self.shape(shape, text)
            case Way():
                return self.way(mark)
            case Image():
                return self.image(mark)
            case Text():
                return self.lines(Lines((mark,)))
            case Box(fill=None, stroke=None) | Circle(fill=None, stroke=None) | Polygon(fill=None, stroke=None):
                return None
            case _:
                return self.shape(mark)

    def part(self, part: Part) -> Drawn | None:
        """A group, told by what it is called; a shape alone needs none."""
        inside = self.all(part.marks)
        if not inside or (len(inside) == 1 and not part.label):
            return inside[0] if inside else None
        bounds = Bounds(
            min(each.left for _, each in inside), min(each.top for _, each in inside),
            max(each.right for _, each in inside), max(each.bottom for _, each in inside),
        )  # fmt: skip
        at = self.place(bounds)
        child = at.replace("a:off", "a:chOff").replace("a:ext", "a:chExt")
        return (
            f"<p:grpSp><p:nvGrpSpPr>{self.called(part.label or '', part.label)}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>"
            f"<p:grpSpPr><a:xfrm>{at}{child}</a:xfrm></p:grpSpPr>{''.join(drawn for drawn, _ in inside)}</p:grpSp>",
            bounds,
        )

    def shape(self, mark: Box | Circle | Polygon, text: Text | None = None) -> Drawn:
        """A shape, with what is written in its middle."""
        at, geometry = extent(mark), self.geometry(mark)
        look = self.fill(mark.fill) + self.line(mark.stroke, mark.thickness, mark.dash)
        words = text.words if text else ""
        body = self.body((text,), "ctr", middle=True) if text else ""
        return self.sp(words, at, geometry + look, body), at

    def geometry(self, mark: Box | Circle | Polygon) -> str:
        """The form of a shape."""
        if isinstance(mark, Circle):
            return _preset("ellipse")
        if isinstance(mark, Box):
            least = min(mark.width, mark.height)
            share = round(min(0.5, mark.radius / least) * 100_000) if least else 0
            return _preset("roundRect", f'<a:gd name="adj" fmla="val {share}"/>') if share else _preset("rect")
        if diamond(mark.points):
            return _preset("diamond")
        first, *others = mark.points
        at = extent(mark)
        drawn = _to("moveTo", self.point(first, at)) + "".join(_to("lnTo", self.point(each, at)) for each in others)
        return self.path(f"{drawn}<a:close/>", at)

    def lines(self, lines: Lines) -> Drawn:
        """A box of text, as wide as its widest line in our font."""
        first, *_ = lines.texts
        size, wide = (
            first.size * self._sheet.reserve,
            max(width(plain(each.words), each.size, each.weight) for each in lines.texts),
        )
        left = first.x - {"start": 0, "middle": wide / 2, "end": wide}[first.anchor]
        if lines.leading:
            top = first.y - lines.leading + DESCENT * size
            bottom = top + lines.leading * len(lines.texts) + DESCENT * size
        else:
            top = first.y - ASCENT * size
            bottom = top + HIGH * size
        bounds = Bounds(left, top, left + wide, bottom)
        align = {"start": "l", "middle": "ctr", "end": "r"}[first.anchor]
        body = self.body(lines.texts, align, leading=lines.leading)
        words = " ".join(each.words for each in lines.texts)
        return self.sp(words, bounds, _preset("rect") + "<a:noFill/>", body, box=True), bounds

    def way(self, way: Way) -> Drawn:
        """A line: one that is straight joins two points, another is a form of its own."""
        bounds = spanned(way.points)
        line = self.line(way.stroke, way.thickness, way.dash, way.head)
        if len(way.points) == 2:
            (x, y), (x2, y2) = way.points
            flip = (' flipH="1"' if x2 < x else "") + (' flipV="1"' if y2 < y else "")
            return (
                f"<p:cxnSp><p:nvCxnSpPr>{self.called('')}<p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr><p:spPr>"
                f"<a:xfrm{flip}>{self.place(bounds)}</a:xfrm>{_preset('line')}{line}</p:spPr></p:cxnSp>",
                bounds,
            )
        geometry = self.path("".join(self.bends(way, bounds)), bounds, ' fill="none"')
        return self.sp("", bounds, geometry + "<a:noFill/>" + line, ""), bounds

    def bends(self, way: Way, bounds: Bounds) -> Iterator[str]:
        """The path of a line."""
        yield _to("moveTo", self.point(way.points[0], bounds))
        for points in bends(way.points, way.radius):
            told = "".join(self.point(each, bounds) for each in points)
            yield _to("lnTo" if len(points) == 1 else "quadBezTo", told)

    def image(self, image: Image) -> Drawn | None:
        """As much of the middle of an image as a circle holds; what does not open as one is left out, as elsewhere."""
        at, kept = extent(Circle(image.x, image.y, image.radius)), self._sheet.embed(image.content)
        if kept is None:
            return None
        relation, wide, high = kept
        across, down = (round(max(0, 1 - min(wide, high) / side) / 2 * 100_000) for side in (wide, high))
        return (
            f"<p:pic><p:nvPicPr>{self.called('')}<p:cNvPicPr/><p:nvPr/></p:nvPicPr><p:blipFill>"
            f'<a:blip r:embed="{relation}"/><a:srcRect l="{across}" t="{down}" r="{across}" b="{down}"/>'
            "<a:stretch><a:fillRect/></a:stretch></p:blipFill>"
            f"<p:spPr><a:xfrm>{self.place(at)}</a:xfrm>{_preset('ellipse')}</p:spPr></p:pic>",
            at,
        )

    def sp(self, words: str, bounds: Bounds, look: str, body: str, box: bool = False) -> str:
        """A shape that may have text."""
        own = ' txBox="1"' if box else ""
        told = body or "<a:bodyPr/><a:p><a:endParaRPr/></a:p>"
        return (
            f"<p:sp><p:nvSpPr>{self.called(words)}<p:cNvSpPr{own}/><p:nvPr/></p:nvSpPr>"
            f"<p:spPr><a:xfrm>{self.place(bounds)}</a:xfrm>{look}</p:spPr><p:txBody>{told}</p:txBody></p:sp>"
        )

    def called(self, words: str, told: str | None = None) -> str:
        """The number and the name of a shape, and what is told to who does not see it."""
        number = next(self._sheet.number)
        name = esc(plain(words)[:LONGEST]) or f"Parcours {number}"
        return f'<p:cNvPr id="{number}" name="{name}"' + (f' descr="{esc(plain(told))}"/>' if told else "/>")

    def body(self, texts: Sequence[Text], align: str, leading: float = 0, middle: bool = False) -> str:
        """Lines of text, whose size is told and never changes by itself."""
        spacing = f'<a:lnSpc><a:spcPts val="{round(leading * self._sheet.scale * 100)}"/></a:lnSpc>' if leading else ""
        runs = "<a:br/>".join(map(self.run, texts)).replace("<a:br/>", f"<a:br>{self.style(texts[0])}</a:br>")
        return (
            f'<a:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" anchor="{"ctr" if middle else "t"}">'
            f'<a:noAutofit/></a:bodyPr><a:p><a:pPr algn="{align}">{spacing}</a:pPr>{runs}</a:p>'
        )

    def run(self, text: Text) -> str:
        """Words in one style."""
        return f"<a:r>{self.style(text)}<a:t>{esc(plain(text.words))}</a:t></a:r>"

    def style(self, text: Text) -> str:
        """The size, the weight and the colour of words; their font is the theme's."""
        size = max(100, int(text.size * self._sheet.reserve * self._sheet.scale * 100))
        bold = ' b="1"' if text.weight is Weight.BOLD else ""
        return (
            f'<a:rPr lang="{self._sheet.language}" sz="{size}"{bold}>{self.paint(text.ink)}'
            f'<a:latin typeface="+mn-lt"/></a:rPr>'
        )

    def fill(self, fill: Fill | None) -> str:
        """A colour, slanted lines, or nothing."""
        if isinstance(fill, Hatch):
            line, ground = (self.colour(each) for each in fill.value)
            return f'<a:pattFill prst="ltUpDiag"><a:fgClr>{line}</a:fgClr><a:bgClr>{ground}</a:bgClr></a:pattFill>'
        return "<a:noFill/>" if fill is None else self.paint(fill)

    def line(self, stroke: Paint | None, thickness: float, dash: tuple[float, ...], head: bool = False) -> str:
        """How an outline or a line is drawn."""
        if stroke is None:
            return "<a:ln><a:noFill/></a:ln>"
        pairs = zip(dash[::2], dash[1::2], strict=True) if thickness else ()
        dashes = "".join(f'<a:ds d="{_share(on, thickness)}" sp="{_share(off, thickness)}"/>' for on, off in pairs)
        dashed = f"<a:custDash>{dashes}</a:custDash>" if dashes else ""
        arrow = '<a:tailEnd type="triangle"/>' if head else ""
        return f'<a:ln w="{self.emu(thickness)}">{self.paint(stroke)}{dashed}<a:round/>{arrow}</a:ln>'

    def paint(self, paint: Paint) -> str:
        """A colour that fills."""
        return f"<a:solidFill>{self.colour(paint)}</a:solidFill>"

    def colour(self, paint: Paint) -> str:
        """A colour: the theme's, or our own."""
        own = f'<a:srgbClr val="{paint.value.removeprefix("#")}"/>'
        return THEMED.get(paint, own) if self._sheet.themed else own

    def emu(self, pixels: float) -> int:
        """A length as slides have it."""
        return round(pixels * self._sheet.scale * EMU)

    def place(self, bounds: Bounds) -> str:
        """Where a shape is on the slide."""
        left, top = (round(each * EMU) for each in (self._sheet.left, self._sheet.top))
        wide, high = self.emu(bounds.right - bounds.left), self.emu(bounds.bottom - bounds.top)
        x, y = left + self.emu(bounds.left), top + self.emu(bounds.top)
        return f'<a:off x="{x}" y="{y}"/><a:ext cx="{wide}" cy="{high}"/>'

    def point(self, point: Point, bounds: Bounds) -> str:
        """A point within a shape."""
        return f'<a:pt x="{self.emu(point[0] - bounds.left)}" y="{self.emu(point[1] - bounds.top)}"/>'

    def path(self, drawn: str, bounds: Bounds, filled: str = "") -> str:
        """A form of its own."""
        wide, high = (max(1, self.emu(side)) for side in (bounds.right - bounds.left, bounds.bottom - bounds.top))
        return (
            '<a:custGeom><a:avLst/><a:rect l="0" t="0" r="r" b="b"/>'
            f'<a:pathLst><a:path w="{wide}" h="{high}"{filled}>{drawn}</a:path></a:pathLst></a:custGeom>'
        )


def _preset(name: str, adjusted: str = "") -> str:
    """A form that programs know by name."""
    return f'<a:prstGeom prst="{name}"><a:avLst>{adjusted}</a:avLst></a:prstGeom>'


def _to(how: str, points: str) -> str:
    return f"<a:{how}>{points}</a:{how}>"


def _share(length: float, thickness: float) -> int:
    """A length in parts of a line's thickness, as dashes are told."""
    return round(length / thickness * 100_000)
