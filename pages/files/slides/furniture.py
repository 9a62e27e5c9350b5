"""What stands on every slide, where the layout has it: the title, what the slide rests on, its number."""

from collections.abc import Iterator
from typing import Any

from pptx.oxml import parse_xml
from pptx.slide import Slide, SlideLayout
from pptx.text.text import TextFrame
from pptx.util import Pt

from pages.files.slides.room import INSET, Place, Room
from pages.files.slides.shapes import EMU, SPACES, Sheet, shapes
from pages.files.slides.template import TITLES, holders
from pages.files.taken import Taken
from pages.font import Weight
from pages.pictures.marks import Text
from pages.pictures.palette import Paint
from pages.pictures.svg import esc
from pages.pictures.text import plain, shortened, wrapped

LEAST, LEADING = 14, 1.25
"""How small a title may be, and how far its lines are apart, to its size."""
FOOT = (10, 9, 8, 7)
"""The sizes of what stands at the foot, in points, the first in which it has room."""


def furnished(slide: Slide, layout: SlideLayout, title: str, taken: Taken, where: Place, spoken: str) -> None:
    """Title, foot and number on a slide that has nothing else."""
    for each in holders(slide):
        if each.placeholder_format.type.name not in TITLES:
            each._element.getparent().remove(each._element)
    assert slide.shapes.title is not None
    size, words = _fitted(title, where)
    written(slide.shapes.title.text_frame, words, size if size < where.size else None, spoken)
    told = " · ".join((*taken.facts, taken.journey.title))
    tree, found = slide.shapes._spTree, {each.placeholder_format.type.name: each for each in holders(layout)}
    number = max(int(each) for each in tree.xpath(".//p:cNvPr/@id"))
    if "FOOTER" in found:
        tree.append(_foot(found["FOOTER"], told, number + 1, spoken, where.reserve))
    else:
        for each in _own(told, where, number + 1, spoken):
            tree.append(each)
    if "SLIDE_NUMBER" in found:
        tree.append(_number(found["SLIDE_NUMBER"], number + 2, spoken))


def _fitted(title: str, where: Place) -> tuple[float, str]:
    """The size in which the box of the title holds it, and as much of it as the least size holds."""
    room = (where.title.width - INSET) * where.reserve
    size = where.size
    while True:
        lines = max(1, int(where.title.height / (size * LEADING)))
        if len(wrapped(title, room, size, lines + 1, Weight.BOLD)) <= lines or size <= LEAST:
            return size, " ".join(wrapped(title, room, size, lines, Weight.BOLD))
        size = max(LEAST, size - 2)


def written(frame: TextFrame, words: str, size: float | None, spoken: str) -> None:
    """One paragraph, in a size that is told unless the layout's own will do."""
    frame.text = plain(words)
    for run in frame.paragraphs[0].runs:
        run._r.get_or_add_rPr().set("lang", spoken)
        if size is not None:
            run.font.size = Pt(int(size * 10) / 10)


def _foot(holder: Any, words: str, number: int, spoken: str, reserve: float) -> Any:
    room = (holder.width / EMU - INSET) * reserve
    size = next((each for each in FOOT if _high(words, room, each) <= holder.height / EMU), FOOT[-1])
    lines = max(1, int(holder.height / EMU / (size * 1.2)))
    told = " ".join(wrapped(words, room, size, lines))
    run = f'<a:r><a:rPr lang="{spoken}" sz="{size * 100}"/><a:t>{esc(told)}</a:t></a:r>'
    return _holder(holder, number, run)


def _high(words: str, room: float, size: float) -> float:
    return len(wrapped(words, room, size, 9)) * size * 1.2


def _number(holder: Any, number: int, spoken: str) -> Any:
    field = '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum">'
    return _holder(holder, number, f'{field}<a:rPr lang="{spoken}"/><a:t>‹#›</a:t></a:fld>')


def _holder(holder: Any, number: int, run: str) -> Any:
    """What fills a place of the layout, which keeps its own look and place."""
    told = holder.element.find(".//{*}nvPr/{*}ph")
    kept = "".join(f' {name}="{esc(value)}"' for name, value in told.attrib.items() if name in ("type", "sz", "idx"))
    return parse_xml(
        f'<p:sp {SPACES}><p:nvSpPr><p:cNvPr id="{number}" name="{esc(holder.name)}"/>'
        f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph{kept}/></p:nvPr></p:nvSpPr><p:spPr/>'
        f"<p:txBody><a:bodyPr/><a:lstStyle/><a:p>{run}</a:p></p:txBody></p:sp>"
    )


def _own(words: str, where: Place, number: int, spoken: str) -> Iterator[Any]:
    """A line of our own below the room, where the layout has none."""
    room: Room = where.room
    told = Text(0, 14, shortened(words, room.width, 10), 10, ink=Paint.MUTED)
    sheet = Sheet(spoken, iter([number]), lambda _: None, room.left, where.foot, reserve=where.reserve)
    yield from list(parse_xml(f"<p:spTree {SPACES}>{shapes([told], sheet)}</p:spTree>"))
