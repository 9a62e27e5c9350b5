"""Where pages are: every link that stands on one is made here, and keeps what the reader chose."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from urllib.parse import quote, urlencode

STATIC = Path(__file__).parent / "shell" / "static"
Value = str | int | bool | None


def escaped(key: str) -> str:
    """A key as a part of a path, whatever is in it."""
    return quote(key, safe="").replace("~", "%7E")


@cache
def asset(name: str) -> str:
    """The address of a file that pages need; it changes with the file, so that browsers may keep what they have."""
    digest = hashlib.blake2b((STATIC / name).read_bytes(), digest_size=4).hexdigest()
    return f"/static/{name}?v={digest}"


@dataclass(frozen=True)
class Addresses:
    """Makes addresses. What is `kept` goes along from page to page: a language that the address named, the scope."""

    path: str = "/"
    given: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    kept: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    root: str = ""
    """Where the site is mounted; with scheme and host for addresses that leave it."""

    def to(self, path: str, **query: Value) -> str:
        """A page by its path; what is null or false is left out of the query."""
        return self._made(path, {**self.kept, **{name: (_text(value),) for name, value in query.items() if value}})

    def here(self, **query: Value) -> str:
        """This page, with other values in its query; null and false drop one."""
        changed = {name: (_text(value),) if value else () for name, value in query.items()}
        return self._made(self.path, {**self.given, **changed})

    def journey(self, key: str, **query: Value) -> str:
        """The map of a journey."""
        return self.to(f"/journeys/{escaped(key)}", **query)

    def edit(self, key: str, **query: Value) -> str:
        """The map of a journey while it is drawn."""
        return self.to(f"/edit/{escaped(key)}", **query)

    def together(self, key: str) -> str:
        """Where all who are before a map are called to what this page shows of it."""
        return replace(self, path=f"/together/{escaped(key)}").here()

    def remarks(self, key: str, **query: Value) -> str:
        """What is said of a journey."""
        return self.to(f"/remarks/{escaped(key)}", **query)

    def invite(self, key: str) -> str:
        """Where guests are invited to a journey."""
        return self.to(f"/invite/{escaped(key)}")

    def finding(self, key: str, **query: Value) -> str:
        """A rupture."""
        return self.to(f"/findings/{escaped(key)}", **query)

    def question(self, key: str, **query: Value) -> str:
        """A question that somebody is to be asked."""
        return self.to(f"/ask/{escaped(key)}", **query)

    def node(self, label: str, key: str) -> str:
        """What has a page: a journey its map, a rupture its finding, everything else the page of a node."""
        if label == "Journey":
            return self.journey(key)
        if label == "Rupture":
            return self.finding(key)
        return self.to(f"/n/{label}/{escaped(key)}")

    def asset(self, name: str) -> str:
        """A file that pages need."""
        return self.root + asset(name)

    def _made(self, path: str, query: Mapping[str, tuple[str, ...]]) -> str:
        told = [(name, value) for name, values in query.items() for value in values]
        return self.root + path + (f"?{urlencode(told)}" if told else "")


def _text(value: Value) -> str:
    return "1" if value is True else str(value)
