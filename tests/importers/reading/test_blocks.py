"""Tables on a sheet: where each begins and ends, its heads, its titles."""

import pytest

from importers.reading.blocks import Block, blocks
from importers.reading.grid import Grid
from tests.importers.journeys.maps import rows

KNOWN = {"phase", "step", "channel", "mood"}


def grid(text: str) -> Grid:
    """A sheet, as a text draws it."""
    made = Grid("sheet")
    for row, cells in enumerate(rows(text), 1):
        for column, cell in enumerate(cells, 1):
            made.put(row, column, cell)
    return made


def found(text: str) -> list[Block]:
    return blocks(grid(text), lambda name: name.casefold() in KNOWN)


DOWN = "Phase | Step | Channel\nA | s | x\nB | t | y"
ACROSS = "Phase | A | B\nStep | s | t\nChannel | x | y"


@pytest.mark.parametrize(
    ("text", "tables"),
    [
        (DOWN, [("A1", False)]),
        (ACROSS, [("A1", True)]),
        (f" \n \n{DOWN}", [("A3", False)]),
        (f"Title\n\n{DOWN}", [("A1", False)]),
        (f"Title\nA remark | of two\n{ACROSS}", [("A1", True)]),
        (f"{DOWN}\n\n{DOWN}", [("A1", False), ("A5", False)]),
        (f"{ACROSS}\n\nTitle\n\n{ACROSS}", [("A1", True), ("A5", True)]),
        (f"{DOWN}\n\nC | u | z\n | v | z", [("A1", False)]),
        (f"{ACROSS}\n\nMood | 1 | 2", [("A1", True)]),
        (f"{ACROSS}\n\nMood | 1 | 2\n\nOther | 3 | ", [("A1", True)]),
        (f"{DOWN}\n\nSource: a workshop", [("A1", False), ("A5", False)]),
        (f"{ACROSS}\n\nSource: a workshop", [("A1", True), ("A5", False)]),
        (f"{ACROSS}\n\nMetric | A | B | C | D\nn | 1 | 2 | 3 | 4", [("A1", True), ("A5", False)]),
        ("Phase | Step | | Phase | Step\nA | s | | B | t", [("A1", False), ("D1", False)]),
        ("Phase | A | | Phase | B\nStep | s | | Step | t", [("A1", True), ("D1", True)]),
        ("Phase | A | | B\nStep | s | | t", [("A1", True)]),
        ("just | some\nmore | text", [("A1", False)]),
        ("", []),
    ],
)  # fmt: skip
def test_tables_of_a_sheet(text: str, tables: list[tuple[str, bool]]) -> None:
    assert [(block.name, block.across) for block in found(text)] == tables


def test_heads_titles_and_lines() -> None:
    (block,) = found(f"Title\nPersona: Ana\n{DOWN}")
    assert [head.name for _, head in block.heads()] == ["Phase", "Step", "Channel"]
    assert [[cell.text for cell in cells] for cells in block.titles()] == [["Title"], ["Persona: Ana"]]
    assert list(block.lines) == [4, 5]
    (block,) = found(f"Title\n{ACROSS}")
    assert [head.name for _, head in block.heads()] == ["Phase", "Step", "Channel"]
    assert [[cell.text for cell in cells] for cells in block.titles()] == [["Title"]]


def test_heads_without_a_name_and_with_that_of_another() -> None:
    (block,) = found("Phase | Step | | step | Channel | \nA | s | x | y | z | ")
    assert [(head.name, head.unnamed) for _, head in block.heads()] == [
        ("Phase", False), ("Step", False), ("#3", True), ("#4", True), ("Channel", False),
    ]  # fmt: skip


def test_lanes_without_cells_are_there() -> None:
    (block,) = found("Phase | Step | Mood\nA | s | ")
    assert [head.name for _, head in block.heads()] == ["Phase", "Step", "Mood"]
