"""What the map of a journey shows: the answer of its operation, in records. None is unknown, everywhere."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Persona:
    """Whose journey it is; `felt` is what this one feels, by step, from -2 to 2; the portrait is a PNG or JPEG."""

    name: str
    role: str | None = None
    expectation: str | None = None
    felt: Mapping[str, float] = field(default_factory=dict)
    portrait: bytes | None = None


@dataclass(frozen=True, slots=True)
class Silo:
    """A silo: its place among those of the knowledge base gives its hue; its code has two letters."""

    key: str
    name: str
    code: str
    place: int
    declared: bool = True


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel, the silo that it stands in, and who runs it: in words, and by the keys of the departments."""

    key: str
    name: str
    silo: str | None = None
    owner: str | None = None
    departments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Department:
    """A department that takes part, before the line of visibility or behind it, and what it is part of."""

    key: str
    name: str
    silo: str | None = None
    above: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """What a system passes on to another: the names of the objects."""

    to: str
    objects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class System:
    """An application, who runs it, the names of the objects that it stores, and what it passes on."""

    key: str
    name: str
    by: str | None = None
    stores: tuple[str, ...] = ()
    feeds: tuple[Feed, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """The strongest that supports an element: what sort in words, its rank from 1, and whether any contradicts it."""

    kind: str
    rank: int
    contradicted: bool = False


@dataclass(frozen=True, slots=True)
class Voice:
    """What somebody said, word for word, what sort of evidence it is, and how many it speaks for.

    `says` is what it tells, EXPECTATION_MET for one.
    """

    quote: str
    kind: str
    sample: int | None = None
    says: str | None = None


@dataclass(frozen=True, slots=True)
class Going:
    """The way to another step: the share of those who take it, and how long they wait, in words."""

    step: str
    share: float | None = None
    wait: str | None = None


@dataclass(frozen=True, slots=True)
class Exit:
    """Where customers give up: in their words, and which share of those at the step."""

    text: str
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Feeling:
    """What is felt at a step: the lowest, the highest and the mean of its touchpoints, from -2 to 2."""

    worst: float
    best: float
    mean: float


@dataclass(frozen=True, slots=True)
class Step:
    """A step that is lived; its number is its place among these, from 1, or the one that is told."""

    key: str
    text: str
    phase: str
    need: str | None = None
    star: bool = False
    hypothesis: bool = False
    goal: bool = False
    feeling: Feeling | None = None
    voice: Voice | None = None
    goings: tuple[Going, ...] = ()
    exits: tuple[Exit, ...] = ()
    opportunities: tuple[str, ...] = ()
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Phase:
    """A part of the journey, and where in the life cycle it lies, in words."""

    key: str
    name: str
    stage: str | None = None


@dataclass(frozen=True, slots=True)
class Touchpoint:
    """What happens on a channel at a step; `made` and `needed` name what is handed over.

    `owners` and `behind` are the keys of the departments that handle it and that it relies on, `systems` of those used;
    the `company` begins it, or the customer.
    """

    key: str
    step: str
    channel: str
    name: str | None = None
    made: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()
    volume: Interval | None = None
    emotion: float | None = None
    missing: bool = False
    owners: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()
    systems: tuple[str, ...] = ()
    company: bool = False
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Observed:
    """What contacts tell of a way: how many there were, and the share that began anew, unknown if they are too few."""

    number: int
    share: float | None = None
    interval: Interval | None = None


@dataclass(frozen=True, slots=True)
class Handoff:
    """From touchpoint to touchpoint: BROKEN, UNKNOWN or SOUND; `certain` if declared or imposed, not only possible.

    `matters` are the numbers of what breaks it, each with the key of a rupture.
    """

    key: str
    start: str
    end: str
    status: str
    certain: bool = True
    failure: bool = False
    matters: tuple[tuple[int, str], ...] = ()
    observed: Observed | None = None


@dataclass(frozen=True, slots=True)
class Break:
    """A rupture that breaks no hand-off: COVERAGE_GAP and DEAD_END at a step, SILENT_GAP at a touchpoint."""

    key: str
    kind: str
    matter: int
    step: str
    channel: str | None = None
    touchpoint: str | None = None


@dataclass(frozen=True, slots=True)
class Matter:
    """A root cause: its number, what happens in a few words and in a sentence, its volume in words, a rupture of it.

    Who has to do with it and what was decided are in words, too, the `verdict` in a word or two; the `step` is
    where its sentence says that it is.
    """

    number: int
    happens: str
    sentence: str
    volume: str
    rupture: str | None = None
    owner: str | None = None
    decision: str | None = None
    verdict: str | None = None
    step: str | None = None


@dataclass(frozen=True, slots=True)
class Witness:
    """A node of the proof of a rupture: the part that it plays, its label, key and name."""

    role: str
    label: str
    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Remembered:
    """What stays of a journey: (peak + end) / 2, and the steps of both."""

    value: float
    peak: str
    end: str


@dataclass(frozen=True, slots=True)
class Journey:
    """A journey with all that its map shows; phases and steps in order.

    Of the `asked` departments those that `validated` it are named. `scope` and `status` are in words; `date` and
    `revision` are those of the answer, `address` is where its page is.
    """

    key: str
    title: str
    sentence: str
    scenario: str | None = None
    goal: str | None = None
    scope: str | None = None
    status: str | None = None
    validated: tuple[str, ...] = ()
    asked: int = 0
    keeper: str | None = None
    revision: int | None = None
    date: datetime.date | None = None
    address: str | None = None
    waiting: str | None = None
    """How long all waits along the main way are, in words: `from 1 to 9: at least 5 days`."""
    personas: tuple[Persona, ...] = ()
    phases: tuple[Phase, ...] = ()
    steps: tuple[Step, ...] = ()
    channels: tuple[Channel, ...] = ()
    silos: tuple[Silo, ...] = ()
    touchpoints: tuple[Touchpoint, ...] = ()
    handoffs: tuple[Handoff, ...] = ()
    breaks: tuple[Break, ...] = ()
    matters: tuple[Matter, ...] = ()
    departments: tuple[Department, ...] = ()
    systems: tuple[System, ...] = ()
    witnesses: Mapping[str, tuple[Witness, ...]] = field(default_factory=dict)
    """The proof of each rupture, in order."""
    decisions: Mapping[str, str] = field(default_factory=dict)
    """What was decided of ruptures, in a word each; those that are open have none."""
    remembered: Remembered | None = None
    whole: "Journey | None" = None
    """The journey of which this is one row, where its map has several."""

    @property
    def entire(self) -> "Journey":
        """The journey with the steps of all rows."""
        return self.whole or self

    @property
    def numbers(self) -> Mapping[str, int]:
        """The number of the step of each touchpoint, in all rows."""
        steps = {step.key: number for number, step in enumerate(self.entire.steps, 1)}
        return {touchpoint.key: steps[touchpoint.step] for touchpoint in self.entire.touchpoints}
