"""What is wrong with documents beyond the shape of each value: keys that stand twice, ways that lead nowhere."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.aliases import Names
from graph.model import MODEL, Relation, Volume
from graph.problems import Code, Problem
from graph.said import Place, Ref
from graph.saying import Saying, saying
from graph.steering import steering
from graph.terms import named
from graph.wholes import inside
from graph.wrong_values import IN_FIELD, LOOPS, TWICE
from importers.errors import bad
from importers.invalid import TYPOGRAPHIC, closest, meant
from importers.journeys import told
from importers.journeys.parts import Part, entries, other_keys, parts
from importers.journeys.transform import target
from importers.journeys.values import is_number
from importers.reading.tree import Path, Spot, spot

TOLERANCE = 1e-6
"""How far the shares of a step may add up beyond 1: thirds are written with a few digits."""

NAMES = ("name", "title")
"""The fields that hold a name; a step's text may well be a quotation."""

TREES = [r.told for label in told.NAMED for r in told.references(label) if r.tree and r.told]
"""The fields that may not go in a circle."""

TWO_MEANINGS = saying(
    "the alias {alias!r} stands for {node} and {other!r}; it can stand for one only",
    "alias {alias!r} : {node} ou {other!r} ? Il ne peut avoir qu'un seul sens",
)
AN_ALIAS = saying(
    "the key {key!r} is an alias of {node}; describe it there",
    "la clé {key!r} est déjà un alias ({node}) ; mettez-y cette description",
)
OTHER_KEY = saying(
    "{node} is described twice, first {where}; leave one of them out, or give it another key",
    "{node} : deux descriptions, la première {where} ; supprimez-en une, ou changez sa clé",
)
OWN_KEY = saying(
    "{node} is described twice, first {where}; give one of them a key of its own",
    "{node} : deux descriptions, la première {where} ; donnez à l'une des deux une clé à elle",
)
IN_LINE = saying("in line {line}", "à la ligne {line}")
IN_FILE = saying("in {file}, line {line}", "dans {file}, ligne {line}")
UNKNOWN = saying(
    "the journey {journey!r} has no {node}; {hint}",
    "{node} introuvable dans le parcours {journey!r} ; {hint}",
)
DESCRIBE = saying("describe it, or leave it out", "ajoutez sa description, ou supprimez cette mention")
TOO_MANY = saying(
    "the shares add up to {total:.10g}, where 1 is everybody",
    "la somme des parts est {total:.10g}, alors que 1 correspond à tout le monde",
)
NOT_ALL = saying(
    "the shares add up to {total:.10g}, and the rest goes nowhere: "
    "`leadsTo` stands for all ways of its touchpoint, so name those of the others too",
    "la somme des parts est {total:.10g}, et le reste ne va nulle part : "
    "`leadsTo` vaut pour tous les chemins de son point de contact, nommez donc aussi ceux des autres",
)
GOES_NOWHERE = saying(
    "from a contact that does not happen (`missing`) a customer goes nowhere: it leads to no hand-off",
    "d'un contact qui n'a pas lieu (`missing`), un client ne va nulle part : il ne mène à aucun passage de relais",
)
NO_VOLUME = saying("stands without the volume that it is about", "figure sans le volume auquel il se rapporte")
BACKWARDS = saying("the last day comes before the first, `from`", "le dernier jour précède le premier, `from`")
ABOVE_HIGH = saying("is above `high`", "dépasse `high`")
IN_QUOTES = saying(
    "the quotes {open} {close} are taken as a part of the name; write straight ones around it, or none",
    "les guillemets {open} {close} font ici partie du nom ; mettez autour des guillemets droits, ou rien",
)
CIRCLE = saying("{field} goes in a circle: {members}", "{field} forme un cycle : {members}")


@dataclass(frozen=True)
class Document:
    """A file's data, as it was read, and its name."""

    file: str
    data: Any

    def place(self, path: Path) -> Place:
        """Where a path stands."""
        return self.at(spot(self.data, path))

    def at(self, spot: Spot) -> Place:
        """Where a spot is that stands beside the data."""
        return (self.file, *spot)


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
                said = TWO_MEANINGS(alias=alias, node=named(part.label, known), other=part.key)
                problems.append(bad(Code.DUPLICATE_KEY, said, document.place(path), alias))
    return declared


def check(documents: Sequence[Document], names: Names) -> list[Problem]:
    """All that is wrong, or likely to be, with the files of one source, taken together."""
    found = [(document, part) for document in documents for part in parts(document.data, names)]
    steering = [problem for document in documents for problem in _steering(document, document.data, ())]
    return [*steering, *_twice(found, names), *_inside(found, names), *_circles(found, names)]


def _steering(document: Document, data: Any, path: tuple[str | int, ...]) -> Iterator[Problem]:
    """Texts and names that hold what steers a terminal."""
    if isinstance(data, str):
        if (said := steering(data)) is not None:
            yield bad(Code.BAD_VALUE, said, document.place(path))
        return
    fields = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for name, value in fields:
        if isinstance(name, str):
            yield from _steering(document, name, path)
        yield from _steering(document, value, (*path, name))


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
            yield bad(Code.DUPLICATE_KEY, AN_ALIAS(key=part.key, node=named(part.label, other)), here, part.key)
        first.setdefault(ref, here)


def _second(part: Part, first: Place, here: Place) -> Saying:
    where = IN_LINE(line=first[1]) if first[0] == here[0] else IN_FILE(file=first[0], line=first[1])
    unkeyed = told.key_of(part.label) and part.get("key") is None
    return (OWN_KEY if unkeyed else OTHER_KEY)(node=named(part.label, part.key), where=where)


def _inside(found: Found, names: Names) -> Iterator[Problem]:
    """What a journey says about its own steps and touchpoints."""
    known: dict[tuple[str, str], dict[str, None]] = {}
    for _, part in found:
        known.setdefault((part.label, part.journey.key), {})[part.key] = None
    for document, part in found:
        for relation in told.references(part.label):
            if not (relation.loops or relation.tree):
                yield from _loops(document, part, relation, names)
            if relation.item and relation.told and part.get(relation.told) is not None:
                yield from _entries_twice(document, part, relation, names)
                if relation.target and inside(part.label, relation.target):
                    here = known.get((relation.target, part.journey.key), {})
                    yield from _misspelt(document, part, relation, here, names)
        yield from _rules(document, part)


def _loops(document: Document, part: Part, relation: Relation, names: Names) -> Iterator[Problem]:
    """What leads to the node that it leaves, and may not."""
    assert relation.told
    for place, (written, _) in enumerate(entries(part.get(relation.told), relation)):
        if (relation.target or ":" in written) and target(part, relation, written, names) == (part.label, part.key):
            said = IN_FIELD(field=relation.told, said=LOOPS(node=named(part.label, part.key)))
            where = document.place((*part.path, relation.told, *([place] if relation.many else [])))
            yield bad(Code.SELF_REFERENCE, said, where, written)


def _entries_twice(document: Document, part: Part, relation: Relation, names: Names) -> Iterator[Problem]:
    assert relation.told
    seen: set[Ref] = set()
    for place, (written, _) in enumerate(entries(part.get(relation.told), relation)):
        ref = target(part, relation, written, names)
        if ref in seen:
            said = IN_FIELD(field=relation.told, said=TWICE(key=written))
            yield bad(Code.DUPLICATE_KEY, said, document.place((*part.path, relation.told, place)), written)
        seen.add(ref)


def _misspelt(
    document: Document, part: Part, relation: Relation, known: Mapping[str, None], names: Names
) -> Iterator[Problem]:
    """References within the journey to what the journey does not have.

    A step that is not there is a mistake: customers would go nowhere. Anything else becomes a stub like any other, and
    the run says so; here the likely mistake is named, where the journey has something of nearly that name.
    """
    assert relation.told
    journey = part.journey.key
    for place, (written, _) in enumerate(entries(part.get(relation.told), relation)):
        label, key = target(part, relation, written, names)
        fatal = relation.told == "next" and "/" not in written  # such a key is refused as no key
        close = closest(written, [key.removeprefix(f"{journey}/") for key in known])
        if key not in known and (close or fatal):
            hint = meant(close) if close else DESCRIBE()
            lacks = UNKNOWN(journey=journey, node=named(label, written), hint=hint)
            said = IN_FIELD(field=relation.told, said=lacks)
            where = document.place((*part.path, relation.told, place, relation.item or 0))
            yield Problem(Code.DANGLING_REFERENCE, said, where, written, fatal)


def _rules(document: Document, part: Part) -> Iterator[Problem]:
    called = MODEL[part.label].called or ""
    if called in NAMES and (quotes := _quotes(part.get(called))):
        taken = IN_FIELD(field=called, said=IN_QUOTES(open=quotes[0], close=quotes[1]))
        yield Problem(Code.BAD_VALUE, taken, document.place((*part.path, called)))
    for name, broken in {**_RULES.get(part.label, {}), "per": _periods}.items():
        if said := broken(part):
            place = document.place((*part.path, name))
            yield Problem(Code.BAD_VALUE, IN_FIELD(field=name, said=said), place, fatal=name not in _TOLERATED)


def _quotes(name: Any) -> str | None:
    """The typographic quotes that a name stands between."""
    ends = f"{name[0]}{name[-1]}" if isinstance(name, str) and len(name) > 2 else ""
    return ends if ends and {*ends} <= {*TYPOGRAPHIC} else None


def _shares(part: Part, field: str) -> list[Any]:
    """The shares of a list of ways, None where a way has none."""
    listed = part.get(field)
    entries = listed if isinstance(listed, list) else []
    return [entry.get("share") if isinstance(entry, dict) else None for entry in entries]


def _too_many(shares: list[Any]) -> Saying | None:
    total = sum(share for share in shares if is_number(share))
    return TOO_MANY(total=total) if total > 1 + TOLERANCE else None


def _next(part: Part) -> Saying | None:
    return _too_many(_shares(part, "next"))


def _leads(part: Part) -> Saying | None:
    if part.get("missing") is True and part.get("leadsTo"):
        return GOES_NOWHERE()
    shares = _shares(part, "leadsTo")
    return _too_many(shares) or _rest(shares)


def _rest(shares: list[Any]) -> Saying | None:
    """Whom `leadsTo` forgets: it stands for all ways of its touchpoint, so that the rest does not go by the step's."""
    total = sum(shares) if shares and all(map(is_number, shares)) else 1
    return None if total >= 1 - TOLERANCE else NOT_ALL(total=total)


def _periods(part: Part) -> Saying | None:
    volumes = [property.name for property in told.properties(part.label) if property.type is Volume]
    lonely = volumes and part.get("per") and all(part.get(volume) is None for volume in volumes)
    return NO_VOLUME() if lonely else None


def _days(part: Part) -> Saying | None:
    start, end = part.get("from"), part.get("to")
    backwards = isinstance(start, str) and isinstance(end, str) and len(start) == len(end) and end < start
    return BACKWARDS() if backwards else None


def _interval(part: Part) -> Saying | None:
    low, high = part.get("low"), part.get("high")
    return ABOVE_HIGH() if is_number(low) and is_number(high) and low > high else None


_RULES: dict[str, dict[str, Callable[[Part], Saying | None]]] = {
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
            yield bad(Code.CYCLE, CIRCLE(field=name, members=members), places[circle[0]], circle[0][1])


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
