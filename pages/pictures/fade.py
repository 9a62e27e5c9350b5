"""What fades: its fills and lines become light, its text stays as readable as text has to be."""

from dataclasses import replace

from pages.pictures.marks import Box, Circle, Mark, Part, Polygon, Text, Way
from pages.pictures.palette import EVIDENCE, Fill, Hatch, Paint

KEPT = (Paint.PAPER, Paint.GROUND, Paint.FAINT, Paint.BROKEN_TINT, Paint.SOFT, Paint.BROKEN_SOFT)
"""What is light enough."""

TINTS = (Paint.GOOD_TINT, Paint.BAD_TINT, *EVIDENCE)


def faded(mark: Mark) -> Mark:
    """The mark as it stands behind others. What was white on a fill is ink on a light one; other text is muted."""
    match mark:
        case Part(marks):
            return replace(mark, marks=tuple(map(faded, marks)))
        case Text(ink=ink):
            return replace(mark, ink=Paint.INK if ink is Paint.PAPER else Paint.MUTED)
        case Way(stroke=stroke):
            return replace(mark, stroke=_line(stroke))
        case Box(fill=fill, stroke=stroke) | Circle(fill=fill, stroke=stroke) | Polygon(fill=fill, stroke=stroke):
            return replace(mark, fill=_ground(fill), stroke=stroke and _line(stroke))
    return mark


def _line(stroke: Paint) -> Paint:
    if stroke in KEPT:
        return stroke
    return Paint.BROKEN_SOFT if stroke is Paint.BROKEN else Paint.SOFT


def _ground(fill: Fill | None) -> Fill | None:
    if fill is None or fill in KEPT:
        return fill
    if isinstance(fill, Hatch) or fill in TINTS:
        return Paint.GROUND
    return Paint.BROKEN_TINT if fill is Paint.BROKEN else Paint.FAINT
