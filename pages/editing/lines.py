"""The fast lane: each line that is typed or pasted is a step, or a phase where it says so."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from graph.errors import BadInput
from graph.keys import slug, unique
from graph.language import Language, both
from graph.saying import saying

MARKED = re.compile(r"^\s*#+\s*")
"""What a line that is a phase begins with."""
BULLET = re.compile(r"^\s*(?:[-*•–]|\d{1,3}[.)])\s+")
"""What lists begin their lines with: no part of what they say."""

FIRST = both("Steps", "Étapes")
"""What a phase is called of which nobody said what it is called."""

EMPTY = saying("Write something first.", "Écrivez d'abord quelque chose.")


@dataclass(frozen=True)
class Line:
    """What was meant by a line."""

    text: str
    phase: bool


def read(typed: str, phase: bool = False) -> list[Line]:
    """The lines of what was typed; the first is a phase with `phase`. BadInput for none."""
    lines = [line for line in typed.splitlines() if line.strip()]
    found = [Line(BULLET.sub("", MARKED.sub("", line)).strip(), bool(MARKED.match(line))) for line in lines]
    found = [line for line in found if line.text]
    if not found:
        raise BadInput(EMPTY())
    if phase:
        found[0] = Line(found[0].text, True)
    return found


def changes(
    lines: Sequence[Line], journey: str, phase: str | None, taken: set[str], language: Language
) -> tuple[list[dict[str, Any]], str | None]:
    """What makes them, at the end of a phase, and each new phase behind the one before; and the phase that is last.

    `taken` are the keys of phases that there are.
    """
    made: list[dict[str, Any]] = []

    def begun(name: str) -> str:
        key = unique(f"{journey}/{slug(name, 'phase')}", taken)
        taken.add(key)
        made.append({"phase": {"key": key, "name": name, **({"after": phase} if phase else {"journey": journey})}})
        return key

    for line in lines:
        if line.phase:
            phase = begun(line.text)
        else:
            phase = phase or begun(FIRST[language])
            made.append({"step": {"phase": phase, "text": line.text}})
    return made, phase
