"""A table to go round with: whom to ask, what, and what it decides."""

from collections.abc import Sequence

from graph.language import Language, both
from queries.breaks import A_YEAR, drawn
from queries.drawing import Drawing, Row, Words

DECIDES = both("Hand-offs decided", "Passages décidés")
HEADS = (both("Ask", "À demander à"), both("Question", "Question"), DECIDES, A_YEAR)


def draw(rows: Sequence[Row], words: Words, language: Language) -> list[Drawing]:
    """One table."""
    return drawn(HEADS, [cells(row, words, language) for row in rows], language)


def cells(row: Row, words: Words, language: Language) -> list[str]:
    """The line of one question; what decides no hand-off tells no number."""
    decides = len(row["handoffs"])
    return [
        ", ".join(map(words.called, row["departments"])) or words.UNKNOWN[language],
        row["sentence"],
        words.number(decides, language) if decides else "",
        words.volume(row["volume"], language) if decides else "",
    ]
