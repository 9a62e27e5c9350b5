"""Texts and lists of texts as cells of a workbook hold them, so that each comes back as it was.

A cell is read without the spaces around it, and an empty one says nothing. So a text stands between straight quotes
where it is empty, has spaces around it, or would be read as such a one; a list has `;` or a line's end between its
members, each between quotes, doubled within it, where it would be taken for something else.
"""

import re
from collections.abc import Iterable

from graph.labels import folded
from graph.language import Language, both

NONE = both("none", "aucun")
"""What a cell says of a list that it knows to be empty."""

NONES = frozenset(("none", "aucun", "aucune"))

_MEMBER = re.compile(r'[^\S\n]*(?:("((?:[^"]|"")*)")[^\S\n]*(?:[;\n]|$)|([^;\n]*)(?:[;\n]|$))')


def quoted(text: str) -> str:
    """A text as a cell holds it."""
    return f'"{text}"' if _needs_quotes(text) else text


def unquoted(cell: str) -> str:
    """The text that a cell holds."""
    bare = cell.strip()
    between = len(bare) > 1 and bare[0] == bare[-1] == '"'
    return bare[1:-1] if between and _needs_quotes(bare[1:-1]) else bare


def _needs_quotes(text: str) -> bool:
    within = text
    while len(within) > 1 and within[0] == within[-1] == '"':
        within = within[1:-1]
    return not within or within != within.strip()


def joined(members: Iterable[str], language: Language) -> str:
    """A list as a cell holds it: a line for each member."""
    return "\n".join(map(_member, members)) or NONE[language]


def _member(text: str) -> str:
    bare = text and text == text.strip() and not re.search(r'[;\n]|^"', text) and not says_none(text)
    return text if bare else '"{}"'.format(text.replace('"', '""'))


def split(cell: str) -> list[str]:
    """The list that a cell holds."""
    if says_none(cell):
        return []
    found = ((whole, between, bare.strip()) for whole, between, bare in _MEMBER.findall(cell))
    return [between.replace('""', '"') if whole else bare for whole, between, bare in found if whole or bare]


def says_none(cell: str) -> bool:
    """Whether a cell says that there is none."""
    return folded(cell) in NONES and cell.strip().isalpha()
