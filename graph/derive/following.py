"""Where customers go on to from a step of which nobody says: to the one that follows in the journey."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import pairwise

from graph.derive.landscape import Next, Step


def resolved(steps: Iterable[Step], unsaid: Mapping[str, str | None]) -> tuple[Step, ...]:
    """The steps in their order, with the default of those of which nobody says: step → how long it takes.

    A step with an outcome goes nowhere. One of which nobody said where in the journey it stands follows none, and none
    follows it.
    """
    ordered = sorted(steps, key=lambda step: (step.order, step.key))
    after = {one.key: other.key for one, other in pairwise(step for step in ordered if step.order)}
    return tuple(
        replace(step, next=(Next(after[step.key], wait=unsaid[step.key], declared=False),))
        if step.key in unsaid and step.key in after and step.outcome is None
        else step
        for step in ordered
    )
