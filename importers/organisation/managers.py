"""Whom a cell names as a manager: by key, by role, by either but for capitals and zeros, or by name.

Most managers are named by key, which SQLite joins; only for the others words are kept in memory.
"""

import re
import sqlite3
from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field

from graph.problems import Code, Tally
from graph.said import Place
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
KNOWN_PERSON = "SELECT 1 FROM post WHERE person = ? UNION ALL SELECT 1 FROM gone WHERE person = ? LIMIT 1"
ANYBODY = "SELECT EXISTS (SELECT 1 FROM post WHERE person IS NOT NULL) OR EXISTS (SELECT 1 FROM gone)"
BESIDE = "SELECT beside.post, word, file, row FROM beside JOIN post ON post.id = beside.post ORDER BY beside.rowid"

PIECES = re.compile(r"[()\[\]<>|;:,/]| [-–—] ")
"""What parts a name from an id beside it, and perhaps several managers in one cell."""

LISTED = re.compile(r"[;|\n+]| [/&] | (?:et|and|und) ")
"""What parts several managers in one cell."""

LONG = 500
"""How many characters a cell has at most that is parted."""

Named = int | str
"""The number of a position, or what one is called that no row describes."""

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
ONE_OF_TWO = saying(
    "{word!r} names several managers, one of whom is the position itself: that line is left out",
    "{word!r} désigne plusieurs responsables, dont le poste lui-même : ce lien est ignoré",
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
        if called and manager in loose:
            place = where(file, row, "REPORTS_TO")
            first, *others = _without(id, called.those(manager, found, place), manager, found, place) or [manager]
            if isinstance(first, int):
                managers.above[id] = first
            else:
                managers.outside[id] = first
            managers.beside += [_line(id, other) for other in others]
    _beside(rows, managers, called, loose, found, where)
    if called:
        titles = {title for (title,) in rows.execute("SELECT DISTINCT title FROM post")}
        strangers = {*managers.outside.values(), *(word for _, _, word in managers.beside if word)}
        managers.names = {word for word in strangers if word not in titles and _names(word)}
    return managers


def _without(id: int, those: list[Named], word: str, found: Tally, place: Place) -> list[Named]:
    """Whom a word names but for the position itself, if it names others, too."""
    if len(those) < 2 or id not in those:
        return those
    found.note(Code.SELF_REFERENCE, ONE_OF_TWO(word=word), place, word)
    return [each for each in those if each != id]


def _line(id: int, other: Named) -> tuple[int, int | None, str | None]:
    return (id, other, None) if isinstance(other, int) else (id, None, other)


def _beside(
    rows: sqlite3.Connection, managers: Managers, called: "Called | None", loose: set[str], found: Tally, where: Where
) -> None:
    """The lines beside that of command, but for those that are it, or lead to the position itself."""
    told = {(id, boss or word) for id, boss, word in managers.beside}
    for id, word, file, row in rows.execute(BESIDE).fetchall():
        place = where(file, row, "REPORTS_TO")
        if called and word in loose:
            those = called.those(word, found, place) or [word]
        else:
            those = [boss for (boss,) in rows.execute(KNOWN, (word,))]
        if id in those:
            found.note(Code.SELF_REFERENCE, ONE_OF_TWO(word=word), place, word)
        for boss in those:
            known = (id, boss) in told or boss in (id, managers.above[id], managers.outside.get(id))
            if not known:
                told.add((id, boss))
                managers.beside.append(_line(id, boss))


class Called:
    """Whom words name that are no keys: one pass over all positions, and only what was asked for is kept."""

    def __init__(self, rows: sqlite3.Connection, words: set[str]) -> None:
        self._by_role: dict[str, int] = {}
        self._by_key: dict[str, int] = {}
        self._by_case: dict[str, tuple[int, str]] = {}
        self._by_person: dict[str, int] = {}
        self._several: set[str] = set()
        self._namesakes: set[str] = set()
        pieces = {piece for word in words for piece in (*_pieces(word), *map(str.strip, LISTED.split(word)))}
        self._look(rows, words | pieces, pieces)

    def _look(self, rows: sqlite3.Connection, words: set[str], pieces: set[str]) -> None:
        alike, sought = set(map(_alike, words)), set(map(people.canonical, words))
        for id, key, role, person in rows.execute(CALLED):
            if role is not None and role in words and self._by_role.setdefault(role, id) != id:
                self._several.add(role)
            if person is not None and person in sought and self._by_person.setdefault(person, id) != id:
                self._namesakes.add(person)
            for word in (key, role):
                if word in pieces:
                    self._by_key.setdefault(word, id)
                if word is None or (same := _alike(word)) not in alike:
                    continue
                if self._by_case.setdefault(same, (id, word))[1].casefold() != word.casefold():
                    self._several.add(same)

    def those(self, word: str, found: Tally, place: Place) -> list[Named]:
        """Whom a word names, the line of command first; nothing where nobody of these is called so."""
        one = self._one(word, found, place)
        if one is not None:
            return [one]
        listed = [part.strip() for part in LISTED.split(word) if part.strip()]
        if len(listed) > 1:
            those = [self._by_key.get(part) or self._one(part, found, place) for part in listed]
            if any(those):
                return list(dict.fromkeys(each or part for each, part in zip(those, listed, strict=True)))
        pieces = [self._by_key.get(piece) for piece in _pieces(word)]
        known = list(dict.fromkeys(each for each in pieces if each))
        return [*known] if len(known) == 1 or None not in pieces else []

    def _one(self, word: str, found: Tally, place: Place) -> int | None:
        """The position that is called so: by role, by key but for capitals and zeros, by its holder's name."""
        if word in self._by_role:
            if word in self._several:
                found.note(Code.CONFLICTING_VALUE, SEVERAL(role=word), place, word)
            return self._by_role[word]
        same = _alike(word)
        if same in self._by_case:
            id, meant = self._by_case[same]
            if same in self._several:
                found.note(Code.CONFLICTING_VALUE, SEVERAL(role=word), place, word)
            said = (CAPITALS if meant.casefold() == word.casefold() else ZEROS)(word=word, meant=meant)
            found.note(Code.CASE_MISMATCH, said, place, word)
            return id
        person = people.canonical(word)
        if person in self._namesakes:
            found.note(Code.CONFLICTING_VALUE, NAMESAKES(), place)
        return self._by_person.get(person or "")


class People:
    """Whose names are known, in whatever order they are written: those of all rows, and managers outside."""

    def __init__(self, rows: sqlite3.Connection, names: Iterable[str]) -> None:
        rows.execute("CREATE INDEX by_person ON post (person) WHERE person IS NOT NULL")
        self._rows = rows
        self._strangers = {people.canonical(name) for name in names}
        ((self._any,),) = rows.execute(ANYBODY)

    def __bool__(self) -> bool:
        return bool(self._any or self._strangers)

    def __contains__(self, name: object) -> bool:
        if not name or name in self._strangers:
            return bool(name)
        return bool(self._any) and self._rows.execute(KNOWN_PERSON, (name, name)).fetchone() is not None


def _names(word: str) -> bool:
    """Whether a cell holds somebody's name, alone or among others."""
    return any(map(people.looks, (word, *LISTED.split(word), *_pieces(word))))


def _pieces(word: str) -> list[str]:
    """What stands between signs that part names from ids."""
    if len(word) > LONG:
        return []
    parts = (part.strip() for part in PIECES.split(" ".join(word.split())))
    return [part for part in parts if part]


def _alike(word: str) -> str:
    """A key as people retype it: without regard to case, spaces, and zeros before a number."""
    bare = "".join(word.casefold().split())
    return bare.lstrip("0") or "0" if bare.isdecimal() else bare
