"""A journey for wikis: a report in Markdown, and diagrams in Mermaid."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from pages.file import File
from pages.files.report import words
from pages.files.report.mermaid import comments, curve, handoffs
from pages.files.report.report import Report
from pages.telling import Data
from pages.visitor import Visitor

FOLDER = Path(__file__).parent
PAGE = FOLDER.parents[1] / "journey" / "page.graphql"


def variables(visitor: Visitor) -> Data:
    """The journey, as its page asks for it where nobody chose a look."""
    shown = {"mine": False, "systems": False, "felt": False, "observed": False}
    return {"key": visitor.key, "journeys": [visitor.key], **shown}


def report(data: Data, visitor: Visitor) -> bytes:
    """The report. Gone or Moved where there is no such journey."""
    return _written(Report(data, visitor).lines())


def mermaid(data: Data, visitor: Visitor) -> bytes:
    """The curve. Gone or Moved where there is no such journey."""
    made = Report(data, visitor)
    head, *rest = curve(made.journey, visitor.language)
    return _written([head, *_about(made, words.NOT_IN_CURVE[visitor.language]), *rest])


def flowchart(data: Data, visitor: Visitor) -> bytes:
    """The hand-offs. Gone or Moved where there is no such journey."""
    made = Report(data, visitor)
    head, *rest = handoffs(made.journey, visitor.language)
    return _written([head, *_about(made, words.NOT_IN_WAYS[visitor.language]), *rest])


def _about(made: Report, left: str) -> Iterator[str]:
    address = made.stamp.link(made.visitor.links.journey(made.journey.key))
    return comments(filter(None, (made.journey.title, made.journey.sentence, left, made.stamp.words, address)))


def _written(lines: Iterable[str]) -> bytes:
    return ("\n".join(lines) + "\n").encode()


MARKDOWN = File(
    "markdown",
    FOLDER,
    ".md",
    "text/markdown; charset=utf-8",
    words.REPORT,
    words.REPORT_TOLD,
    report,
    variables,
    beside=PAGE,
)
MERMAID = File(
    "mermaid",
    FOLDER,
    ".mmd",
    "text/plain; charset=utf-8",
    words.CURVE,
    words.CURVE_TOLD,
    mermaid,
    variables,
    beside=PAGE,
)
FLOWCHART = File(
    "flowchart",
    FOLDER,
    ".mmd",
    "text/plain; charset=utf-8",
    words.CHART,
    words.CHART_TOLD,
    flowchart,
    variables,
    beside=PAGE,
)
