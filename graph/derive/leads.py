"""How a customer can go from one existing touchpoint to another: the edges `LEADS_TO`."""

from collections.abc import Iterator
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from graph.derive.landscape import Interval, Journey, Step, Touchpoint

Shares = dict[str, tuple[float | None, bool]]
"""Step → the share of those who come to it (None: unknown), and whether they all come because something failed."""


@dataclass(frozen=True, slots=True)
class Lead:
    """One edge from touchpoint to touchpoint."""

    start: str
    end: str
    basis: str
    kind: str
    share: float | None = None
    volume: Interval | None = None


def leads(journey: Journey, ways: "Ways") -> list[Lead]:
    """All edges of a journey, declared and derived, in the order of its steps."""
    existing = {t.key for step in journey.steps for t in step.existing}
    absent = {t.key for step in journey.steps for t in step.touchpoints} - existing
    return [
        lead
        for step in journey.steps
        for touchpoint in step.existing
        for lead in (_derived(touchpoint, step, ways) if touchpoint.leads is None else _declared(touchpoint, absent))
        if lead.end in existing
    ]


def _declared(touchpoint: Touchpoint, absent: set[str]) -> list[Lead]:
    """What a source declares; nobody can go to a contact that does not happen."""
    possible = [declared for declared in touchpoint.leads or () if declared.to not in absent]
    lone = 1.0 if len(possible) == 1 else None
    return [
        Lead(touchpoint.key, d.to, "DECLARED", d.kind, lone if d.share is None else d.share, d.volume) for d in possible
    ]


def _derived(touchpoint: Touchpoint, step: Step, ways: "Ways") -> list[Lead]:
    return [
        Lead(
            touchpoint.key,
            reached.key,
            _basis(touchpoint, reached, target),
            "FAILURE" if failed else "PROGRESS",
            share if len(target.existing) == 1 else None,  # who takes which of several, nobody said
        )
        for target, share, failed in ways.beyond(step)
        for reached in target.existing
    ]


def _basis(start: Touchpoint, end: Touchpoint, step: Step) -> str:
    if start.channel == end.channel:
        return "CONTINUED"
    return "POSSIBLE" if step.offers(start.channel) else "IMPOSED"


class Ways:
    """The steps that follow a step, those without an existing touchpoint being passed through."""

    def __init__(self, journey: Journey) -> None:
        self._steps = {step.key: step for step in journey.steps}
        # On a circle, what lies beyond a step depends on the steps passed before it: then nothing can be kept.
        self._known: dict[str, Shares] | None = {} if self._straight() else None

    def beyond(self, step: Step) -> Iterator[tuple[Step, float | None, bool]]:
        """Each other step that is reached or passed through, with its share and whether only failure leads there."""
        for key, (share, failed) in self._beyond(step, frozenset()).items():
            if key != step.key:
                yield self._steps[key], share, failed

    def _straight(self) -> bool:
        """Whether no way leads round in a circle of passed-through steps; then each of them is looked at once."""
        empty = {key: step for key, step in self._steps.items() if not step.existing}
        try:
            TopologicalSorter({k: [n.step for n in s.next if n.step in empty] for k, s in empty.items()}).prepare()
        except CycleError:
            return False
        return True

    def _beyond(self, step: Step, passed: frozenset[str]) -> Shares:
        if self._known is not None and step.key in self._known:
            return self._known[step.key]
        found: Shares = {}
        for transition in step.next:
            target = self._steps.get(transition.step)
            if target is None or target.key in passed:
                continue
            share = 1.0 if transition.share is None and len(step.next) == 1 else transition.share
            failed = transition.kind == "FAILURE"
            _add(found, target.key, share, failed)
            if target.existing:  # whoever arrives stays: what is beyond it is another edge's
                continue
            # One failure on a way makes it one of failure; several ways to a step are so only if all are (`_add`).
            for key, (further, failing) in self._beyond(target, passed | {target.key}).items():
                _add(found, key, None if share is None or further is None else share * further, failed or failing)
        if self._known is not None:
            self._known[step.key] = found
        return found


def _add(found: Shares, key: str, share: float | None, failed: bool) -> None:
    """Two ways to one step add up; with a way of unknown share the whole is unknown."""
    if key in found:
        before, all_failed = found[key]
        share = None if before is None or share is None else before + share
        failed = all_failed and failed
    found[key] = (share, failed)
