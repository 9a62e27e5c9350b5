"""The fast lane: each line that is typed or pasted is a step, or a phase where it says so.

Of what a spreadsheet has in the clipboard a line is a row: its first cell is the step, and the others are its note.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from graph.errors import BadInput
from graph.keys import spelt, unique
from graph.language import Language, both
from graph.saying import saying

MARKED = re.compile(r"^\s*#+\s*")
"""What a line that is a phase begins with."""
BULLET = re.compile(r"^\s*(?:[-*•–]|\d{1,3}[.)])\s+")
"""What lists begin their lines with: no part of what they say."""

ENDS = "\n\r\v\f\x1c-\x1e\x85\u2028\u2029"
"""Where lines end."""
CELL = re.compile(rf'(?:"((?:[^"]|"")*+)"|([^\t{ENDS}]*))(\t|\r\n|[{ENDS}]|\Z)')
"""A cell as spreadsheets copy it, between quotes where it holds quotes, tabs or lines of its own, and what ends it."""
QUOTED = re.compile(rf'[\t{ENDS}]|""')
"""What a text holds of which the quotes around it are a spreadsheet's; of any other they are its own."""
WITHIN = re.compile(rf"\s*[{ENDS}]\s*")
"""An end of a line in a cell."""
BETWEEN = " · "

FIRST = both("Steps", "Étapes")
"""What a phase is called of which nobody said what it is called."""

EMPTY = saying("Write something first.", "Écrivez d'abord quelque chose.")


@dataclass(frozen=True)
class Line:
    """What was meant by a line."""

    text: str
    phase: bool
    note: str


def taken(parts: Iterable[Mapping[str, Any]]) -> set[str]:
    """The keys that parts have, or had."""
    return {key for each in parts for key in (each["key"], *(each["aliases"] or ()))}


def rows(pasted: str) -> list[list[str]]:
    """The cells of each line; what holds no tab has one."""
    found: list[list[str]] = [[]]
    for cell in CELL.finditer(pasted):
        found[-1].append(_content(cell))
        if cell[3] != "\t":
            found.append([])
    return found[:-1]


def _content(cell: re.Match[str]) -> str:
    """What stands in a cell."""
    if cell[1] is None:
        return cell[2]
    return cell[1].replace('""', '"') if QUOTED.search(cell[1]) else f'"{cell[1]}"'


def read(typed: str, phase: bool = False) -> list[Line]:
    """The lines of what was typed; the first is a phase with `phase`. BadInput for none."""
    found = [line for row in rows(typed) if (line := _line(row))]
    if not found:
        raise BadInput(EMPTY())
    if phase:
        found[0] = replace(found[0], phase=True)
    return found


def _line(row: Sequence[str]) -> Line | None:
    """What is meant by a row: its first words are the text, what stands in other cells is its note."""
    phase = bool(MARKED.match(row[0]))
    cells = [BULLET.sub("", f"{MARKED.sub('', WITHIN.sub(' ', cell))} ").strip() for cell in row]
    cells = [cell for cell in cells if cell]
    if not cells:
        return None
    text = next((cell for cell in cells if any(map(str.isalpha, cell))), cells[0])
    cells.remove(text)
    return Line(text, phase, BETWEEN.join(cells))


def changes(
    lines: Sequence[Line], journey: str, phase: str | None, taken: set[str], language: Language
) -> tuple[list[dict[str, Any]], str | None]:
    """What makes them, at the end of a phase, and each new phase behind the one before; and the phase that is last.

    `taken` are the keys of phases that there are.
    """
    made: list[dict[str, Any]] = []

    def begun(name: str, **more: str) -> str:
        key = unique(f"{journey}/{spelt(name, 'phase')}", taken)
        taken.add(key)
        place = {"after": phase} if phase else {"journey": journey}
        made.append({"phase": {"key": key, "name": name, **more, **place}})
        return key

    for line in lines:
        more = {"note": line.note} if line.note else {}
        if line.phase:
            phase = begun(line.text, **more)
        else:
            phase = phase or begun(FIRST[language])
            made.append({"step": {"phase": phase, "text": line.text, **more}})
    return made, phase
