"""Our own table of journeys as a workbook: what nobody told yet is yellow, and empty."""

import io
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from graph.labels import LABELS
from graph.language import Language, both
from graph.model import MODEL, Word
from graph.spreadsheet import put
from importers.journeys.aims import AIMS, Takes
from importers.journeys.own_table import HEADS, NAME, SHEETS, SORT, SOURCE, WORD_KEY, asked
from importers.reading.excel_drawn import OURS

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

YELLOW, GREY, HEAD = "FFF2A8", "6B7280", "E8EDF3"
WIDE, NARROW = 34, 16
LONG = ("step", "touchpoint", "expectation", "promise", "note", "journey", "needs", "produces", "uses", "handledBy")
"""The columns of texts; the others hold a word or a figure."""

SEVERAL = both("Several: with ; between them. None: the word none.", "Plusieurs : séparés par ;. Aucun : le mot aucun.")
KEYS = both("Leave this as it is: it says what the line is.", "Ne pas changer : dit de quoi parle la ligne.")
GUIDE = (
    both("Each line is a touchpoint: a step on a channel.", "Une ligne est un point de contact : une étape, un canal."),
    both(
        "Yellow cells are what nobody has told yet, and what decides whether a hand-off holds: fill them in.",
        "Les cellules jaunes sont ce que personne n'a encore dit, et qui décide si un passage de relais tient : "
        "remplissez-les.",
    ),
    both(
        "Names of channels, departments, systems and information are on the sheet Words; a new name makes a new one.",
        "Les noms des canaux, directions, applications et informations sont dans la feuille Mots ; un nouveau nom en "
        "crée un.",
    ),
    both("To import it: parcours import journey-table FILE", "Pour l'importer : parcours import journey-table FICHIER"),
    both(
        "Not in it: ways that fork and their shares, feelings of one persona alone, evidence, improvements, links "
        "between systems. They stay as they are when this is imported.",
        "N'y figurent pas : les chemins qui bifurquent et leurs parts, le ressenti d'un seul persona, les preuves, les "
        "améliorations, les flux entre applications. Ils restent tels quels à l'import.",
    ),
)


def table(lines: Sequence[Mapping[str, Any]], words: Sequence[Sequence[str]], source: str, language: Language) -> bytes:
    """The workbook: the lines, the words, and what it is."""
    from openpyxl import Workbook

    book = Workbook()
    contacts: Any = book.active
    contacts.title = SHEETS[0][language]
    fill(contacts, lines, language)
    listed, guide = book.create_sheet(SHEETS[1][language]), book.create_sheet(SHEETS[2][language])
    for row, cells in enumerate([[head[language] for head in (SORT, NAME, WORD_KEY)], *words], 1):
        for column, text in enumerate(cells, 1):
            put(listed, row, column, text)
    _look(listed, [16, WIDE, WIDE])
    for row, cells in enumerate([[SOURCE[language], source], *([text[language]] for text in GUIDE)], 1):
        for column, text in enumerate(cells, 1):
            put(guide, row, column, text)
    guide.column_dimensions["A"].width = 24
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def fill(sheet: "Worksheet", lines: Sequence[Mapping[str, Any]], language: Language) -> None:
    """Put the heads and lines onto a sheet; cells that somebody is asked for are yellow where they are empty."""
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Font, PatternFill

    yellow = PatternFill("solid", fgColor=YELLOW)
    for column, (to, head) in enumerate(HEADS.items(), 1):
        cell = put(sheet, 1, column, head[language])
        about = KEYS if to.endswith("Key") else SEVERAL if AIMS[to].takes is Takes.KEYS else None
        if about:
            cell.comment = Comment(about[language], OURS)
        _offer(sheet, to, column, len(lines), language)
        for row, line in enumerate(lines, 2):
            found = line.get(to)
            cell = put(sheet, row, column, found)
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            if found is None and asked(to, line):
                cell.fill = yellow
            elif to.endswith("Key"):
                cell.font = Font(color=GREY)
    _look(sheet, [WIDE if to in LONG else NARROW for to in HEADS])


def _offer(sheet: "Worksheet", to: str, column: int, lines: int, language: Language) -> None:
    """The words of a closed list, to be chosen from."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    aim = AIMS[to]
    kind = MODEL[aim.of].by_name[aim.field].type if aim.takes is Takes.WORD else None
    if isinstance(kind, type) and issubclass(kind, Word) and lines:
        offered = ",".join(LABELS[kind][value][language] for value in kind)
        chosen = DataValidation("list", formula1=f'"{offered}"', allow_blank=True, showErrorMessage=False)
        sheet.add_data_validation(chosen)
        chosen.add(f"{get_column_letter(column)}2:{get_column_letter(column)}{lines + 1}")


def _look(sheet: "Worksheet", widths: Sequence[int]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
        head: Any = sheet.cell(1, column)
        head.font, head.fill = Font(bold=True), PatternFill("solid", fgColor=HEAD)
        head.alignment = Alignment(wrap_text=True, vertical="center")
    sheet.freeze_panes = "A2"
