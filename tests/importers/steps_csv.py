"""A family of tables that nobody ships, as small as one can be: journey maps with a step in each row."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import ClassVar

from pydantic import Field

from graph.language import both
from importers.journeys.compose import JourneyMap, JourneyMapping, MapPhase, MapStep, composed
from importers.kind import Fetched, Instructions, Kind, Reading
from importers.rows import tables
from importers.rows.base import Part, Row, Taking
from importers.rows.columns import Column, RowMapping, TheirColumns


class StepColumns(TheirColumns):
    phase: Column = Field(None, description="The phase that the step is part of")
    step: Column = Field(None, description="What the customer does")
    actor: Column = Field(None, description="The channel, or who acts")


class StepMapping(RowMapping, JourneyMapping):
    shipped: ClassVar = Path(__file__).parent / "mappings"
    needed: ClassVar = "step"

    columns: StepColumns = Field(StepColumns(), description="Their columns by our names")


def transform(fetched: Sequence[Fetched], told: Instructions) -> Reading:
    taking = Taking(fetched, told, StepMapping)
    maps = []
    for part, mapping in taking.parts(partial(tables.parts, kind="steps-csv", row=Row)):
        phases = list(_phases(part, mapping))
        taking.count(part, sum(len(phase.steps) for phase in phases), {})
        maps.append((fetched[part.file], [JourneyMap(None, 1, phases)]))
    reading = composed(maps, taking.mapping)
    return replace(taking.reading(reading.said), problems=[*taking.found.problems(), *reading.problems])


def _phases(part: Part[StepMapping, Row], mapping: StepMapping) -> Iterator[MapPhase]:
    phase, step, actor = (mapping.columns.names(ours)[0] for ours in ("phase", "step", "actor"))
    steps: dict[str | None, list[MapStep]] = {}
    for row in part.rows:
        who = row.cells[actor]
        told = MapStep(row.cells[step] or "", row.place[1], (who,) if who else ())
        steps.setdefault(row.cells[phase], []).append(told)
    return (MapPhase(name, found[0].line, found) for name, found in steps.items())


KIND = Kind(
    name="steps-csv",
    description=both("journey maps as tables, a step in each row", "des cartes en tableaux, une étape par ligne"),
    example="parcours import steps-csv steps.csv --mapping steps.yaml",
    suffixes=tables.SUFFIXES,
    fetch=partial(tables.fetch_mapped, model=StepMapping),
    transform=transform,
)
