"""A table under its mapping, line by line: what a row says, or a column of a table whose stages run across."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from graph.problems import Code
from graph.saying import saying
from importers.errors import BadKnowledge, bad
from importers.invalid import closest, meant
from importers.journeys.table_mapping import EMPTY, TableMapping
from importers.journeys.table_unread import tell_unread
from importers.journeys.vocabulary import likeness
from importers.reading.blocks import Block, Cell, Known, blocks, headed
from importers.reading.grid import Grid, Spot, spots
from importers.rows.columns import HAS, NO_COLUMN

NO_TABLE = saying(
    "no table here has the lanes that the mapping names; `parcours import journey-table {file} --suggest-mapping` "
    "writes one that fits",
    "aucun tableau n'a ici ce que nomme le mapping ; `parcours import journey-table {file} --suggest-mapping` "
    "en écrit un qui convient",
)
NO_RANGE = saying(
    "`range: {range}` names no cells: write it like B4 or B4:K40",
    "`range: {range}` ne nomme pas de cellules : écrivez B4, ou B4:K40",
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
        empty = {*EMPTY, *self.mapping.empty}
        heads = [(place, self.names[head.name]) for place, head in self.block.heads() if head.name in self.names]
        for number in self.block.lines[self.mapping.skip :]:
            found = ((lane, self.block.cell(number, place)) for place, lane in heads)
            cells = {lane: cell for lane, cell in found if cell and not self._means_none(lane, cell.text, empty)}
            if cells:
                yield Line(number, cells)

    def _means_none(self, lane: str, text: str, empty: set[str]) -> bool:
        """Whether a text says that nobody knows, unless the lane says what it means."""
        return text in empty and text not in self.mapping.aims()[lane].values


def mapped(grids: Sequence[Grid], mapping: TableMapping) -> list[Mapped]:
    """The tables that have what the mapping asks for; all others, and lanes that are not read, are told.

    BadKnowledge where there is none, or where a lane of the mapping is nowhere.
    """
    wanted = {_name(name): name for name in mapping.aims()}
    heads: tuple[Known, ...] = likeness, lambda text: _name(text) in wanted or likeness(text)
    ways = [[each for grid in grids for each in _of(grid, mapping, wanted, known)] for known in heads]
    fits = [[each for each in found if _fits(each, mapping)] for found in ways]
    fit = max(fits, key=lambda each: len({lane for table in each for lane in table.names.values()}))
    if not fit:
        raise BadKnowledge([bad(Code.UNKNOWN_COLUMN, NO_TABLE(file=grids[0].name), (grids[0].name, None, None))])
    _missing(fit, mapping)
    tell_unread(grids, fit)
    return fit


def _of(grid: Grid, mapping: TableMapping, wanted: dict[str, str], known: Known) -> Iterator[Mapped]:
    """The tables of a sheet, begun by heads that are known, each with the lanes that it has."""
    if mapping.sheet is not None and grid.sheet and grid.sheet.casefold() != mapping.sheet.casefold():
        return
    across = {"columns": True, "rows": False, None: None}[mapping.orientation]
    for block in _ranged(grid, mapping, known):
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
    rest = replace(grid, cells={spot: grid.cells[spot] for spot in there})
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
