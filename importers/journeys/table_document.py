"""Tables that are journey maps as one knowledge document."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from graph.keys import latin, slug, unique
from graph.problems import Code, Problem
from graph.said import Ref
from graph.saying import Saying, saying
from importers.journeys.check import Document
from importers.journeys.table_cells import Found, Reader
from importers.journeys.table_given import Given, Places, first
from importers.journeys.table_journey import JourneyDrawing
from importers.journeys.table_lines import Line, Mapped
from importers.journeys.told import TOP
from importers.journeys.vocabulary import plain
from importers.reading.grid import Spot
from importers.reading.tree import Fields, fields, items

NO_STEP = saying("this line names no step: it is left out", "cette ligne ne nomme aucune étape : elle est ignorée")

TOTAL = saying("this line sums the others up: it is left out", "cette ligne résume les autres : elle est ignorée")
TOTALS = frozenset(("total", "totals", "sum", "average", "avg", "mean", "moyenne", "somme", "ø", "summe", "gesamt",
                    "durchschnitt", "mittelwert", "media", "promedio", "suma", "итого", "всего", "среднее", "合計",
                    "平均"))  # fmt: skip
"""What a line begins with that sums the others up."""

SHOWN = 200
"""How much is shown of a line that is left out."""


@dataclass
class Drawn(Places):
    """Documents as they grow, one for each table of a source; what one of them describes no other does."""

    problems: list[Problem] = field(default_factory=list)
    _known: dict[Ref, Fields] = field(default_factory=dict)
    _tables: list[tuple[str, list[Ref]]] = field(default_factory=list)

    def begin(self, name: str) -> None:
        """Another table, on a sheet of this name."""
        self._tables.append((name, []))

    def describe(self, label: str, key: str, at: Spot, **told: Any) -> Fields:
        """What journeys refer to, or what is said of them, or one of them; what is told of it first counts."""
        if (label, key) not in self._known:
            self._known[label, key] = fields(at, {"key": key, **told})
            self._tables[-1][1].append((label, key))
        return self._known[label, key]

    def free(self, label: str, key: str) -> str:
        """The key, or one like it that nothing of the label has."""
        return unique(key, {known for of, known in self._known if of == label})

    def note(self, problem: Problem) -> None:
        """Something that was found."""
        self.problems.append(problem)

    def documents(self) -> list[Document]:
        """What the tables say, as knowledge files have it."""
        return [Document(name, self._document(refs)) for name, refs in self._tables]

    def _document(self, refs: Sequence[Ref]) -> Fields:
        told: dict[str, Any] = {"parcours": 1}
        for label, name in TOP.items():
            listed = [self._known[ref] for ref in refs if ref[0] == label]
            told[name] = items(listed) if listed else None
        return fields((1, 1), told)


class TableDrawing:
    """Draws the journeys of one table; `title` is what a journey is called that nothing else names."""

    def __init__(self, drawn: Drawn, table: Mapped, title: str) -> None:
        self._drawn, self._table, self._title = drawn, table, title
        drawn.begin(table.block.grid.name)
        self._lanes = table.mapping.aims()
        self._found = Found(table.block.grid)
        self._read = Reader(table.mapping, self._found)
        self._journey: JourneyDrawing | None = None
        self._journeys: dict[str, JourneyDrawing] = {}

    def draw(self) -> None:
        """Take every line of the table."""
        for line in self._table.lines():
            given = [Given(name, self._lanes[name], cell) for name, cell in line.cells.items()]
            if plain(given[0].cell.text.strip(" :")) in TOTALS:
                self._left_out(line, given, Code.UNMAPPED_VALUE, TOTAL())
            elif not self._drawing(line, given).take(given):
                self._left_out(line, given, Code.MISSING_KEY, NO_STEP())
        for journey in self._journeys.values():
            journey.finish()
        self._drawn.problems += self._found.problems()

    def _left_out(self, line: Line, given: Sequence[Given], code: Code, said: Saying) -> None:
        shown = " | ".join(f"{each.name}: {each.cell.text}" for each in given)[:SHOWN]
        self._drawn.note(Problem(code, said, self._table.block.grid.place(line.spot), shown))

    def _drawing(self, line: Line, given: Sequence[Given]) -> JourneyDrawing:
        """The journey that a line belongs to: the one that it names, else the one before."""
        title, key = first(given, "journey"), first(given, "journeyKey")
        if self._journey is None or title or key:
            self._journey = self._opened(line, title.cell.text if title else None, key.cell.text if key else None)
        return self._journey

    def _opened(self, line: Line, title: str | None, key: str | None) -> JourneyDrawing:
        told = self._table.mapping.journey
        named = key or title or ""
        if named not in self._journeys:
            title = title or (None if named else told.title or self._title)
            own = key or (None if named else told.key) or (title and latin(title)) or slug(title or "", "journey")
            perspective = told.perspective and told.perspective.value
            made = self._drawn.describe(
                "Journey", self._drawn.free("Journey", own), line.spot, title=title, perspective=perspective
            )
            self._journeys[named] = JourneyDrawing(self._drawn, made, self._read, self._table.block.grid)
        return self._journeys[named]
