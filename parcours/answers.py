"""Answers on a terminal: the sentence, a table or a drawing, how many, and what it rests on."""

import io
import shutil
from typing import Any

from rich.console import Console, JustifyMethod
from rich.table import Table
from rich.text import Text

from graph.language import Language
from graph.model.words import WitnessRole
from parcours.asking import Asked
from queries.declare import Shown, fields
from queries.drawing import Drawing, Row
from wording import cells, tables
from wording.answers import counted, ground, scope
from wording.cells import cell
from wording.labels import label
from wording.writing import COLON, NO_BREAK, harmless

HELD = "\ue000"
WIDE = 8
"""The most columns that a table has; an answer with more shows its rows one below the other."""


def width() -> int:
    """How wide answers are shown, in characters."""
    return max(100, shutil.get_terminal_size((140, 40)).columns)


def render(asked: Asked, answer: dict[str, Any], witness: bool = False) -> str:
    """The answer for a terminal; the proof of each rupture below when asked for."""
    screen = blank()
    screen.print(f"\n{asked.sentence}\n")
    if answer["rows"]:
        _rows(screen, asked, answer)
    screen.print(counted(answer["totalCount"] if answer["rows"] else 0, asked.language))
    if asked.question.across and len({row["journey"]["key"] for row in answer["rows"]}) > 1:
        screen.print(Text(_held(asked.question.across[asked.language])))
    _summary(screen, asked, answer)
    if witness:
        for row in answer["rows"]:
            _proofs(screen, row, asked.language)
    if answer["scope"]:
        looked = answer["scope"] | {"journeys": asked.called("journey")}
        screen.print(Text(_held(scope(looked, asked.language)), style="dim"))
        screen.print(Text(_held(ground(answer["restsOn"], asked.language)), style="dim"))
    return printed(screen)


def blank() -> Console:
    """A screen of the terminal's width that keeps what is printed on it."""
    screen = Console(file=io.StringIO(), width=width(), markup=False, highlight=False, emoji=False)
    screen.begin_capture()
    return screen


def printed(screen: Console) -> str:
    """What was printed on such a screen."""
    return harmless(screen.end_capture().rstrip().replace(HELD, NO_BREAK))


def _held(text: str) -> str:
    """Text that is not cut at a space where no line may break; Rich knows no such spaces."""
    return text.replace(NO_BREAK, HELD)


def _rows(screen: Console, asked: Asked, answer: dict[str, Any]) -> None:
    if asked.question.draw:
        for drawing in asked.question.draw(answer["rows"], cells, asked.language):
            draw(screen, drawing)
        return
    heads, *rows = _filled(tables.lines(asked.question, answer, asked.language))
    if len(heads) > WIDE:
        _blocks(screen, heads, rows, asked.language)
        return
    draw(screen, Drawing(heads, rows))


def _filled(lines: list[list[str]]) -> list[list[str]]:
    """The table without the columns in which no row has anything."""
    kept = [place for place in range(len(lines[0])) if any(line[place] for line in lines[1:])]
    return [[line[place] for place in kept] for line in lines]


def draw(screen: Console, drawing: Drawing) -> None:
    """Print a table or a drawing, with what stands above and below it."""
    if drawing.title:
        screen.print(drawing.title, style="bold")
    made = Table(show_lines=True, expand=drawing.wide) if drawing.heads else Table.grid(padding=(0, 2))
    for place, head in enumerate(drawing.heads):
        ratio = drawing.ratios[place] if drawing.ratios else None
        justify: JustifyMethod = "right" if place in drawing.numbers else "left"
        made.add_column(head, justify=justify, overflow="fold", ratio=ratio)
    for row in drawing.rows:
        made.add_row(*(Text(_held(each)) for each in row))
    screen.print(made)
    if drawing.below:
        screen.print(drawing.below)


def _blocks(screen: Console, heads: list[str], rows: list[list[str]], language: Language) -> None:
    for number, row in enumerate(rows, 1):
        screen.print(f"{number}.", style="bold")
        _pairs(screen, list(zip(heads, row, strict=True)), language)
        screen.print()


def _pairs(screen: Console, pairs: list[tuple[str, str]], language: Language) -> None:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(min_width=18)
    grid.add_column(overflow="fold")
    for head, value in pairs:
        if value:
            grid.add_row(Text(f"   {head}{COLON[language]}", style="dim"), Text(_held(value)))
    screen.print(grid)


def _summary(screen: Console, asked: Asked, answer: dict[str, Any]) -> None:
    record, language = asked.question.summary, asked.language
    if record is None:
        return
    flat = [shown for shown in fields(record).values() if not (shown.record and shown.many)]
    _pairs(screen, [(s.head(language), cell(s, answer["summary"][s.name], language)) for s in flat], language)
    for shown in fields(record).values():
        if shown not in flat and answer["summary"][shown.name]:
            _beside(screen, shown, answer["summary"][shown.name], language)


def _beside(screen: Console, shown: Shown, records: list[Row], language: Language) -> None:
    """Records side by side: a column for each, a line for each of their fields."""
    assert isinstance(shown.type, type)
    first, *others = fields(shown.type).values()
    table = Table(title=shown.head(language), show_lines=True, expand=True)
    for head in (first.head(language), *(cell(first, record[first.name], language) for record in records)):
        table.add_column(Text(_held(head)), overflow="fold")
    for each in others:
        values = [cell(each, record[each.name], language) for record in records]
        table.add_row(Text(_held(each.head(language))), *(Text(_held(value)) for value in values))
    screen.print(table)


def _proofs(screen: Console, row: Row, language: Language) -> None:
    for rupture in row.get("ruptures") or [row]:
        screen.print(f"\n{rupture['key']}" if "key" in rupture else "")
        seen = rupture["lastSeen"] if rupture.get("resolved") else rupture
        for item in seen.get("witness", ()):
            node = item["node"]
            name = node.get("name") or node.get("text") or (node.get("step") or {}).get("text") or ""
            role = label(WitnessRole(item["role"]), language)
            screen.print(f"  {role}{COLON[language]} {name} ({node.get('id', node['key'])})")
