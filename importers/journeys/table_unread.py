"""What of a file's sheets no table under a mapping reads: told, with how many cells it is."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from graph.problems import Code
from graph.saying import saying
from importers.journeys.table_mapping import Lane, TableMapping
from importers.journeys.vocabulary import likeness
from importers.reading.blocks import Block, Head, blocks
from importers.reading.grid import Grid, Spot, letters

NOT_READ = saying(
    "{lane!r} is not in the mapping; cells left out: {n:,}",
    "{lane!r} ne figure pas dans le mapping ; cellules ignorées : {n:,}",
)
IGNORED = saying(
    "the mapping leaves {lane!r} out; its cells: {n:,}", "le mapping laisse {lane!r} de côté ; ses cellules : {n:,}"
)
OTHER_TABLE = saying(
    "the table that begins at {cell} has not what the mapping asks for; cells left out: {n:,}",
    "le tableau qui commence en {cell} n'a pas ce que demande le mapping ; cellules ignorées : {n:,}",
)
BESIDE = saying(
    "what stands above or beside the table is no part of it; cells left out, from {text!r} on: {n:,}",
    "ce qui se trouve au-dessus ou à côté du tableau n'en fait pas partie ; cellules ignorées, à partir de "
    "{text!r} : {n:,}",
)
SHOWN = 60
"""How much of a cell is shown."""


class Read(Protocol):
    """A table that is read under a mapping."""

    @property
    def block(self) -> Block:
        """Where it stands."""

    @property
    def mapping(self) -> TableMapping:
        """What the mapping says."""

    @property
    def names(self) -> dict[str, str]:
        """The lanes of the mapping that it has, by what the table calls them."""


def tell_unread(grids: Iterable[Grid], tables: Sequence[Read]) -> None:
    """Note it in the sheets: lanes, other tables, and what stands above or beside."""
    for table in tables:
        _lanes(table)
    for grid in grids:
        here = [table for table in tables if table.block.grid is grid]
        rest = {spot for spot in grid.cells if grid.merged.get(spot, spot) == spot}.difference(*map(_told, here))
        for other in blocks(grid, likeness) if rest else ():
            left = {spot for spot in rest if _within(spot, other)}
            if left and not any(_meet(other, table.block) for table in here):
                said = OTHER_TABLE(n=len(left), cell=other.name)
                grid.note(Code.UNMAPPED_VALUE, said, _at(other.first), other.name, count=len(left))
                rest -= left
        if rest:
            first = grid.cells[min(rest)][:SHOWN]
            grid.note(Code.UNMAPPED_VALUE, BESIDE(n=len(rest), text=first), _at(min(rest)), first, count=len(rest))


def _lanes(table: Read) -> None:
    """Those that the mapping does not name, and those that it leaves out."""
    for place, head in table.block.heads():
        count = sum(table.block.cell(line, place) is not None for line in table.block.lines[table.mapping.skip :])
        lane = _lane(table, head)
        if count and (lane is None or lane.to == "ignore"):
            said = (IGNORED if lane else NOT_READ)(n=count, lane=head.name)
            table.block.grid.note(Code.UNKNOWN_COLUMN, said, _at(head.spot), head.name, count=count)


def _lane(table: Read, head: Head) -> Lane | None:
    name = table.names.get(head.name)
    return table.mapping.aims()[name] if name else None


def _told(table: Read) -> set[Spot]:
    """The cells of a table that are read, or of lanes that are told; and those above it that the mapping repeats."""
    block, journey = table.block, table.mapping.journey
    lines = block.lines[table.mapping.skip :]
    heads = block.heads()
    read = {spot for line in lines for place, _ in heads for spot in block.spots(line, place)}
    repeated = tuple(text for text in (journey.title, journey.persona) if text)
    titles = {cell.spot for cells in block.titles() for cell in cells if cell.text.endswith(repeated)}
    return read | {head.spot for _, head in heads} | titles


def _within(spot: Spot, block: Block) -> bool:
    return all(low <= place <= high for low, place, high in zip(block.first, spot, block.last, strict=True))


def _meet(one: Block, other: Block) -> bool:
    """Whether two tables have a cell in common."""
    return all(one.first[way] <= other.last[way] and other.first[way] <= one.last[way] for way in (0, 1))


def _at(spot: Spot) -> tuple[int, str]:
    return spot[0], letters(spot[1])
