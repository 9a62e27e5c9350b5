"""Answers that are better drawn than tabled: a curve of emotions, a heat table of hand-offs."""

from collections.abc import Callable
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from queries.language import Language
from wording.cells import UNKNOWN, Row, called
from wording.writing import COLON, number

HEAT = " ░▒▓█"
"""How much of a cell is broken: nothing, some, half, most, all."""

STEP = 4
"""Columns of the terminal for one point of emotion."""


def curve(screen: Console, rows: list[Row], language: Language) -> None:
    """A line for each touchpoint, a dot where its value lies between -2 and 2."""
    for row in rows:
        screen.print(called(row["journey"]), style="bold")
        table = Table.grid(padding=(0, 2))
        table.add_row(Text("-2".ljust(STEP * 2) + "0".ljust(STEP * 2 - 1) + "+2"), "", "")
        for point in row["points"]:
            table.add_row(Text(_line(point)), Text(_value(point["value"], language)), Text(called(point["touchpoint"])))
        screen.print(table)
        ends = {Language.FR: ("Sommet", "Fin", "Retenue"), Language.EN: ("Peak", "End", "Remembered")}[language]
        values = (row["peak"], row["end"], row["remembered"])
        colon = COLON[language]
        screen.print(" · ".join(f"{n}{colon} {_value(v, language)}" for n, v in zip(ends, values, strict=True)) + "\n")


def _line(point: Row) -> str:
    """The scale with the value on it; a contact that does not happen is hollow, an unknown one is not there."""
    scale = list("·" + " " * (STEP * 2 - 1) + "│" + " " * (STEP * 2 - 1) + "·")
    if point["value"] is not None:
        scale[round((point["value"] + 2) * STEP)] = "○" if point["missing"] else "●"
    return "".join(scale)


def _value(value: float | None, language: Language) -> str:
    if value is None:
        return UNKNOWN[language]
    return ("+" if value > 0 else "") + number(value, language)


def heat(screen: Console, rows: list[Row], language: Language) -> None:
    """Who hands on to whom: broken of all, the darker the more of them are broken."""
    cells = {(_key(row["from"]), _key(row["to"])): row for row in rows}
    names = {_key(node): called(node) if node else UNKNOWN[language] for r in rows for node in (r["from"], r["to"])}
    starts = sorted({start for start, _ in cells})
    ends = sorted({end for _, end in cells})
    table = Table(show_lines=True)
    table.add_column({Language.FR: "de \\ à", Language.EN: "from \\ to"}[language])
    for end in ends:
        table.add_column(names[end], justify="right", overflow="fold")
    for start in starts:
        table.add_row(Text(names[start]), *(_heat(cells.get((start, end))) for end in ends))
    screen.print(table)
    screen.print(
        {Language.FR: "rompus / passages de relais, inconnus ?", Language.EN: "broken / hand-offs, unknown ?"}[language]
    )


def _key(node: Row | None) -> str:
    return str(node["key"]) if node else ""


def _heat(row: Row | None) -> Text:
    if row is None:
        return Text("")
    share = row["broken"] / row["handoffs"]
    shade = HEAT[-(-round(share * (len(HEAT) - 1) * 100) // 100)]
    unknown = f" {row['unknown']}?" if row["unknown"] else ""
    return Text(f"{shade} {row['broken']}/{row['handoffs']}{unknown}")


def side_by_side(screen: Console, rows: list[Row], language: Language) -> None:
    """A column for each journey: what serves the need there, what is felt, and how many hand-offs break."""
    table = Table(show_lines=True, expand=True)
    table.add_column({Language.FR: "Besoin", Language.EN: "Need"}[language], overflow="fold")
    for cell in rows[0]["cells"]:
        table.add_column(called(cell["journey"]), overflow="fold")
    for row in rows:
        need = called(row["need"]) if row["need"] else {Language.FR: "(aucun)", Language.EN: "(none)"}[language]
        table.add_row(Text(need), *(Text(_compared(cell, language)) for cell in row["cells"]))
    screen.print(table)


def _compared(cell: Row, language: Language) -> str:
    if not cell["steps"]:
        return "–"
    steps = [called(step) for step in cell["steps"]]
    channels = ", ".join(called(channel) for channel in cell["channels"])
    felt, breaks = {Language.FR: ("ressenti", "rompus"), Language.EN: ("felt", "broken")}[language]
    colon = COLON[language]
    mean = f"{felt}{colon} {_value(cell['mean'], language)} · {breaks}{colon} {cell['broken']}/{cell['handoffs']}"
    return "\n".join([*steps, channels, mean])


DRAWINGS: dict[str, Callable[[Console, list[dict[str, Any]], Language], None]] = {
    "emotion-curve": curve,
    "handoff-matrix": heat,
    "compare": side_by_side,
}
"""The questions whose answers are drawn, by id."""
