"""A part of a journey: some of its steps with all that happens at them; their numbers stay."""

from collections.abc import Collection
from dataclasses import replace

from pages.journey.told import Journey


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
