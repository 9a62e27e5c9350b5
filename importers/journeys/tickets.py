"""Tickets as the tool in which they are followed exports them: where each is, and how far it has come.

A ticket is known by the label that its export from here gave it; it belongs to the improvement that the line at the end
of its description names, else it is one of its own, which improves what that line names. Of an improvement that others
describe nothing is said but these two things.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import ClassVar

from pydantic import Field

from graph.language import both
from graph.problems import Code, Tally
from graph.said import Place, Said
from graph.saying import saying
from graph.tickets import LABEL, named
from importers.errors import BadKnowledge, bad
from importers.kind import Fetched, Instructions, Kind, Reading
from importers.rows import tables
from importers.rows.base import Part, Row, Taking, sound
from importers.rows.columns import Column, RowMapping, TheirColumns

SOURCE = "tickets"
"""The source of tickets unless it is named: a tool's exports are all called otherwise, and replace each other."""

NO_LABEL = saying(
    "no row has a label that `parcours export` gave it (parcours- and ten digits)",
    "aucune ligne n'a d'étiquette donnée par `parcours export` (parcours- et dix chiffres)",
)
NO_ADDRESS = saying(
    "{value!r} is no address; say in the mapping what comes before it: `address: https://…/browse/`",
    "{value!r} n'est pas une adresse ; indiquez dans le mapping ce qui la précède : `address: https://…/browse/`",
)
NO_STATUS = saying(
    "the mapping does not say what {value!r} means: the status stays unknown",
    "le mapping ne dit pas ce que signifie {value!r} : l'état reste inconnu",
)
TWICE = saying(
    "{ticket} stood in an earlier row: only that ticket counts",
    "{ticket} figure dans une ligne précédente : seul ce ticket compte",
)
NOWHERE = saying(
    "the description no longer names what the ticket is about: it is kept, and shown nowhere else",
    "la description ne dit plus sur quoi porte le ticket : il est gardé, sans être montré ailleurs",
)


class TicketColumns(TheirColumns):
    """Their columns by our names; of several names the first that the table has counts."""

    labels: Column = Field(None, description="The labels, among which is ours; further columns of that name count too")
    ticket: Column = Field(None, description="Where the ticket is, or its key (see address)")
    status: Column = Field(None, description="How far it has come")
    title: Column = Field(None, description="What it is called")
    description: Column = Field(None, description="Its text, of which the last line says what it is about")


class TicketMapping(RowMapping):
    """The mapping of tickets, of which those of Jira and GitHub need nothing but an address."""

    shipped: ClassVar = Path(__file__).parent / "mappings"
    needed: ClassVar = "labels"

    columns: TicketColumns = Field(TicketColumns(), description="Their columns by our names")
    address: str | None = Field(None, pattern=r"^https?://\S+$", description="What comes before a key: an address")
    status: dict[str, str] = Field({}, description="Their words for how far a ticket has come, and ours")


USUAL = TicketMapping(
    columns=TicketColumns(
        labels=["Labels", "Label"],
        ticket=["URL", "Issue URL", "Link", "Issue key", "Key", "Clé de ticket"],
        status=["Status", "State", "État", "Statut"],
        title=["Summary", "Title", "Résumé"],
        description=["Description", "Body"],
    )
)
"""What Jira and GitHub call their columns."""


def fetch(path: Path, told: Instructions) -> Fetched:
    """Open one file."""
    found = tables.fetch(path, told)
    return Fetched(path, found.content, SOURCE, found.dated, found.files)


def transform(fetched: Sequence[Fetched], told: Instructions) -> Reading:
    """What the tickets of one source say; BadKnowledge when a file is refused, or no row is a ticket of ours."""
    taking = Taking(fetched, told, TicketMapping)
    said = Said()
    seen: set[str] = set()
    for part, mapping in taking.parts(_parts):
        reading = _Reading(mapping, taking.found, said, seen)
        for row in part.rows:
            reading.read(row)
        taking.count(part, len(reading.seen), {})
    if not said.nodes:
        raise taking.nothing(NO_LABEL())
    return taking.reading(said)


def _parts(files: Sequence[Fetched], mapping: TicketMapping, found: Tally) -> Iterator[Part[TicketMapping, Row]]:
    for number, file in enumerate(files):
        for table in file.content:
            table.found = found
            yield Part(number, table.name, tables.rows(table, Row), USUAL, table.columns, table)


class _Reading:
    """Reads the rows of a table into what is said; `seen` are the labels that were there before."""

    def __init__(self, mapping: TicketMapping, found: Tally, said: Said, seen: set[str]) -> None:
        self._mapping, self._found, self._said, self.seen = mapping, found, said, seen

    def read(self, row: Row) -> None:
        """Take a ticket of ours; what has no label of ours is somebody else's."""
        label = self._label(row.cells)
        if label is None:
            return
        if label in self.seen:
            self._found.note(Code.DUPLICATE_KEY, TWICE(ticket=label), self._place(row, "labels"), label)
            return
        self.seen.add(label)
        state = {"ticket": self._ticket(row), "status": self._status(row)}
        refs = list(named(self._text(row, "description") or ""))
        planned = next((key for name, key in refs if name == "Opportunity"), None)
        if planned is None:
            self._own(label, row, refs)
        title = {} if planned else {"title": self._text(row, "title")}
        self._said.node("Opportunity", planned or label, title | state)
        self._said.places["Opportunity", planned or label] = self._place(row, "labels")

    def _own(self, label: str, row: Row, refs: Sequence[tuple[str, str]]) -> None:
        if not refs:
            self._found.note(Code.UNMAPPED_VALUE, NOWHERE(), self._place(row, "description"))
        for target, key in refs:
            self._said.edge(("Opportunity", "ADDRESSES", target), (label, key))

    def _label(self, cells: Mapping[str, str | None]) -> str | None:
        (name,) = self._mapping.columns.names("labels")
        told = (cell for column, cell in cells.items() if cell and (column == name or column.startswith(f"{name} (")))
        return next((found[0] for cell in told if (found := LABEL.search(cell))), None)

    def _ticket(self, row: Row) -> str | None:
        value = self._text(row, "ticket")
        if value is None or value.startswith(("https://", "http://")):
            return value
        if self._mapping.address is None:
            raise BadKnowledge([bad(Code.UNMAPPED_VALUE, NO_ADDRESS(value=value), self._place(row, "ticket"), value)])
        return self._mapping.address + value

    def _status(self, row: Row) -> str | None:
        """Their word, unless the mapping has words for theirs; then ours."""
        value, known = self._text(row, "status"), self._mapping.status
        if value is None or not known:
            return value
        if value not in known:
            self._found.note(Code.UNMAPPED_VALUE, NO_STATUS(value=value), self._place(row, "status"), value)
        return known.get(value)

    def _text(self, row: Row, ours: str) -> str | None:
        names = self._mapping.columns.names(ours)
        text = row.cells.get(names[0]) if names else None
        return sound(text, self._place(row, ours)) if text else None

    def _place(self, row: Row, ours: str) -> Place:
        return (*row.place, next(iter(self._mapping.columns.names(ours)), None))


KIND = Kind(
    name="tickets",
    description=both(
        "tickets that `parcours export jira` or `github` made, as their tool exports them: address and state",
        "les tickets faits par `parcours export jira` ou `github`, exportés de leur outil : leur adresse, leur état",
    ),
    example="parcours import tickets tickets.csv --mapping jira.yaml",
    suffixes=tables.SUFFIXES,
    fetch=fetch,
    transform=transform,
    together=True,
)
