"""What stays in full when the rest of a map fades: the proof of a rupture, or what is one department's."""

from collections.abc import Iterator, Sequence

from pages.journey.told import Handoff, Journey, Touchpoint
from pages.journey.trail import Trail
from pages.journey.view import View
from pages.pictures.fade import faded
from pages.pictures.marks import Mark, Part

Focus = frozenset[tuple[str, str]]
"""What parts say of themselves, by which they stay: `("touchpoint", KEY)`."""


def focus(journey: Journey, view: View, trail: Trail | None) -> Focus | None:
    """What stays; None: everything."""
    if trail is not None:
        return frozenset(_proof(journey, trail))
    return frozenset(_mine(journey, view.mine)) if view.mine else None


def focused(marks: Sequence[Mark], focus: Focus | None) -> tuple[Mark, ...]:
    """The marks, all faded but the parts that stay."""
    if focus is None:
        return tuple(marks)
    return tuple(
        mark if isinstance(mark, Part) and not focus.isdisjoint(mark.data.items()) else faded(mark) for mark in marks
    )


def _proof(journey: Journey, trail: Trail) -> Iterator[tuple[str, str]]:
    broken = [each for each in journey.handoffs if any(rupture == trail.rupture for _, rupture in each.matters)]
    here = [each for each in journey.breaks if each.key == trail.rupture]
    numbers = {number for each in broken for number, rupture in each.matters if rupture == trail.rupture}
    yield "rupture", trail.rupture
    yield from (("listed", str(number)) for number in numbers | {each.matter for each in here})
    yield from (("node", f"{node.label}:{node.key}") for node in trail.nodes)
    keys = {node.key for node in trail.nodes if node.label == "Touchpoint"}
    keys |= {end for each in broken for end in (each.start, each.end)}
    keys |= {each.touchpoint for each in here if each.touchpoint}
    yield from _at([each for each in journey.touchpoints if each.key in keys])
    yield from (("step", each.step) for each in here)
    yield from (("way", each.key) for each in broken)


def _mine(journey: Journey, departments: frozenset[str]) -> Iterator[tuple[str, str]]:
    channels = {channel.key: channel.departments for channel in journey.channels}

    def whose(each: Touchpoint) -> set[str]:
        return {*(each.owners or channels.get(each.channel, ())), *each.behind}

    own = [each for each in journey.touchpoints if whose(each) & departments]
    keys = {each.key for each in own}
    yield from _at(own)
    yield from (("node", f"Department:{key}") for key in departments)
    for each in journey.handoffs:
        if keys & {each.start, each.end}:
            yield from _way(each)
    for lost in journey.breaks:
        if lost.touchpoint in keys or set(channels.get(lost.channel or "", ())) & departments:
            yield from (("rupture", lost.key), ("step", lost.step), ("listed", str(lost.matter)))


def _at(touchpoints: Sequence[Touchpoint]) -> Iterator[tuple[str, str]]:
    for each in touchpoints:
        yield from (("touchpoint", each.key), ("from", each.key), ("node", f"Channel:{each.channel}"))
        yield from ((kind, each.step) for kind in ("step", "feeling", "voice"))


def _way(handoff: Handoff) -> Iterator[tuple[str, str]]:
    yield from (("way", handoff.key), ("observed", handoff.key))
    for number, rupture in handoff.matters:
        yield from (("rupture", rupture), ("listed", str(number)))
