"""Lines of reporting among a million positions: rows in SQLite, who reports to whom in an array of numbers."""

import sqlite3
from array import array
from collections.abc import Callable, Iterator, Mapping

from graph.problems import Code, Tally
from graph.said import Place
from graph.saying import saying
from graph.trees import turned

Where = Callable[[int, int, str | None], Place]
"""From file, row and the edge that the column stands for to a place."""

TWINS = "SELECT graph FROM post GROUP BY graph HAVING count(*) > 1 ORDER BY min(id)"
TWIN = """
SELECT id, key, file, row, manager, title IS ? AND unit IS ? AND begins IS ? AS same FROM post WHERE graph = ?
ORDER BY begins DESC NULLS LAST, id
"""
FIRST = "SELECT title, unit, begins, manager FROM post WHERE graph = ? ORDER BY begins DESC NULLS LAST, id LIMIT 1"
ROW = "SELECT key, manager, file, row FROM post WHERE id = ?"
RANKED = "CREATE TABLE ranked (nth INTEGER PRIMARY KEY, post INTEGER, boss INTEGER, outside TEXT, head INTEGER)"

TWICE = saying(
    "{key!r} is the key of another row, which counts: {file}row {row}",
    "{key!r} est la clé d'une autre ligne, qui compte : {file}ligne {row}",
)
TWICE_ALIAS = saying(
    "{key!r} is, as {first!r}, the key of another row, which counts: {file}row {row}",
    "{key!r} est, comme {first!r}, la clé d'une autre ligne, qui compte : {file}ligne {row}",
)
TWO_MANAGERS = saying(
    "{key!r} is the key of another row, which differs by its manager only: this one is kept as a line beside the first",
    "{key!r} est la clé d'une autre ligne, qui n'en diffère que par le responsable : "
    "celui-ci est gardé à côté du premier",
)
TO_ITSELF = saying(
    "{key!r} reports to itself: it is read as a root", "{key!r} dépend de lui-même : il est lu comme une racine"
)
IN_A_CIRCLE = saying(
    "{key!r} cannot report to {manager!r}, who reports to it: {circle}",
    "{key!r} ne peut pas dépendre de {manager!r}, qui en dépend : {circle}",
)
AND_MORE = saying("{first} → {more} more → {last}", "{first} → {more} autres → {last}")


def drop_twins(rows: sqlite3.Connection, found: Tally, where: Where) -> None:
    """Of several rows of one position the one that began last counts, or the first; the others are noted.

    Keys that differ can be one position: where an alias says so, or where they are one address in other capitals. Of
    one that differs by its manager only, the manager stays, beside the first.
    """
    for (graph,) in rows.execute(TWINS).fetchall():
        *alike, manager = rows.execute(FIRST, (graph,)).fetchone()
        (kept, first, file, row, *_), *others = rows.execute(TWIN, (*alike, graph)).fetchall()
        for id, key, other_file, other_row, other, same in others:
            at = "" if other_file == file else f"{where(file, row, None)[0]}, "
            said = (TWICE if key == first else TWICE_ALIAS)(key=key, first=first, file=at, row=row)
            if same and other and manager is None:
                manager = other
                rows.execute("UPDATE post SET manager = ?, shy = (SELECT shy FROM post WHERE id = ?) WHERE id = ?",
                             (other, id, kept))  # fmt: skip
            elif same and other and other != manager:
                rows.execute("INSERT INTO beside VALUES (?, ?)", (kept, other))
                said = TWO_MANAGERS(key=key)
            found.note(Code.DUPLICATE_KEY, said, where(other_file, other_row, "key"), key)
            rows.execute("DELETE FROM beside WHERE post = ?", (id,))
            rows.execute("DELETE FROM post WHERE id = ?", (id,))


def open_circles(rows: sqlite3.Connection, above: "array[int]", found: Tally, where: Where) -> None:
    """Leave the last line of each circle out, in file order, and note who stands in it."""
    for circle in list(_circles(above)):
        last = circle[0]
        above[last] = 0
        key, manager, file, row = rows.execute(ROW, (last,)).fetchone()
        place = where(file, row, "REPORTS_TO")
        if len(circle) == 1:
            found.note(Code.SELF_REFERENCE, TO_ITSELF(key=key), place, manager)
            continue
        names = " → ".join(rows.execute(ROW, (id,)).fetchone()[0] for id in circle[:20])
        more = len(circle) - 20
        whole = AND_MORE(first=names, more=more, last=key) if more > 0 else f"{names} → {key}"
        found.note(Code.CYCLE, IN_A_CIRCLE(key=key, manager=manager, circle=whole), place, manager)


def _circles(above: "array[int]") -> Iterator[list[int]]:
    """The circles as `graph.trees.circles` has them, in four bytes a position."""
    walked = array("i", bytes(4 * len(above)))
    for start in range(1, len(above)):
        # Each way bears the mark of its start: who meets it again goes in a circle, who meets another's has been there.
        here = start
        while here and not walked[here]:
            walked[here] = start
            here = above[here]
        if here and walked[here] == start:
            circle = [here]
            while (boss := above[circle[-1]]) != here:
                circle.append(boss)
            yield turned(circle, max(circle))


def depths(above: "array[int]") -> "array[int]":
    """How many stand above each position, and one; of lines without circles."""
    found = array("i", bytes(4 * len(above)))
    for start in range(1, len(above)):
        way = []
        here = start
        while here and not found[here]:
            way.append(here)
            here = above[here]
        # Nobody is walked over twice, however many report to one line: the rest of the way is known already.
        depth = found[here] if here else 0
        for id in reversed(way):
            depth += 1
            found[id] = depth
    return found


def rank(
    rows: sqlite3.Connection,
    above: "array[int]",
    depths: "array[int]",
    outside: Mapping[int, str],
    heads: Mapping[int, int],
) -> None:
    """Put the positions into the order in which they are told: managers first, else as in the files."""
    rows.execute(RANKED)
    there = [id for (id,) in rows.execute("SELECT id FROM post ORDER BY id")]
    there.sort(key=depths.__getitem__)
    rows.execute("BEGIN")
    told = ((nth, id, above[id] or None, outside.get(id), heads.get(id)) for nth, id in enumerate(there, 1))
    rows.executemany("INSERT INTO ranked VALUES (?, ?, ?, ?, ?)", told)
    rows.execute("COMMIT")
    rows.execute("CREATE INDEX ranked_post ON ranked (post)")
