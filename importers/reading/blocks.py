"""Tables on a sheet: where each begins and ends, what stands above it, and its lines, whichever way it runs."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from importers.reading.grid import Grid, Spot, letters

Known = Callable[[str], float]
"""How likely a text is the head of a line of cells, from 0 to 1."""

HEADS = 12
"""How many lines of a table are looked at for its heads: titles and remarks may stand before them."""

FEW = 2
"""A table has at least so many heads that are known."""

REMARK = re.compile(r"\w\s*[:：]\s*\S")
"""A name and what it is: `Persona: Claire`."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell, and where."""

    text: str
    spot: Spot


@dataclass(frozen=True)
class Head:
    """The name of a line of cells; one without a name, or with that of another, is known by its place (`#3`)."""

    name: str
    spot: Spot
    unnamed: bool = False


@dataclass(frozen=True)
class Block:
    """A table on a sheet. `across`: its heads stand in a column, and what a stage holds below each other."""

    grid: Grid
    first: Spot
    last: Spot
    across: bool = False
    head: int = 0
    """The row, or column, of its heads."""

    @property
    def name(self) -> str:
        """Where it begins, as programs call the cell."""
        return f"{letters(self.first[1])}{self.first[0]}"

    def cell(self, line: int, place: int) -> Cell | None:
        """What stands in a line under the head in a place: of a head that is merged over several, all of it."""
        spot = self._spot(line, place)
        if not self.grid.merged:
            return Cell(self.grid.cells[spot], spot) if spot in self.grid.cells else None
        found = [Cell(self.grid.cells[spot], spot) for spot in self.spots(line, place) if spot in self.grid.cells]
        if len(found) > 1:
            return Cell("\n".join(each.text for each in _once(found, self.grid)), found[0].spot)
        return found[0] if found else None

    def spots(self, line: int, place: int) -> list[Spot]:
        """Where that stands."""
        head = self._spot(self.head, place)
        if line == self.head or self.grid.merged.get(head) != head:
            return [self._spot(line, place)]
        under = [each for each in self.places if self.grid.merged.get(self._spot(self.head, each)) == head]
        return [self._spot(line, each) for each in under]

    def _spot(self, line: int, place: int) -> Spot:
        return (place, line) if self.across else (line, place)

    def _goes_on(self, place: int) -> bool:
        """Whether the head in a place is merged with one before it."""
        head = self._spot(self.head, place)
        first = self.grid.merged.get(head, head)
        return first != head and self.first <= first and not self.is_title(place)

    @property
    def lines(self) -> range:
        """Its lines below the heads: rows, or columns beside them."""
        return range(self.head + 1, (self.last[1] if self.across else self.last[0]) + 1)

    @property
    def filled(self) -> int:
        """How many of its lines hold anything."""
        which = 1 if self.across else 0
        lines, places = self.lines, self.places
        there = {spot[which] for spot in self.grid.cells if spot[which] in lines and spot[1 - which] in places}
        return len(there)

    @property
    def places(self) -> range:
        """Where heads stand: in columns, or in rows."""
        which = 0 if self.across else 1
        return range(self.first[which], self.last[which] + 1)

    def heads(self) -> list[tuple[int, Head]]:
        """The heads, each with its place; those of lines in which nothing stands are left out, unless they say it."""
        found: list[tuple[int, Head]] = []
        taken: set[str] = set()
        for number, place in enumerate(self.places, 1):
            cell = self.cell(self.head, place)
            name = cell.text if cell else ""
            if self._goes_on(place) or self.is_title(place) or (not name and not self._filled(place)):
                continue
            unnamed = not name or name.casefold() in taken
            taken.add(name.casefold())
            found.append((place, Head(f"#{number}" if unnamed else name, self._spot(self.head, place), unnamed)))
        return found

    def _filled(self, place: int) -> list[Cell]:
        return [cell for line in self.lines if (cell := self.cell(line, place))]

    def is_title(self, place: int) -> bool:
        """Whether what stands in a place is one cell over all of them, or across one that has nothing beside it."""
        if not self.across and not self.grid.merged:
            return False
        cells = [cell for line in (self.head, *self.lines) if (cell := self.cell(line, place))]
        told = self.cell(self.head, place)
        remark = told is not None and REMARK.search(told.text) and len(cells) * 3 <= len(self.lines)
        alone = self.across and told is not None and (len(cells) == 1 or remark)
        return bool(alone) or (len(cells) > 1 and len(_once(cells, self.grid)) == 1)

    def titles(self) -> list[list[Cell]]:
        """What stands in it before its heads, and beside them across it: titles and remarks, row by row."""
        first, head = self.first[0], self.head
        if self.across:
            rows = [place for place in self.places if self.is_title(place)]
            return [_once([cell for line in (head, *self.lines) if (cell := self.cell(line, row))], self.grid)
                    for row in rows]  # fmt: skip
        above = ([cell for place in self.places if (cell := self.cell(row, place))] for row in range(first, head))
        return [_once(cells, self.grid) for cells in above if cells]


def _once(cells: Sequence[Cell], grid: Grid) -> list[Cell]:
    """The cells, merged ones as one."""
    found: dict[Spot, Cell] = {}
    for cell in cells:
        found.setdefault(grid.merged.get(cell.spot, cell.spot), cell)
    return list(found.values())


def blocks(grid: Grid, known: Known) -> list[Block]:
    """The tables of a sheet from top to bottom, each with the titles above it; what has no heads of its own, and goes
    on as the table above it does, is part of that one."""
    found: list[Block] = []
    for band in _bands(grid):
        above = list(found)
        for part in _beside(grid, band, known):
            block = headed(Block(grid, *part), known)
            table = next((each for each in reversed(above) if _over(each, part) and _heads(each, known) >= FEW), None)
            if table in found and (_heads(block, known) < FEW or _other_lanes(table, block)) and _goes_on(table, block):
                found[found.index(table)] = _both(table, block)
            elif above and above[-1] is found[-1] and _heads(above[-1], known) < FEW:  # titles of what follows
                found[-1] = headed(_both(block, above[-1]), known)
            else:
                found.append(block)
    return found


def _both(one: Block, other: Block) -> Block:
    """The one, with what stands in the other, and between them."""
    firsts, lasts = zip(one.first, other.first, strict=True), zip(one.last, other.last, strict=True)
    (top, left), (bottom, right) = map(min, firsts), map(max, lasts)
    return replace(one, first=(top, left), last=(bottom, right))


def _other_lanes(table: Block, part: Block) -> bool:
    """Whether both run across, their heads in the same column, and none of the one is one of the other."""
    names = [{head.name.casefold() for _, head in each.heads()} for each in (table, part)]
    return table.across and part.across and table.head == part.head and names[0].isdisjoint(names[1])


def _goes_on(table: Block, part: Block) -> bool:
    """Whether what stands below a table is more of it, and no legend, source, or small table of something else."""
    rows = [_once([Cell(text, spot) for spot, text in part.grid.cells.items() if spot[0] == row], part.grid)
            for row in range(part.first[0], part.last[0] + 1)]  # fmt: skip
    rows = [cells for cells in rows if cells]
    widest = max(map(len, rows))
    if not table.across:
        return widest > 1 and widest * 2 >= len(table.heads())
    stages = {column for column in table.lines if any(table.cell(column, place) for place in table.places)}
    headed_ = all(cells[0].spot[1] == table.head for cells in rows)
    beside = {cell.spot[1] for row in rows for cell in row[1:]}
    return headed_ and beside <= stages and len(beside) * 3 >= len(stages)


def headed(block: Block, known: Known, across: bool | None = None) -> Block:
    """The block with its heads where most of them are known, in a row or, across, in a column; a row where none is."""
    (top, left), (bottom, right) = block.first, block.last
    rows = [replace(block, head=row) for row in range(top, min(bottom, top + HEADS) + 1)]
    columns = [replace(block, across=True, head=column) for column in range(left, min(right, left + HEADS) + 1)]
    candidates = [*(rows if across is not True else []), *(columns if across is not False else [])]
    return max(candidates, key=lambda each: _likely(each, known))


def _likely(block: Block, known: Known) -> float:
    """How likely its heads are heads: many that are known, and few others among them."""
    if not _heads(block, known):
        return 0.0
    cells = [cell for place in block.places if (cell := block.cell(block.head, place)) and not block.is_title(place)]
    told = {cell.text.casefold(): known(cell.text) for cell in _once(cells, block.grid)}
    return min(sum(told.values()), HEADS) * sum(told.values()) / len(told)


def _heads(block: Block, known: Known) -> int:
    """How many heads are known that anything stands under; merged ones count once, titles do not."""
    cells = [cell for place in block.places if (cell := block.cell(block.head, place)) and not block.is_title(place)]
    if not any(block.cell(line, place) for line in block.lines for place in block.places):
        return 0
    return len({cell.text.casefold() for cell in _once(cells, block.grid) if known(cell.text)})


def _bands(grid: Grid) -> Iterator[tuple[int, int]]:
    """Rows that stand together, without a blank one between them: the first and the last."""
    rows = sorted({row for row, _ in grid.cells})
    if rows:
        breaks = [(one, other) for one, other in pairwise(rows)
                  if other - one > 1 and grid.follows.get(other) != one]  # fmt: skip
        starts = [rows[0], *(other for _, other in breaks)]
        yield from zip(starts, [*(one for one, _ in breaks), rows[-1]], strict=True)


def _beside(grid: Grid, band: tuple[int, int], known: Known) -> Iterator[tuple[Spot, Spot]]:
    """The tables that stand beside each other in a band, a blank column between them and heads of their own below."""
    top, bottom = band
    columns = sorted({column for row, column in grid.cells if top <= row <= bottom})
    start = columns[0]
    for one, other in pairwise(columns):
        if other - one > 1:
            left, right = Block(grid, (top, start), (bottom, one)), Block(grid, (top, other), (bottom, columns[-1]))
            if all(_heads(headed(each, known), known) >= FEW for each in (left, right)):
                yield left.first, left.last
                start = other
    yield (top, start), (bottom, columns[-1])


def _over(block: Block, part: tuple[Spot, Spot]) -> bool:
    """Whether a block stands above some columns."""
    return block.last[0] < part[0][0] and block.first[1] <= part[1][1] and part[0][1] <= block.last[1]
