"""A table of what costs how much; what is not known of a sum stands beside what is."""

from collections.abc import Sequence

from graph.language import Language, both
from queries.drawing import Drawing, Row, Words

OF, COST, COUNTED = both("Of", "De quoi"), both("Cost a year", "Coût par an"), both("Counted", "Comptés")
NOBODY, NONE = both("nobody", "personne"), both("none", "aucun")
BESIDE = both("{known} + {unknown} unknown", "{known} + {unknown} inconnus")
ALL = both("In all", "En tout")
BESIDE_ONE = both("{known} + 1 unknown", "{known} + 1 inconnu")


def draw(rows: Sequence[Row], words: Words, language: Language) -> list[Drawing]:
    """One table, a line for each row."""
    heads = [head[language] for head in (OF, COST, COUNTED)]
    lines = [
        [_of(row, words, language), told(row, words, language), words.number(row["contacts"], language)] for row in rows
    ]
    return [Drawing(heads, lines, numbers=(1, 2), by_row=True)]


def draw_summary(row: Row, words: Words, language: Language) -> list[Drawing]:
    """One line: all of it."""
    return [Drawing((), [[ALL[language], told(row, words, language)]])]


def _of(row: Row, words: Words, language: Language) -> str:
    if row["feed"]:
        feed = row["feed"]
        objects = ", ".join(map(words.called, feed["objects"]))
        return f"{words.called(feed['from'])} → {words.called(feed['to'])} ({objects})"
    return words.called(row["of"]) if row["of"] else NOBODY[language]


def told(row: Row, words: Words, language: Language) -> str:
    """A sum of costs, with how many parts of it are unknown."""
    if not row["contacts"]:
        return NONE[language]
    if not row["known"]:
        return words.UNKNOWN[language]
    known = words.cost(row["known"], language)
    if not row["unknown"]:
        return known
    beside = BESIDE_ONE if row["unknown"] == 1 else BESIDE
    return beside[language].format(known=known, unknown=words.number(row["unknown"], language))
