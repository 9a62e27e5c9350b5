"""Where a journey breaks, each break with its witness."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from graph.derive.contacts import Contacts
from graph.derive.handoffs import Handoff
from graph.derive.landscape import Interval, Journey, Landscape, Step

Witness = tuple[str, str, str]
"""Role, label and key of one node of a proof."""

IDENTITY = {
    "CONTEXT_LOSS": ("Touchpoint", "Touchpoint", "InformationObject"),
    "FORCED_SWITCH": ("Touchpoint", "Touchpoint"),
    "COVERAGE_GAP": ("Step", "Channel"),
    "DEAD_END": ("Step",),
    "SILENT_GAP": ("Touchpoint",),
}
"""For each kind the labels of the nodes whose keys make the identity of a rupture."""


COMING = ("FIELD", "POST")
"""Kinds of channel that come to the door: a parcel or a technician is no channel that the customer has to change to."""


@dataclass(frozen=True)
class Rupture:
    """A break: its kind and identity, where it is, what it breaks, and the proof."""

    kind: str
    identity: tuple[str, ...]
    step: str
    start: str | None = None
    end: str | None = None
    channel: str | None = None
    object: str | None = None
    caused_by: str | None = None
    volume: Interval | None = None
    handoffs: tuple[str, ...] = ()
    witness: tuple[Witness, ...] = field(default=(), compare=False)

    @property
    def key(self) -> str:
        """`KIND~<identity keys>`."""
        return "~".join((self.kind, *self.identity))


def coverage_gaps(journey: Journey, contacts: Contacts) -> Iterator[Rupture]:
    """A step that is expected on a channel and has no touchpoint on it, happening or missing."""
    for step in journey.steps:
        offered = [("OFFERED_ON", "Touchpoint", key) for key in sorted(t.key for t in step.existing)]
        for channel in step.expected or ():
            if all(t.channel != channel for t in step.touchpoints):
                yield Rupture(
                    "COVERAGE_GAP",
                    (step.key, channel),
                    step=step.key,
                    channel=channel,
                    volume=contacts.at(step),
                    witness=(("EXPECTED_CHANNEL", "Channel", channel), *offered),
                )


def dead_ends(journey: Journey, contacts: Contacts) -> Iterator[Rupture]:
    """A step that nothing leaves, without an outcome, with no goal before it; not the end of a map without goals."""
    goals = [step.order for step in journey.steps if step.outcome == "GOAL"]
    for step in journey.steps:
        if step.next or step.outcome or any(goal < step.order for goal in goals):
            continue
        if goals or step is not journey.steps[-1]:
            witness = (("STOPS_AT", "Step", step.key),)
            volume = contacts.at(step)
            yield Rupture("DEAD_END", (step.key,), step=step.key, volume=volume, witness=witness)


def silent_gaps(journey: Journey, contacts: Contacts) -> Iterator[Rupture]:
    """A touchpoint that the customer waits for and that does not happen."""
    for step in journey.steps:
        for touchpoint in step.touchpoints:
            if touchpoint.missing:
                yield Rupture(
                    "SILENT_GAP",
                    (touchpoint.key,),
                    step=step.key,
                    volume=contacts.at(step),
                    witness=(("MISSING", "Touchpoint", touchpoint.key),),
                )


def forced_switches(journey: Journey, handoffs: Iterable[Handoff], landscape: Landscape) -> Iterator[Rupture]:
    """An edge to another kind of channel, where the step offers nothing on the one that is expected or preferred."""
    steps = {step.key: step for step in journey.steps}
    for handoff in handoffs:
        start, end = handoff.start.touchpoint, handoff.end.touchpoint
        step = steps[end.step]
        if start.channel is None or end.channel is None or step.offers(start.channel):
            continue
        left, offered = landscape.channel(start.channel).kind, landscape.channel(end.channel).kind
        if left is None or offered is None or left == offered:  # an unknown kind is not known to differ
            continue
        comes = end.initiator == "COMPANY" or offered in COMING
        wanted = _wanted(journey, step, start.channel, comes)
        if wanted:
            yield Rupture(
                "FORCED_SWITCH",
                (start.key, end.key),
                step=step.key,
                start=start.key,
                end=end.key,
                channel=start.channel,
                caused_by=_gap(step, start.channel),
                volume=handoff.volume,
                handoffs=(handoff.key,),
                witness=(("LEFT_FROM", "Touchpoint", start.key), *wanted, ("OFFERED_ON", "Touchpoint", end.key)),
            )


def _wanted(journey: Journey, step: Step, channel: str, comes: bool) -> list[Witness]:
    """Why the customer would have stayed on the channel: it is expected, or a persona prefers it.

    A preference does not count where the contact comes to the customer.
    """
    expected = ("EXPECTED_CHANNEL", "Channel", channel)
    if step.expected is not None:
        return [expected] if channel in step.expected else []
    if comes:
        return []
    fans = [
        ("PREFERRED_BY", "Persona", persona)
        for persona, prefers in sorted(journey.personas.items())
        if channel in prefers
    ]
    return [expected, *fans] if fans else []


def _gap(step: Step, channel: str) -> str | None:
    expected = channel in (step.expected or ())
    absent = all(t.channel != channel for t in step.touchpoints)
    return f"COVERAGE_GAP~{step.key}~{channel}" if expected and absent else None
