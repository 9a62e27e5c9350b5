"""Lists of keys and names, and what there is, in words."""

from typing import Any

from graph.language import Language, Told
from graph.terms import term
from wording.cells import called
from wording.writing import number

GAP = "  "


def name(node: dict[str, Any]) -> str:
    """What a node is called; nothing for one without a name."""
    said = called(node)
    return "" if said == node["key"] else said


def nodes(rows: list[dict[str, Any]]) -> list[str]:
    """A line for each node: its key, and its name."""
    wide = max((len(row["key"]) for row in rows), default=0)
    return [f"{row['key']:<{wide}}{GAP}{name(row)}".rstrip() for row in rows]


def _words(label: str, many: int) -> Told:
    words = term(label)
    return words.several if many > 1 else words.one


def labels(counts: dict[str, int], language: Language) -> list[str]:
    """A line for each label that there are nodes of: how many, and what they are called."""
    found = [(number(many, language), _words(label, many)[language]) for label, many in counts.items() if many]
    wide = max((len(many) for many, _ in found), default=0)
    return [f"{many:>{wide}}{GAP}{words}" for many, words in found]
