"""A journey that is too long for one row: in several, each of them a journey of its own that knows its whole."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from graph.language import Language, both
from pages.journey.grid import grid
from pages.journey.heads import Heads
from pages.journey.told import Break, Journey
from pages.journey.tracks import full
from pages.journey.view import PLAIN, View

CONTINUED = both("{phase} (continued)", "{phase} (suite)")


def row(journey: Journey, first: int, last: int, language: Language, view: View = PLAIN) -> Journey:
    """The steps from `first` up to `last`, by places; a hand-off that leaves the row is in both, its ruptures where it
    starts.
    """
    numbered = list(enumerate(journey.steps, 1))[first:last]
    steps = tuple(replace(step, number=step.number or number) for number, step in numbered)
    keys = {step.key for step in steps}
    begun = {step.phase for step in journey.steps[:first]}
    return _with(
        replace(
            journey,
            whole=journey,
            steps=steps,
            phases=tuple(
                replace(phase, name=CONTINUED[language].format(phase=phase.name)) if phase.key in begun else phase
                for phase in journey.phases
            ),
            touchpoints=tuple(each for each in journey.touchpoints if each.step in keys),
            breaks=tuple(each for each in journey.breaks if each.step in keys),
            waiting=journey.waiting if last == len(journey.steps) else None,
        ),
        view,
    )


def _with(part: Journey, view: View) -> Journey:
    """A part of a journey with the hand-offs that touch it, and with the matters that its ruptures have."""
    here = {touchpoint.key for touchpoint in part.touchpoints}
    handoffs = tuple(
        handoff if handoff.start in here else replace(handoff, matters=())
        for handoff in part.entire.handoffs
        if handoff.start in here or (handoff.end in here and full(handoff, view))
    )
    numbers = {number for handoff in handoffs for number, _ in handoff.matters} | {each.matter for each in part.breaks}
    matters = tuple(matter for matter in part.entire.matters if matter.number in numbers)
    used = {system for touchpoint in part.touchpoints for system in touchpoint.systems}
    systems = tuple(system for system in part.entire.systems if system.key in used)
    return replace(part, handoffs=handoffs, matters=matters, systems=systems)


def parts(row: Journey, language: Language, view: View = PLAIN) -> list[str]:
    """What happens in a row, from above: the keys of touchpoints and of gaps in what is offered."""
    cells = grid(row, Heads(row.entire, language, view))
    return sorted(cells.touchpoints | cells.gaps, key=lambda key: (cells.touchpoints | cells.gaps)[key])


def part(row: Journey, keys: Collection[str], beginning: bool, view: View = PLAIN) -> Journey:
    """Of a row only what happens by these keys; what is said of its steps themselves stands at the `beginning`."""
    steps = row.steps if beginning else tuple(replace(step, exits=(), voice=None) for step in row.steps)
    touchpoints = tuple(each for each in row.touchpoints if each.key in keys)
    here = {each.key for each in touchpoints}

    def there(each: Break) -> bool:
        if each.touchpoint is not None:
            return each.touchpoint in here
        return each.key in keys if each.channel is not None else beginning

    breaks = tuple(each for each in row.breaks if there(each))
    return _with(replace(row, steps=steps, touchpoints=touchpoints, breaks=breaks), view)


def balanced(journey: Journey, count: int, language: Language, view: View = PLAIN) -> list[Journey]:
    """The journey in so many rows of nearly the same length; where a phase begins near the middle of two, it does."""
    steps, starts = journey.steps, [0]
    for place in range(1, count):
        even = round(place * len(steps) / count)
        near = range(max(starts[-1] + 1, even - len(steps) // (4 * count)), even + len(steps) // (4 * count) + 1)
        starts.append(min((at for at in near if _begins(journey, at)), key=lambda at: abs(at - even), default=even))
    return [row(journey, *ends, language, view) for ends in zip(starts, (*starts[1:], len(steps)), strict=True)]


def _begins(journey: Journey, place: int) -> bool:
    """Whether a phase begins at a step."""
    return 0 < place < len(journey.steps) and journey.steps[place].phase != journey.steps[place - 1].phase


def lengths(journey: Journey, start: int, most: int) -> Iterator[int]:
    """How many steps a row that begins there may have if it has `most` at most, the best first.

    A row ends with a phase, unless it were less than half as long as it may be; else rows are about equally long.
    """
    rest = len(journey.steps) - start
    if rest <= most:
        yield rest
    yield from (long for long in range(most, most // 2, -1) if _begins(journey, start + long))
    yield -(-rest // -(-rest // most))
    yield most
