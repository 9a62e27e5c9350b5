"""How a ticket of another tool is known again: a label made of what it is about, and a line with the nodes it names.

Both are read back from that tool's own export, whatever its language; neither depends on numbers, volumes or words.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote, unquote

from graph.said import Ref

LABEL = re.compile(r"\bparcours-[0-9a-f]{10}\b")
NAMED = ("Opportunity", "Step", "Touchpoint")
"""The labels of nodes that a ticket names: what is worked on, or where that is."""

LINE = "parcours-ref:"
_LINE = re.compile(rf"^\W*{LINE}(.*)$", re.MULTILINE)
_REF = re.compile(rf"\b({'|'.join(NAMED)}):([A-Za-z0-9.%-]+)")


def label(cause: str) -> str:
    """The label of a cause by its key: the same in every export."""
    return f"parcours-{hashlib.sha256(cause.encode()).hexdigest()[:10]}"


def line(refs: Iterable[Ref]) -> str:
    """The line that names nodes; of their keys nothing stands in it that any markup would take for its own."""
    return " ".join([LINE, *(f"{label}:{_plain(key)}" for label, key in refs)])


def named(text: str) -> Iterator[Ref]:
    """The nodes that the last such line of a text names; a tool may have put backslashes into it."""
    found = _LINE.findall(text.replace("\\", ""))
    return ((label, unquote(key)) for label, key in _REF.findall(found[-1] if found else ""))


def _plain(key: str) -> str:
    return quote(key, safe="").replace("_", "%5F").replace("~", "%7E")
