"""People go out of what positions and departments are called; which departments there are is known only then."""

import sqlite3
from collections.abc import Callable, Iterable

from graph.problems import Code, Tally
from graph.saying import saying
from importers.organisation.lines import Where
from importers.organisation.managers import People
from importers.organisation.units import Clean, Units
from importers.rows import people

LOST = "SELECT unit, file, row FROM post JOIN moved ON was = unit WHERE now IS NULL ORDER BY post.id"
MOVED = """
UPDATE post SET unit = (SELECT now FROM moved WHERE was = post.unit) WHERE unit IN (SELECT was FROM moved)
"""
WORDS = "SELECT title FROM post WHERE title LIKE '% %' UNION SELECT grade FROM post WHERE grade LIKE '% %'"
ADDRESSED = "SELECT title FROM post WHERE title LIKE '%@%' UNION SELECT grade FROM post WHERE grade LIKE '%@%'"
RENAMED = tuple(
    f"UPDATE post SET {word} = (SELECT now FROM renamed WHERE was = post.{word}) "
    f"WHERE {word} IN (SELECT was FROM renamed)"
    for word in ("title", "grade")
)

TAKEN_FOR_A_PERSON = saying(
    "what stands in brackets behind {name!r} is taken for its manager's name, and left out",
    "ce qui figure entre parenthèses après {name!r} est pris pour le nom du responsable, et ignoré",
)
WHICH = saying(
    "{name!r} is the name of several departments, and this row does not say which it means: left out",
    "{name!r} est le nom de plusieurs directions, et cette ligne ne dit pas laquelle : ignoré",
)


def hide(
    rows: sqlite3.Connection, units: Units, known: People, secret: Callable[[str], str], found: Tally, where: Where
) -> None:
    """Find out which departments there are, and take people out of what they and positions are called.

    Positions go with their departments; of one that nobody can tell they are in none, which is noted of each.
    """
    clean = _cleaning(known, secret, found)
    moved = units.gather(clean)
    rows.execute("CREATE TABLE moved (was INTEGER PRIMARY KEY, now INTEGER)")
    rows.executemany("INSERT INTO moved VALUES (?, ?)", moved)
    for unit, file, row in rows.execute(LOST):
        name = units.name(unit)
        found.note(Code.CONFLICTING_VALUE, WHICH(name=name), where(file, row, "IN"), name)
    if moved:
        rows.execute(MOVED)
    words = rows.execute(WORDS if known else ADDRESSED).fetchall()
    _rename(rows, [(word, now) for (word,) in words if (now := clean(word, False)) != word])


def _cleaning(known: People, secret: Callable[[str], str], found: Tally) -> Clean:
    """What takes people out of a text: those who are known, of departments called after their managers also others."""

    def clean(text: str, called_after: bool) -> str:
        if "@" not in text and (not (known or called_after) or " " not in text):
            return text
        bare = people.without(text, known, secret, called_after=called_after)
        if (
            called_after
            and bare != text
            and not any((people.canonical(each) or "") in known for each in people.remarks(text))
        ):
            found.note(Code.WITHHELD, TAKEN_FOR_A_PERSON(name=bare), ("", None, "department"), bare)
        return bare

    return clean


def _rename(rows: sqlite3.Connection, renamed: Iterable[tuple[str, str]]) -> None:
    rows.execute("CREATE TABLE renamed (was TEXT PRIMARY KEY, now TEXT)")
    rows.executemany("INSERT INTO renamed VALUES (?, ?)", renamed)
    for rename in RENAMED:
        rows.execute(rename)
