"""Short ways to what the importers make of a text."""

from collections.abc import Sequence
from pathlib import Path

from graph.problems import Problem
from graph.said import Said, Whole
from importers.errors import BadKnowledge
from importers.journeys.knowledge import parse, transform
from importers.journeys.untransform import document
from importers.journeys.written import written
from importers.kind import Fetched, Instructions, Reading
from importers.reading.text import Text


def reading(*texts: str, suffix: str = ".yaml") -> Reading:
    """What knowledge files say together; the first is called f0."""
    named = [Text(f"f{place}{suffix}", text, "utf-8") for place, text in enumerate(texts)]
    return transform([Fetched(Path(text.name), parse(text)) for text in named], Instructions())


def said(text: str, suffix: str = ".yaml") -> Said:
    return at_hand(reading(text, suffix=suffix).said)


def at_hand(whole: Whole) -> Said:
    """What a source says, all of which is in memory."""
    assert isinstance(whole, Said)
    return whole


def refused(*texts: str, suffix: str = ".yaml") -> Sequence[Problem]:
    """What is wrong with knowledge files, in the order in which it is told."""
    try:
        reading(*texts, suffix=suffix)
    except BadKnowledge as error:
        assert any(problem.fatal for problem in error.problems)
        return error.problems
    raise AssertionError("nothing was refused")


def exported(what: Said) -> str:
    return written(document(what))


def same(one: Said, other: Said) -> None:
    """Two statements are equal, but for the places."""
    assert one.nodes == other.nodes
    assert {type: edges for type, edges in one.edges.items() if edges} == other.edges
