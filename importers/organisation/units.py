"""Departments: what the file calls them, what stands above them, what a mapping binds them to."""

from array import array
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Mapping as Pairs

from graph.keys import unique
from graph.problems import Code, Tally
from graph.said import EdgeType, Said
from graph.saying import saying
from graph.trees import circles
from importers.organisation.chart_mapping import ChartMapping, Keys
from importers.organisation.posts import Identity, Unit
from importers.organisation.tree import Tree

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
BUT_FOR_PEOPLE = saying(
    "another row has {name!r} with another person's name: read as one department",
    "une autre ligne a {name!r} avec le nom d'une autre personne : lu comme une seule direction",
)
NO_ROW = saying(
    "the mapping's {field} name {word!r}, which no row does",
    "le champ {field} du mapping nomme {word!r}, absent de toutes les lignes",
)

Clean = Callable[[str, bool], str]
"""What a department is called without the people in it; said of those that are called after their managers."""


class Units:
    """The departments of one source; each has a number, under which positions remember it until they are settled."""

    def __init__(self, source: str, mapping: ChartMapping, found: Tally) -> None:
        self.said = Said()
        self._source = source
        self._mapping = mapping
        self._found = found
        self._numbers: dict[Identity, int] = {}
        self._units: list[Unit] = []
        self._tree = Tree([], found)
        self._keys: list[str] = []
        self._placed: set[str] = set()

    def add(self, unit: Unit) -> None:
        """A department, or more about one that is known: the first name and the first parent count."""
        if unit.identity not in self._numbers:
            self._numbers[unit.identity] = len(self._units)
            self._units.append(Unit(unit.key, unit.place, path=unit.path, called_after=unit.called_after))
        known = self._units[self.number(unit.identity)]
        if not unit.path:
            known.path = ()
        for name, said, other in (("name", unit.name, OTHER_NAME), ("parent", unit.parent, OTHER_PARENT)):
            before = getattr(known, name)
            if before is None:
                setattr(known, name, said)
            elif said is not None and said != before:
                differs = other(key=unit.key, before=before, now=said)
                self._found.note(Code.CONFLICTING_VALUE, differs, unit.place, said)

    def number(self, identity: Identity) -> int:
        """The number of a department that was added."""
        return self._numbers[identity]

    def gather(self, clean: Clean) -> list[tuple[int, int | None]]:
        """Find out which departments there are: the numbers that are others from now on, None for none.

        Names go without the people in them; what is called alike is one where the file lets it.
        """
        before: dict[tuple[str, ...], tuple[str, ...]] = {}
        for unit in self._units:
            if unit.path:
                told, unit.path = unit.path, tuple(clean(name, unit.called_after) for name in unit.path)
                unit.key = unit.path[-1]
                unit.parent = clean(unit.parent, unit.called_after) if unit.parent else None
                if before.setdefault(unit.path, told) != told:
                    self._found.note(Code.CONFLICTING_VALUE, BUT_FOR_PEOPLE(name=unit.key), unit.place, unit.key)
            else:
                unit.key = clean(unit.key, False)
                unit.parent = clean(unit.parent, False) if unit.parent else None
                unit.name = clean(unit.name, unit.called_after) if unit.name else None
        self._tree = Tree(self._units, self._found, self._mapping.keys == Keys.NAME)
        return [(was, now) for was, now in enumerate(self._tree.now) if was != now]

    def name(self, number: int) -> str:
        """What the file calls a department."""
        return self._units[number].key

    def knows(self, word: str) -> bool:
        """Whether a department bears this id or name."""
        return any(word in (unit.key, unit.name) for unit in self._units)

    def key(self, number: int) -> str:
        """A department's key in the graph."""
        return self._keys[number]

    def settle(self, above: Pairs[int, int]) -> None:
        """Make up `said`. Where the file tells of no department above another, `above` does, by numbers."""
        tree = self._tree
        if not tree.told:
            for number, parent in above.items():
                tree.above[number] = parent
        given = {**self._mapping.aliases, **self._mapping.departments}
        taken: set[str] = set()
        own = [self._own(number, taken) for number in range(len(tree.units))]
        self._keys = [self._given(number, key, given) or f"{self._source}:{key}" for number, key in enumerate(own)]
        for number in tree.there:
            if number not in tree.outside:
                self._describe(number, own[number])
        self._open()
        self._bind()

    def _own(self, number: int, taken: set[str]) -> str:
        """What the file itself calls a department, of names that several have with those above it."""
        unit, tree = self._tree.units[number], self._tree
        if tree.now[number] != number:
            return unit.key
        names: Sequence[str] = (unit.key,)
        if unit.path and self._mapping.keys == Keys.PATH:
            names = tree.path(number)
        elif tree.shared(number):
            names = unit.path or names
        key = unique("/".join(names), taken)
        taken.add(key)
        return key

    def _words(self, number: int, own: str) -> tuple[str, ...]:
        """All that a mapping may call a department."""
        unit = self._tree.units[number]
        return own, unit.key, unit.name or unit.key, "/".join(unit.path or (unit.key,))

    def _given(self, number: int, own: str, given: Pairs[str, str]) -> str | None:
        words = (*self._words(number, own), f"{self._source}:{own}", f"{self._source}:{self._tree.units[number].key}")
        return next((given[word] for word in words if word in given), None)

    def _describe(self, number: int, called: str) -> None:
        unit, key = self._tree.units[number], self._keys[number]
        said, ref = self.said, ("Department", key)
        words = self._words(number, called)
        if not said.has(ref):
            own = f"{self._source}:{called}"
            aliased = [own] if own != key and key in self._mapping.aliases.values() else None
            partner = True if any(word in words for word in self._mapping.partners) else None
            said.node("Department", key, {"name": unit.name or unit.key, "partner": partner, "aliases": aliased})
            said.places[ref] = unit.place
        if silo := next((silo for word, silo in self._mapping.silos.items() if word in words), None):
            said.edge(IN_SILO, (key, silo))
        if unit.parent == unit.key:
            self._found.note(Code.SELF_REFERENCE, OF_ITSELF(key=unit.key), unit.place, unit.parent)
        above = self._tree.above[number]
        if above is not None and self._keys[above] != key and key not in self._placed:
            self._placed.add(key)
            said.edge(PART_OF, (key, self._keys[above]))

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
        by_word: dict[str, list[str]] = {}
        for number in self._tree.there:
            own = self._keys[number].removeprefix(f"{self._source}:")
            for word in dict.fromkeys(self._words(number, own)):
                by_word.setdefault(word, []).append(self._keys[number])
        for label, type, stated, named in (
            ("System", RUN_BY, "runBy", self._mapping.systems),
            ("Channel", OPERATED_BY, "operatedBy", self._mapping.channels),
        ):
            for word, keys in named.items():
                for key in keys if word in by_word else ():
                    self.said.node(label, key, {"stated": [stated]})
                    for department in dict.fromkeys(by_word[word]):
                        self.said.edge(type, (key, department))
        self._unknown(by_word)

    def _unknown(self, known: Iterable[str]) -> None:
        for name in ("departments", "silos", "systems", "channels", "partners"):
            for word in getattr(self._mapping, name):
                if word not in known:
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
