"""What the questions about hand-offs and ruptures share: the proof, and their tables for a spreadsheet."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from graph.language import Language, Told
from graph.model import Anything
from graph.model.words import WitnessRole
from queries.declare import shows
from queries.drawing import Drawing, Row, Words

NAMED = (
    "id key ... on Touchpoint { name step { text } channel { name } } ... on Step { text } ... on Channel { name } "
    "... on System { name } ... on InformationObject { name } ... on Persona { name }"
)


class Proof:
    """One node of the proof of a rupture, with the part that it plays."""

    role: WitnessRole = shows("Role", "Rôle", "The part that it plays")
    node: Anything = shows("Node", "Élément", "The node", card=NAMED)


APART = ("resolved", "reopened", "triageNote", "triageOwner", "triageDue")
"""What few ruptures have: the days on which they were gone or came back, and what people said of them."""


VOLUME = 5
"""The column that tells how many a year, and is set to the right."""


@dataclass(frozen=True)
class BreakTable:
    """How a question shows its breaks: heads, how these share the width, and the cells of a row."""

    heads: Sequence[Told]
    ratios: Sequence[int]
    cells: Callable[[Row, Words, Language], list[str]]

    def draw(self, rows: Sequence[Row], words: Words, language: Language) -> list[Drawing]:
        """One table."""
        return [self._drawn(rows, words, language)]

    def sheet(self, rows: Sequence[Row], words: Words, language: Language) -> list[list[Any]]:
        """The same for a spreadsheet."""
        return _sheet(self._drawn(rows, words, language), rows)

    def _drawn(self, rows: Sequence[Row], words: Words, language: Language) -> Drawing:
        lines = [self.cells(row, words, language) for row in rows]
        return Drawing([head[language] for head in self.heads], lines, ratios=self.ratios, numbers=(VOLUME,))


def _sheet(drawn: Drawing, rows: Sequence[Row]) -> list[list[Any]]:
    """Key, volume and decision apart, one line a cell, and what some ruptures alone have."""
    apart = [_apart(row) for row in rows]
    beside = [name for name in APART if any(each[name] for each in apart)]
    found: list[list[Any]] = [["key", *drawn.heads[:-1], "low", "high", "triage", *beside]]
    for row, cells, values in zip(rows, drawn.rows, apart, strict=True):
        texts = ["; ".join(part for part in cell.split("\n") if part) for cell in cells[:-1]]
        ends = [(row["volume"] or {}).get(end) for end in ("low", "high")]
        triage = row.get("triage") or "; ".join(rupture["triage"] for rupture in row["ruptures"])
        found.append([row["key"], *texts, *ends, triage, *(values[name] for name in beside)])
    return found


def _apart(row: Row) -> dict[str, str]:
    """What of it a rupture, or those of a hand-off, have."""
    values = [{name: _of_few(rupture.get(name)) for name in APART} for rupture in row.get("ruptures", [row])]
    return {name: "; ".join(each[name] for each in values if each[name]) for name in APART}


def _of_few(value: Any) -> str:
    """A run by its day, a department by its key, one line a note."""
    if isinstance(value, dict):
        return str((value.get("startedAt") or value["key"])[:10]) if "startedAt" in value else str(value["key"])
    return " ".join((value or "").split())
