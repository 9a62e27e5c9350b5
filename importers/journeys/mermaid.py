"""Mermaid's `journey` diagrams: a section is a phase, a task a step, its score an emotion."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from graph.language import both
from graph.problems import Code, Problem
from graph.report import FileRead
from graph.saying import saying
from importers.errors import BadKnowledge
from importers.journeys.compose import JourneyMap, MapPhase, MapStep, transform
from importers.journeys.diagram import Task, diagrams
from importers.kind import Fetched, Instructions, Kind
from importers.reading.text import read_text

MIDDLE, WORST, BEST = 3, 0, 5
"""The score that stands for no emotion, and the ends of Mermaid's scale."""

DESCRIBED = saying(
    "what accDescr says has no place in a journey and is left out",
    "ce que dit accDescr n'a pas sa place dans un parcours et est ignoré",
)
NO_SCORE = saying(
    "the score {score!r} of {task!r} is no number from {worst} to {best}: its emotion is unknown",
    "la note {score!r} de {task!r} n'est pas un nombre de {worst} à {best} : son émotion reste inconnue",
)


def fetch(path: Path, told: Instructions) -> Fetched:
    """Open one file and find its journey diagrams."""
    text = read_text(path, told.encoding)
    files = (FileRead(text.name, text.encoding, len(text.text.splitlines())),)
    try:
        found = diagrams(text.text, text.name)
    except BadKnowledge as error:
        return Fetched(path, dated=text.dated, files=files, problems=tuple(error.problems))
    return Fetched(path, found, None, text.dated, files)


def maps(file: Fetched) -> Iterator[JourneyMap]:
    """The diagrams of a file as journey maps."""
    name = file.files[0].name
    for each in file.content:
        phases = [MapPhase(part.name, part.line, [_step(task, name) for task in part.tasks]) for part in each.sections]
        noted = (Problem(Code.UNKNOWN_COLUMN, DESCRIBED(), (name, each.described, None)),) if each.described else ()
        yield JourneyMap(each.title, each.line, phases, noted)


def _step(task: Task, file: str) -> MapStep:
    try:
        score = float(task.score)
    except ValueError:
        score = BEST + 1
    if WORST <= score <= BEST:
        return MapStep(task.text, task.line, task.actors, max(score - MIDDLE, -2.0))
    said = NO_SCORE(score=task.score, task=task.text, worst=WORST, best=BEST)
    noted = Problem(Code.BAD_VALUE, said, (file, task.line, None), task.score)
    return MapStep(task.text, task.line, task.actors, noted=(noted,))


KIND = Kind(
    name="mermaid",
    description=both(
        "journey diagrams of Mermaid, in files of their own or in the fences of Markdown pages",
        "les diagrammes de parcours de Mermaid, dans leurs propres fichiers ou dans les blocs de pages Markdown",
    ),
    example="parcours import mermaid journey.mmd --mapping channels.yaml",
    suffixes=(".mmd", ".mermaid"),
    fetch=fetch,
    transform=partial(transform, maps=maps),
)
