"""One journey of a table as it grows: line after line becomes phases, steps, and what happens at them.

A phase that is not named again goes on; so does a step, as long as what stands beside it tells of contacts. Nothing is
lost: what cannot be read, and what has no place of its own, becomes a note at its step.
"""

from collections.abc import Sequence

from graph.keys import unique
from graph.problems import Code, Problem
from graph.saying import saying
from importers.journeys.aims import Takes
from importers.journeys.table_cells import Reader, short
from importers.journeys.table_given import Given, Places, add, first, put
from importers.journeys.table_step import StepDrawing
from importers.reading.grid import Grid, Spot
from importers.reading.tree import Fields, Items, fields

DIFFERS = saying(
    "{value!r} in {lane!r} is not what stands there before: left out",
    "{value!r} dans {lane!r} n'est pas ce qui y figure plus haut : ignoré",
)
SCALARS = (Takes.EMOTION, Takes.SHARE, Takes.INTERVAL)
"""What alone is no sign that a step goes on: a figure without a step is a stray one."""


class JourneyDrawing:
    """Draws one journey; `finish` once all lines are taken."""

    def __init__(self, beside: Places, journey: Fields, read: Reader, grid: Grid) -> None:
        self.beside, self.journey, self.read, self.grid = beside, journey, read, grid
        self.personas: dict[str, Spot] = {}
        self.persona: str | None = None
        self._steps: dict[tuple[str, str], StepDrawing] = {}
        self._phases: dict[str, Fields] = {}
        self._phase: tuple[str, Fields] | None = None
        self._step: StepDrawing | None = None
        self._apart = not {"step", "stepKey"}.isdisjoint(lane.to for lane in read.mapping.aims().values())
        put(journey, "phases", Items(journey.at), journey.at)

    def take(self, given: Sequence[Given]) -> bool:
        """One line; false where it names no step and goes on with none."""
        phased = self._phased(given)
        step = self._stepped(given, phased)
        if step is None and not (phased and self._apart and all(each.aim.of in ("Phase", "Journey") for each in given)):
            return False
        for each in given:
            if each.aim.of == "Journey" and each.aim.takes is not Takes.KEYS and each.lane.to != "journeyKey":
                self._told(each, self.journey, step)
            elif each.lane.to == "stage":
                self._told(each, self._phase[1] if self._phase else Fields(each.cell.spot), step)
        self._acted(given)
        if step:
            step.take(given, self.persona)
        return True

    def _told(self, each: Given, of: Fields, step: StepDrawing | None) -> None:
        """Something told of the journey or the phase; what is told otherwise, or cannot be read, is kept as a note."""
        value = self.read.value(each.name, each.lane, each.cell)
        if (value is None or of.get(each.aim.field, value) != value) and step:
            step.noted(each)
        elif value is not None and of.get(each.aim.field, value) != value:
            said = DIFFERS(value=each.cell.text, lane=each.name)
            self.beside.note(Problem(Code.CONFLICTING_VALUE, said, self.grid.place(each.cell.spot), each.cell.text))
        put(of, each.aim.field, value, each.cell.spot)

    def _acted(self, given: Sequence[Given]) -> None:
        """Whose journey it is from here on."""
        if each := first(given, "persona"):
            named = self.read.names(each.name, each.lane, each.cell) or []
            for key, name in named:
                self.personas.setdefault(key, each.cell.spot)
                if name:
                    self.beside.describe("Persona", key, each.cell.spot, name=name)
            self.persona = named[0][0] if len(named) == 1 else None

    def _phased(self, given: Sequence[Given]) -> bool:
        """Whether a phase begins, or goes on in its own words."""
        named, keyed = first(given, "phase"), first(given, "phaseKey")
        if not (named or keyed):
            if self._phase is None:
                self._phase = ("", self._new_phase("", given[0].cell.spot, None, None))
            return False
        cell = (named or keyed).cell  # type: ignore[union-attr]
        name = named.cell.text if named else None
        known = (keyed.cell.text if keyed else name or "").casefold()
        if known not in self._phases:
            self._new_phase(known, cell.spot, name, keyed.cell.text if keyed else None)
        changed = self._phase is None or self._phase[0] != known
        self._phase = (known, self._phases[known])
        return changed or named is not None

    def _new_phase(self, known: str, spot: Spot, name: str | None, key: str | None) -> Fields:
        taken = {phase["key"] for phase in self._phases.values()}
        stages = {theirs.casefold(): stage.value for theirs, stage in self.read.mapping.stages.items()}
        own = key or self._former(name) or (short(name, "phase") if name else "start")
        made = fields(spot, {"key": unique(own, taken), "name": name, "stage": stages.get((name or "").casefold())})
        put(made, "steps", Items(spot), spot)
        self._phases[known] = made
        add(self.journey, "phases", made, spot)
        return made

    def _former(self, text: str | None) -> str | None:
        """The key that something of this text has had until now, where the mapping says so."""
        by_text = {theirs.casefold(): key for theirs, key in self.read.mapping.aliases.items()}
        return by_text.get((text or "").casefold())

    def _stepped(self, given: Sequence[Given], phased: bool) -> StepDrawing | None:
        """The step of a line: the one that it names, else the one that goes on."""
        assert self._phase
        texted, keyed = first(given, "step"), first(given, "stepKey")
        if texted or keyed:
            text = texted.cell.text if texted else None
            return self._named(
                (keyed.cell.text if keyed else text or ""), text, keyed.cell.text if keyed else None, given
            )
        begun = self._step is not None and self._step.phase is self._phase[1]
        if phased and not begun and self._apart and all(each.aim.of in ("Phase", "Journey") for each in given):
            return None  # the steps stand in the lines below it
        if phased and not begun:
            called = self._phase[1].get("name") or self._phase[1]["key"]
            return self._named(called, called, None, given)
        if begun and (phased or any(each.aim.takes not in SCALARS for each in given)):
            return self._step
        return None

    def _named(self, known: str, text: str | None, key: str | None, given: Sequence[Given]) -> StepDrawing:
        assert self._phase
        ref = (self._phase[0], known.casefold())
        if ref not in self._steps:
            taken = {step.step["key"] for step in self._steps.values()}
            own = key or self._former(text) or short(text or "", "step")
            spot = given[0].cell.spot
            made = fields(spot, {"key": unique(own, taken), "text": text})
            add(self._phase[1], "steps", made, spot)
            self._steps[ref] = StepDrawing(self.beside, self.journey["key"], made, self._phase[1], self.read, self.grid)
        self._step = self._steps[ref]
        return self._step

    def finish(self) -> None:
        """What is only known once all lines are taken: whose feelings are whose, and who is told of at all."""
        told = self.read.mapping.journey.persona
        if told and not self.personas:
            key = self.read.mapping.personas.get(told) or short(told, "persona")
            self.personas[key] = self.journey.at
            self.beside.describe("Persona", key, self.journey.at, name=told)
        for key, spot in self.personas.items():
            add(self.journey, "personas", key, spot)
        for step in self._steps.values():
            step.finish(apart=len(self.personas) > 1)
