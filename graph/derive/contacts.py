"""How many customers are at a step, whether or not the contact that they look for happens there."""

from collections.abc import Iterable, Iterator

from graph.derive.handoffs import volume
from graph.derive.landscape import Interval, Journey, Step, part, total
from graph.derive.leads import Lead, Ways


class Contacts:
    """The contacts at each step of a journey, a year."""

    def __init__(self, journey: Journey, ways: Ways, leads: Iterable[Lead]) -> None:
        self._touchpoints = {t.key: t for step in journey.steps for t in step.touchpoints}
        self._into: dict[str, list[Lead]] = {}
        self._ways: dict[str, list[tuple[Step, float | None]]] = {}
        for lead in leads:
            if lead.basis == "DECLARED":
                self._into.setdefault(self._touchpoints[lead.end].step, []).append(lead)
        for step in journey.steps:
            for target, share, _ in ways.beyond(step):
                self._ways.setdefault(target.key, []).append((step, share))

    def at(self, step: Step) -> Interval | None:
        """What its existing touchpoints count, if all are counted; else who arrives. None is unknown."""
        return total(t.volume for t in step.existing) or total(self._arrivals(step))

    def _arrivals(self, step: Step) -> Iterator[Interval | None]:
        """What comes from each touchpoint before: what declared edges bring, else its share of what leaves there."""
        for lead in self._into.get(step.key, ()):
            start, end = self._touchpoints[lead.start], self._touchpoints[lead.end]
            if start.step != step.key:
                yield volume(lead, start.volume, end.volume)
        for before, share in self._ways.get(step.key, ()):
            for touchpoint in before.existing:
                if touchpoint.leads is None:
                    yield part(touchpoint.volume, share) if touchpoint.volume else None
