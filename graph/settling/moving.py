"""What was renamed: what stands under a key that names something else now, and has to go there before a run begins."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from graph.aliases import DERIVED, Names, identity
from graph.derive.ruptures import IDENTITY
from graph.gateway import Read
from graph.held import by_key
from graph.problems import Code, Problem
from graph.said import Ref, Said, Whole
from graph.saying import saying
from graph.terms import named
from graph.wholes import LEAVING, MAPPED, WITHIN, cut

FOUND = f"""
UNWIND $keys AS key {by_key("n", "{label}", "key")} RETURN n.key, coalesce(n.sources, [])
"""
BEGINNING = """
UNWIND $keys AS key MATCH (n:{label}) WHERE n.key STARTS WITH key + '/' RETURN n.key, coalesce(n.sources, [])
"""
MEASURED = f"""
UNWIND $keys AS key {by_key("n", "{label}", "key")} MATCH (n)<-[:{{type}}]-(m:{{part}}) RETURN DISTINCT m.key
"""
OF_JOURNEYS = """
UNWIND $journeys AS journey
CALL (journey) {
  MATCH (h:Handoff) WHERE h.key STARTS WITH journey + '/' RETURN 'Handoff' AS label, h.key AS key
  UNION ALL
  UNWIND $kinds AS kind
  MATCH (r:Rupture) WHERE r.key STARTS WITH kind + '~' + journey + '/' RETURN 'Rupture' AS label, r.key AS key
}
RETURN label, key
"""

NAMING = f"""
UNWIND $keys AS key {by_key("n", "{label}", "key")} MATCH (n)<-[:LOSES|ON]-(r:Rupture) RETURN DISTINCT r.key
"""
"""The ruptures whose keys have that of an object or a channel in them."""
ANSWERED = "MATCH (r:Rupture) WHERE r.triageOwner IN $keys RETURN DISTINCT r.triageOwner"

APART = saying(
    "{node} has the alias {key!r}, which {by} describes as another one: "
    "they become one when {by} is imported again; take the alias away if they are two",
    "{node} a pour alias {key!r}, qui est autre chose selon {by} : "
    "les deux ne feront qu'un au prochain import de {by} ; retirez l'alias si ce sont deux choses distinctes",
)


@dataclass(frozen=True)
class Move:
    """A node that goes from one key to another; `taken` when a node of that key is there, with which it becomes one."""

    label: str
    old: str
    new: str
    taken: bool


@dataclass
class Moves:
    """All that has to move, wholes before their parts, and what stands in the way of the rest."""

    all: list[Move] = field(default_factory=list)
    owners: dict[str, str] = field(default_factory=dict)
    """Departments that answer for ruptures under a former key, and their key of today."""
    problems: list[Problem] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.all or self.owners)

    def touched(self) -> set[Ref]:
        """The nodes under both keys, and the journeys whose hand-offs or ruptures move."""
        parts = {(m.label, key) for m in self.all for key in (m.old, m.new) if m.label in MAPPED}
        ends = {ref for m in self.all if m.label in DERIVED for key in (m.old, m.new) for ref in identity(m.label, key)}
        return parts | {ref for ref in ends if ref[0] in MAPPED}


def find(read: Read, names: Names, whole: Whole, source: str, sweep: bool, labels: Collection[str] = MAPPED) -> Moves:
    """What stands under a key that names something else now, of these labels.

    A node that another source describes stays where one of the new key is described too: to make one of the two is not
    for this run to decide.
    """
    moves, staying = Moves(), set[Ref]()
    for label in labels:
        old = {k: by for k, by in _under_former(read, names, label) if names.key(label, k) != k}
        there = dict(_sources(read, label, {names.key(label, key) for key in old}))
        for key, by in sorted(old.items()):
            new, above = names.key(label, key), (WITHIN.get(label, ""), cut(label, key)[0])
            others = sorted({*by} - {source})
            said = sweep or not by or bool(whole.described(label, (new,)))
            if above in staying or (new in there and (others or not said)):
                staying.add((label, key))
                if others and names.whole(label, key) in names.aliases.get(label, {}):
                    moves.problems += _apart(whole, (label, key), new, others)
            else:
                moves.all.append(Move(label, key, new, new in there))
                there[new] = by
    for label in labels:
        moves.all += _measures(read, names, label, [m.old for m in moves.all if m.label == label])
    moves.all += _derived(read, names, staying)
    moves.owners = _owners(read, names)
    return moves


def _under_former(read: Read, names: Names, label: str) -> Iterator[tuple[str, list[str]]]:
    """Nodes of a label whose key is an alias or begins with one, and the sources that describe them."""
    yield from _sources(read, label, names.aliases.get(label, ()))
    above = WITHIN.get(label)
    while above:
        if keys := sorted(names.aliases.get(above, ())):
            yield from map(tuple, read(of(BEGINNING, label), keys=keys))
        above = WITHIN.get(above)


def _sources(read: Read, label: str, keys: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    if asked := sorted(keys):
        yield from map(tuple, read(of(FOUND, label), keys=asked))


def _apart(whole: Whole, ref: Ref, new: str, others: list[str]) -> Iterator[Problem]:
    (label, key), by = ref, ", ".join(others)
    if whole.described(label, (new,)):
        said = APART(node=named(label, new), key=key, by=by)
        yield Problem(Code.CONFLICTING_VALUE, said, next(whole.slices(), Said()).place((label, new)), key)


def _measures(read: Read, names: Names, label: str, keys: list[str]) -> Iterator[Move]:
    """The measures of what moves; one that is measured under the new key already is told anew."""
    for part, type in LEAVING if keys else ():
        rows = read(of(MEASURED, label).replace("{part}", part).replace("{type}", type), keys=keys)
        yield from _free(read, names, part, [key for (key,) in rows])


def _derived(read: Read, names: Names, staying: set[Ref]) -> Iterator[Move]:
    """The hand-offs and ruptures of former keys, ruptures that are resolved too."""
    parts = [key for label in MAPPED for pair in names.aliases.get(label, {}).items() for key in pair]
    journeys = sorted({key.split("/")[0] for key in parts})
    found: dict[str, list[str]] = {label: [] for label in DERIVED}
    for label in ("InformationObject", "Channel"):
        if keys := sorted(names.aliases.get(label, ())):
            found["Rupture"] += [key for (key,) in read(of(NAMING, label), keys=keys)]
    for label, key in read(OF_JOURNEYS, journeys=journeys, kinds=list(IDENTITY)) if journeys else ():
        if staying.isdisjoint(identity(label, key)):
            found[label].append(key)
    for label, keys in found.items():
        yield from _free(read, names, label, keys, taken=True)


def _owners(read: Read, names: Names) -> dict[str, str]:
    known = names.aliases.get("Department", {})
    return {key: known[key] for (key,) in read(ANSWERED, keys=sorted(known))} if known else {}


def _free(read: Read, names: Names, label: str, keys: Iterable[str], taken: bool = False) -> Iterator[Move]:
    """The moves of these keys; those to a key that is taken only where the two can become one."""
    pairs = [(key, new) for key in sorted(set(keys)) if (new := names.key(label, key)) != key]
    there = {key for key, _ in _sources(read, label, {new for _, new in pairs})}
    for old, new in pairs:
        if taken or new not in there:
            yield Move(label, old, new, new in there)
            there.add(new)


def of(statement: str, label: str) -> str:
    """The statement for nodes of a label."""
    return statement.replace("{label}", label)
