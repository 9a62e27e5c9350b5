"""The map as a sheet: phases over their steps, lanes in the hues of their silos, one A3 when it is printed."""

from itertools import groupby, starmap

from openpyxl.styles import Alignment, Border, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from pages.files.taken import Taken
from pages.files.workbook.heights import LINE, MOST, high
from pages.files.workbook.plan import PHASE, STEP, Band, bands
from pages.journey.signs import hue
from pages.journey.told import Step
from pages.pictures.palette import Paint
from wording.workbook import Value, fill, fitted, font

HEAD, STEP_WIDE = 24, 26
"""The widths of the columns, in characters."""
A3, ROW = 8, 12
"""The paper, by its number, and how many steps it holds beside each other."""
THIN = Side(style="thin", color=Paint.FAINT.value[1:])
LINED = Border(THIN, THIN, THIN, THIN)


def draw(sheet: Worksheet, taken: Taken) -> None:
    """Write the map into an empty sheet."""
    journey, language = taken.journey, taken.language
    steps, told = journey.steps, bands(taken)
    names = {each.key: " · ".join(dict.fromkeys(filter(None, (each.name, each.stage)))) for each in journey.phases}
    lines: list[list[Value]] = [
        [journey.title], [journey.sentence], [" · ".join(taken.facts)],
        [PHASE[language], *_phases([names.get(step.phase, step.phase) for step in steps], [s.phase for s in steps])],
        [STEP[language], *(_step(number, step) for number, step in enumerate(steps, 1))],
    ]  # fmt: skip
    fill(sheet, [*lines, *([each.head, *each.cells] for each in told)], language)
    _titled(sheet, len(steps))
    _merged(sheet, [step.phase for step in steps])
    for row, band in enumerate(told, 6):
        _band(sheet, row, band)
    _sized(sheet, len(steps))
    _printed(sheet, len(steps))


def _step(number: int, step: Step) -> str:
    """A step by its number and words, with its star, and whether the goal is reached."""
    return f"{number} · {step.text}" + "".join(s for s, there in ((" ★", step.star), (" ✓", step.goal)) if there)


def _phases(names: list[str], keys: list[str]) -> list[Value]:
    """The name of each phase over its first step."""
    return [name if place == 0 or keys[place - 1] != keys[place] else None for place, name in enumerate(names)]


def _titled(sheet: Worksheet, steps: int) -> None:
    """The first lines go across all columns."""
    across = min(max(steps, 3), 8) + 1
    for row, look in enumerate((font(size=16), font(size=12), font(bold=False, ink=Paint.MUTED.value[1:])), 1):
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=across)
        sheet.cell(row, 1).font = look
    for row in (4, 5):
        for cell in sheet[row]:
            cell.font, cell.border = font(), LINED
    sheet.freeze_panes = "B6"


def _merged(sheet: Worksheet, phases: list[str]) -> None:
    """Each phase is one cell, in ink."""
    first = 2
    for _, group in groupby(phases):
        last = first + len(list(group)) - 1
        if last > first:
            sheet.merge_cells(start_row=4, start_column=first, end_row=4, end_column=last)
        cell = sheet.cell(4, first)
        cell.fill, cell.font = _filled(Paint.INK), font(ink=Paint.PAPER.value[1:])
        first = last + 1


def _filled(paint: Paint) -> PatternFill:
    return PatternFill("solid", start_color=paint.value[1:])


def _band(sheet: Worksheet, row: int, band: Band) -> None:
    """A row; the head of a channel bears the hue of its silo, what breaks is red."""
    head = sheet.cell(row, 1)
    head.font = font(ink=Paint.PAPER.value[1:] if band.channel else Paint.INK.value[1:])
    head.fill = _filled(hue(band.silo)) if band.channel else _filled(Paint.GROUND)
    for place in range(len(band.cells) + 1):
        cell = sheet.cell(row, place + 1)
        cell.border, cell.alignment = LINED, Alignment(vertical="top", wrap_text=True)
        if place and band.lost and band.lost[place - 1]:
            cell.font = font(ink=Paint.BROKEN.value[1:])
        if place and band.channel and band.cells[place - 1]:
            edge = Side(style="thick", color=hue(band.silo).value[1:])
            cell.border = Border(edge, THIN, THIN, THIN)


def _sized(sheet: Worksheet, steps: int) -> None:
    """Columns as wide as is read with ease, rows as high as their text."""
    sheet.column_dimensions["A"].width = HEAD
    for place in range(2, max(steps, 3) + 2):
        sheet.column_dimensions[get_column_letter(place)].width = STEP_WIDE
    across = HEAD + STEP_WIDE * min(max(steps, 3), 8)
    for row, wide in ((1, across * 0.7), (2, across * 0.85), (3, across)):
        sheet.row_dimensions[row].height = high(sheet.cell(row, 1).value, wide) + (6 if row == 1 else 2)
    for row in range(4, sheet.max_row + 1):
        cells = [(cell.value, HEAD if cell.column == 1 else STEP_WIDE) for cell in sheet[row]]
        needed = LINE if row == 4 else max(starmap(high, cells))
        sheet.row_dimensions[row].height = min(needed + 4, MOST)


def _printed(sheet: Worksheet, steps: int) -> None:
    """One A3 across; so many steps as it does not hold go on on another."""
    sheet.page_setup.paperSize, sheet.page_setup.orientation = A3, "landscape"
    fitted(sheet, max(1, -(-steps // ROW)), 1)
    sheet.print_title_cols = "A:A"
    for side in ("left", "right", "top", "bottom"):
        setattr(sheet.page_margins, side, 0.3)
