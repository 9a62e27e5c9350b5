"""A table under its mapping, line by line: what a row says, or a column of a table whose stages run across."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from graph.problems import Code
from graph.saying import saying
from importers.errors import BadKnowledge, bad
from importers.invalid import closest, meant
from importers.journeys.table_mapping import EMPTY, TableMapping
from importers.journeys.vocabulary import is_lane
from importers.reading.blocks import Block, Cell, Head, Known, blocks, headed
from importers.reading.grid import Grid, Spot, letters, spots
from importers.rows.columns import HAS, NO_COLUMN

NOT_READ = saying(
    "{lane!r} is not in the mapping; cells left out: {n:,}",
    "{lane!r} ne figure pas dans le mapping ; cellules ignorées : {n:,}",
)
IGNORED = saying(
    "the mapping leaves {lane!r} out; its cells: {n:,}", "le mapping laisse {lane!r} de côté ; ses cellules : {n:,}"
)
OTHER_TABLE = saying(
    "the table that begins at {cell} has not what the mapping asks for; cells left out: {n:,}",
    "le tableau qui commence en {cell} n'a pas ce que demande le mapping ; cellules ignorées : {n:,}",
)
NO_TABLE = saying(
    "no table here has the lanes that the mapping names; `parcours import journey-table {file} --suggest-mapping` "
    "writes one that fits",
    "aucun tableau n'a ici ce que nomme le mapping ; `parcours import journey-table {file} --suggest-mapping` "
    "en écrit un qui convient",
)
NO_RANGE = saying(
    "`range: {range}` names no cells: write it like B4 or B4:K40",
    "`range: {range}` ne nomme pas de cellules : écrivez B4, ou B4:K40",
)


@dataclass(frozen=True)
class Line:
    """What one stage, step or touchpoint has in each lane; `number` is that of its row or column."""

    number: int
    cells: dict[str, Cell]

    @property
    def spot(self) -> Spot:
        """Where it begins."""
        return next(iter(self.cells.values())).spot


@dataclass(frozen=True)
class Mapped:
    """A table of a sheet that has the lanes of a mapping."""

    block: Block
    mapping: TableMapping
    names: dict[str, str]
    """The lanes of the mapping that it has, by what the table calls them."""

    def lines(self) -> Iterator[Line]:
        """Its lines in order; what stands for nothing is left out, and so is a line of nothing else."""
        empty = {word.casefold() for word in (*EMPTY, *self.mapping.empty)}
        heads = [(place, self.names[head.name]) for place, head in self.block.heads() if head.name in self.names]
        for number in self.block.lines[self.mapping.skip :]:
            found = ((lane, self.block.cell(number, place)) for place, lane in heads)
            cells = {lane: cell for lane, cell in found if cell and not self._means_none(lane, cell.text, empty)}
            if cells:
                yield Line(number, cells)

    def _means_none(self, lane: str, text: str, empty: set[str]) -> bool:
        """Whether a text says that nobody knows, unless the lane says what it means."""
        return text.casefold() in empty and text not in self.mapping.aims()[lane].values

    def unread(self) -> Iterator[tuple[Head, int]]:
        """The lanes that the mapping does not name, and how many cells each has."""
        for place, head in self.block.heads():
            count = sum(self.block.cell(line, place) is not None for line in self.block.lines)
            if head.name not in self.names and count:
                yield head, count


def mapped(grids: Sequence[Grid], mapping: TableMapping) -> list[Mapped]:
    """The tables that have what the mapping asks for; all others, and lanes that are not read, are told.

    BadKnowledge where there is none, or where a lane of the mapping is nowhere.
    """
    wanted = {name.casefold().strip(): name for name in mapping.aims()}
    found = [each for grid in grids for each in _of(grid, mapping, wanted)]
    fit = [each for each in found if _fits(each, mapping)]
    if not fit:
        raise BadKnowledge([bad(Code.UNKNOWN_COLUMN, NO_TABLE(file=grids[0].name), (grids[0].name, None, None))])
    _missing(fit, mapping)
    for grid in grids:
        for other in blocks(grid, is_lane):
            if not any(each.block.grid is grid and _lies_in(other, each.block) for each in fit):
                _left_out(other)
    for each in fit:
        for head, count in each.unread():
            each.block.grid.note(Code.UNKNOWN_COLUMN, NOT_READ(n=count, lane=head.name), _at(head.spot), head.name)
        for lane in (lane for lane in each.names.values() if mapping.aims()[lane].to == "ignore"):
            count = sum(lane in line.cells for line in each.lines())
            each.block.grid.note(Code.UNKNOWN_COLUMN, IGNORED(n=count, lane=lane), (None, lane), lane)
    return fit


def _of(grid: Grid, mapping: TableMapping, wanted: dict[str, str]) -> Iterator[Mapped]:
    """The tables of a sheet, each with the lanes that it has."""
    if mapping.sheet is not None and grid.sheet and grid.sheet.casefold() != mapping.sheet.casefold():
        return
    across = {"columns": True, "rows": False, None: None}[mapping.orientation]
    for block in _ranged(grid, mapping, lambda text: _name(text) in wanted or is_lane(text)):
        turned = headed(block, lambda text: _name(text) in wanted, across)
        names = {head.name: wanted[_name(head.name)] for _, head in turned.heads() if _name(head.name) in wanted}
        yield Mapped(turned, mapping, names)


def _name(text: str) -> str:
    return " ".join(text.casefold().split())


def _ranged(grid: Grid, mapping: TableMapping, known: Known) -> list[Block]:
    """The tables of a sheet, or the one that begins where the mapping says."""
    if mapping.range is None:
        return blocks(grid, known)
    given = list(spots(mapping.range))
    if not given:
        raise BadKnowledge([bad(Code.BAD_VALUE, NO_RANGE(range=mapping.range), (grid.name, None, None))])
    if len(given) > 1:
        return [Block(grid, given[0], given[1])]
    there = [spot for spot in grid.cells if spot[0] >= given[0][0] and spot[1] >= given[0][1]]
    rest = Grid(grid.name, grid.sheet, {spot: grid.cells[spot] for spot in there}, grid.merged, grid.found)
    return [replace(block, grid=grid) for block in blocks(rest, known)[:1]]


def _fits(found: Mapped, mapping: TableMapping) -> bool:
    """Whether a table has phases or steps where the mapping looks for them, and half of its lanes."""
    key = [name for name in (mapping.phase, mapping.step) if name]
    there = {*found.names.values()}
    return (not key or not there.isdisjoint(key)) and len(there) * 2 >= len(mapping.aims()) > 0


def _missing(fit: Sequence[Mapped], mapping: TableMapping) -> None:
    there = {lane for each in fit for lane in each.names.values()}
    heads = [head.name for each in fit for _, head in each.block.heads()]
    problems = []
    for lane, told in mapping.aims().items():
        if lane not in there:
            close = closest(lane, heads)
            hint = meant(close) if close else HAS(columns=", ".join(map(repr, heads[:30])))
            said = NO_COLUMN(name=lane, ours=told.to, hint=hint)
            problems.append(bad(Code.UNKNOWN_COLUMN, said, (fit[0].block.grid.name, fit[0].block.head, None), lane))
    if problems:
        raise BadKnowledge(problems)


def _lies_in(other: Block, block: Block) -> bool:
    """Whether another table begins within one."""
    return all(low <= place <= high for low, place, high in zip(block.first, other.first, block.last, strict=True))


def _left_out(block: Block) -> None:
    (top, left), (bottom, right) = block.first, block.last
    count = sum(top <= row <= bottom and left <= column <= right for row, column in block.grid.cells)
    said = OTHER_TABLE(n=count, cell=block.name)
    block.grid.note(Code.UNMAPPED_VALUE, said, (top, letters(left)), block.name)


def _at(spot: Spot) -> tuple[int, str]:
    return spot[0], letters(spot[1])
