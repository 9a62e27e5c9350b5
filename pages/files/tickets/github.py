"""Tickets as files that GitHub's own command makes issues of, with the lines that do it."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from graph.language import Language, both
from pages.files.markdown import escaped
from pages.files.tickets import words
from pages.files.tickets.ticket import Ticket, tickets
from pages.telling import Data
from pages.visitor import Visitor
from wording.writing import COLON

TITLE = both("Issues for GitHub", "Tickets pour GitHub")
TOLD = both(
    "A Markdown file for each cause that has no ticket yet, and the lines that make issues of them with `gh`, none "
    "twice.",
    "Un fichier Markdown par cause qui n'a pas encore de ticket, et les lignes qui en font des tickets avec `gh`, sans "
    "doublon.",
)
README = {each: Path(__file__).with_name(f"readme-{each.lower()}.md") for each in Language}
EPOCH = (1980, 1, 1, 0, 0, 0)
"""When everything in an archive was made, so that the same tickets are the same bytes."""


def write(data: Data, visitor: Visitor) -> bytes:
    """The tickets as an archive: of each a text and a title, and what to do with them. BadInput where there is none."""
    made = tickets(data, visitor)
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as files:
        for name, text in _files(made, visitor.language):
            files.writestr(zipfile.ZipInfo(name, EPOCH), text, zipfile.ZIP_DEFLATED)
    return archive.getvalue()


def _files(made: Sequence[Ticket], language: Language) -> Iterator[tuple[str, str]]:
    listed = "\n".join(f"- `{each.label}.md`{_due(each)} {escaped(each.summary)}" for each in made)
    yield "README.md", README[language].read_text(encoding="utf-8").replace("TICKETS", listed)
    for each in made:
        yield f"{each.label}.txt", f"{each.summary}\n"
        yield f"{each.label}.md", "\n".join(_body(each, language))


def _due(ticket: Ticket) -> str:
    return f" ({ticket.due.isoformat()})" if ticket.due else ""


def _body(ticket: Ticket, language: Language) -> Iterator[str]:
    for section in ticket.sections:
        if section.head:
            yield f"\n### {section.head}\n"
        yield from (f"- {escaped(line)}" if section.head else escaped(line) for line in section.lines)
    if ticket.address:
        yield f"- {words.LINK[language]}{COLON[language]} <{ticket.address}>"
    yield f"\n`{ticket.refs}`\n"
