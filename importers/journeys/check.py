"""What is wrong with documents beyond the shape of each value: keys that stand twice, ways that lead nowhere."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.aliases import Names
from graph.model import Relation, Volume
from graph.problems import Code, Problem
from graph.said import Place, Ref
from graph.wholes import inside
from importers.errors import bad
from importers.journeys import told
from importers.journeys.parts import Part, entries, other_keys, parts
from importers.journeys.transform import target
from importers.journeys.values import is_number
from importers.journeys.wording import closest
from importers.reading.tree import Path, spot

TOLERANCE = 1e-6
"""How far the shares of a step may add up beyond 1: thirds are written with a few digits."""

TREES = [r.told for label in told.NAMED for r in told.references(label) if r.tree and r.told]
"""The fields that may not go in a circle."""


@dataclass(frozen=True)
class Document:
    """A file's data, as it was read, and its name."""

    file: str
    data: Any

    def place(self, path: Path) -> Place:
        """Where a path stands."""
        return (self.file, *spot(self.data, path))


def alike(documents: Sequence[Document]) -> tuple[Names, list[Problem]]:
    """What keys stand for in all files of one source; an alias that stands for two things is a problem.

    A touchpoint's key can be its channel's, which may be an alias: so channels and the like come first.
    """
    flat = _declared(documents, Names({}), [])
    problems: list[Problem] = []
    return Names(_declared(documents, Names(flat), problems)), problems


def _declared(documents: Sequence[Document], names: Names, problems: list[Problem]) -> dict[str, dict[str, str]]:
    """Label → alias → key."""
    declared: dict[str, dict[str, str]] = {}
    for document in documents:
        for part, given, path in other_keys(document.data, names):
            alias = names.whole(part.label, given)
            if alias == part.key != given:
                continue  # as its whole's alias has it
            known = declared.setdefault(part.label, {}).setdefault(alias, part.key)
            if known != part.key or alias == part.key:
                message = f"the alias {alias!r} stands for {part.label} {known!r} and {part.key!r}"
                where = document.place(path)
                problems.append(bad(Code.DUPLICATE_KEY, f"{message}; it can stand for one only", where, alias))
    return declared


def check(documents: Iterable[Document], names: Names) -> list[Problem]:
    """All that is wrong, or likely to be, with the files of one source, taken together."""
    found = [(document, part) for document in documents for part in parts(document.data, names)]
    return [*_twice(found, names), *_inside(found, names), *_circles(found, names)]


Found = list[tuple[Document, Part]]


def _twice(found: Found, names: Names) -> Iterator[Problem]:
    """Keys that stand twice, and keys that are an alias of something else."""
    first: dict[Ref, Place] = {}
    for document, part in found:
        here, ref = document.place((*part.path, "key")), (part.label, part.key)
        if ref in first:
            yield bad(Code.DUPLICATE_KEY, _second(part, first[ref], here), here, part.key)
        elif part.key in names.aliases.get(part.label, {}):
            other = names.aliases[part.label][part.key]
            message = f"the key {part.key!r} is an alias of {part.label} {other!r}; describe it there"
            yield bad(Code.DUPLICATE_KEY, message, here, part.key)
        first.setdefault(ref, here)


def _second(part: Part, first: Place, here: Place) -> str:
    where = f"in line {first[1]}" if first[0] == here[0] else f"in {first[0]}, line {first[1]}"
    message = f"{part.label} {part.key!r} is described twice, first {where}"
    if told.key_of(part.label) and part.get("key") is None:
        return f"{message}; give one of them a key of its own"
    return f"{message}; leave one of them out, or give it another key"


def _inside(found: Found, names: Names) -> Iterator[Problem]:
    """What a journey says about its own steps and touchpoints."""
    known: dict[tuple[str, str], dict[str, None]] = {}
    for _, part in found:
        known.setdefault((part.label, part.journey.key), {})[part.key] = None
    for document, part in found:
        for relation in told.references(part.label):
            if relation.item and relation.told and part.get(relation.told) is not None:
                yield from _entries_twice(document, part, relation, names)
                if relation.target and inside(part.label, relation.target):
                    here = known.get((relation.target, part.journey.key), {})
                    yield from _misspelt(document, part, relation, here, names)
        yield from _rules(document, part)


def _entries_twice(document: Document, part: Part, relation: Relation, names: Names) -> Iterator[Problem]:
    assert relation.told
    seen: set[Ref] = set()
    for place, (written, _) in enumerate(entries(part.get(relation.told), relation)):
        ref = target(part, relation, written, names)
        if ref in seen:
            message = f"{relation.told}: {written!r} stands twice; put what is told of it into one entry"
            yield bad(Code.DUPLICATE_KEY, message, document.place((*part.path, relation.told, place)), written)
        seen.add(ref)


def _misspelt(
    document: Document, part: Part, relation: Relation, known: Mapping[str, None], names: Names
) -> Iterator[Problem]:
    """References within the journey to what the journey does not have, where it has something of nearly that name.

    They become stubs like any others, and the run says so; here the likely mistake is named.
    """
    assert relation.told
    journey = part.journey.key
    for place, (written, _) in enumerate(entries(part.get(relation.told), relation)):
        label, key = target(part, relation, written, names)
        close = None if key in known else closest(written, [key.removeprefix(f"{journey}/") for key in known])
        if close:
            lacks = f"the journey {journey!r} has no {label.lower()} {written!r}"
            message = f"{relation.told}: {lacks}; did you mean {close!r}?"
            where = document.place((*part.path, relation.told, place, relation.item or 0))
            yield Problem(Code.DANGLING_REFERENCE, message, where, written)


def _rules(document: Document, part: Part) -> Iterator[Problem]:
    for name, broken in {**_RULES.get(part.label, {}), "per": _periods}.items():
        message = broken(part)
        if message:
            place = document.place((*part.path, name))
            yield Problem(Code.BAD_VALUE, f"{name}: {message}", place, fatal=name not in _TOLERATED)


def _shares(part: Part, field: str) -> list[Any]:
    """The shares of a list of ways, None where a way has none."""
    listed = part.get(field)
    entries = listed if isinstance(listed, list) else []
    return [entry.get("share") if isinstance(entry, dict) else None for entry in entries]


def _too_many(shares: list[Any]) -> str | None:
    total = sum(share for share in shares if is_number(share))
    return f"the shares add up to {total:.10g}, where 1 is everybody" if total > 1 + TOLERANCE else None


def _next(part: Part) -> str | None:
    return _too_many(_shares(part, "next"))


def _leads(part: Part) -> str | None:
    if part.get("missing") is True and part.get("leadsTo"):
        return "from a contact that does not happen (`missing`) a customer goes nowhere: it leads to no hand-off"
    shares = _shares(part, "leadsTo")
    return _too_many(shares) or _rest(shares)


def _rest(shares: list[Any]) -> str | None:
    """Whom `leadsTo` forgets: it stands for all ways of its touchpoint, so that the rest does not go by the step's."""
    total = sum(shares) if shares and all(map(is_number, shares)) else 1
    if total >= 1 - TOLERANCE:
        return None
    return (
        f"the shares add up to {total:.10g}, and the rest goes nowhere: "
        "`leadsTo` stands for all ways of its touchpoint, so name those of the others too"
    )


def _periods(part: Part) -> str | None:
    volumes = [property.name for property in told.properties(part.label) if property.type is Volume]
    lonely = volumes and part.get("per") and all(part.get(volume) is None for volume in volumes)
    return "stands without the volume that it is about" if lonely else None


def _days(part: Part) -> str | None:
    start, end = part.get("from"), part.get("to")
    backwards = isinstance(start, str) and isinstance(end, str) and len(start) == len(end) and end < start
    return "the last day comes before the first, `from`" if backwards else None


def _interval(part: Part) -> str | None:
    low, high = part.get("low"), part.get("high")
    return "is above `high`" if is_number(low) and is_number(high) and low > high else None


_RULES: dict[str, dict[str, Callable[[Part], str | None]]] = {
    "Step": {"next": _next},
    "Touchpoint": {"leadsTo": _leads},
    "Measure": {"to": _days, "low": _interval},
}

_TOLERATED = ("next", "leadsTo")
"""Rules whose breach is told but refuses nothing: the definitions still have an answer."""


def _circles(found: Found, names: Names) -> Iterator[Problem]:
    """Trees that bite their own tail; each circle is told once, at the member that the files name first."""
    for name in TREES:
        above: dict[Ref, Ref] = {}
        places: dict[Ref, Place] = {}
        for document, part in found:
            for relation in told.references(part.label):
                if relation.told == name and isinstance(part.get(name), str):
                    above[part.label, part.key] = target(part, relation, part.item[name], names)
                    places[part.label, part.key] = document.place((*part.path, name))
        for circle in _rings(above):
            members = " → ".join(key for _, key in [*circle, circle[0]])
            yield bad(Code.CYCLE, f"{name} goes in a circle: {members}", places[circle[0]], circle[0][1])


def _rings(above: Mapping[Ref, Ref]) -> Iterator[list[Ref]]:
    done: set[Ref] = set()
    for start in above:
        way: dict[Ref, None] = {}
        here: Ref | None = start
        while here is not None and here not in done and here not in way:
            way[here] = None
            here = above.get(here)
        if here is not None and here in way:
            line = list(way)
            yield line[line.index(here) :]
        done.update(way)
