"""The curve of emotions: a line for each touchpoint, a dot where its value lies between -2 and 2."""

from collections.abc import Sequence

from graph.language import Language, both
from queries.drawing import Drawing, Row, Words

STEP = 4
"""Columns of the terminal for one point of emotion."""

SCALE = "-2".ljust(STEP * 2) + "0".ljust(STEP * 2 - 1) + "+2"
BELOW = both(
    "Peak: {peak} · End: {end} · Remembered: {remembered}",
    "Sommet\N{NO-BREAK SPACE}: {peak} · Fin\N{NO-BREAK SPACE}: {end} · Retenue\N{NO-BREAK SPACE}: {remembered}",
)


def draw(rows: Sequence[Row], words: Words, language: Language) -> list[Drawing]:
    """A curve for each journey, and what remains of it."""
    return [_curve(row, words, language) for row in rows]


def _curve(row: Row, words: Words, language: Language) -> Drawing:
    lines = [
        [_line(point), value(point["value"], words, language), words.called(point["touchpoint"])]
        for point in row["points"]
    ]
    told = {name: value(row[name], words, language) for name in ("peak", "end", "remembered")}
    below = BELOW[language].format(**told) + "\n"
    return Drawing([], [[SCALE, "", ""], *lines], title=words.called(row["journey"]), below=below)


def _line(point: Row) -> str:
    """The scale with the value on it; a contact that does not happen is hollow, an unknown one is not there."""
    scale = list("·" + " " * (STEP * 2 - 1) + "│" + " " * (STEP * 2 - 1) + "·")
    if point["value"] is not None:
        scale[round((point["value"] + 2) * STEP)] = "○" if point["missing"] else "●"
    return "".join(scale)


def value(felt: float | None, words: Words, language: Language) -> str:
    """What is felt, with its sign."""
    if felt is None:
        return words.UNKNOWN[language]
    return ("+" if felt > 0 else "") + words.number(felt, language)
