"""Journey maps of other tools as knowledge documents: a map has phases, a phase steps, a step actors.

An actor is a channel or a persona, as a mapping says. A journey's key is the mapping's, else made of its title where
Latin letters spell it, else of the file's name; the keys of phases, steps and personas are made of their names (see
`slug`).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from graph.aliases import Names
from graph.keys import latin, slug, unique
from graph.problems import Code, Problem
from graph.said import Said
from graph.saying import saying
from importers.errors import BadKnowledge
from importers.journeys.aims import UNMAPPED
from importers.journeys.check import Document, check
from importers.journeys.transform import transform as say
from importers.keys import Key
from importers.kind import Fetched, Instructions, Reading
from importers.mapping import validated
from importers.reading.tree import Fields, fields, items

NO_CHANNEL = saying(
    "{step!r} names no channel: it stands on the stub {stub!r}; map an actor with channels:",
    "{step!r} ne nomme aucun canal : l'étape est placée sur {stub!r}, non décrit ;"
    " rattachez un acteur à un canal avec channels:",
)


class JourneyMapping(BaseModel):
    """The mapping of journey maps: which of their actors are channels, which are personas we know."""

    model_config = ConfigDict(extra="forbid", strict=True, populate_by_name=True)

    channels: dict[str, Key] = Field({}, description="Actors that are channels, and the key of each")
    default_channel: Key | None = Field(None, alias="defaultChannel", description="The channel of all other tasks")
    personas: dict[str, Key] = Field({}, description="Actors that are personas described elsewhere, and their keys")
    journey: Key | None = Field(None, description="The key of the journey")
    perspective: Literal["REALITY", "FUTURE", "COMPETITOR"] | None = Field(None, description="Whose world it shows")


@dataclass(frozen=True)
class MapStep:
    """A step of a map: its emotion from -2 to 2, who acts in it, and what of it could not be read."""

    text: str
    line: int
    actors: tuple[str, ...] = ()
    emotion: float | None = None
    noted: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class MapPhase:
    """A phase of a map and its steps; the first may have no name."""

    name: str | None
    line: int
    steps: Sequence[MapStep]


@dataclass(frozen=True)
class JourneyMap:
    """One map, and what of it as a whole has no place in a journey."""

    title: str | None
    line: int
    phases: Sequence[MapPhase]
    noted: tuple[Problem, ...] = ()


def transform(
    fetched: Sequence[Fetched], told: Instructions, maps: Callable[[Fetched], Iterable[JourneyMap]]
) -> Reading:
    """What the maps in each file of one source say; BadKnowledge when one of the files cannot be used."""
    mapping = JourneyMapping() if told.mapping is None else validated(told.mapping, JourneyMapping)
    problems = [found for file in fetched for found in file.problems]
    return composed([(file, maps(file)) for file in fetched if file.content], mapping, problems)


def composed(
    told: Iterable[tuple[Fetched, Iterable[JourneyMap]]], mapping: JourneyMapping, problems: Iterable[Problem] = ()
) -> Reading:
    """What the maps of some files say together; BadKnowledge with all that is wrong with any of them."""
    problems = list(problems)
    documents = []
    known: set[str] = set()
    for file, maps in told:
        composing = _Composing(file.path, file.files[0].name, mapping)
        documents.append(Document(file.files[0].name, composing.document(maps, known)))
        problems += composing.problems
    problems += check(documents, Names({}))
    if any(found.fatal for found in problems):
        raise BadKnowledge(problems)
    said = Said()
    for read in documents:
        say(read.data, read.place, Names({}), said)
    return Reading(said, problems)


class _Composing:
    """Makes a document of the maps of a file; `problems` are what could not be carried over."""

    def __init__(self, path: Path, file: str, mapping: JourneyMapping) -> None:
        self.problems: list[Problem] = []
        self._path, self._file, self._mapping = path, file, mapping
        self._personas: dict[str, Fields] = {}

    def document(self, maps: Iterable[JourneyMap], known: set[str]) -> Fields:
        """The document; `known` are the personas that an earlier file described, which those of this one join."""
        journeys: dict[str, Fields] = {}
        for each in maps:
            key = unique(self._mapping.journey or self._key(each), journeys)
            journeys[key] = self._journey(each, key)
            self.problems += each.noted
        described = [persona for key, persona in self._personas.items() if key not in known]
        known.update(self._personas)
        return fields((1, 1), {"personas": items(described), "journeys": items(list(journeys.values()))})

    def _key(self, told: JourneyMap) -> str:
        name = self._path.name.partition(".")[0]
        return (latin(told.title) if told.title else None) or slug(name, "journey")

    def _journey(self, told: JourneyMap, key: str) -> Fields:
        phases: dict[str, Fields] = {}
        steps: set[str] = set()
        for phase in told.phases:
            own = unique(slug(phase.name, "phase") if phase.name else "start", phases)
            made = [self._step(step, steps) for step in phase.steps]
            phases[own] = fields((phase.line, 1), {"key": own, "name": phase.name, "steps": items(made)})
        return fields(
            (told.line, 1),
            {
                "key": key,
                "title": told.title,
                "perspective": self._mapping.perspective,
                "personas": items(list(dict.fromkeys(self._acting(told)))),
                "phases": items(list(phases.values())),
            },
        )

    def _acting(self, told: JourneyMap) -> Iterator[str]:
        """The keys of the personas of a map; those that nobody knows are described."""
        for step in (step for phase in told.phases for step in phase.steps):
            for actor in step.actors:
                if actor in self._mapping.channels:
                    continue
                key = self._mapping.personas.get(actor) or slug(actor, "persona")
                if actor not in self._mapping.personas:
                    self._personas.setdefault(key, fields((step.line, 1), {"key": key, "name": actor}))
                yield key

    def _step(self, step: MapStep, taken: set[str]) -> Fields:
        key = unique(slug(step.text, "step"), taken)
        taken.add(key)
        mapping, at = self._mapping, (step.line, 1)
        channels = list(dict.fromkeys(mapping.channels[actor] for actor in step.actors if actor in mapping.channels))
        if not channels and not mapping.default_channel:
            said = NO_CHANNEL(step=step.text, stub=UNMAPPED)
            place = (self._file, step.line, "actors")
            self.problems.append(Problem(Code.UNMAPPED_VALUE, said, place, ", ".join(step.actors)))
        self.problems += step.noted
        touchpoints = [
            fields(at, {"channel": channel, "emotion": step.emotion})
            for channel in channels or [mapping.default_channel or UNMAPPED]
        ]
        return fields(at, {"key": key, "text": step.text, "touchpoints": items(touchpoints)})
