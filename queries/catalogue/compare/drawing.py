"""Journeys side by side: what serves a need in each, what is felt there, and how many hand-offs break."""

from collections.abc import Sequence

from graph.language import Language, both
from queries.catalogue.emotion_curve.drawing import value
from queries.drawing import Drawing, Row, Words

NEED, NONE = both("Need", "Besoin"), both("(none)", "(aucun)")
FELT = both(
    "felt: {mean} · broken: {broken}/{handoffs}".replace(": ", ":\N{NO-BREAK SPACE}"),
    "ressenti : {mean} · rompus : {broken}/{handoffs}".replace(" : ", "\N{NO-BREAK SPACE}:\N{NO-BREAK SPACE}"),
)


def draw(rows: Sequence[Row], words: Words, language: Language) -> list[Drawing]:
    """One table, a line for each need and a column for each journey."""
    names = words.apart(cell["journey"] for cell in rows[0]["cells"])
    heads = [NEED[language], *(names[cell["journey"]["key"]] for cell in rows[0]["cells"])]
    needs = [words.called(row["need"]) if row["need"] else NONE[language] for row in rows]
    lines = [
        [need, *(_cell(cell, words, language) for cell in row["cells"])] for need, row in zip(needs, rows, strict=True)
    ]
    return [Drawing(heads, lines)]


def _cell(cell: Row, words: Words, language: Language) -> str:
    if not cell["steps"]:
        return "–"
    channels = ", ".join(map(words.called, cell["channels"]))
    felt = {**cell, "mean": value(cell["mean"], words, language)}
    return "\n".join([*map(words.called, cell["steps"]), channels, FELT[language].format(**felt)])
