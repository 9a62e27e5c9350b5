"""Departments: what the file calls them, what stands above them, what a mapping binds them to."""

from array import array
from collections.abc import Iterable
from collections.abc import Mapping as Pairs

from graph.problems import Code, Tally
from graph.said import EdgeType, Place, Said
from graph.saying import saying
from graph.trees import circles
from importers.organisation.chart_mapping import ChartMapping
from importers.organisation.lines import CAPITALS
from importers.organisation.posts import Unit

PART_OF: EdgeType = ("Department", "PART_OF", "Department")
IN_SILO: EdgeType = ("Department", "IN_SILO", "Silo")
RUN_BY: EdgeType = ("System", "RUN_BY", "Department")
OPERATED_BY: EdgeType = ("Channel", "OPERATED_BY", "Department")

OTHER_NAME = saying(
    "the name of {key!r} is {before!r} in another row, {now!r} here; the first counts",
    "le nom de {key!r} est {before!r} dans une autre ligne, {now!r} ici ; le premier compte",
)
OTHER_PARENT = saying(
    "the parent of {key!r} is {before!r} in another row, {now!r} here; the first counts",
    "la direction au-dessus de {key!r} est {before!r} dans une autre ligne, {now!r} ici ; la première compte",
)
OF_ITSELF = saying(
    "{key!r} is said to be part of itself: it is read as a root",
    "la direction {key!r} ferait partie d'elle-même : elle est lue comme une racine",
)
IN_A_CIRCLE = saying(
    "{key} cannot be part of {above}, which is part of it: {circle}",
    "{key} ne peut pas faire partie de {above}, qui en fait partie : {circle}",
)
NO_ROW = saying(
    "the mapping's {field} name {word!r}, which no row does",
    "le champ {field} du mapping nomme {word!r}, absent de toutes les lignes",
)


class Units:
    """The departments of one source; each has a number, under which positions remember it."""

    def __init__(self, source: str, mapping: ChartMapping, found: Tally) -> None:
        self.said = Said()
        self._source = source
        self._mapping = mapping
        self._found = found
        self._numbers: dict[str, int] = {}
        self._units: list[Unit] = []
        self._keys: list[str] = []
        self._placed: set[str] = set()

    def add(self, unit: Unit) -> None:
        """A department, or more about one that is known: the first name and the first parent count."""
        known = self._units[self.number(unit.key, unit.place)]
        for name, said, other in (("name", unit.name, OTHER_NAME), ("parent", unit.parent, OTHER_PARENT)):
            before = getattr(known, name)
            if before is None:
                setattr(known, name, said)
            elif said is not None and said != before:
                differs = other(key=unit.key, before=before, now=said)
                self._found.note(Code.CONFLICTING_VALUE, differs, unit.place, said)

    def number(self, key: str, place: Place = ("", None, None)) -> int:
        """The number of a department; one that is not known yet is from now on."""
        found = self._numbers.get(key)
        if found is None:
            found = self._numbers[key] = len(self._units)
            self._units.append(Unit(key, place))
        return found

    def knows(self, word: str) -> bool:
        """Whether a department bears this id or name."""
        return word in self._numbers or any(unit.name == word for unit in self._units)

    def key(self, number: int) -> str:
        """A department's key in the graph."""
        return self._keys[number]

    def settle(self, above: Pairs[int, int]) -> None:
        """Make up `said`. Where the file tells of no department above another, `above` does, by numbers."""
        if not any(unit.parent for unit in self._units):
            for number, parent in above.items():
                self._units[number].parent = self._units[parent].key
        outside = self._resolve()
        given = {**self._mapping.aliases, **self._mapping.departments}
        self._keys = [self._given(unit, given) or f"{self._source}:{unit.key}" for unit in self._units]
        for unit, key in zip(self._units, self._keys, strict=True):
            if key not in outside:
                self._describe(unit, key)
        self._open()
        self._bind()

    def _resolve(self) -> set[str]:
        """Find the department that each names as its parent; the keys of those that no row tells of.

        Where departments go by their names, one that is only named as a parent is one all the same. Where they go by
        ids, it is outside of this file.
        """
        by_name = {unit.name: unit.key for unit in reversed(self._units) if unit.name}
        by_case = {
            word.casefold(): unit.key for unit in reversed(self._units) for word in (unit.name, unit.key) if word
        }
        outside = set()
        for unit in list(self._units):
            parent = unit.parent
            if parent is None or parent in self._numbers:
                continue
            if parent in by_name:
                unit.parent = by_name[parent]
            elif parent.casefold() in by_case:
                unit.parent = by_case[parent.casefold()]
                said = CAPITALS(word=parent, meant=unit.parent)
                self._found.note(Code.CASE_MISMATCH, said, unit.place, parent)
            else:
                self.number(parent, unit.place)
                if by_name:
                    outside.add(f"{self._source}:{parent}")
        return outside

    def _given(self, unit: Unit, given: Pairs[str, str]) -> str | None:
        words = (unit.key, unit.name or unit.key, f"{self._source}:{unit.key}")
        return next((given[word] for word in words if word in given), None)

    def _describe(self, unit: Unit, key: str) -> None:
        said, ref = self.said, ("Department", key)
        if not said.has(ref):
            own = f"{self._source}:{unit.key}"
            aliased = [own] if own != key and key in self._mapping.aliases.values() else None
            partner = True if self._of(unit, self._mapping.partners) else None
            said.node("Department", key, {"name": unit.name or unit.key, "partner": partner, "aliases": aliased})
            said.places[ref] = unit.place
        if silo := next((self._mapping.silos[word] for word in self._of(unit, self._mapping.silos)), None):
            said.edge(IN_SILO, (key, silo))
        if unit.parent is None:
            return
        parent = self._keys[self._numbers[unit.parent]]
        if unit.parent == unit.key:
            self._found.note(Code.SELF_REFERENCE, OF_ITSELF(key=unit.key), unit.place, unit.parent)
        elif parent != key and key not in self._placed:
            self._placed.add(key)
            said.edge(PART_OF, (key, parent))

    def _of(self, unit: Unit, words: Iterable[str]) -> list[str]:
        """Those of the words that name the department."""
        return [word for word in words if word in (unit.key, unit.name)]

    def _open(self) -> None:
        """Leave the last edge of each circle out, in file order."""
        edges = self.said.edges.get(PART_OF, {})
        above = dict(edges.keys())
        for circle in circles(above):
            last = circle[0]
            parent = above[last]
            del edges[last, parent]
            said = IN_A_CIRCLE(key=last, above=parent, circle=" → ".join([*circle, last]))
            self._found.note(Code.CYCLE, said, self.said.places["Department", last], parent)

    def _bind(self) -> None:
        """Say what departments run, as the mapping knows; a name in it that no row has is noted."""
        by_word = {w: k for u, k in zip(self._units, self._keys, strict=True) for w in (u.name, u.key) if w}
        for label, type, stated, named in (
            ("System", RUN_BY, "runBy", self._mapping.systems),
            ("Channel", OPERATED_BY, "operatedBy", self._mapping.channels),
        ):
            for department, keys in named.items():
                for key in keys if department in by_word else ():
                    self.said.node(label, key, {"stated": [stated]})
                    self.said.edge(type, (key, by_word[department]))
        for name in ("departments", "silos", "systems", "channels", "partners"):
            for word in getattr(self._mapping, name):
                if word not in by_word:
                    said = NO_ROW(field=name, word=word)
                    self._found.note(Code.UNMAPPED_VALUE, said, ("", None, name), word)


def heads(bosses: "array[int]", depths: "array[int]", places: "array[int]") -> tuple[dict[int, int], set[int]]:
    """The head of each department: its position whose manager works elsewhere, of several the highest.

    Positions and departments go by number, `places` holds each position's department plus one, 0 for none. Of several
    equally high the first is given, and the department is among those whose head nobody can tell.
    """
    found: dict[int, int] = {}
    several: set[int] = set()
    for post in range(1, len(bosses)):
        here = places[post] - 1
        # Nobody (0) works nowhere (0), so that who reports to nobody heads a department, too.
        if here < 0 or places[bosses[post]] - 1 == here:
            continue
        before = found.get(here)
        if before is None or depths[post] < depths[before]:
            found[here] = post
            several.discard(here)
        elif depths[post] == depths[before]:
            several.add(here)
    return found, several
