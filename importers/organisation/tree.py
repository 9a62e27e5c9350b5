"""Departments that a file names: which of those that are called alike are one, and what stands above each."""

from collections import Counter

from graph.problems import Code, Tally
from graph.saying import saying
from importers.organisation.managers import CAPITALS
from importers.organisation.posts import Unit

TWO = saying(
    "{name!r} stands below {before!r} in another row, below {now!r} here: read as two departments; "
    "`keys: name` in the mapping makes them one",
    "{name!r} est sous {before!r} dans une autre ligne, sous {now!r} ici : lu comme deux directions ; "
    "`keys: name` dans le mapping en fait une seule",
)
ONE = saying(
    "{name!r} stands below {before!r} in another row, below {now!r} here: one department, as `keys: name` says; "
    "the first counts",
    "{name!r} est sous {before!r} dans une autre ligne, sous {now!r} ici : une seule direction, comme le dit "
    "`keys: name` ; la première compte",
)
WHICH_ABOVE = saying(
    "{name!r}, which would stand above {below!r}, is the name of several departments: nothing is said to be above it",
    "{name!r}, qui serait au-dessus de {below!r}, est le nom de plusieurs directions : rien n'est placé au-dessus",
)


class Tree:
    """The departments of a source: of all that rows told of, those that there are, each with the one above it.

    A department goes by its id, or by its name and those above it: of two paths one may be the end of the other, which
    then tells more of the same. `now` is what each told one is, None where nobody can tell; `above` has a number, or
    None; `outside` are those that are only named as a parent, where departments go by ids; `told` whether the file
    tells of any parent.
    """

    def __init__(self, units: list[Unit], found: Tally, by_name: bool = False) -> None:
        self.units = units
        self.now: list[int | None] = list(range(len(units)))
        self.outside: set[int] = set()
        self._found = found
        self._by_name = by_name
        self._alike: dict[str, list[int]] = {}
        for number, unit in enumerate(units):
            self._alike.setdefault(unit.key, []).append(number)
        for name, numbers in list(self._alike.items()):
            self._unify(name, numbers)
        self.told = any(unit.parent is not None and unit.parent != unit.key for unit in units)
        self.above: list[int | None] = [None] * len(units)
        self._ids = {unit.key: number for number, unit in enumerate(units) if not unit.path}
        self._named: dict[str, list[int]] = {}
        for number, unit in enumerate(units):
            if unit.name:
                self._named.setdefault(unit.name, []).append(number)
        self._folded: dict[str, int] = {}
        for number in reversed(self.there):
            self._fold(number)
        self._look_up()
        self._counts = Counter(self.units[number].key for number in self.there)

    @property
    def there(self) -> list[int]:
        """The departments that there are."""
        return [number for number, now in enumerate(self.now) if number == now]

    def shared(self, number: int) -> bool:
        """Whether another department has the same name."""
        return self._counts[self.units[number].key] > 1

    def path(self, number: int) -> list[str]:
        """The names of a department and of those above it, from the top; of a circle each once."""
        way: dict[int, None] = {}
        here: int | None = number
        while here is not None and here not in way:
            way[here] = None
            here = self.above[here]
        return [self.units[each].key for each in reversed(way)]

    # --- which are one ---

    def _unify(self, name: str, numbers: list[int]) -> None:
        """Say of the departments of one name which they are: an id is one, of names those that tell most."""
        if len(numbers) == 1:
            return
        one = next((n for n in numbers if not self.units[n].path), None)
        if one is not None or self._by_name:
            self._into(numbers[0] if one is None else one, numbers)
            return
        whole = self._whole(numbers)
        ends: dict[tuple[str, ...], set[int]] = {}
        for path, one in whole.items():
            for place in range(len(path)):
                ends.setdefault(path[place:], set()).add(one)
        for number in numbers:
            those = ends[_folded(self.units[number].path)]
            self.now[number] = next(iter(those)) if len(those) == 1 else None
        self._tell_apart(name, whole)

    def _into(self, one: int, numbers: list[int]) -> None:
        """All of these are one, whose first parent counts."""
        kept = self.units[one]
        for number in numbers:
            other = self.units[number]
            self.now[number] = one
            if kept.parent is None:
                kept.parent, kept.path = other.parent, other.path if kept.path else ()
            elif other.parent not in (None, kept.parent):
                said = ONE(name=kept.key, before=kept.parent, now=other.parent)
                self._found.note(Code.CONFLICTING_VALUE, said, other.place, other.parent)

    def _whole(self, numbers: list[int]) -> dict[tuple[str, ...], int]:
        """The paths that are no end of another one, each under its first number."""
        paths = {_folded(self.units[number].path) for number in numbers}
        ends = {path[place:] for path in paths for place in range(1, len(path))}
        found: dict[tuple[str, ...], int] = {}
        for number in numbers:
            if (path := _folded(self.units[number].path)) not in ends:
                found.setdefault(path, number)
        return found

    def _tell_apart(self, name: str, whole: dict[tuple[str, ...], int]) -> None:
        first, *others = whole
        for path in others:
            unit, other = self.units[whole[path]], self.units[whole[first]]
            said = TWO(name=name, before="/".join(other.path[:-1]), now="/".join(unit.path[:-1]))
            self._found.note(Code.CONFLICTING_VALUE, said, unit.place, unit.parent)

    # --- what stands above ---

    def _look_up(self) -> None:
        """Find what stands above each department; one that is only named as a parent is one from now on."""
        number = 0
        while number < len(self.units):
            unit = self.units[number]
            if self.now[number] == number and unit.parent is not None and unit.parent != unit.key:
                path = unit.path[:-1] if len(unit.path) > 1 else (unit.parent,)
                self.above[number] = self._parent(number, path)
            number += 1

    def _parent(self, number: int, path: tuple[str, ...]) -> int | None:
        unit, name = self.units[number], path[-1]
        if name in self._ids:
            return self.now[self._ids[name]]
        those = self._named.get(name) or self._ending(path)
        if len(those) > 1:
            said = WHICH_ABOVE(name=name, below=unit.key)
            self._found.note(Code.CONFLICTING_VALUE, said, unit.place, name)
            return None
        found = those[0] if those else self._but_for_capitals(unit, path)
        return self._new(unit, path) if found is None else found

    def _ending(self, path: tuple[str, ...]) -> list[int]:
        """The departments whose path ends so; of one that is told as far as this the others are none."""
        those = [n for n in self._alike.get(path[-1], ()) if self.now[n] == n]
        exact = [n for n in those if self.units[n].path == path]
        return exact or [n for n in those if self._fits(self.units[n].path, path)]

    def _fits(self, known: tuple[str, ...], path: tuple[str, ...]) -> bool:
        shorter = min(len(known), len(path))
        return known[-shorter:] == path[-shorter:]

    def _but_for_capitals(self, unit: Unit, path: tuple[str, ...]) -> int | None:
        """The department that is called so but for capitals, by name or id; it is noted."""
        number = self._folded.get(path[-1].casefold())
        if number is not None:
            said = CAPITALS(word=path[-1], meant=self.units[number].key)
            self._found.note(Code.CASE_MISMATCH, said, unit.place, path[-1])
        return number

    def _fold(self, number: int) -> None:
        """Remember a department by its id and its name in small letters; the first in the file counts."""
        unit = self.units[number]
        self._folded |= {word.casefold(): number for word in (unit.key, unit.name) if word}

    def _new(self, unit: Unit, path: tuple[str, ...]) -> int:
        """A department that no row tells of: where departments go by ids, one outside of this file."""
        number = len(self.units)
        above = path[-2] if len(path) > 1 else None
        self.units.append(Unit(path[-1], unit.place, None, above, path))
        self.now.append(number)
        self.above.append(None)
        self._alike.setdefault(path[-1], []).append(number)
        self._folded.setdefault(path[-1].casefold(), number)
        if self._named:
            self.outside.add(number)
        return number


def _folded(path: tuple[str, ...]) -> tuple[str, ...]:
    """A path without regard to capitals above the department itself."""
    return (*(name.casefold() for name in path[:-1]), path[-1])
