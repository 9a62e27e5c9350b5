"""A journey as a workbook: its map, then what it consists of as tables, what nobody knows, and what it is."""

import io

from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from graph.language import Language, both
from importers.journeys import own_table
from pages.files.packed import packed
from pages.files.taken import Taken
from pages.files.workbook import touchpoints
from pages.files.workbook.breaks import handoffs, repairs, ruptures
from pages.files.workbook.drawing import A3, draw
from pages.files.workbook.heights import MOST as HIGHEST
from pages.files.workbook.heights import high
from pages.files.workbook.plan import NAME
from pages.files.workbook.questions import ask
from pages.files.workbook.sheet import Sheet
from pages.telling import Data
from pages.visitor import Visitor
from queries.rests_on import RestsOn
from wording.cells import UNKNOWN
from wording.workbook import ABOUT, LINES, add, empty, fill, fitted, font, headed, recorded

RESTS = both("Rests on", "Repose sur")
YELLOW = PatternFill("solid", start_color="FFF2B3")
"""The ground of what is to be filled in."""
MOST = 34
"""How wide a column is at most, in characters: tables have many."""
MISSING = (
    both(
        "Evidence and what was said beside the map, measures, organisation and landscape, what was decided before, and "
        "other journeys; `parcours export knowledge` writes what sources told of them.",
        "Les preuves et ce qui se dit hors de la carte, les mesures, l'organisation et les applications, les décisions "
        "passées et les autres parcours ; `parcours export knowledge` écrit ce que les sources en disent.",
    ),
    both(
        "Yellow cells are unknown: who knows fills them in, and `parcours import journey-table` takes the file back.",
        "Les cellules jaunes sont inconnues : qui sait les remplit, `parcours import journey-table` les reprend.",
    ),
)
"""What the workbook of a journey leaves out, and how to go on with it."""


def book(data: Data, visitor: Visitor) -> bytes:
    """The workbook as a file. Gone, Moved as the journey's page."""
    taken, language = Taken(data, visitor), visitor.language
    made = empty(language)
    draw(add(made, NAME[language]), taken)
    for each in (touchpoints.sheet, handoffs, ruptures, repairs, ask, touchpoints.words):
        table = each(taken)
        _put(add(made, table.name), table, language)
    rests = add(made, RESTS[language])
    recorded(rests, RestsOn, data["rests"], language)
    _wide(rests, 40, 14)
    _about(add(made, ABOUT[language]), taken)
    made.properties.title = taken.journey.title[:255]
    file = io.BytesIO()
    made.save(file)
    return packed(file.getvalue(), taken.reading.changed)


def _put(sheet: Worksheet, table: Sheet, language: Language) -> None:
    """A table; what is unknown is told, or left empty on yellow where people are to say it."""
    blank = None if table.to_fill else UNKNOWN[language]
    fill(sheet, [table.heads, *([blank if each is None else each for each in row] for row in table.rows)], language)
    headed(sheet)
    for number, row in enumerate(table.rows, 2):
        for place, value in enumerate(row, 1):
            if value is None and table.to_fill:
                sheet.cell(number, place).fill = YELLOW
    wide = []
    for place in range(1, len(table.heads) + 1):
        sheet.cell(1, place).alignment = LINES
        column = sheet.column_dimensions[get_column_letter(place)]
        column.width = min(column.width, MOST)
        wide.append(column.width)
    for number, cells in enumerate(sheet.iter_rows(values_only=True), 1):
        sheet.row_dimensions[number].height = min(max(map(high, cells, wide)) + 2, HIGHEST)
    sheet.page_setup.paperSize, sheet.page_setup.orientation = A3, "landscape"
    fitted(sheet)
    sheet.print_title_rows = "1:1"


def _about(sheet: Worksheet, taken: Taken) -> None:
    """What the file is, where it was looked, of when it is, what it leaves out."""
    language = taken.language
    told = taken.about([each[language] for each in MISSING])
    source = (own_table.SOURCE[language], own_table.source_of([taken.key]))
    fill(sheet, [(taken.journey.title,), (taken.journey.sentence,), (), *told, source], language)
    sheet["A1"].font = font(size=14)
    sheet.merge_cells("A1:B1")
    sheet.merge_cells("A2:B2")
    sheet.row_dimensions[2].height = 48
    for row in sheet.iter_rows(min_row=4, max_col=1):
        row[0].font = font()
    _wide(sheet, 24, 90)


def _wide(sheet: Worksheet, first: float, second: float) -> None:
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = first, second
    fitted(sheet)
