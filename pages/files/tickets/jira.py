"""Tickets as a table that Jira's importer takes: everything stands in summary and description, which it never loses."""

import re
from collections.abc import Iterator, Sequence

from graph.language import Language, both
from pages.files.markdown import in_line
from pages.files.tickets import words
from pages.files.tickets.ticket import Ticket, tickets
from pages.telling import Data
from pages.visitor import Visitor
from wording.problems import said
from wording.sheets import written
from wording.writing import COLON

HEADS = ("Summary", "Description", "Issue Type", "Priority", "Due date", "External issue ID")
"""What Jira calls its fields; it asks for the form of dates: yyyy-MM-dd. Each label has a column after these."""

TITLE = both("Tickets for Jira", "Tickets pour Jira")
TOLD = both(
    "A table for Jira's importer, a ticket for each cause that has none yet; what a second import would double is left "
    "out once `parcours import tickets` has brought the tickets back.",
    "Un tableau pour l'import de Jira, un ticket par cause qui n'en a pas encore ; ce qu'un second import doublerait "
    "est laissé de côté dès que `parcours import tickets` a repris les tickets.",
)
_SPECIAL = re.compile(r"([{}\[\]|!*_^~+?@#])|(?<!\w)-(?=\S)|(?<=\S)-(?!\w)")
_BLOCK = re.compile(r"^(h[1-6]|bq)\.")


def write(data: Data, visitor: Visitor) -> bytes:
    """The tickets as CSV, with the mark by which spreadsheets know UTF-8. BadInput where there is none to make."""
    made = tickets(data, visitor)
    most = max(len(each.labels) for each in made)
    rows = [[*_row(each, visitor.language), *each.labels, *[""] * (most - len(each.labels))] for each in made]
    return written([[*HEADS, *["Labels"] * most], *rows]).encode("utf-8-sig")


def _row(ticket: Ticket, language: Language) -> Sequence[str]:
    due = ticket.due.isoformat() if ticket.due else ""
    text = "\n".join(_description(ticket, language))
    return (ticket.summary, text, "Task", ticket.priority, due, ticket.label)


def _description(ticket: Ticket, language: Language) -> Iterator[str]:
    """Jira's own markup, of which no word of others is taken for a part."""
    for section in ticket.sections:
        if section.head:
            yield f"\nh3. {section.head}"
        yield from (f"* {escaped(line)}" if section.head else escaped(line) for line in section.lines)
    yield f"* {escaped(said(words.PRIORITY(), language))}"
    if ticket.address:
        yield f"* {words.LINK[language]}{COLON[language]} {ticket.address}"
    yield f"\n{ticket.refs}"


def escaped(text: str) -> str:
    """A text in one line: no macro, no link, nobody mentioned, no cell of a table ended."""
    line = in_line(text).replace("\\", "&#92;")
    return _BLOCK.sub(r"\1&#46;", _SPECIAL.sub(lambda found: f"\\{found[0]}", line))
