"""The contacts that the files of one source tell of, as the parts of a kind; put down as they are read."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from events.record import LABEL, Deleted, Record, Unread
from graph.problems import Code, Tally
from graph.said import Said
from graph.saying import saying
from graph.terms import ROWS
from importers.contacts import merged
from importers.contacts.contact_mapping import ContactMapping
from importers.contacts.reader import Reader
from importers.contacts.rows import Gone, Parts, Row
from importers.kind import Fetched, Instructions, Reading
from importers.reading.parts import lacks_pages
from importers.rows import base

SYNCED_AWAY = ("_sdc_deleted_at", "_ab_cdc_deleted_at", "_dlt_deleted_at", "__deleted_at")
"""Columns in which programs that copy tables (Singer, Airbyte, dlt) say when a row was deleted."""

DELETED_ON = saying("deleted on the day that stands here: left out", "supprimé à la date indiquée ici : ignoré")
DELETED = saying("{id!r}, or its case, was deleted: left out", "{id!r}, ou son dossier, a été supprimé : ignoré")
NOTHING_OF = saying(
    "nothing in this file counted ({rows}): what is said of its rows tells why; does the mapping, above all its"
    " `only:`, fit this file?",
    "rien dans ce fichier n'a compté ({rows}) : ce qui est dit de ses lignes en donne la raison ; le mapping,"
    " son `only:` surtout, convient-il à ce fichier ?",
)
AGAIN = saying("{id!r} stands here again: left out", "{id!r} figure à nouveau ici : ignoré")
CUSTOMERS = saying("customers stand here", "des clients figurent ici")
NO_EVENTS = saying("{files} holds no events", "aucun événement dans {files}")
NOTHING = saying("nothing in it is a contact that can be read", "on n'y trouve aucun contact lisible")


@dataclass
class Counted:
    """The rows of each file, by its place: contacts and deletions, what nobody could read, what was passed over."""

    taken: Counter[int] = field(default_factory=Counter)
    unread: Counter[int] = field(default_factory=Counter)
    passed: Counter[int] = field(default_factory=Counter)
    made: bool = False
    """Whether ids were made, of a case and the place of a contact in it."""

    def nothing_of(self, fetched: Sequence[Fetched], found: Tally) -> int:
        """Note of which files nothing counted; how many of their rows could be read."""
        none = [place for place, n in (self.unread + self.passed).items() if n and not self.taken[place]]
        for place in none:
            rows = ROWS(self.unread[place] + self.passed[place])
            found.note(Code.QUALITY, NOTHING_OF(rows=rows), (fetched[place].files[0].name, None, "file"))
        return sum(self.passed[place] for place in none)


def transform(fetched: Sequence[Fetched], told: Instructions, parts: Parts) -> Reading:
    """What the files of one source say, as the parts of a kind; BadKnowledge when one of them cannot be used."""
    from events.staged import stage  # which takes Arrow along, that no other import needs

    taking = base.Taking(fetched, told, ContactMapping)
    became = merged.read(taking.mapping.merged, told.mapping, taking.found)
    counted, needs = Counted(), dict[str, str]()
    staged = stage(_records(taking, told, parts, became, counted, needs))
    staged.made = counted.made
    for id, file, row in staged.doubles():
        taking.found.note(Code.DUPLICATE_KEY, AGAIN(id=id), (file, row, "id"), id)
    for id, file, row in staged.dropped():
        taking.found.note(Code.DELETED_UPSTREAM, DELETED(id=id), (file, row, "id"), id)
    if taking.seen and not staged.count and not staged.deletions:
        raise taking.nothing(NOTHING())
    uncounted = counted.nothing_of(fetched, taking.found)
    lacking = lacks_pages(list(_pages(fetched)), taking.found)
    reading = taking.reading(Said())
    return replace(reading, contacts=staged, needs=needs, uncounted=uncounted, partial=reading.partial or lacking)


def _pages(fetched: Sequence[Fetched]) -> Iterator[tuple[str, Any]]:
    """What was saved of lists that systems answer page by page: one page a file, or several."""
    for file in fetched:
        content = file.content if isinstance(file.content, list) else [file.content]
        yield from ((file.files[0].name, page) for page in content if isinstance(page, dict))


def _synced_away(row: Row, found: Tally) -> Gone | None:
    """What a row tells of that is no more, by the day that a program which copies tables has put beside it."""
    column = next((name for name in SYNCED_AWAY if row.cells.get(name)), None)
    if column is None:
        return None
    found.note(Code.DELETED_UPSTREAM, DELETED_ON(), (*row.place, column), row.cells[column])
    return Gone.CONTACT


def _records(
    taking: base.Taking[ContactMapping], told: Instructions, parts: Parts, became: Mapping[str, str],
    counted: Counted, needs: dict[str, str],
) -> Iterator[Record | Deleted | Unread]:  # fmt: skip
    """The records of all parts, and what was deleted, in order; the needs of their reasons are put into `needs`."""
    numbers: dict[str, int] = {}  # of the contacts of each case, whichever file they stand in
    for part, mapping in taking.parts(parts):
        reader = Reader(mapping, told.source or "", taking.found, lambda: told.key(CUSTOMERS()), became, numbers)
        rows = taken = 0
        for rows, row in enumerate(part.rows, 1):  # noqa: B007 — counted as they come
            row.gone = row.gone or _synced_away(row, taking.found)
            if (record := reader.deletion(row) if row.gone else reader.read(row)) is not None:
                taken += 1
                yield record
            elif reader.missed:
                yield Unread(reader.missed)
        needs |= reader.needs
        counted.made |= reader.made
        counted.taken[part.file] += taken
        counted.unread[part.file] += reader.unread
        counted.passed[part.file] += rows - taken - reader.unread
        taking.count(part, rows, {LABEL: reader.unread} if reader.unread else {})
