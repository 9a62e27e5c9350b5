"""The sheet of what is to be asked."""

from collections.abc import Iterator

from graph.language import both
from pages.files.taken import Row, Taken
from pages.files.workbook.breaks import between
from pages.files.workbook.sheet import Sheet
from pages.journey.reading import name
from queries.catalogue.to_ask.kinds import Unsaid
from wording.cells import UNKNOWN
from wording.labels import label

ASK = both("To ask", "À demander")
ASK_HEADS = (
    both("Ask", "À demander à"), both("About", "Sujet"), both("Question", "Question"), both("Element", "Élément"),
    both("Hand-offs decided", "Passages décidés"), both("Contacts a year, at least", "Contacts par an, au moins"),
    both("Contacts a year, at most", "Contacts par an, au plus"),
)  # fmt: skip


def ask(taken: Taken) -> Sheet:
    """A row for each question, what decides most first; the sheet of touchpoints takes the answers."""
    rows = [list(_question(taken, row)) for row in taken.questions]
    return Sheet(ASK[taken.language], [each[taken.language] for each in ASK_HEADS], rows)


def _question(taken: Taken, row: Row) -> Iterator[str | float | None]:
    language = taken.language
    yield ", ".join(map(name, row["departments"])) or UNKNOWN[language]
    yield label(Unsaid[row["kind"]], language)
    yield row["sentence"]
    yield " · ".join(each["label"] for each in (row["element"], row["object"]) if each)
    yield len(row["handoffs"])
    yield from (each if each is not None else UNKNOWN[language] if row["handoffs"] else "" for each in between(row))
