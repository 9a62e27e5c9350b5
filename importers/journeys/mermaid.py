"""Mermaid's `journey` diagrams: a section is a phase, a task a step, an actor a channel or a persona.

The journey's key is the mapping's, else made of its title where Latin letters spell it, else of the file's name; the
keys of phases, steps and personas are made of their names (see `slug`).
"""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from graph.aliases import Names
from graph.problems import Code, Problem
from graph.report import FileRead
from graph.said import Place, Said
from importers.errors import BadKnowledge
from importers.journeys.check import Document, check
from importers.journeys.diagram import Diagram, Section, Task, diagrams
from importers.journeys.mapping import Mapping, read_mapping
from importers.journeys.transform import transform as say
from importers.keys import latin, slug, unique
from importers.kind import Fetched, Kind, Reading, Told
from importers.reading.text import read_text
from importers.reading.tree import Fields, Items

UNMAPPED = "unmapped"
"""The stub channel of tasks of which nobody said on which channel they happen."""

MIDDLE, WORST, BEST = 3, 0, 5
"""The score that stands for no emotion, and the ends of Mermaid's scale."""


def fetch(path: Path, told: Told) -> Fetched:
    """Open one file and find its journey diagrams."""
    text = read_text(path, told.encoding)
    files = (FileRead(text.name, text.encoding, len(text.text.splitlines())),)
    try:
        found = diagrams(text.text, text.name)
    except BadKnowledge as error:
        return Fetched(path, dated=text.dated, files=files, problems=tuple(error.problems))
    return Fetched(path, found, None, text.dated, files)


def transform(fetched: Sequence[Fetched], told: Told) -> Reading:
    """What the diagrams of one source say; BadKnowledge when one of them cannot be used."""
    mapping = read_mapping(told.mapping)
    problems = [found for file in fetched for found in file.problems]
    documents = []
    known: set[str] = set()
    for file in fetched:
        if file.content:
            data, noted = document(file.content, file.path, file.files[0].name, mapping, known)
            documents.append(Document(file.files[0].name, data))
            problems += noted
    problems += check(documents, Names({}))
    if any(found.fatal for found in problems):
        raise BadKnowledge(problems)
    said = Said()
    for read in documents:
        say(read.data, read.place, Names({}), said)
    return Reading(said, problems)


def document(
    found: Sequence[Diagram], path: Path, file: str, mapping: Mapping, known: set[str]
) -> tuple[Fields, list[Problem]]:
    """The diagrams of a file as a knowledge document, and what could not be carried over.

    `known` are the personas that an earlier file described; those of this one join them.
    """
    problems: list[Problem] = []
    journeys: dict[str, Fields] = {}
    personas: dict[str, Fields] = {}
    for diagram in found:
        key = unique(mapping.journey or _key(diagram, path), journeys)
        note = partial(_note, problems, file)
        journeys[key] = _journey(diagram, key, mapping, personas, note)
        if diagram.described:
            note(Code.UNKNOWN_COLUMN, "what accDescr says has no place in a journey and is left out", diagram.described)
    described = [persona for name, persona in personas.items() if name not in known]
    known.update(personas)
    lists = {"personas": described, "journeys": list(journeys.values())}
    return _fields((1, 1), {name: _items(entries) for name, entries in lists.items()}), problems


def _note(problems: list[Problem], file: str, code: Code, message: str, line: int, value: str | None = None) -> None:
    place: Place = (file, line, "actors" if code == Code.UNMAPPED_VALUE else None)
    problems.append(Problem(code, message, place, value))


def _key(diagram: Diagram, path: Path) -> str:
    name = path.name.partition(".")[0]
    return (latin(diagram.title) if diagram.title else None) or slug(name, "journey")


def _journey(diagram: Diagram, key: str, mapping: Mapping, personas: dict[str, Fields], note: Any) -> Fields:
    acting: dict[str, None] = {}
    steps: set[str] = set()
    phases: dict[str, Fields] = {}
    for section in diagram.sections:
        phase = unique(slug(section.name, "phase") if section.name else "start", phases)
        made = [_step(task, steps, mapping, note) for task in section.tasks]
        named = {"key": phase, "name": section.name, "steps": _items(made)}
        phases[phase] = _fields((section.line, 1), named)
    for actor, line in _personas(diagram.sections, mapping):
        acting[mapping.personas.get(actor) or slug(actor, "persona")] = None
        if actor not in mapping.personas:
            described = {"key": slug(actor, "persona"), "name": actor}
            personas.setdefault(slug(actor, "persona"), _fields((line, 1), described))
    return _fields(
        (diagram.line, 1),
        {
            "key": key,
            "title": diagram.title,
            "perspective": mapping.perspective,
            "personas": _items(list(acting)),
            "phases": _items(list(phases.values())),
        },
    )


def _personas(sections: Sequence[Section], mapping: Mapping) -> Iterator[tuple[str, int]]:
    for task in (task for section in sections for task in section.tasks):
        for actor in task.actors:
            if actor not in mapping.channels:
                yield actor, task.line


def _step(task: Task, taken: set[str], mapping: Mapping, note: Any) -> Fields:
    key = unique(slug(task.text, "step"), taken)
    taken.add(key)
    channels = list(dict.fromkeys(mapping.channels[actor] for actor in task.actors if actor in mapping.channels))
    if not channels and not mapping.default_channel:
        message = f"{task.text!r} names no channel: it stands on the stub {UNMAPPED!r}; map an actor with channels:"
        note(Code.UNMAPPED_VALUE, message, task.line, ", ".join(task.actors))
    emotion = _emotion(task, note)
    at = (task.line, 1)
    touchpoints = [
        _fields(at, {"channel": channel, "emotion": emotion})
        for channel in channels or [mapping.default_channel or UNMAPPED]
    ]
    return _fields(at, {"key": key, "text": task.text, "touchpoints": _items(touchpoints)})


def _emotion(task: Task, note: Any) -> float | None:
    try:
        score = float(task.score)
    except ValueError:
        score = BEST + 1
    if not WORST <= score <= BEST:
        message = (
            f"the score {task.score!r} of {task.text!r} is no number from {WORST} to {BEST}: its emotion is unknown"
        )
        note(Code.BAD_VALUE, message, task.line, task.score)
        return None
    return max(score - MIDDLE, -2.0)


def _fields(at: tuple[int, int], given: dict[str, Any]) -> Fields:
    fields = Fields(at)
    for name, value in given.items():
        if value is not None:
            fields[name], fields.spots[name] = value, (at, getattr(value, "at", at))
    return fields


def _items(given: list[Any]) -> Items:
    items = Items(given[0].at if given and isinstance(given[0], Fields) else (1, 1))
    items += given
    items.spots = [getattr(value, "at", items.at) for value in given]
    return items


KIND = Kind(
    name="mermaid",
    description="journey diagrams of Mermaid, in files of their own or in the fences of Markdown pages",
    example="parcours import mermaid journey.mmd --mapping channels.yaml",
    suffixes=(".mmd", ".mermaid"),
    fetch=fetch,
    transform=transform,
)
