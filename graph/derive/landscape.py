"""What a derivation looks at: one journey, and the landscape of channels, systems and departments around it."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from graph.rounding import rounded

Interval = tuple[float, float]
"""Contacts or customers a year: the low and the high end; computed ones are `rounded`."""


def part(volume: Interval, share: float | None) -> Interval:
    """The share of a volume; anything up to all of it where the share is unknown."""
    return (0.0, volume[1]) if share is None else (rounded(volume[0] * share), rounded(volume[1] * share))


def total(volumes: Iterable[Interval | None]) -> Interval | None:
    """The sum of intervals; unknown when there is none or one of them is unknown."""
    found = list(volumes)
    known = [volume for volume in found if volume is not None]
    if not found or len(known) < len(found):
        return None
    return (rounded(sum(low for low, _ in known)), rounded(sum(high for _, high in known)))


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel; `kind` is None where nobody described it, `runs_on` where nobody said (an empty tuple says: none)."""

    key: str
    kind: str | None = None
    operated_by: tuple[str, ...] = ()
    runs_on: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class System:
    """A system; a stub is not `described`. `feeds` says which objects it hands on to which system."""

    key: str
    described: bool = True
    stores: frozenset[str] = frozenset()
    feeds: tuple[tuple[str, frozenset[str]], ...] = ()


@dataclass(frozen=True, slots=True)
class Department:
    """A department with its parent in the tree and the silo that it stands in, if any."""

    key: str
    parent: str | None = None
    silo: str | None = None


@dataclass(frozen=True)
class Landscape:
    """Channels, systems and departments by key. Keys that are missing belong to things that nobody described."""

    channels: dict[str, Channel] = field(default_factory=dict)
    systems: dict[str, System] = field(default_factory=dict)
    departments: dict[str, Department] = field(default_factory=dict)

    def channel(self, key: str) -> Channel:
        """The channel, or what is known of one that nobody described."""
        return self.channels.get(key) or Channel(key)

    def system(self, key: str) -> System:
        """The system, or what is known of one that nobody described."""
        return self.systems.get(key) or System(key, described=False)

    def without(self, system: str | None = None, feed: tuple[str, str] | None = None) -> "Landscape":
        """The landscape as it would be without a system, or without the feed from one system to another."""
        systems = {
            key: replace(each, feeds=tuple(f for f in each.feeds if f[0] != system and (key, f[0]) != feed))
            for key, each in self.systems.items()
            if key != system
        }
        return replace(self, systems=systems)

    def feeds(self, start: str, end: str) -> bool:
        """Whether a system feeds another, with whatever."""
        return any(target == end for target, _ in self.system(start).feeds)

    def with_feed(self, start: str, end: str, objects: Iterable[str]) -> "Landscape":
        """The landscape as it would be if a system fed another with these objects, too."""
        system = self.system(start)
        fed = replace(system, feeds=(*system.feeds, (end, frozenset(objects))))
        return replace(self, systems={**self.systems, start: fed})

    def fed(self, systems: Iterable[str], object: str) -> list[str]:
        """The systems that the object reaches from these through feeds that name it, these left out, by key."""
        start = set(systems)
        reached, frontier = set(start), list(start)
        while frontier:
            for target, objects in self.system(frontier.pop()).feeds:
                if object in objects and target not in reached:
                    reached.add(target)
                    frontier.append(target)
        return sorted(reached - start)

    def upwards(self, department: str) -> list[str]:
        """The department and all that stand above it, from below."""
        chain: list[str] = []
        here: str | None = department
        while here is not None and here not in chain:
            chain.append(here)
            known = self.departments.get(here)
            here = known.parent if known else None
        return chain


@dataclass(frozen=True, slots=True)
class DeclaredLead:
    """An edge between touchpoints that a source declares."""

    to: str
    share: float | None = None
    volume: Interval | None = None
    kind: str = "PROGRESS"


@dataclass(frozen=True, slots=True)
class Touchpoint:
    """A touchpoint as a source tells it; None where it says nothing (an empty tuple says: none)."""

    key: str
    step: str
    channel: str | None
    missing: bool = False
    initiator: str | None = None
    volume: Interval | None = None
    handled_by: tuple[str, ...] | None = None
    uses: tuple[str, ...] | None = None
    produces: frozenset[str] = frozenset()
    needs: frozenset[str] | None = None
    leads: tuple[DeclaredLead, ...] | None = None


@dataclass(frozen=True, slots=True)
class Next:
    """Where a step goes on to: a source declares it, or it stands for the default."""

    step: str
    share: float | None = None
    kind: str = "PROGRESS"
    wait: str | None = None
    declared: bool = True


@dataclass(frozen=True, slots=True)
class Step:
    """A step with its default resolved; `order` is 0, `expected` None where nobody said."""

    key: str
    order: int
    outcome: str | None = None
    expected: tuple[str, ...] | None = None
    next: tuple[Next, ...] = ()
    touchpoints: tuple[Touchpoint, ...] = ()

    @property
    def existing(self) -> tuple[Touchpoint, ...]:
        """The touchpoints that happen."""
        return tuple(t for t in self.touchpoints if not t.missing)

    def offers(self, channel: str | None) -> bool:
        """Whether a touchpoint of the step happens on the channel."""
        return any(t.channel == channel for t in self.existing)


@dataclass(frozen=True)
class Journey:
    """A journey: its steps in order, the personas with the channels that they prefer, the objects that they bring."""

    key: str
    steps: tuple[Step, ...] = ()
    personas: dict[str, frozenset[str]] = field(default_factory=dict)
    brings: frozenset[str] = frozenset()
