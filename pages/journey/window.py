"""A part of a journey: some of its steps with all that happens at them; their numbers stay."""

from collections.abc import Collection
from dataclasses import replace

from pages.journey.told import Journey, Matter


def window(journey: Journey, keys: Collection[str]) -> Journey:
    """The journey with these steps alone. Hand-offs all stay, so that those to and from other steps are told of."""
    steps = tuple(
        replace(step, number=step.number or number) for number, step in enumerate(journey.steps, 1) if step.key in keys
    )
    if len(steps) == len(journey.steps):
        return journey
    shown = {step.phase for step in steps}
    return replace(
        journey,
        steps=steps,
        waiting=None,
        phases=tuple(phase for phase in journey.phases if phase.key in shown),
        touchpoints=tuple(each for each in journey.touchpoints if each.step in keys),
        breaks=tuple(each for each in journey.breaks if each.step in keys),
    )


def concerned(part: Journey) -> tuple[Matter, ...]:
    """The matters that a part of a journey has to do with."""
    at = {each.key for each in part.touchpoints}
    numbers = {number for each in part.handoffs if at & {each.start, each.end} for number, _ in each.matters}
    numbers |= {each.matter for each in part.breaks}
    return tuple(matter for matter in part.matters if matter.number in numbers)
