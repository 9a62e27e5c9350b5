"""The curve of emotions: a line for each touchpoint, a dot where its value lies between -2 and 2."""

from collections.abc import Sequence

from graph.language import Language, both
from queries.drawing import Drawing, Row, Words

STEP = 4
"""Columns of the terminal for one point of emotion."""

SCALE = "\N{MINUS SIGN}2".ljust(STEP * 2) + "0".ljust(STEP * 2 - 1) + "+2"
PEAK = both("Strongest moment: {value}", "Moment le plus fort\N{NO-BREAK SPACE}: {value}")
END = both("End: {value}", "Fin\N{NO-BREAK SPACE}: {value}")
REMEMBERED = both("Remembered: {value}", "Souvenir laissé\N{NO-BREAK SPACE}: {value}")
AT = both(", at “{place}”", ", à «\N{NO-BREAK SPACE}{place}\N{NO-BREAK SPACE}»")


def draw(rows: Sequence[Row], words: Words, language: Language) -> list[Drawing]:
    """A curve for each journey, and what remains of it."""
    titles = words.apart(row["journey"] for row in rows)
    return [_curve(row, titles[row["journey"]["key"]], words, language) for row in rows]


def _curve(row: Row, title: str, words: Words, language: Language) -> Drawing:
    lines = [
        [_line(point), value(point["value"], words, language), words.called(point["touchpoint"])]
        for point in row["points"]
    ]
    remains = (
        (PEAK, row["peak"], row["peakAt"]),
        (END, row["end"], row["endAt"]),
        (REMEMBERED, row["remembered"], None),
    )
    below = [
        told[language].format(value=value(felt, words, language))
        + (AT[language].format(place=words.called(place)) if place else "")
        for told, felt, place in remains
    ]
    return Drawing([], [[SCALE, "", ""], *lines], title=title, below="\n".join(below) + "\n")


def _line(point: Row) -> str:
    """The scale with the value on it; a contact that does not happen is hollow, an unknown one is not there."""
    scale = list("·" + " " * (STEP * 2 - 1) + "│" + " " * (STEP * 2 - 1) + "·")
    if point["value"] is not None:
        scale[round((point["value"] + 2) * STEP)] = "○" if point["missing"] else "●"
    return "".join(scale)


def value(felt: float | None, words: Words, language: Language) -> str:
    """What is felt, with its sign."""
    return words.UNKNOWN[language] if felt is None else words.signed(felt, language)
