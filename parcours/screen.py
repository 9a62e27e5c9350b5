"""What is printed on a terminal: tables that fit it, and cards where a table does not."""

import io
import shutil
from collections.abc import Iterable, Sequence

from rich.box import HEAVY_HEAD, SIMPLE_HEAD, Box
from rich.cells import cell_len
from rich.console import Console, JustifyMethod
from rich.padding import PaddingDimensions
from rich.table import Table
from rich.text import Text

from graph.language import Language
from queries.drawing import Drawing
from wording.writing import COLON, NO_BREAK, THOUSANDS, harmless

PIPED = 100
"""How wide answers are where nobody says how wide the terminal is: in a pipe, or in a file."""
LEAST = 40
HEIGHT = 12
"""How many lines the highest cell of a table has at most; rows that would need more are cards."""
SHORT, LOW = 26, 5
"""How wide texts are that are not broken while no other cell is higher than so many lines for it."""
FRAMES: dict[int, tuple[PaddingDimensions, Box]] = {3: ((0, 1), HEAVY_HEAD), 2: ((0, 1, 0, 0), SIMPLE_HEAD)}
"""What a column takes beside its text, in a table with lines and in one without: how it is padded, and its box."""
GUTTER = 3
"""How much room the number of a card has at least."""

HELD = {ord(NO_BREAK): "\ue000", ord(THOUSANDS[Language.FR]): "\ue001"}
"""Spaces at which no line may break, and what stands for them while Rich, which knows none such, breaks lines."""
LET_GO = {ord(held): chr(space) for space, held in HELD.items()}


def width() -> int:
    """How wide answers are shown, in characters."""
    return max(LEAST, shutil.get_terminal_size((PIPED, 40)).columns)


def blank() -> Console:
    """A screen of the terminal's width that keeps what is printed on it."""
    screen = Console(file=io.StringIO(), width=width(), markup=False, highlight=False, emoji=False)
    screen.begin_capture()
    return screen


def printed(screen: Console) -> str:
    """What was printed on such a screen."""
    lines = screen.end_capture().rstrip().split("\n")
    return harmless("\n".join(line.rstrip() for line in lines).translate(LET_GO))


def text(said: str, style: str = "") -> Text:
    """Text whose lines do not break where they may not."""
    return Text(said.translate(HELD), style=style)


def draw(screen: Console, drawing: Drawing, language: Language) -> None:
    """Print a table or a drawing, with what stands above and below it; rows that fit no table are cards."""
    if drawing.title:
        screen.print(text(drawing.title, style="bold"))
    lines = [drawing.heads, *drawing.rows]
    if not drawing.heads:
        screen.print(_grid(drawing.rows))
    elif found := fitted(lines, screen.width):
        screen.print(_table(drawing, *found))
    else:
        _cards(screen, drawing, language)
    if drawing.below:
        screen.print(text(drawing.below))


def fitted(lines: Sequence[Sequence[str]], width: int) -> tuple[int, list[int]] | None:
    """The frame of a table, the heads first, and how wide its columns are: no word is cut, its highest cell is low.

    Short texts are whole where they can be without making others much higher. None where no table does: some cell
    would be higher than `HEIGHT`.
    """
    columns = [[each.translate(HELD) for each in column] for column in zip(*lines, strict=True)]
    least = [max(map(_widest_word, column)) for column in columns]
    most = [max(map(_widest_line, column)) for column in columns]
    whole = [max([low, *map(_widest_line, column[1:])]) for low, column in zip(least, columns, strict=True)]
    short = [wide if wide <= SHORT else low for wide, low in zip(whole, least, strict=True)]
    lined, light = FRAMES
    for bounds, frame, highest in (
        (short, lined, LOW),
        (short, light, 2),
        (least, lined, HEIGHT),
        (least, light, HEIGHT),
    ):
        for height in range(1, highest + 1):
            told = zip(columns, bounds, most, strict=True)
            widths = [_narrowest(column, height, low, high) for column, low, high in told]
            if (spare := width - 1 - frame * len(columns) - sum(widths)) >= 0:
                return frame, _spread(widths, most, spare)
    return None


def _widest_line(cell: str) -> int:
    return max(map(cell_len, cell.split("\n")))


def _widest_word(cell: str) -> int:
    return max(map(cell_len, cell.split()), default=0)


def _narrowest(column: Sequence[str], height: int, low: int, high: int) -> int:
    """The least width at which no cell is higher, or the widest line, which is as wide as a column is ever."""
    while low < high:
        middle = (low + high) // 2
        if all(_height(cell, middle) <= height for cell in column):
            high = middle
        else:
            low = middle + 1
    return high


def _height(cell: str, width: int) -> int:
    """How many lines a cell takes, near enough: words leave some room at the end of a line."""
    return sum(-(-cell_len(line) // max(1, width - 2)) if cell_len(line) > width else 1 for line in cell.split("\n"))


def _spread(widths: list[int], most: Sequence[int], spare: int) -> list[int]:
    """The room that is left, given first to whoever lacks least: so most lines are whole."""
    for place in sorted(range(len(widths)), key=lambda place: most[place] - widths[place]):
        more = min(spare, most[place] - widths[place])
        widths[place] += more
        spare -= more
    return widths


def _table(drawing: Drawing, frame: int, widths: Sequence[int]) -> Table:
    """A table with a line on both sides of each row that takes several."""
    padding, box = FRAMES[frame]
    made = Table(box=box, padding=padding)
    for place, (head, wide) in enumerate(zip(drawing.heads, widths, strict=True)):
        justify: JustifyMethod = "right" if place in drawing.numbers else "left"
        made.add_column(text(head), justify=justify, width=wide)
    high = [any(_height(each, wide) > 1 for each, wide in zip(row, widths, strict=True)) for row in drawing.rows]
    for row, here, below in zip(drawing.rows, high, [*high[1:], False], strict=True):
        made.add_row(*map(text, row), end_section=here or below)
    return made


def _grid(rows: Iterable[Sequence[str]]) -> Table:
    grid = Table.grid(padding=(0, 2))
    for row in rows:
        grid.add_row(*map(text, row))
    return grid


def _cards(screen: Console, drawing: Drawing, language: Language) -> None:
    """A card for each row, by its number; rows that begin with their own number are known by that."""
    heads, rows = drawing.card_heads or drawing.heads, drawing.rows
    numbered = all(row[0].isdigit() for row in rows)
    numbers = [row[0] for row in rows] if numbered else map(str, range(1, len(rows) + 1))
    cards = [list(zip(heads, row, strict=True))[numbered:] for row in rows]
    _listed(screen, zip(numbers, cards, strict=True), language)
    screen.print()


def pairs(screen: Console, told: Iterable[tuple[str, str]], language: Language) -> None:
    """Heads and what they are of, below each other; those that have nothing are left out."""
    _listed(screen, [("", told)], language)


def _listed(screen: Console, cards: Iterable[tuple[str, Iterable[tuple[str, str]]]], language: Language) -> None:
    filled = [(number, [(head, value) for head, value in card if value]) for number, card in cards]
    heads = {f"{head}{COLON[language]}".translate(HELD) for _, card in filled for head, _ in card}
    longest, word = (max(map(measure, heads), default=0) for measure in (cell_len, _widest_word))
    grid = Table.grid(padding=(0, 2))
    grid.add_column(width=max(GUTTER, *(len(number) + 1 for number, _ in filled)))
    grid.add_column(width=max(word, min(longest, screen.width // 3)))
    grid.add_column(overflow="fold")
    for place, (number, card) in enumerate(filled):
        if place:
            grid.add_row()
        for line, (head, value) in enumerate(card):
            told = text(f"{head}{COLON[language]}", "dim"), text(value)
            grid.add_row(text("" if line or not number else f"{number}.", "bold"), *told)
    screen.print(grid)
