"""The sheet of the map: phases and steps across, a row for what is felt, for each channel, and for what follows."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from graph.language import Told, both
from graph.model.words import HandoffStatus
from pages.files.taken import Taken
from pages.journey.grid import Lane, grid
from pages.journey.heads import Heads
from pages.journey.reading import name
from pages.journey.told import Handoff, Silo, Step, Touchpoint
from pages.journey.view import Show, View
from pages.journey.words import EMOTION, EXPECTED, IDEAS, UNTOLD, VOICE, VOLUME_UNKNOWN, felt
from wording.cells import UNKNOWN
from wording.labels import label
from wording.writing import COLON, between, quoted

NAME = both("Map", "Carte")
PHASE, STEP = both("Phase", "Macro-étape"), both("Step", "Étape")
WHOSE, ON = both("Whose", "À qui"), both("Hand-offs from here", "Passages de relais d'ici")
NEED = both("Need", "Besoin")
GIVEN, NEEDED = both("given", "donné"), both("needed", "nécessaire")
FACES = ((-0.5, "☹"), (0.5, "○"), (3, "☺"))
"""Faces, each with the feeling below which it is drawn."""


@dataclass(frozen=True)
class Band:
    """A row of the map: its head, the silo whose it is, a text for each step; one that is `lost` tells of breaks."""

    head: str
    cells: Sequence[str]
    silo: Silo | None = None
    channel: bool = False
    lost: Sequence[bool] = ()


def bands(taken: Taken) -> list[Band]:
    """The rows below the steps, in the order of the map."""
    journey = taken.journey
    steps = journey.steps
    heads = Heads(journey, taken.language, View(show=frozenset({Show.CHANNELS})))
    found = grid(journey, heads)
    broken = [any(each.status == "BROKEN" for each in _leaving(taken, step)) for step in steps]
    return [
        _band(NEED, steps, lambda step: step.need or "", taken),
        _band(EMOTION, steps, lambda step: _felt(taken, step), taken),
        _band(VOICE, steps, lambda step: quoted(step.voice.quote, taken.language) if step.voice else "", taken),
        *(_lane(taken, lane, found.touchpoints) for lane in found.lanes),
        _band(WHOSE, steps, lambda step: _owners(taken, step), taken),
        Band(ON[taken.language], [_ways(taken, step) for step in steps], lost=broken),
        _band(IDEAS, steps, lambda step: "\n".join(step.opportunities), taken),
    ]


def _band(head: Told, steps: Iterable[Step], told: Callable[[Step], str], taken: Taken) -> Band:
    return Band(head[taken.language], [told(step) for step in steps])


def _felt(taken: Taken, step: Step) -> str:
    """A face and a number."""
    if step.feeling is None:
        return UNKNOWN[taken.language]
    return f"{_face(step.feeling.mean)} {felt(step.feeling.mean, taken.language)}"


def _face(feeling: float) -> str:
    return next(face for most, face in FACES if feeling < most)


def _lane(taken: Taken, lane: Lane, at: dict[str, tuple[int, int]]) -> Band:
    """A channel with its touchpoints, those of one step below each other."""
    cells: list[list[str]] = [[] for _ in taken.journey.steps]
    for each in taken.journey.touchpoints:
        row, column = at[each.key]
        if lane.first <= row < lane.first + lane.rows:
            cells[column].append(_touchpoint(taken, each))
    head = lane.head.name if lane.head.silo is None else f"{lane.head.silo.code} · {lane.head.name}"
    return Band(head, ["\n".join(each) for each in cells], lane.head.silo, channel=True)


def _touchpoint(taken: Taken, point: Touchpoint) -> str:
    """What it is, what is given and needed there, how many come, what they feel."""
    language = taken.language
    made, needed = (", ".join(each) for each in (point.made, point.needed))
    parts = [
        f"{EXPECTED[language]}{COLON[language]} {point.name or ''}".strip() if point.missing else point.name,
        taken.headed(GIVEN, made) if made else "",
        taken.headed(NEEDED, needed) if needed else "",
        between(*point.volume, language) if point.volume else "" if point.missing else VOLUME_UNKNOWN[language],
        f"{_face(point.emotion)} {felt(point.emotion, language)}" if point.emotion is not None else "",
    ]
    return "• " + " · ".join(filter(None, parts))


def _owners(taken: Taken, step: Step) -> str:
    """The departments that handle the step; unknown where nobody is known to."""
    rows = [each for one, each in taken.reading.touchpoints.values() if one["key"] == step.key]
    if not rows:
        return UNTOLD[taken.language]
    return ", ".join(dict.fromkeys(name(each) for row in rows for each in row["handledBy"])) or UNKNOWN[taken.language]


def _leaving(taken: Taken, step: Step) -> list[Handoff]:
    here = {each.key for each in taken.journey.touchpoints if each.step == step.key}
    return [each for each in taken.journey.handoffs if each.start in here]


def _ways(taken: Taken, step: Step) -> str:
    """Where customers go on to from a step, whether that holds, and the numbers of what breaks it."""
    numbers, channels = taken.journey.numbers, {each.key: each.channel for each in taken.journey.touchpoints}
    names = {each.key: each.name for each in taken.journey.channels}
    lines = []
    for each in sorted(_leaving(taken, step), key=lambda way: (way.status, numbers[way.end])):
        signs = "".join(f" ◆{number}" for number in dict.fromkeys(number for number, _ in each.matters))
        status = label(HandoffStatus[each.status], taken.language).lower()
        lines.append(f"→ {numbers[each.end]} · {names[channels[each.end]]}{COLON[taken.language]} {status}{signs}")
    here = [f"◆{lost.matter}" for lost in taken.journey.breaks if lost.step == step.key]
    return "\n".join([*dict.fromkeys(here), *lines])
