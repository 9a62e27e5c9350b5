"""What was observed, and where it came from."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from graph.model.common import Described, Supported
from graph.model.declare import Anything, Family, Growing, One, into, node, out, prop
from graph.model.words import Count, EvidenceKind, RunStatus

if TYPE_CHECKING:
    from graph.model.design import Channel, Need
    from graph.model.history import FieldChange


@node(Family.OBSERVED, made_of=("name", "from"), element=False)
class Measure(Supported):
    """A figure that somebody measured."""

    name: str | None = prop("What was measured: CSAT, NPS …", search=True, required=True)
    value: float | None = prop("The figure")
    low: float | None = prop("The low end of its confidence interval")
    high: float | None = prop("The high end of its confidence interval")
    unit: str | None = prop("The unit")
    scaleMin: float | None = prop("The lowest value that it can take")
    scaleMax: float | None = prop("The highest value that it can take")
    higherIsBetter: bool | None = prop("Whether more is better", default=True)
    method: EvidenceKind | None = prop("How it was measured")
    sampleSize: Count | None = prop("How many were asked")
    from_: datetime.date | None = prop("The first day that it covers")
    to: datetime.date | None = prop("The last day that it covers")
    about: One[Anything] = out("MEASURES", "What it measures")


@node(Family.OBSERVED)
class Flow(Described):
    """How often customers went from one channel to another, or came, or left, for one reason, in one month."""

    reason: str | None = prop("What the first contact was about, as its mapping calls it; null is unknown", told=False)
    month: str = prop("The month of the first contact, in UTC: `2026-11`", told=False)
    count: int = prop("How often; what carried, restarted, unrelated and undecided add up to", told=False)
    customers: int = prop("How many customers did it at least once", told=False)
    carried: int = prop("How often the second contact went on with the case of the first", told=False)
    restarted: int = prop("How often it began a new case for the same reason", told=False)
    unrelated: int = prop("How often it came for another reason", told=False)
    undecided: int = prop("How often nobody can tell; always where a customer comes in or leaves", told=False)
    medianGapSeconds: float | None = prop("The median of the seconds between the two contacts", told=False)
    examples: list[str] = prop(
        "The earliest ones, by the ids of both contacts in their source: `5001 → 5002`", told=False
    )
    window: str = prop("How far apart two contacts are at most, as an ISO 8601 duration, or `unlimited`", told=False)
    from_: One[Channel] = out("FROM", "Where customers were before; null where they came in")
    to: One[Channel] = out("TO", "Where they went; null where they left")
    need: One[Need] = out("ABOUT", "The need that a customer has who comes for this reason")


@node(Family.OBSERVED)
class Route(Described):
    """The channels of one whole episode in order, from the first contact to the last, and how often it was seen."""

    channels: list[str] = prop("The keys of the channels; empty for all rarer routes together", told=False)
    rest: bool = prop("Whether it stands for all routes of its reason and month but the most frequent", told=False)
    reason: str | None = prop("What the first contact was about; null is unknown", told=False)
    month: str = prop("The month of the first contact, in UTC: `2026-11`", told=False)
    count: int = prop("How often", told=False)
    window: str = prop("How far apart two contacts are at most, as an ISO 8601 duration, or `unlimited`", told=False)


@node(Family.OBSERVED, mark="kind")
class Source:
    """Somewhere that data comes from."""

    name: str | None = prop("Its name, as imports give it", told=False)
    kind: str | None = prop("The kind of importer that reads it", told=False)
    family: str | None = prop("What it tells of, which decides where it speaks before others", told=False, shown=False)
    dated: datetime.datetime | None = prop("The date of the last export that was imported", told=False)
    path: str | None = prop("The file or folder it was last loaded from", told=False, shown=False)
    needs: list[str] = prop("Reasons of its contacts, each with a tab and the key of a need", told=False, shown=False)
    removed: list[str] = prop(
        "What people removed: a source that describes it, a tab, `Label:key`; `edits` keeps it", told=False, shown=False
    )
    held: list[str] = prop("What it was told last that people hold against it", told=False, shown=False)
    runs: Growing[ImportRun] = into("OF", "Its imports")


@node(Family.OBSERVED, mark="startedAt", card="key startedAt source { key }")
class ImportRun:
    """One import of one source; or one act of somebody, which is one of the source `edits`."""

    startedAt: datetime.datetime | None = prop("When it began", told=False)
    finishedAt: datetime.datetime | None = prop("When it ended", told=False)
    status: RunStatus | None = prop("How it ended", told=False)
    command: str | None = prop("The command that it was part of; all runs of one command name the same", told=False)
    by: str | None = prop(
        "Who acted: an account, or the name of an access token; null for imports by a command", told=False
    )
    note: str | None = prop("What whoever acted said of it, in their own words", told=False)
    revision: int | None = prop("The revision of the graph that it left", told=False)
    created: int | None = prop("Nodes and edges that it created", told=False)
    updated: int | None = prop("Nodes and edges that it changed", told=False)
    removed: int | None = prop("Nodes and edges that it removed", told=False)
    counts: list[str] = prop(
        "What it wrote, label by label: `Step +3 ~1 -0 =8` (created, updated, removed, unchanged)", told=False
    )
    dated: datetime.datetime | None = prop("The date of the export", told=False)
    ownerChanged: list[str] = prop("Keys of the touchpoints that changed owner", told=False)
    siloChanged: list[str] = prop("Keys of the departments that changed silo", told=False)
    ownersGained: list[str] = prop(
        "What came to an owner: `<touchpoint> <department>`, by key, in which `%20` is a space, `%25` a `%`", told=False
    )
    ownersLost: list[str] = prop("What an owner lost: `<touchpoint> <department>`, as in `ownersGained`", told=False)
    silosGained: list[str] = prop("What came into a silo: `<department> <silo>`, as in `ownersGained`", told=False)
    silosLost: list[str] = prop("What left a silo: `<department> <silo>`, as in `ownersGained`", told=False)
    crossingsBegun: list[str] = prop("Keys of the hand-offs that cross silos since then", told=False)
    crossingsEnded: list[str] = prop("Keys of the hand-offs that cross silos no more since then", told=False)
    rupturesAppeared: int | None = prop("How many ruptures are new since then, or back", told=False)
    rupturesGone: int | None = prop("How many ruptures are gone since then", told=False)
    handoffsBroken: int | None = prop(
        "How many hand-offs are broken since then that held before, or of which nobody knew whether they do", told=False
    )
    handoffsSound: int | None = prop(
        "How many hand-offs hold since then that were broken before, or of which nobody knew whether they do",
        told=False,
    )
    changesLeftOut: int | None = prop("How many more changes it made than it keeps; null is unknown", told=False)
    changes: Growing[FieldChange] = out("CHANGED", "What it changed in what is told: the first 10,000 changes")
    inverse: str | None = prop("What takes an act back, as JSON", told=False, shown=False)
    source: One[Source] = out("OF", "The source that it imported")
