"""Which addresses are taken along as files, and what the file of each is called."""

import hashlib
import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import parse_qsl, unquote, urlsplit

from starlette.routing import compile_path

from pages.page import Page
from pages.register import PAGES
from pages.visitor import SCOPE

STAY = ("lang", *SCOPE)
"""What all files of one taking have in common, so that no address says it."""

TAKEN = {
    "home": (), "journeys": ("after",), "journey": ("witness", "print=a3"), "findings": ("after",), "finding": (),
    "ask": ("department", "journey"), "node": (),
}  # fmt: skip
"""The pages that are taken along, and what an address of each may ask besides, one thing at a time."""

FOLDERS = {"journey": "journeys", "finding": "findings", "ask": "ask", "node": "nodes"}
NODES = (
    "Channel", "Department", "Evidence", "InformationObject", "Need", "Opportunity", "Persona", "Phase", "Silo", "Step",
    "System", "Touchpoint",
)  # fmt: skip
"""The labels of nodes whose pages are taken along: those that maps and findings lead to."""

PLAIN = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?")
RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d|index")
"""What no file may be called on Windows, and what a folder opens with."""


@dataclass(frozen=True)
class Place:
    """An address that is taken along: its page, the key and the label in its path, what it asks besides."""

    page: Page = field(compare=False)
    path: str
    key: str = ""
    label: str = ""
    asked: tuple[tuple[str, str], ...] = ()

    @property
    def file(self) -> str:
        """What its file is called: safe on Windows and SharePoint, no two alike but for their case, 120 at most."""
        if self.page.name == "home":
            return "index.html"
        folder = "/".join(filter(None, (FOLDERS.get(self.page.name) if self.key else "", self.label.lower())))
        name = _name(self.key or self.page.name, repr((self.path, self.asked)) if self.asked else "", self.key)
        return f"{folder}/{name}.html" if folder else f"{name}.html"


def _name(told: str, asked: str, key: str) -> str:
    """A plain key as it is; of any other what letters spell of it, and digits that tell it from all others."""
    if PLAIN.fullmatch(told) and not RESERVED.fullmatch(told) and not asked:
        return told
    plain = re.sub(r"[^a-z0-9]+", "-", told.lower()).strip("-")[:60].strip("-") or "page"
    return f"{plain}-{hashlib.sha256((key + asked).encode()).hexdigest()[:10]}"


def place(address: str, journeys: Container[str] | None = None) -> Place | None:
    """What an address is taken along as; null for what needs a server, is elsewhere, or of no journey of these."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or not parts.path.startswith("/"):
        return None
    asked = tuple((name, value) for name, value in parse_qsl(parts.query) if name not in STAY)
    found = _page(unquote(parts.path))
    if found is None:
        return None
    page, key, label = found
    allowed = TAKEN.get(page.name, ()) if not (page.name == "ask" and key) else ()
    if len(asked) > 1 or any(name not in allowed and f"{name}={value}" not in allowed for name, value in asked):
        return None
    if page.name not in TAKEN or (label and label not in NODES):
        return None
    if journeys is not None and page.name == "journey" and key not in journeys:
        return None
    return Place(page, unquote(parts.path), key, label, asked)


@cache
def _paths() -> Sequence[tuple[Page, re.Pattern[str]]]:
    return [(page, compile_path(page.path)[0]) for page in PAGES]


def _page(path: str) -> tuple[Page, str, str] | None:
    for page, pattern in _paths():
        if found := pattern.match(path):
            parts = found.groupdict()
            return page, parts.get("key", ""), parts.get("label", "")
    return None
