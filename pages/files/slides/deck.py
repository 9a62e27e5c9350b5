"""A journey as slides: the answer, the map, what breaks, what repairs it, what is unknown; a long map in detail."""

import io
from collections.abc import Callable, Iterable
from itertools import count
from typing import TYPE_CHECKING, Any

from pptx.dml.color import RGBColor
from pptx.oxml import parse_xml
from pptx.parts.image import Image
from pptx.slide import Slide as Made
from pptx.util import Pt

from graph.language import both
from pages.files.packed import packed
from pages.files.slides.answer import answer
from pages.files.slides.furniture import furnished, written
from pages.files.slides.grid import ACROSS, DOWN, Grid
from pages.files.slides.matters import matters
from pages.files.slides.plan import details, plan
from pages.files.slides.repairs import repairs
from pages.files.slides.room import Place, place
from pages.files.slides.shapes import SPACES, Sheet, shapes
from pages.files.slides.slide import Slide
from pages.files.slides.template import layout, opened
from pages.files.slides.unknown import unknown
from pages.files.taken import Taken
from pages.pictures.marks import Box
from pages.pictures.palette import Paint
from pages.pictures.text import plain
from pages.telling import Data
from pages.visitor import Visitor

if TYPE_CHECKING:
    from pptx.presentation import Presentation as Deck

SPOKEN = both("en-GB", "fr-FR")
FROM = both("From", "Source")


def deck(data: Data, visitor: Visitor) -> bytes:
    """The slides as a file. BadInput for a template that cannot be used; Gone, Moved as the journey's page."""
    taken, made = Taken(data, visitor), opened(visitor.template)
    chosen = layout(made)
    where = place(made, chosen)
    for slide in _slides(taken, where):
        _Writer(made, chosen, where, taken).put(slide)
    told, language = made.core_properties, taken.language
    told.title, told.subject, told.comments = taken.journey.title[:255], taken.journey.sentence[:255], ""
    told.author, told.last_modified_by, told.language = "Parcours", "Parcours", SPOKEN[language]
    file = io.BytesIO()
    made.save(file)
    return packed(file.getvalue(), taken.reading.changed)


def _slides(taken: Taken, where: Place) -> Iterable[Slide]:
    """Of a journey without steps there is but the answer, and what is unknown: all of it."""
    room, told = where.room, bool(taken.journey.steps)
    yield answer(taken, room)
    if told:
        yield plan(taken, room)
        yield matters(taken, room)
    if taken.journey.matters or taken.data["bestRepairs"]["rows"]:
        yield repairs(taken, room)
    yield unknown(taken, room)
    yield from details(taken, room)


class _Writer:
    """Puts slides into a deck, one by one."""

    def __init__(self, deck: "Deck", chosen: Any, where: Place, taken: Taken) -> None:
        self._deck, self._layout, self._where, self._taken = deck, chosen, where, taken
        self._spoken = SPOKEN[taken.language]

    def put(self, slide: Slide) -> None:
        """A slide with all that it has."""
        made = self._deck.slides.add_slide(self._layout)
        furnished(made, self._layout, slide.title, self._taken, self._where, self._spoken)
        tree, room = made.shapes._spTree, self._where.room
        number = count(max(int(each) for each in tree.xpath(".//p:cNvPr/@id")) + 1)
        embed = _embedding(made)
        light, reserve = self._where.light, self._where.reserve
        if not light:
            self._add(tree, Sheet(self._spoken, number, embed, themed=False), [self._panel()])
        left, top = room.left + slide.left, room.top + slide.top
        sheet = Sheet(self._spoken, number, embed, left, top, slide.scale, light, reserve)
        self._add(tree, sheet, slide.marks)
        for grid in slide.tables:
            self._table(made, grid)
        self._note(made, slide.notes)

    def _add(self, tree: Any, sheet: Sheet, marks: Any) -> None:
        for each in list(parse_xml(f"<p:spTree {SPACES}>{shapes(marks, sheet)}</p:spTree>")):
            tree.append(each)

    def _panel(self) -> Box:
        """A light ground for our shapes, where that of the slide is dark, or nobody knows what it is."""
        room = self._where.room
        return Box(room.left - 8, room.top - 6, room.width + 16, room.height + 12, Paint.PAPER, radius=6)

    def _table(self, made: Made, grid: Grid) -> None:
        room, cells = self._where.room, grid.cells
        at = (Pt(room.left + grid.left), Pt(room.top + grid.top), Pt(sum(grid.widths)), Pt(grid.height))
        frame = made.shapes.add_table(len(cells), len(grid.widths), *at)
        frame.name, frame.table.horz_banding = plain(grid.called), False
        for column, wide in enumerate(grid.widths):
            frame.table.columns[column].width = Pt(wide)
        for number, (high, texts) in enumerate(zip(grid.heights, cells, strict=True)):
            frame.table.rows[number].height = Pt(high)
            for column, text in enumerate(texts):
                cell = frame.table.cell(number, column)
                cell.margin_left = cell.margin_right = Pt(ACROSS)
                cell.margin_top = cell.margin_bottom = Pt(DOWN)
                written(cell.text_frame, text, grid.size * self._where.reserve, self._spoken)
                if not self._where.light:
                    self._plain(cell, number == 0)

    def _plain(self, cell: Any, head: bool) -> None:
        """Our own colours, where the firm's are made for a dark ground."""
        ground, ink = (Paint.INK, Paint.PAPER) if head else (Paint.GROUND, Paint.INK)
        cell.fill.solid()
        cell.fill.fore_color.rgb = _colour(ground)
        for run in cell.text_frame.paragraphs[0].runs:
            run.font.color.rgb = _colour(ink)

    def _note(self, made: Made, notes: Iterable[str]) -> None:
        """What a slide is from; not where the firm's notes have no room for words."""
        frame = made.notes_slide.notes_text_frame
        if frame is not None:
            told = [self._taken.headed(FROM, notes_) for notes_ in notes]
            frame.text = "\n".join(plain(each) for each in (*told, " · ".join(self._taken.facts)))


def _colour(paint: Paint) -> RGBColor:
    return RGBColor(*bytes.fromhex(paint.value[1:]))  # type: ignore[no-untyped-call]


def _embedding(made: Made) -> Callable[[bytes], tuple[str, int, int] | None]:
    """Keeps images in the file of a slide; what does not open as one is none."""

    def embed(content: bytes) -> tuple[str, int, int] | None:
        try:
            wide, high = Image.from_blob(content).size
            _, relation = made.part.get_or_add_image_part(io.BytesIO(content))
        except (OSError, ValueError, SyntaxError):
            return None
        return relation, wide, high

    return embed
