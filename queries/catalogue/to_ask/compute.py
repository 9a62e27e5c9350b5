"""What has to be asked, so that of every hand-off it is known whether it holds."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypedDict

from graph.derive.given import never_given
from graph.derive.handoffs import Handoff, Owned
from graph.derive.landscape import Interval, Landscape, Touchpoint, total
from graph.derive.leads import Lead
from graph.derive.losses import Passage, judge, passages
from graph.derive.read import SystemFacts, interval, systems
from graph.derive.ruptures import Rupture
from graph.language import Language
from graph.rounding import rounded
from queries.catalogue.to_ask.kinds import Unsaid, sentence
from queries.declare import Arguments
from queries.losses import Owner


class TouchpointFacts(TypedDict):
    """A touchpoint with its defaults: `uses` and `needs` are null where nobody said."""

    key: str
    channel: str
    missing: bool
    counted: bool
    departments: list[str]
    uses: list[str] | None
    needs: list[str] | None
    produces: list[str]
    leads: list[str]


class StepFacts(TypedDict):
    """A step: whether nobody said where it is expected, and its touchpoints."""

    key: str
    text: str
    unexpected: bool
    touchpoints: list[TouchpointFacts]


class UndecidedFacts(TypedDict):
    """A hand-off of unknown status."""

    key: str
    start: str
    end: str
    low: float | None
    high: float | None


class JourneyFacts(TypedDict):
    """A journey: its steps in order, what the customer brings, and the hand-offs of which nobody can tell."""

    key: str
    brings: list[str]
    steps: list[StepFacts]
    undecided: list[UndecidedFacts]


class ToAskFacts(NamedTuple):
    """The systems and who runs them, names by label and key, the departments to ask (null: any), the journeys."""

    systems: list[SystemFacts]
    owners: list[Owner]
    names: list[tuple[str, str, str]]
    departments: list[str] | None
    journeys: list[JourneyFacts]


class Subject(NamedTuple):
    """What a question is about: its kind, a touchpoint, step or system, and an object where it is about one."""

    kind: Unsaid
    label: str
    key: str
    object: str | None = None


@dataclass
class Asking:
    """A question: whom to ask, the journeys that it is about, and the volumes of the hand-offs that wait for it."""

    departments: set[str] = field(default_factory=set)
    journeys: set[str] = field(default_factory=set)
    handoffs: dict[str, Interval | None] = field(default_factory=dict)

    @property
    def known(self) -> float:
        """The high ends of the volumes that are known, summed."""
        return rounded(sum(volume[1] for volume in self.handoffs.values() if volume))


def to_ask(facts: ToAskFacts, given: Arguments) -> list[dict[str, Any]]:
    """A row of keys for each question, those that decide most hand-offs first, those that decide none last."""
    questions = _Questions(facts)
    for journey in facts.journeys:
        questions.of(_Map(journey))
    kinds = list(Unsaid)
    names = _names(facts)
    language = given.get("language", Language.EN)
    asked = None if facts.departments is None else set(facts.departments)
    found = [
        (subject, asking)
        for subject, asking in questions.asked.items()
        if asked is None or not asked.isdisjoint(asking.departments)
    ]
    # Those that are equal stay in the order of the journeys, their steps and touchpoints.
    found.sort(key=lambda each: (-len(each[1].handoffs), -each[1].known, kinds.index(each[0].kind)))
    return [_row(subject, asking, names, language) for subject, asking in found]


Names = dict[tuple[str, str], tuple[str, str]]
"""What things are called, by label and key; of a touchpoint the step, and the channel beside it."""


def _row(subject: Subject, asking: Asking, names: Names, language: Language) -> dict[str, Any]:
    name, channel = names[subject.label, subject.key]
    told = {"step": name, "system": name, "channel": channel}
    if subject.object:
        told["object"], _ = names["InformationObject", subject.object]
    return {
        "kind": subject.kind.value,
        "sentence": sentence(subject.kind, subject.label, told, language),
        "about": {subject.label: subject.key},
        "object": subject.object,
        "departments": sorted(asking.departments),
        "journeys": sorted(asking.journeys),
        "handoffs": sorted(asking.handoffs),
        "volume": total(asking.handoffs.values()),
        "knownVolume": asking.known,
    }


def _names(facts: ToAskFacts) -> Names:
    found = {(label, key): (name, "") for label, key, name in facts.names}
    for step in (step for journey in facts.journeys for step in journey["steps"]):
        found["Step", step["key"]] = step["text"], ""
        for touchpoint in step["touchpoints"]:
            found["Touchpoint", touchpoint["key"]] = step["text"], touchpoint["channel"]
    return found


class _Map:
    """A journey as the derivation looks at it, with its hand-offs of unknown status."""

    def __init__(self, journey: JourneyFacts) -> None:
        self.journey = journey
        self.told = {each["key"]: each for step in journey["steps"] for each in step["touchpoints"]}
        self.owned = {key: _owned(each) for key, each in self.told.items()}
        there = {key for key, each in self.told.items() if not each["missing"]}
        self.leads = [
            Lead(key, to, "", "") for key in self.told if key in there for to in self.told[key]["leads"] if to in there
        ]
        self.undecided = [_handoff(each, self.owned) for each in journey["undecided"]]

    def passages(self) -> Iterator[tuple[Passage, list[Handoff]]]:
        """What is on its way over hand-offs of unknown status, with these."""
        into: dict[str, list[Handoff]] = {}
        for handoff in self.undecided:
            into.setdefault(handoff.end.key, []).append(handoff)
        if into:
            for passage in passages(list(self.owned.values()), [(lead.start, lead.end) for lead in self.leads]):
                over = [each for each in into.get(passage.end.key, ()) if each.start.key in passage.passed]
                if over:
                    yield passage, over


def _owned(told: TouchpointFacts) -> Owned:
    needs = None if told["needs"] is None else frozenset(told["needs"])
    touchpoint = Touchpoint(told["key"], "", None, told["missing"], produces=frozenset(told["produces"]), needs=needs)
    return Owned(touchpoint, tuple(told["departments"]), None if told["uses"] is None else tuple(told["uses"]))


def _handoff(told: UndecidedFacts, owned: dict[str, Owned]) -> Handoff:
    volume = interval(told["low"], told["high"])
    return Handoff(owned[told["start"]], owned[told["end"]], "", True, None, None, volume, None, None)


class _Questions:
    """The questions that there are, each once, in the order in which they come up."""

    def __init__(self, facts: ToAskFacts) -> None:
        self.landscape = Landscape(systems=systems(facts.systems))
        self.run_by = {owner["system"]: owner["departments"][0] for owner in facts.owners}
        self.asked: dict[Subject, Asking] = {}

    def of(self, map: _Map) -> None:
        """What has to be asked about a journey."""
        for handoff in map.undecided:
            if handoff.end.touchpoint.needs is None:
                self._ask(map, Subject(Unsaid.NEEDS, "Touchpoint", handoff.end.key), handoff.end.handled_by, [handoff])
        for passage, over in map.passages():
            self._follow(map, passage, over)
        for handoff, lacking in never_given(map.undecided, map.owned, map.leads, map.journey["brings"]):
            for object in sorted(lacking):
                subject = Subject(Unsaid.PRODUCES, "Touchpoint", handoff.end.key, object)
                self._ask(map, subject, handoff.end.handled_by, [handoff])
        self._rest(map)

    def _follow(self, map: _Map, passage: Passage, over: list[Handoff]) -> None:
        """What nobody can tell of an object: where it is stored, what is used where it is needed, what systems do."""
        verdict, object = judge(passage, (), self.landscape), passage.object
        if isinstance(verdict, Rupture):
            return
        start, end = passage.start, passage.end
        if "STORE_UNKNOWN" in verdict:
            subject = Subject(Unsaid.USES, "Touchpoint", start.key)
            if start.uses:
                subject = Subject(Unsaid.STORES, "Touchpoint", start.key, object)
            self._ask(map, subject, start.handled_by, over)
        if "SYSTEM_UNKNOWN" in verdict and not end.uses:
            self._ask(map, Subject(Unsaid.USES, "Touchpoint", end.key), end.handled_by, over)
        if "SYSTEM_UNKNOWN" in verdict:
            stored = [s for s in start.uses or () if object in self.landscape.system(s).stores]
            used = [Subject(Unsaid.STORES, "System", s) for s in end.uses or ()]
            fed = [Subject(Unsaid.FEEDS, "System", s, object) for s in self.landscape.fed(stored, object)]
            asked = {each.key: each for each in (*fed, *used) if not self.landscape.system(each.key).described}
            for subject in asked.values():
                owner = self.run_by.get(subject.key)
                self._ask(map, subject, (owner,) if owner else end.handled_by, over)

    def _rest(self, map: _Map) -> None:
        """What decides no hand-off."""
        for step in map.journey["steps"]:
            handlers = [department for each in step["touchpoints"] for department in each["departments"]]
            if step["unexpected"]:
                self._ask(map, Subject(Unsaid.EXPECTED_ON, "Step", step["key"]), handlers)
            for each in step["touchpoints"]:
                if not each["departments"]:
                    beside = (map.told[near]["departments"] for near in _beside(map, each["key"]))
                    near = [department for departments in beside for department in departments]
                    self._ask(map, Subject(Unsaid.HANDLED_BY, "Touchpoint", each["key"]), near or handlers)
                if not each["counted"] and not each["missing"]:
                    self._ask(map, Subject(Unsaid.VOLUME, "Touchpoint", each["key"]), each["departments"])

    def _ask(self, map: _Map, subject: Subject, departments: Iterable[str], over: Iterable[Handoff] = ()) -> None:
        asking = self.asked.setdefault(subject, Asking())
        asking.departments.update(departments)
        asking.journeys.add(map.journey["key"])
        for handoff in over:
            asking.handoffs[handoff.key] = handoff.volume


def _beside(map: _Map, key: str) -> list[str]:
    """The touchpoints from which customers come to one, and to which they go on."""
    ends = [(lead.start, lead.end) for lead in map.leads]
    return [start for start, end in ends if end == key] + [end for start, end in ends if start == key]
