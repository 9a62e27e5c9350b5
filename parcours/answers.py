"""Answers on a terminal: the sentence, a table or a drawing, how many, and what it rests on."""

import io
import shutil
from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from graph.model.words import EvidenceKind, Perspective, WitnessRole
from parcours import drawings, tables
from parcours.asking import Asked
from queries.declare import Shown, fields
from queries.labels import label
from queries.language import NO_BREAK, Language, listed
from queries.rests_on import RestsOn
from wording.cells import WORDS, Row, cell

HELD = "\ue000"
WIDE = 8
"""The most columns that a table has; an answer with more shows its rows one below the other."""


def width() -> int:
    """How wide answers are shown, in characters."""
    return max(100, shutil.get_terminal_size((140, 40)).columns)


def render(asked: Asked, answer: dict[str, Any], witness: bool = False) -> str:
    """The answer for a terminal; the proof of each rupture below when asked for."""
    words = WORDS[asked.lang]
    screen = blank()
    screen.print(f"\n{asked.sentence}\n")
    if answer["rows"]:
        _rows(screen, asked, answer)
    screen.print(words["count"].format(n=answer["totalCount"]) if answer["rows"] else words["none"])
    if asked.question.across and len({row["journey"]["key"] for row in answer["rows"]}) > 1:
        screen.print(Text(_held(asked.question.across[asked.lang])))
    _summary(screen, asked, answer)
    if witness:
        for row in answer["rows"]:
            _proofs(screen, row, asked.lang)
    if answer["scope"]:
        screen.print(Text(_held(_scope(answer["scope"], asked.lang)), style="dim"))
        screen.print(Text(_held(_ground(answer["restsOn"], asked.lang)), style="dim"))
    return printed(screen)


def blank() -> Console:
    """A screen of the terminal's width that keeps what is printed on it."""
    return Console(file=io.StringIO(), width=width(), markup=False, highlight=False, emoji=False)


def printed(screen: Console) -> str:
    """What was printed on such a screen."""
    file: io.StringIO = screen.file  # type: ignore[assignment]
    return file.getvalue().rstrip().replace(HELD, NO_BREAK)


def _held(text: str) -> str:
    """Text that is not cut at a space where no line may break; Rich knows no such spaces."""
    return text.replace(NO_BREAK, HELD)


def _rows(screen: Console, asked: Asked, answer: dict[str, Any]) -> None:
    drawing = drawings.DRAWINGS.get(asked.question.id)
    if drawing:
        drawing(screen, answer["rows"], asked.lang)
        return
    heads, *rows = tables.lines(asked, answer)
    if asked.question.connection:
        screen.print(table(heads, rows, tables.RATIOS[: len(heads)], tables.VOLUME))
        return
    heads, *rows = _filled([heads, *rows])
    if len(heads) > WIDE:
        _blocks(screen, heads, rows, asked.lang)
        return
    screen.print(table(heads, rows, [None] * len(heads)))


def _filled(lines: list[list[str]]) -> list[list[str]]:
    """The table without the columns in which no row has anything."""
    kept = [place for place in range(len(lines[0])) if any(line[place] for line in lines[1:])]
    return [[line[place] for place in kept] for line in lines]


def table(
    heads: Sequence[str], rows: Iterable[list[str]], ratios: Sequence[int | None], right: int | None = None
) -> Table:
    """A table whose columns share the width in these ratios; the one at the place `right` holds numbers."""
    made = Table(show_lines=True, expand=True)
    for place, (head, ratio) in enumerate(zip(heads, ratios, strict=True)):
        made.add_column(head, justify="right" if place == right else "left", overflow="fold", ratio=ratio)
    for row in rows:
        made.add_row(*(Text(_held(each)) for each in row))
    return made


def _blocks(screen: Console, heads: list[str], rows: list[list[str]], lang: str) -> None:
    for number, row in enumerate(rows, 1):
        screen.print(f"{number}.", style="bold")
        _pairs(screen, list(zip(heads, row, strict=True)), lang)
        screen.print()


def _pairs(screen: Console, pairs: list[tuple[str, str]], lang: str) -> None:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(min_width=18)
    grid.add_column(overflow="fold")
    for head, value in pairs:
        if value:
            grid.add_row(Text(f"   {head}{WORDS[lang]['colon']}", style="dim"), Text(_held(value)))
    screen.print(grid)


def _summary(screen: Console, asked: Asked, answer: dict[str, Any]) -> None:
    record = asked.question.summary
    if record is None:
        return
    flat = [shown for shown in fields(record).values() if not (shown.record and shown.many)]
    _pairs(screen, [(_head(s, asked.lang), cell(s, answer["summary"][s.name], asked.lang)) for s in flat], asked.lang)
    for shown in fields(record).values():
        if shown not in flat and answer["summary"][shown.name]:
            _beside(screen, shown, answer["summary"][shown.name], asked.lang)


def _beside(screen: Console, shown: Shown, records: list[Row], lang: str) -> None:
    """Records side by side: a column for each, a line for each of their fields."""
    assert isinstance(shown.type, type)
    first, *others = fields(shown.type).values()
    table = Table(title=_head(shown, lang), show_lines=True, expand=True)
    for head in (_head(first, lang), *(cell(first, record[first.name], lang) for record in records)):
        table.add_column(Text(_held(head)), overflow="fold")
    for each in others:
        values = [cell(each, record[each.name], lang) for record in records]
        table.add_row(Text(_held(_head(each, lang))), *(Text(_held(value)) for value in values))
    screen.print(table)


def _head(shown: Shown, lang: str) -> str:
    return shown.heads[lang == "fr"]


def _scope(scope: Row, lang: str) -> str:
    """One line: where the answer looked."""
    language = Language(lang.upper())
    worlds = [label(Perspective(each), language) for each in scope["perspectives"] or ()]
    looked = [listed(each, language) for each in (scope["journeys"], worlds) if each]
    told = [f"{WORDS[lang]['scope']}{WORDS[lang]['colon']} {' · '.join(looked)}"]
    if scope["journeys"] is None:
        told.append(WORDS[lang]["archived" if scope["archived"] else "current"])
    if scope["evidence"]:
        told.append(listed([label(EvidenceKind(each), language) for each in scope["evidence"]], language))
    return " · ".join(told)


def _ground(ground: Row, lang: str) -> str:
    """One line: what the answer rests on."""
    shown = fields(RestsOn).values()
    colon = WORDS[lang]["colon"]
    told = [f"{each.heads[lang == 'fr']}{colon} {cell(each, ground[each.name], lang)}" for each in shown]
    return " · ".join(told)


def _proofs(screen: Console, row: Row, lang: str) -> None:
    for rupture in row.get("ruptures") or [row]:
        screen.print(f"\n{rupture['key']}" if "key" in rupture else "")
        seen = rupture["lastSeen"] if rupture.get("resolved") else rupture
        for item in seen.get("witness", ()):
            node = item["node"]
            name = node.get("name") or node.get("text") or (node.get("step") or {}).get("text") or ""
            role = label(WitnessRole(item["role"]), Language(lang.upper()))
            screen.print(f"  {role}{WORDS[lang]['colon']} {name} ({node.get('id', node['key'])})")
