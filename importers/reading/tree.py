"""Plain data that knows where in the file it stood."""

from collections.abc import Mapping, Sequence
from typing import Any

from graph.problems import Code, Problem
from graph.said import Place
from graph.saying import Saying, saying
from importers.errors import BadKnowledge, bad

Spot = tuple[int, int]
"""Line and column, from 1."""

DEEPEST = 64
"""How deep lists and mappings may be nested; a knowledge file needs fourteen."""

SPARE = 100_000
"""How many values aliases may add to those written out, of which each takes a character at least."""

TWICE = saying(
    "{name!r} stands twice in one mapping, first in line {line}; leave one of them out",
    "{name!r} figure deux fois dans le même objet, d'abord à la ligne {line} ; supprimez l'un des deux",
)
GROWING = saying("aliases make this file grow beyond all measure", "les alias font grossir ce fichier démesurément")
DEEP = saying(
    "lists and mappings are nested more than {deepest} deep",
    "listes et objets sont imbriqués sur plus de {deepest} niveaux",
)
NO_NAME = saying("the name of a field must be a text", "le nom d'un champ doit être un texte")


class Fields(dict[str, Any]):
    """A mapping; `spots` holds where each name and its value begin."""

    __slots__ = ("at", "spots")

    def __init__(self, at: Spot) -> None:
        super().__init__()
        self.at = at
        self.spots: dict[str, tuple[Spot, Spot]] = {}


class Items(list[Any]):
    """A list; `spots` holds where each value begins."""

    __slots__ = ("at", "spots")

    def __init__(self, at: Spot) -> None:
        super().__init__()
        self.at = at
        self.spots: list[Spot] = []


def fields(at: Spot, given: Mapping[str, Any]) -> Fields:
    """A mapping made of values, without those that are None; what has no spot of its own begins where it does."""
    made = Fields(at)
    for name, value in given.items():
        if value is not None:
            made[name], made.spots[name] = value, (at, getattr(value, "at", at))
    return made


def items(given: Sequence[Any], at: Spot = (1, 1)) -> Items:
    """A list made of values; it begins where the first of them does."""
    made = Items(getattr(given[0], "at", at) if given else at)
    made += given
    made.spots = [getattr(value, "at", made.at) for value in given]
    return made


Path = Sequence[str | int]


def spot(data: Any, path: Path, *, name: bool = False) -> Spot:
    """Where the value at a path begins, or its name; of what is not there, the nearest thing around it."""
    found, here = getattr(data, "at", (1, 1)), data
    for depth, part in enumerate(path):
        if isinstance(here, Fields) and isinstance(part, str) and part in here:
            at_name, found = here.spots[part]
            if name and depth == len(path) - 1:
                return at_name
            here = here[part]
        elif isinstance(here, Items) and isinstance(part, int) and part < len(here):
            found, here = here.spots[part], here[part]
        elif isinstance(here, Fields) and part == 0:
            continue  # an entry that stands alone, where a list of such entries may stand
        else:
            return found
    return found


class Builder:
    """Puts values together as a reader meets them, and notes names that stand twice."""

    def __init__(self, file: str, length: int) -> None:
        self.file = file
        self.size = 0
        self.problems: list[Problem] = []
        self.root: Any = None
        self._most = length + SPARE
        self._open: list[Fields | Items] = []
        self._name: tuple[str, Spot] | None = None
        self._names: list[tuple[str, Spot] | None] = []

    @property
    def awaits_name(self) -> bool:
        """Whether the next scalar names a field."""
        return bool(self._open) and isinstance(self._open[-1], Fields) and self._name is None

    def name(self, name: str, at: Spot) -> None:
        """The name of the field that comes next."""
        self._name = (name, at)

    def value(self, value: Any, at: Spot, size: int = 1) -> None:
        """A value, into what is open; `size` counts it with all that is in it."""
        self.size += size
        if self.size > self._most:
            raise self.refuse(GROWING(), at)
        if not self._open:
            self.root = value
            return
        into = self._open[-1]
        if isinstance(into, Items):
            into.append(value)
            into.spots.append(at)
        elif self._name is None:
            raise self.refuse(NO_NAME(), at)
        else:
            self._put(into, *self._name, value, at)
            self._name = None

    def _put(self, into: Fields, name: str, named: Spot, value: Any, at: Spot) -> None:
        if name in into:
            (line, _), _ = into.spots[name]
            self.problems.append(bad(Code.DUPLICATE_KEY, TWICE(name=name, line=line), self.place(named), name))
            return
        into[name] = value
        into.spots[name] = (named, at)

    def open(self, container: Fields | Items) -> None:
        """A list or mapping begins."""
        if len(self._open) >= DEEPEST:
            raise self.refuse(DEEP(deepest=DEEPEST), container.at)
        self.value(container, container.at)
        self._open.append(container)
        self._names.append(self._name)
        self._name = None

    def close(self) -> Fields | Items:
        """The innermost list or mapping ends."""
        self._name = self._names.pop()
        return self._open.pop()

    def place(self, at: Spot) -> Place:
        """A spot as a place in the file."""
        return (self.file, *at)

    def refuse(self, said: Saying, at: Spot) -> BadKnowledge:
        """The error that ends the reading."""
        return BadKnowledge([bad(Code.BAD_VALUE, said, self.place(at)), *self.problems])

    def finish(self) -> Any:
        """The data; BadKnowledge when a name stood twice."""
        if self.problems:
            raise BadKnowledge(self.problems)
        return self.root
