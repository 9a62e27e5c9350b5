"""Whom a cell names as a manager: by key, by role, by either but for capitals and zeros, or by name.

Most managers are named by key, which SQLite joins; only for the others words are kept in memory.
"""

import re
import sqlite3
from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field

from graph.problems import Code, Tally
from graph.saying import saying
from importers.organisation.lines import Where
from importers.rows import people

SAME = "SELECT post.id, boss.id FROM post JOIN post AS boss ON boss.key = post.manager"
KNOWN = "SELECT boss.id FROM post AS boss WHERE boss.key = ? LIMIT 1"
LOOSE = """
SELECT DISTINCT manager FROM (SELECT manager FROM post UNION SELECT word FROM beside)
WHERE manager IS NOT NULL AND manager NOT IN (SELECT key FROM post)
"""
CALLED = "SELECT id, key, role, person FROM post"
REPORTING = "SELECT id, manager, file, row FROM post WHERE manager IS NOT NULL"
BESIDE = "SELECT beside.post, word, file, row FROM beside JOIN post ON post.id = beside.post ORDER BY beside.rowid"

PIECES = re.compile(r"\s*[()\[\]<>|;:,/\n]\s*|\s+[-–—]\s+")
"""What parts a name from an id beside it, or several managers in one cell."""

SEVERAL = saying(
    "several positions are called {role!r}: the first of them counts",
    "plusieurs postes s'appellent {role!r} : le premier compte",
)
NAMESAKES = saying(
    "several positions are held by somebody of the name that stands here: the first of them counts",
    "plusieurs postes sont tenus par une personne du nom indiqué ici : le premier compte",
)
CAPITALS = saying(
    "{word!r} is {meant!r} but for capitals, and read as such",
    "{word!r} est {meant!r} aux majuscules près, et lu comme tel",
)
ZEROS = saying(
    "{word!r} is {meant!r} but for zeros before it or spaces, and read as such",
    "{word!r} est {meant!r} aux zéros de tête ou aux espaces près, et lu comme tel",
)
UPSIDE_DOWN = saying(
    "{key!r} has two managers of whom one is itself: that line is left out",
    "{key!r} a deux responsables dont l'un est lui-même : ce lien est ignoré",
)


@dataclass
class Managers:
    """Who stands above whom: `above` by the numbers of positions, 0 for nobody."""

    above: "array[int]"
    outside: dict[int, str] = field(default_factory=dict)
    """Managers that no row describes, as they are written."""
    beside: list[tuple[int, int | None, str | None]] = field(default_factory=list)
    """Position, and whom it answers to beside the line: a position, or one that no row describes."""
    names: set[str] = field(default_factory=set)
    """Those of the managers outside that are written as people's names."""


def find(rows: sqlite3.Connection, found: Tally, where: Where, count: int) -> Managers:
    """Each position's managers; what was not written as the rows themselves have it is noted."""
    managers = Managers(array("i", bytes(4 * (count + 1))))
    for id, boss in rows.execute(SAME):
        managers.above[id] = boss
    loose = {word for (word,) in rows.execute(LOOSE)}
    called = Called(rows, loose) if loose else None
    for id, manager, file, row in rows.execute(REPORTING) if called else ():
        if manager in loose and called:
            first, *others = called.those(manager, found, where(file, row, "REPORTS_TO")) or [0]
            managers.above[id] = first
            if not first:
                managers.outside[id] = manager
            managers.beside += [(id, other, None) for other in others]
    _beside(rows, managers, called, loose, found, where)
    if called:
        titles = {title for (title,) in rows.execute("SELECT DISTINCT title FROM post")}
        strangers = {*managers.outside.values(), *(word for _, _, word in managers.beside if word)}
        managers.names = {word for word in strangers if word not in titles and people.looks(word)}
    return managers


def _beside(
    rows: sqlite3.Connection, managers: Managers, called: "Called | None", loose: set[str], found: Tally, where: Where
) -> None:
    """The lines beside that of command, but for those that are it, or lead to the position itself."""
    told = {(id, boss) for id, boss, _ in managers.beside}
    for id, word, file, row in rows.execute(BESIDE).fetchall():
        place = where(file, row, "REPORTS_TO")
        if word in loose and called:
            those: Iterable[int] = called.those(word, found, place)
        else:
            those = [boss for (boss,) in rows.execute(KNOWN, (word,))]
        if not those and managers.outside.get(id) != word:
            managers.beside.append((id, None, word))
        for boss in those:
            if boss == id:
                found.note(Code.SELF_REFERENCE, UPSIDE_DOWN(key=word), place, word)
            elif boss != managers.above[id] and (id, boss) not in told:
                told.add((id, boss))
                managers.beside.append((id, boss, None))


class Called:
    """Whom words name that are no keys: one pass over all positions, and only what was asked for is kept."""

    def __init__(self, rows: sqlite3.Connection, words: set[str]) -> None:
        self._pieces = {word: [piece for piece in PIECES.split(word) if piece] for word in words}
        self._alike = {word: _alike(word) for word in words}
        self._people = {word: people.canonical(word) for word in words}
        self._by_role: dict[str, int] = {}
        self._by_key: dict[str, int] = {}
        self._by_case: dict[str, tuple[int, str]] = {}
        self._by_person: dict[str, int] = {}
        self._several: set[str] = set()
        self._namesakes: set[str] = set()
        self._look(rows, words)

    def _look(self, rows: sqlite3.Connection, words: set[str]) -> None:
        alike, sought = {*self._alike.values()}, {*self._people.values()}
        pieces = {piece for those in self._pieces.values() for piece in those}
        for id, key, role, person in rows.execute(CALLED):
            if role is not None and role in words and self._by_role.setdefault(role, id) != id:
                self._several.add(role)
            if person is not None and person in sought and self._by_person.setdefault(person, id) != id:
                self._namesakes.add(person)
            for word in (key, role):
                if word in pieces:
                    self._by_key.setdefault(word, id)
                if word is not None and (same := _alike(word)) in alike:
                    self._by_case.setdefault(same, (id, word))

    def those(self, word: str, found: Tally, place: tuple[str, int | None, int | str | None]) -> list[int]:
        """The positions that a word names, the first the line of command; none where nobody is called so."""
        if word in self._by_role:
            if word in self._several:
                found.note(Code.CONFLICTING_VALUE, SEVERAL(role=word), place, word)
            return [self._by_role[word]]
        if self._alike[word] in self._by_case:
            id, meant = self._by_case[self._alike[word]]
            said = (CAPITALS if meant.casefold() == word.casefold() else ZEROS)(word=word, meant=meant)
            found.note(Code.CASE_MISMATCH, said, place, word)
            return [id]
        pieces = [self._by_key[piece] for piece in self._pieces[word] if piece in self._by_key]
        if len(pieces) == 1 or (pieces and len(pieces) == len(self._pieces[word])):
            return list(dict.fromkeys(pieces))
        person = self._people[word]
        if person in self._namesakes:
            found.note(Code.CONFLICTING_VALUE, NAMESAKES(), place)
        return [self._by_person[person]] if person in self._by_person else []


class People:
    """Whose names are known, in whatever order they are written: those of the rows, and managers outside."""

    def __init__(self, rows: sqlite3.Connection, names: Iterable[str]) -> None:
        rows.execute("CREATE INDEX by_person ON post (person) WHERE person IS NOT NULL")
        self._rows = rows
        self._strangers = {people.canonical(name) for name in names}
        self._any = rows.execute("SELECT 1 FROM post WHERE person IS NOT NULL LIMIT 1").fetchone() is not None

    def __bool__(self) -> bool:
        return self._any or bool(self._strangers)

    def __contains__(self, name: object) -> bool:
        if not name or name in self._strangers:
            return bool(name)
        return self._any and self._rows.execute("SELECT 1 FROM post WHERE person = ?", (name,)).fetchone() is not None


def _alike(word: str) -> str:
    """A key as people retype it: without regard to case, spaces, and zeros before a number."""
    bare = "".join(word.casefold().split())
    return bare.lstrip("0") or "0" if bare.isdecimal() else bare
