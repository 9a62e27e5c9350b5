"""A table that is pasted: what the importer of tables makes of it when nobody says what its lanes are."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.errors import BadInput
from graph.language import Language, both
from graph.problems import Problem
from graph.said import Said, joined
from graph.saying import saying
from importers.errors import BadKnowledge
from importers.journeys import journey_table, own_table, table_strangers, vocabulary
from importers.journeys.aims import Takes
from importers.journeys.knowledge import told_of
from importers.journeys.scales import measured, named
from importers.journeys.table_mapping import OURS, TableMapping
from importers.journeys.table_proposal import ProposedLane, propose
from importers.kind import Fetched
from importers.reading.grid import Grid
from importers.reading.sheets import Sheets, filled
from pages.bring.asking import mapping
from pages.editing.lines import rows

CALLED = both("Pasted table", "Tableau collé")
"""What it is called where something is said to come from it."""

LARGEST = 5_000
"""Cells at most: of more, no act can be made."""

TOO_LARGE = saying(
    "This table has {many:,} cells, and at most {most:,} are pasted at once: paste it in parts, or bring it as a file.",
    "Ce tableau a {many:,} cellules, et on en colle {most:,} au plus : collez-le en plusieurs fois, ou apportez-le "
    "comme fichier.",
)
SEVERAL = saying(
    "This table tells of {n} journeys: paste one of them at a time, or bring it as a file.",
    "Ce tableau décrit {n} parcours\N{NO-BREAK SPACE}: collez-en un à la fois, ou apportez-le comme fichier.",
)
WRONG = saying("The table cannot be read: {why}", "Ce tableau est illisible\N{NO-BREAK SPACE}: {why}")


@dataclass(frozen=True)
class Table:
    """What a table says, and what stands in it of which nobody knows what it means.

    `kept` are the lanes of which nobody knows what they mean, as notes; `scales` the lanes of figures that do not say
    of what scale they are, and the one that is likely.
    """

    said: Said
    unread: Sequence[Problem]
    kept: Sequence[str]
    scales: Mapping[str, tuple[float, float]]


def read(pasted: str, language: Language) -> Table | None:
    """What a pasted text says; None where it is no table that looks like a map, or one without steps.

    BadInput for a table that is neither that nor a list: too large, of several journeys, of something else.
    """
    if "\t" not in pasted:
        return None
    found = Sheets(CALLED[language], "utf-8", None, [_grid(pasted, CALLED[language])])
    table_strangers.refuse(found)
    if own_table.reads(found.grids):
        return _told(found, None, [], {})
    proposal = propose(found.grids, found.name)
    if proposal is None:
        return None
    scales = dict(_scales(proposal.lanes))
    kept = [each.head.name for each in proposal.lanes if each.to == "note" and each.cells and not _noted(each)]
    return _told(found, mapping(proposal, None, {}), kept, scales)


def _grid(pasted: str, name: str) -> Grid:
    grid = filled(Grid(name), enumerate(rows(pasted), 1))
    if len(grid.cells) > LARGEST:
        raise BadInput(TOO_LARGE(many=len(grid.cells), most=LARGEST))
    return grid


def _scales(lanes: Sequence[ProposedLane]) -> Iterator[tuple[str, tuple[float, float]]]:
    """Scales that are only likely, of lanes that do not name theirs; feelings that fit on ours are put there."""
    for lane in lanes:
        figures = [found for cell in lane.cells if (found := measured(cell.text))]
        if lane.scale and not named(lane.head.name)[1] and not any(best for _, best in figures):
            low, high = OURS[Takes.EMOTION]
            if lane.to == "emotion" and all(low <= figure <= high for figure, _ in figures):
                lane.scale = OURS[Takes.EMOTION]
            else:
                yield lane.head.name, lane.scale


def _noted(lane: ProposedLane) -> bool:
    """Whether a lane is called as notes are, or nothing."""
    found = vocabulary.lane(lane.head.name)
    return lane.head.unnamed or (found is not None and found[0] == "note")


def _told(
    found: Sheets, meant: TableMapping | None, kept: Sequence[str], scales: Mapping[str, tuple[float, float]]
) -> Table | None:
    try:
        documents, problems = journey_table.documents([Fetched(Path(found.name), found)], meant)
        said = joined(told_of(documents).said)
    except BadKnowledge as error:
        raise BadInput(WRONG(why=error.problems[0].said)) from error
    journeys = {each.get("title", key) for key, each in said.nodes.get("Journey", {}).items()}
    if len(journeys) > 1:
        raise BadInput(SEVERAL(n=len(journeys)))
    return Table(said, [each for each in problems if each.value], kept, scales) if said.nodes.get("Step") else None
