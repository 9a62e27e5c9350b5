"""Pipe tables in Markdown pages, each with the heading above it."""

import re
from collections.abc import Iterator

DASHES = re.compile(r":?-{3,}:?")
HEADING = re.compile(r" {0,3}#{1,6}\s")
FENCE = re.compile(r"^\s*(```|~~~)")
BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
MARKS = re.compile(r"(\*\*|__|`)(.+?)\1")
LINK = re.compile(r"!?\[([^\[\]]{0,300})\]\([^()]{0,2000}\)")

Rows = list[tuple[int, list[str]]]
"""Numbers of lines, and cells."""

ENDINGS = (".csv", ".tsv", ".txt.gz", ".csv.gz", ".tsv.gz")


def may_have(name: str) -> bool:
    """Whether a text of this name may have pipe tables: what is called a CSV has none."""
    return not name.lower().endswith(ENDINGS)


def tables(text: str) -> Iterator[tuple[str, Rows]]:
    """The pipe tables of a text, each with the heading that it stands under; nothing where it has none."""
    heading, fenced, lines = "", False, text.splitlines()
    place = 0
    while place < len(lines):
        line = lines[place]
        fenced ^= bool(FENCE.match(line))
        if not fenced and HEADING.match(line):
            heading = _plain(line.strip().strip("#").strip())
        if not fenced and "|" in line and place + 1 < len(lines) and _is_rule(lines[place + 1]):
            end = _end(lines, place + 2)
            there = [place, *range(place + 2, end)]
            yield heading, [(number + 1, _cells(lines[number])) for number in there]
            place = end
        else:
            place += 1


def _is_rule(line: str) -> bool:
    """Whether a line stands between the heads of a pipe table and its rows."""
    return all(DASHES.fullmatch(cell.strip()) for cell in line.strip().removeprefix("|").removesuffix("|").split("|"))


def _end(lines: list[str], place: int) -> int:
    while place < len(lines) and "|" in lines[place]:
        place += 1
    return place


def _cells(line: str) -> list[str]:
    cells = re.split(r"(?<!\\)\|", line.strip().removeprefix("|").removesuffix("|"))
    return [_plain(cell) for cell in cells]


def _plain(text: str) -> str:
    """The words of a cell, without what only sets them."""
    text = BREAK.sub("\n", text.replace("\\|", "|"))
    return MARKS.sub(r"\2", LINK.sub(r"\1", text)).strip()
