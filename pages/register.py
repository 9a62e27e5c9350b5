"""All pages there are, in the order in which addresses are tried."""

from collections.abc import Iterator, Sequence

from pages.ask.page import CARD
from pages.ask.page import PAGE as ASK
from pages.beginning.page import PAGE as BEGINNING
from pages.editing.page import PAGE as EDITING
from pages.file import File
from pages.finding.page import PAGE as FINDING
from pages.findings.page import PAGE as FINDINGS
from pages.home.page import PAGE as HOME
from pages.journey.page import PAGE as JOURNEY
from pages.journeys.page import PAGE as JOURNEYS
from pages.node.page import PAGE as NODE
from pages.page import Page
from pages.remarks.page import PAGE as REMARKS
from pages.search.page import PAGE as SEARCH

PAGES: Sequence[Page] = (
    HOME,
    JOURNEYS,
    JOURNEY,
    BEGINNING,
    EDITING,
    REMARKS,
    FINDINGS,
    FINDING,
    ASK,
    CARD,
    SEARCH,
    NODE,
)


def files() -> Iterator[tuple[Page, File]]:
    """What pages are taken away as, each with its page."""
    return ((page, file) for page in PAGES for file in page.files)
