"""What lanes are: channels, silos, departments, or the company as one; small channels that break nothing share one."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from graph.language import Language
from pages.journey.told import Channel, Journey, Silo
from pages.journey.view import Lanes, Show, View
from pages.journey.words import COMPANY, NOBODY, OTHERS

MOST, LEAST = 12, 0.02
"""Above so many channels those fold that break nothing and have less than this share of the volume."""


@dataclass(frozen=True, slots=True)
class Head:
    """What stands at the left of a lane; a `mixed` one holds several channels, so that its boxes name theirs."""

    key: str
    name: str
    silo: Silo | None = None
    under: str | None = None
    node: str | None = None
    mixed: bool = False
    plain: bool = False
    """No silo is its own."""


class Heads:
    """The head of each touchpoint's lane, and of each channel's."""

    def __init__(self, journey: Journey, language: Language, view: View) -> None:
        self._language, self._lanes = language, view.lanes
        self._channels = {channel.key: channel for channel in journey.channels}
        self._silos = {silo.key: silo for silo in journey.silos}
        self._departments = {department.key: department for department in journey.departments}
        self._owners = {touchpoint.key: touchpoint.owners for touchpoint in journey.touchpoints}
        many = view.lanes is Lanes.CHANNELS and not view.shows(Show.CHANNELS)
        self._folded = frozenset(_folded(journey)) if many else frozenset()

    def of(self, key: str, touchpoint: str | None = None) -> Head:
        """The head for a channel, and for a touchpoint on it."""
        channel = self._channels.get(key) or Channel(key, key)
        match self._lanes:
            case Lanes.COMPANY:
                return Head("", COMPANY[self._language], mixed=True, plain=True)
            case Lanes.SILOS:
                return self._silo(self._owner(channel, touchpoint), channel)
            case Lanes.DEPARTMENTS:
                return self._department(self._owner(channel, touchpoint))
        if key in self._folded:
            others = OTHERS[self._language].format(len(self._folded))
            return Head("", others, mixed=True, plain=True)
        silo = self._silos.get(channel.silo or "")
        return Head(channel.key, channel.name, silo, channel.owner, f"Channel:{channel.key}")

    def _owner(self, channel: Channel, touchpoint: str | None) -> str | None:
        owners = self._owners.get(touchpoint or "") or channel.departments
        return owners[0] if owners else None

    def _silo(self, owner: str | None, channel: Channel) -> Head:
        department = self._departments.get(owner or "")
        silo = self._silos.get((department.silo if department else channel.silo) or "")
        if silo is None:
            return Head("", NOBODY[self._language], mixed=True)
        return Head(silo.key, silo.name, silo, node=f"Silo:{silo.key}", mixed=True)

    def _department(self, owner: str | None) -> Head:
        department = self._departments.get(owner or "")
        if department is None:
            return Head(owner or "", owner or NOBODY[self._language], mixed=True)
        silo = self._silos.get(department.silo or "")
        return Head(department.key, department.name, silo, node=f"Department:{department.key}", mixed=True)


def _folded(journey: Journey) -> Iterator[str]:
    """The channels that share a lane, if there are many: without a rupture, and with hardly any volume."""
    on = {touchpoint.key: touchpoint.channel for touchpoint in journey.touchpoints}
    volumes: defaultdict[str, float] = defaultdict(float)
    for touchpoint in journey.touchpoints:
        volumes[touchpoint.channel] += touchpoint.volume[1] if touchpoint.volume else 0
    if len(volumes) <= MOST:
        return
    breaking = {on.get(end) for each in journey.handoffs if each.status == "BROKEN" for end in (each.start, each.end)}
    breaking |= {key for each in journey.breaks if (key := each.channel or on.get(each.touchpoint or ""))}
    least = LEAST * sum(volumes.values())
    small = [key for key, volume in volumes.items() if volume < least and key not in breaking]
    if len(small) > 1:
        yield from small
