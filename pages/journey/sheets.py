"""The map on paper: as many sheets as it takes until each text can be read, and not one more."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph.language import Language, both
from pages.journey.blank import blank
from pages.journey.bodies import Body, Listing, Map, Strip, header
from pages.journey.curve import ways
from pages.journey.index import Index
from pages.journey.paper import SMALLER, SMALLEST, Paper
from pages.journey.places import HEADS, Sizes
from pages.journey.rows import balanced, lengths, part, parts, row
from pages.journey.title import facts
from pages.journey.told import Journey, Matter
from pages.journey.view import PLAIN, View
from pages.pictures.marks import Picture
from pages.pictures.text import shortened, width

LONGEST, DENSE, WALL = 10, 13, 20
"""The most steps of a row on A3, of one there with narrow columns, and of a row on a poster."""

LANES, MOST_ROWS = 6, 6
"""The most lanes of a row below which another stands on A3, where two rows are the most; the most on a poster."""

UNDER = 5
"""How many matters stand under the map when not all do."""

SHEET = both("sheet {number} of {all}", "feuille {number} sur {all}")


def sheets(journey: Journey, language: Language, paper: Paper, view: View = PLAIN) -> tuple[Picture, ...]:
    """The map as it is looked at, on sheets of paper; each has its size in mm and the line that says what it shows.

    The proof of a rupture is drawn where all steps are in one row.
    """
    bodies: Sequence[Body]
    if paper is Paper.BLANK:
        bodies = blank(journey, language)
    else:
        print_ = _Print(journey, language, paper, view)
        bodies = print_.one() or print_.several()
    return tuple(_sheet(journey, language, paper, body, place, len(bodies)) for place, body in enumerate(bodies, 1))


def _sheet(journey: Journey, language: Language, paper: Paper, body: Body, number: int, count: int) -> Picture:
    scale = _scale(body, paper, journey) or _forced(body, paper)
    wide, high = (side / scale for side in paper.room)
    sheet = SHEET[language].format(number=number, all=count) if count > 1 else ""
    beside = () if body.titled else (journey.scope, *facts(journey, language), journey.address)
    told = " · ".join(filter(None, beside))
    room = wide - width(told, SMALLEST) - width(sheet, SMALLEST) - 60
    told = " · ".join(filter(None, (shortened(journey.title, max(120, room), SMALLEST), told)))
    return Picture(
        wide,
        high,
        f"{journey.title} ({sheet})" if sheet else journey.title,
        journey.sentence,
        (*header(shortened(told, wide - 140, SMALLEST), sheet, wide), *body.drawn(wide, high, scale)),
        language.name.lower(),
        paper.room,
    )


def _scales(journey: Journey, paper: Paper) -> list[float]:
    return list(paper.scales(SMALLEST if len(journey.matters) < 100 else SMALLER))


def _scale(body: Body, paper: Paper, journey: Journey) -> float | None:
    """How many mm a pixel has if all of it is to be on the sheet; None if it were too small to be read."""
    return next((scale for scale in _scales(journey, paper) if _holds(paper, body, scale)), None)


def _holds(paper: Paper, body: Body, scale: float) -> bool:
    wide, high = (side / scale for side in paper.room)
    return body.width <= wide and body.height(wide, scale) <= high


def _forced(body: Body, paper: Paper) -> float:
    """What is too large for any sheet stands whole on one, however small."""
    scale = min(paper.scales())
    while not _holds(paper, body, scale):
        scale *= 0.95
    return scale


class _Print:
    """The ways to put a journey on sheets of a paper."""

    def __init__(self, journey: Journey, language: Language, paper: Paper, view: View) -> None:
        self.journey, self.language, self.paper = journey, language, paper
        self.view, self.cut = view, replace(view, witness=None)
        self.sizes = paper.sizes(view)
        self.between = ways(journey)
        self.widest = paper.room[0] / _scales(journey, paper)[-1]
        self.strips: dict[tuple[int, Sizes], Strip] = {}
        self.rows: dict[tuple[int, int], Journey] = {}
        self.found: dict[tuple[int, int, bool], Map | None] = {}

    def one(self) -> list[Body]:
        """All on one sheet, in the number of rows in which it is largest; what breaks may go on, on a second."""
        all_ = self.journey.matters
        for count in dict.fromkeys((len(all_), min(UNDER, len(all_)), 0)):
            for size in self.sizes:
                maps = [
                    (scale, -len(each.rows), each)
                    for each in self._maps(size, all_[:count])
                    if (scale := _scale(each, self.paper, self.journey))
                ]
                if maps:
                    *_, best = max(maps, key=lambda found: found[:2])
                    return [best, *self._listings(all_[count:])]
        return []

    def _maps(self, size: Sizes, listed: Sequence[Matter]) -> Iterator[Map]:
        """The whole map in one row, or in several."""
        most = MOST_ROWS if self.paper.poster else 2
        for count in range(1, max(1, min(len(self.journey.steps), most)) + 1):
            rows = [self.journey] if count == 1 else balanced(self.journey, count, self.language, self.cut)
            if all(len(row.steps) <= self._longest(size) for row in rows):
                made = self._map(rows, size, listed, titled=True)
                if not self._crowded(made):
                    yield made

    def _crowded(self, made: Map) -> bool:
        several = not self.paper.poster and len(made.rows) > 1
        return several and any(strip.lanes > LANES for strip in made.strips)

    def _longest(self, size: Sizes) -> int:
        """The most steps of a row."""
        if self.paper.poster:
            return WALL
        return LONGEST if size.column == self.sizes[0].column else DENSE

    def several(self) -> list[Body]:
        """A sheet for each row, or for two rows that go together; before them the index."""
        maps: list[Map] = []
        for rows in self._rows():
            together = self._fitting([*maps[-1].rows, *rows]) if maps and len(maps[-1].rows) < 2 else None
            if together:
                maps[-1] = together
            else:
                maps.append(self._fitting(rows) or self._map(rows, self.sizes[-1], ()))
        index, *listings = self._index([each.rows for each in maps])
        return [index, *maps, *listings]

    def _map(self, rows: Sequence[Journey], size: Sizes, listed: Sequence[Matter], titled: bool = False) -> Map:
        strips = [self._strip(row, size) for row in rows]
        return Map(self.journey, strips, self.language, self.paper, titled=titled, listed=listed)

    def _strip(self, row: Journey, size: Sizes) -> Strip:
        """A row is laid out once in each size; it keeps its strip, and so its `id`."""
        key = id(row), size
        if key not in self.strips:
            view = self.view if row is self.journey else self.cut
            self.strips[key] = Strip(row, self.language, size, view, self.between)
        return self.strips[key]

    def _too_wide(self, rows: Sequence[Journey], size: Sizes) -> bool:
        """Whether the columns alone are wider than a sheet."""
        return any(HEADS + len(row.steps) * (size.column + size.gutter) > self.widest for row in rows)

    def _fitting(self, rows: Sequence[Journey], sizes: Sequence[Sizes] = ()) -> Map | None:
        """The rows on a sheet with what breaks in them, as large as they can be read; None if they cannot."""
        numbers = {matter.number for row in rows for matter in row.matters}
        listed = [matter for matter in self.journey.matters if matter.number in numbers]
        for size in sizes or self.sizes:
            if all(len(row.steps) <= self._longest(size) for row in rows) and not self._too_wide(rows, size):
                made = self._map(rows, size, listed)
                if not self._crowded(made) and self._readable(made):
                    return made
        return None

    def _readable(self, body: Body) -> bool:
        return _holds(self.paper, body, _scales(self.journey, self.paper)[-1])

    def _rows(self) -> Iterator[list[Journey]]:
        """The journey row by row, each as long as can be read; a step that is too high for a sheet goes on, on more."""
        start = 0
        while start < len(self.journey.steps):
            longest = WALL if self.paper.poster else DENSE
            most = self._most(start, min(longest, len(self.journey.steps) - start))
            for long in lengths(self.journey, start, most) if most else ():
                if made := self._row(start, long):
                    yield list(made.rows)
                    start += long
                    break
            else:
                alone = row(self.journey, start, start + 1, self.language, self.cut)
                yield from ([each] for each in self._parts(alone))
                start += 1

    def _most(self, start: int, most: int) -> int:
        """How many steps a row that begins there can have; none if not even one is readable."""
        return bisect_left(range(1, most + 1), True, key=lambda long: not self._row(start, long, smallest=True))

    def _row(self, start: int, long: int, smallest: bool = False) -> Map | None:
        """A row on a sheet of its own, if it can be read; columns are narrow only if there is no other way."""
        key = start, long, smallest
        if key not in self.found:
            if (start, long) not in self.rows:
                self.rows[start, long] = row(self.journey, start, start + long, self.language, self.cut)
            sizes = self.sizes[:-1] if long > 1 and not self.paper.poster else self.sizes
            self.found[key] = self._fitting([self.rows[start, long]], sizes[-1:] if smallest else sizes)
        return self.found[key]

    def _parts(self, found: Journey) -> Iterator[Journey]:
        """A row of one step, on as many sheets as what happens there needs."""
        keys = parts(found, self.language, self.cut)
        done = 0
        while done < len(keys):
            long = next(
                (
                    long
                    for long in range(len(keys) - done, 1, -1)
                    if self._fitting([part(found, keys[done : done + long], done == 0, self.cut)])
                ),
                1,
            )
            yield part(found, keys[done : done + long], done == 0, self.cut)
            done += long

    def _index(self, groups: Sequence[Sequence[Journey]]) -> list[Body]:
        """The index, with as many matters as it has room for; a sheet for each others that fill one."""
        all_ = self.journey.matters
        for count in (len(all_), UNDER, 0):
            for brief in (False, True):
                index = Index(self.journey, groups, self.language, self.paper, brief=brief, listed=all_[:count])
                if self._readable(index):
                    return [index, *self._listings(all_[count:])]
        return [index, *self._listings(all_)]

    def _listings(self, rest: Sequence[Matter]) -> Iterator[Listing]:
        """The matters on sheets of their own."""
        while rest:
            long = next(
                (
                    long
                    for long in range(len(rest), 1, -1)
                    if self._readable(Listing(rest[:long], self.language, self.paper))
                ),
                1,
            )
            yield Listing(rest[:long], self.language, self.paper)
            rest = rest[long:]
