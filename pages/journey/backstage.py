"""Behind the line of visibility: departments that are relied on and systems, folded to a line or a lane each."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from graph.language import Language, Told
from pages.font import Weight
from pages.journey.places import HEADS, Column
from pages.journey.signs import chip, lines
from pages.journey.told import Journey, System
from pages.journey.tracks import Run, Tracks
from pages.journey.trail import Trail
from pages.journey.view import Show, View
from pages.journey.words import BEHIND, INTERNAL, ONLY_USED, OTHER_SYSTEMS, SYSTEMS, VISIBILITY
from pages.pictures.marks import Box, Circle, Mark, Part, Text, Way
from pages.pictures.palette import Paint
from pages.pictures.text import shortened, width, wrapped
from wording.writing import COLON

LINE, TICKS, LANE, FEED, OBJECT = 20, 34, 32, 34, 34
"""The heights of a folded line, of a department's and of a system's lane; the room of a feed and of a lost object."""


@dataclass
class Backstage:
    """What is drawn, where it ends below and at the right, and the middle of each system's lane; `over` is what a proof
    does not cross.
    """

    marks: list[Mark] = field(default_factory=list)
    bottom: float = 0
    right: float = 0
    lanes: dict[str, float] = field(default_factory=dict)
    over: list[Mark] = field(default_factory=list)


def backstage(
    journey: Journey, columns: Sequence[Column], left: float, right: float, top: float, language: Language, view: View,
    trail: Trail | None,
) -> Backstage:  # fmt: skip
    """Both parts from above; a proof that leads through systems opens those that it leads through."""
    found = Backstage([*divided(VISIBILITY[language], left, right, top)], top + 24, right)
    ticks = _ticks(journey)
    if ticks and view.shows(Show.BEHIND):
        for key, touched in ticks.items():
            found.marks.append(_department(journey, key, touched, columns, left, right, found.bottom))
            found.bottom += TICKS
    elif ticks:
        names = {department.key: department.name for department in journey.departments}
        _folded(found, BEHIND, [names.get(key, key) for key in ticks], left, language)
    open_ = _opened(journey, view, trail)
    if open_:
        found.marks += divided(INTERNAL[language], left, right, found.bottom + 10)
        found.bottom += 32
        letters = _letters(journey, open_)
        _head(found, open_, letters, left, right, language)
        found.bottom += OBJECT * bool(trail and trail.systems)
        _lanes(found, journey, open_, letters, columns, left, right)
        found.bottom += LINE * bool(trail and trail.systems and not trail.all("USED_BY"))
        if view.shows(Show.SYSTEMS):
            _feeds(found, open_, letters, right)
    closed = [system.name for system in journey.systems if system not in open_]
    if closed:
        _folded(found, OTHER_SYSTEMS if open_ else SYSTEMS, closed, left, language)
    return found


def divided(words: str, left: float, right: float, y: float) -> tuple[Mark, ...]:
    """A line between what customers see and what they do not, with its name."""
    return (
        Way(((left, y + 8), (right, y + 8)), Paint.MUTED, 1, (8, 5)),
        *lines(left, y + 4, (words,), 10.5, ink=Paint.MUTED),
    )


def _folded(found: Backstage, head: Told, names: Sequence[str], left: float, language: Language) -> None:
    counted, y = f"{head[language]} ({len(names)}){COLON[language]}", found.bottom + 12
    start = left + width(counted, 12, Weight.BOLD) + 8
    found.marks += [
        Text(left, y, counted, 12, Weight.BOLD),
        Text(start, y, shortened(" · ".join(names), found.right - start, 12), 12, ink=Paint.MUTED),
    ]
    found.bottom += LINE


def _ticks(journey: Journey) -> dict[str, dict[int, str]]:
    """For each department that is relied on, by column the names of the channels that need it; the first one first."""
    place = {step.key: column for column, step in enumerate(journey.steps)}
    names = {channel.key: channel.name for channel in journey.channels}
    found: dict[str, dict[int, str]] = {}
    for each in sorted(journey.touchpoints, key=lambda each: place[each.step]):
        for key in each.behind:
            touched = found.setdefault(key, {})
            column, name = place[each.step], names.get(each.channel, each.channel)
            touched[column] = f"{touched[column]}, {name}" if column in touched else name
    return found


def _department(
    journey: Journey, key: str, touched: Mapping[int, str], columns: Sequence[Column], left: float, right: float,
    y: float,
) -> Part:  # fmt: skip
    department = next((each for each in journey.departments if each.key == key), None)
    silo = next((silo for silo in journey.silos if department and silo.key == department.silo), None)
    name, middle = department.name if department else key, y + TICKS / 2
    text = wrapped(name, HEADS - 62, 11, 2, Weight.BOLD)
    marks: list[Mark] = [
        *chip(left + 12, middle - 9, silo),
        *lines(left + 50, middle + 4 - 6.5 * (len(text) - 1), text, 11, 1.2, Weight.BOLD),
        Way(((left, y + TICKS), (right, y + TICKS)), Paint.FAINT, 1),
    ]
    for column, channels in touched.items():
        at = columns[column]
        marks += [Way(((at.left + 6, middle - 8), (at.left + 6, middle + 8)), Paint.INK, 3)]
        marks += [Text(at.left + 14, middle + 4, shortened(channels, at.wide - 20, 11), 11)]
    return Part(tuple(marks), {"node": f"Department:{key}"}, label=name)


def _opened(journey: Journey, view: View, trail: Trail | None) -> list[System]:
    """The systems that have a lane: those of the proof in its order, the others where they are first used."""
    first = {key: place for place, each in enumerate(journey.touchpoints) for key in reversed(each.systems)}
    proof = trail.systems if trail else ()
    named = {node.key: node.name for node in trail.nodes} if trail else {}
    known = {system.key: system for system in journey.systems}
    opened = [known.get(key) or System(key, named[key]) for key in proof]
    if view.shows(Show.SYSTEMS):
        others = [system for system in journey.systems if system.key not in proof]
        opened += sorted(others, key=lambda system: first.get(system.key, sys.maxsize))
    return opened


def _letters(journey: Journey, systems: Sequence[System]) -> dict[str, str]:
    """A letter for each object that passes or is fed: the first of its name that is free, else a number."""
    found: dict[str, str] = {}
    passing = (name for each in journey.touchpoints for name in (*each.made, *each.needed))
    fed = (name for system in systems for feed in system.feeds for name in feed.objects)
    for name in dict.fromkeys((*passing, *fed)):
        free = (letter for letter in name.upper() if letter.isalpha() and letter not in found.values())
        found[name] = next(free, str(len(found) + 1))
    return found


def _head(
    found: Backstage, systems: Sequence[System], letters: Mapping[str, str], left: float, right: float,
    language: Language,
) -> None:  # fmt: skip
    """How many systems there are, and what their letters stand for."""
    stored = {name for system in systems for name in system.stores}
    told = [f"{letter} {name}" for name, letter in letters.items() if name in stored]
    text = shortened(" · ".join((*told, f"○ {ONLY_USED[language]}")), right - left - HEADS - 12, 11)
    y = found.bottom + 12
    head = f"{SYSTEMS[language]} ({len(systems)})"
    found.marks += [
        Text(left, y, head, 12, Weight.BOLD),
    ]
    found.over += [
        Box(left + HEADS + 8, y - 11, width(text, 11) + 8, 15, Paint.PAPER),
        Text(left + HEADS + 12, y, text, 11, ink=Paint.MUTED),
    ]
    found.bottom += 22


def _lanes(
    found: Backstage, journey: Journey, systems: Sequence[System], letters: Mapping[str, str],
    columns: Sequence[Column], left: float, right: float,
) -> None:  # fmt: skip
    for system in systems:
        middle = found.lanes[system.key] = found.bottom + LANE / 2
        found.marks.append(_system(journey, system, letters, columns, left, right, middle))
        found.bottom += LANE
    found.bottom += 8


def _system(
    journey: Journey, system: System, letters: Mapping[str, str], columns: Sequence[Column], left: float, right: float,
    y: float,
) -> Part:  # fmt: skip
    first = y + (4 if not system.by else -2)
    by = (shortened(system.by, HEADS - 24, 10.5),) if system.by else ()
    marks: list[Mark] = [
        Way(((left, y + LANE / 2), (right, y + LANE / 2)), Paint.FAINT, 1),
        Text(left + 12, first, shortened(system.name, HEADS - 24, 11.5, Weight.BOLD), 11.5, Weight.BOLD),
        *lines(left + 12, first + 13, by, 10.5, ink=Paint.MUTED),
    ]
    for step, column in zip(journey.steps, columns, strict=True):
        here = [each for each in journey.touchpoints if each.step == step.key and system.key in each.systems]
        kept = dict.fromkeys(
            letters[name] for each in here for name in (*each.made, *each.needed) if name in system.stores
        )
        marks += _kept(tuple(kept), column, y) if here else ()
    return Part(tuple(marks), {"node": f"System:{system.key}"}, label=system.name)


def _kept(letters: Sequence[str], column: Column, y: float) -> Iterator[Mark]:
    """What a system keeps of what passes at a step, as letters; a hollow circle: it is only used."""
    if not letters:
        yield Circle(column.middle, y, 6, Paint.PAPER, Paint.INK, 1.5)
    shown = letters[: int(column.wide // 22)]
    for place, letter in enumerate(shown):
        x = column.middle + 21 * (place - (len(shown) - 1) / 2)
        yield Circle(x, y, 9.5, Paint.INK)
        yield Text(x, y + 4, letter, 11, Weight.BOLD, Paint.PAPER, "middle")


def _feeds(found: Backstage, systems: Sequence[System], letters: Mapping[str, str], right: float) -> None:
    """Feeds at the right, each an arrow from lane to lane, with the letters of what it carries."""
    rows = {system.key: row for row, system in enumerate(systems)}
    feeds = [(system, feed) for system in systems for feed in system.feeds if feed.to in rows]
    tracks = Tracks()
    for system, feed in feeds:
        tracks.put(Run(f"{system.key}~{feed.to}", 0, (rows[system.key], rows[feed.to])))
    for system, feed in feeds:
        x = right + 26 + FEED * tracks.of[f"{system.key}~{feed.to}"]
        start, end = found.lanes[system.key] + 5, found.lanes[feed.to] - 5
        told = shortened("".join(letters.get(name, "") for name in feed.objects), FEED - 10, 10.5, Weight.BOLD)
        tip = 7 if end < start else -7
        found.marks += [
            Way(((right - 6, start), (x, start), (x, end), (right - 6, end)), Paint.MUTED, 1.3, radius=5, head=True),
            Text(x + 4, end + tip + 8 * (tip > 0), told, 10.5, Weight.BOLD, Paint.MUTED),
        ]
    found.right = max(found.right, right + 26 + FEED * len(tracks.tracks))
