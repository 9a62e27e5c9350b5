"""The pen: what people edited of a node counts before what sources say of it, field by field, and of nothing else.

People speak as the source `edits`. A field of theirs that is None is unknown, whatever a source says. A list that they
edited counts as a whole: it is part of their description, `=>name` with `Label:key` → what the edge carries; what
sources say of it is kept in theirs in the same way, beside it, until the pen is given back. It is given back of a field
of which a source comes to say the same.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import orjson

from graph.model import MODEL, Property, Relation
from graph.relations import telling
from graph.said import EdgeType, Ref, Subgraph
from graph.settling.ranks import Ranks
from graph.statement import EDITS

if TYPE_CHECKING:
    from graph.settling.claims import Claims, Description

LIST = "=>"
"""How the name of a list begins that counts as a whole."""

UNIONS = {label: {p.name for p in node.properties if p.union} for label, node in MODEL.items()}
"""Lists that several sources add to; of every other property one source's value speaks."""

RELEASED = "~released"
"""Fields of a description that count until a source describes the node again, by their names in descriptions."""

PLACE = "~place"
"""Stands there for the place of a part in its whole."""

ORDER = "sequence"
"""The order of a journey's phases and steps, in what people say of it."""

SHARED = frozenset({"aliases", "stated"})
"""Lists that people add to and never hold: a key that was another's name stays one."""

ASIDE = {"order"}
"""What follows from what people said, and is no part of it."""

NAMED = {label: {r.name: r for r in node.said} for label, node in MODEL.items()}
TOLD = {label: {f"->{r.type}" if not r.many else LIST + r.name: r.told for r in node.said if r.told and not r.owned}
        for label, node in MODEL.items()}  # fmt: skip
"""The relations as descriptions name them → as `stated` names them."""

TOGETHER = {
    label: {column: p.columns for p in node.properties if p.interval for column in p.columns}
    for label, node in MODEL.items()
}
"""The two ends of an interval, of which one source speaks."""

PARTS = {label: {r.told for r in node.said if r.owned} for label, node in MODEL.items()}
"""The relations to parts, as `stated` names them."""

OWNED = {(label, r.type) for label, node in MODEL.items() for r in node.said if r.owned}
"""Edges from a whole to its parts, by the label of the whole and type."""


def words(label: str, name: str) -> tuple[str, ...]:
    """What a field of the model is called in descriptions; nothing where descriptions do not have it."""
    declared = MODEL[label].by_name.get(name)
    if isinstance(declared, Property):
        return declared.columns if declared.told else ()
    if name not in NAMED[label] or NAMED[label][name].owned:
        return ()
    return (LIST + name,) if NAMED[label][name].many else (f"->{NAMED[label][name].type}",)


def relation(label: str, name: str) -> Relation:
    """The relation of a list, by its name in a description."""
    return NAMED[label][name.removeprefix(LIST)]


def holds(descriptions: Mapping[str, "Description"], relation: Relation) -> bool:
    """Whether people edited the list that this relation is."""
    return LIST + relation.name in descriptions.get(EDITS, ())


def needs_words(descriptions: Mapping[str, "Description"]) -> bool:
    """Whether what people say of a node that nobody else describes cannot be read off it."""
    return any(
        word is None or name[:2] == LIST or name == RELEASED for name, word in descriptions.get(EDITS, {}).items()
    )


def take_lists(
    claims: "Claims", said: Subgraph, many: dict[EdgeType, dict[tuple[str, str], Any]]
) -> dict[Ref, "Description"]:
    """Of what a source says, the lists that people edited: they go into its descriptions, and lead nowhere."""
    lists: dict[Ref, Description] = {}
    held = {ref for ref, descriptions in claims.nodes.items() if EDITS in descriptions}
    if not held:
        return lists
    for (label, type, target), edges in list(many.items()):
        taken = [ends for ends, carried in edges.items() if _taken(claims, held, (label, ends[0]), type, carried)]
        for start, end in taken:
            told = telling(label, type, edges[start, end])
            words = lists.setdefault((label, start), {}).setdefault(LIST + told.name, {})
            words[f"{target}:{end}"] = edges[start, end]
        if taken:
            gone = set(taken)
            many[label, type, target] = {ends: carried for ends, carried in edges.items() if ends not in gone}
    for label, key in held:
        stated = said.nodes.get(label, {}).get(key, {}).get("stated", ())
        for name in [
            name for name in claims.nodes[label, key][EDITS] if name[:2] == LIST and TOLD[label][name] in stated
        ]:
            lists.setdefault((label, key), {}).setdefault(name, {})  # none, as the source says
    return lists


def _taken(claims: "Claims", held: set[Ref], ref: Ref, type: str, carried: "Description") -> bool:
    """Whether an edge that a source tells belongs to a list that people edited."""
    return ref in held and holds(claims.nodes[ref], telling(ref[0], type, carried))


def gather(claims: "Claims", ref: Ref) -> None:
    """Turn the lists that leave a node into what each source says of it, so that people can change their own."""
    label, key = ref
    for type, edges in claims.edges.items():
        if type[0] == label and (label, type[1]) not in OWNED:
            for ends in [ends for ends in edges if ends[0] == key]:
                carried = edges.pop(ends)
                name = LIST + telling(label, type[1], _joined(carried.values())).name
                for source, words in carried.items():
                    claims.nodes[ref].setdefault(source, {}).setdefault(name, {})[f"{type[2]}:{ends[1]}"] = words


def entries(claims: "Claims", ref: Ref, name: str) -> dict[str, Any] | None:
    """What counts of a list, of a node that was gathered: `Label:key` → what the edge carries.

    None where nobody says anything, or people say that it is unknown.
    """
    descriptions, mine = claims.nodes.get(ref, {}), LIST + name
    if mine in descriptions.get(EDITS, ()):
        found: dict[str, Any] | None = descriptions[EDITS][mine]
        return found
    told = [each[mine] for each in descriptions.values() if mine in each]
    stated = any(relation(ref[0], mine).told in (each.get("stated") or ()) for each in descriptions.values())
    return _together(told) if told or stated else None


def give_back(claims: "Claims", ref: Ref, ranks: Ranks) -> None:
    """Give the pen back of all of which the same would count without what people said; lists lead on then."""
    descriptions = claims.nodes.get(ref, {})
    mine = descriptions.get(EDITS)
    if mine is not None and RELEASED in mine:  # of what people say no more there is nothing to give back
        hold(mine, [name for name in mine[RELEASED] if name != PLACE and name not in mine])
    if mine is not None and len(descriptions) > 1:
        others = {source: each for source, each in descriptions.items() if source != EDITS}
        without = _without(ref[0], dict(sorted(others.items(), key=lambda item: ranks(item[0], ref[0]))))
        for name in [name for name in mine if name != RELEASED and _same(ref[0], name, mine, without)]:
            del mine[name]
            hold(mine, [name])
        if not mine:
            del descriptions[EDITS]
    let_lead(claims, ref)


def let_lead(claims: "Claims", ref: Ref) -> None:
    """Turn what sources say of lists that nobody holds into edges again."""
    descriptions = claims.nodes.get(ref, {})
    held = descriptions.get(EDITS, {})
    for source, description in descriptions.items():
        for name in [n for n in description if n.startswith(LIST) and n not in held]:
            type = relation(ref[0], name).type
            for target, carried in (description.pop(name) or {}).items():
                label, _, end = target.partition(":")
                edges = claims.edges.setdefault((ref[0], type, label), {})
                edges.setdefault((ref[1], end), {})[source] = carried


def outliving(claims: "Claims", source: str, withdrawn: list[Ref]) -> list[Ref]:
    """What its last source withdraws and people edited: it stays, with all that the source said, as theirs.

    So do the wholes that it stands in.
    """
    kept = [ref for ref in withdrawn if _last(claims, ref, source) and _holds_any(claims.nodes[ref].get(EDITS, {}))]
    found, frontier, gone = dict.fromkeys(kept), list(kept), set(withdrawn)
    while frontier:
        part = frontier.pop()
        for ends, carried in _entering(claims, part):
            if source in carried:
                carried.setdefault(EDITS, carried[source])
                if ends in gone and ends not in found and _last(claims, ends, source):
                    found[ends] = None
                    frontier.append(ends)
    for ref in found:
        gather(claims, ref)
        descriptions = claims.nodes[ref]
        descriptions[EDITS] = {**descriptions[source], **descriptions.get(EDITS, {})}
        descriptions[EDITS] = own(ref[0], descriptions[EDITS])
    return kept


def own(label: str, properties: "Description") -> "Description":
    """What people say of a node that nobody else describes; of which relations are stated, those to parts."""
    stated = [told for told in properties.get("stated", ()) if told in PARTS[label]]
    return {**properties, "stated": stated} if stated else {n: word for n, word in properties.items() if n != "stated"}


def let_go(mine: "Description", names: Iterable[str]) -> None:
    """Have fields of what people say count until a source describes the node again."""
    mine[RELEASED] = sorted({*mine.get(RELEASED, ()), *names})


def hold(mine: "Description", names: Iterable[str]) -> None:
    """Have them count whatever sources say, be they given back or not."""
    if left := [name for name in mine.pop(RELEASED, ()) if name not in {*names}]:
        mine[RELEASED] = left


def release(claims: "Claims", ref: Ref) -> None:
    """A source describes the node again: what people gave back of it counts no more."""
    mine = claims.nodes.get(ref, {}).get(EDITS, {})
    for name in mine.pop(RELEASED, ()):
        if name == ORDER:  # which is let go once it is known what stands in the journey
            let_go(mine, [name])
        else:
            mine.pop(name, None)


def gives_up_place(said: Sequence[str] | None, sources: Sequence[str] | None) -> bool:
    """Whether people gave the place of a part back, by what the part keeps of what is said of it."""
    texts = dict(zip(sources or (), said or (), strict=False))
    return PLACE in orjson.loads(texts.get(EDITS, "{}")).get(RELEASED, ())


def spoken(label: str, effective: "Description", mine: "Description") -> "Description":
    """What counts, with which relations are stated, now that people speak of some."""
    if "stated" in MODEL[label].by_name:
        said = {name: word for name, word in mine.items() if name in TOLD[label]}
        known = {TOLD[label][name] for name, word in said.items() if word is not None}
        unknown = {TOLD[label][name] for name, word in said.items() if word is None}
        effective["stated"] = sorted(({*(effective.get("stated") or ())} - unknown) | known)
    return effective


def _holds_any(mine: "Description") -> bool:
    """Whether people hold anything of a node: what they gave back, and other keys of it, are nothing."""
    return bool(mine.keys() - {RELEASED} - {*mine.get(RELEASED, ())} - SHARED)


def _last(claims: "Claims", ref: Ref, source: str) -> bool:
    """Whether nobody but this source and people describe it."""
    return source in claims.nodes.get(ref, ()) and not claims.nodes[ref].keys() - {source, EDITS}


def _entering(claims: "Claims", part: Ref) -> Iterator[tuple[Ref, dict[str, Any]]]:
    """The wholes of a part, and what sources say of its place in them."""
    for (label, type, target), edges in claims.edges.items():
        if target == part[0] and (label, type) in OWNED:
            yield from (((label, start), carried) for (start, end), carried in edges.items() if end == part[1])


def _joined(carried: Any) -> "Description":
    """What counts of what several say that an edge carries."""
    return {name: value for each in carried for name, value in each.items()}


def _together(lists: Iterable[Mapping[str, "Description"]]) -> dict[str, "Description"]:
    """Several lists as one."""
    found: dict[str, Description] = {}
    for each in lists:
        for to, carried in each.items():
            found[to] = {**found.get(to, {}), **carried}
    return found


def _without(label: str, ranked: Mapping[str, "Description"]) -> "Description":
    """What would count if people said nothing, a list as all entries together."""
    found: Description = {}
    for description in ranked.values():
        for name, word in description.items():
            if name in UNIONS[label]:
                found[name] = sorted({*found.get(name, ()), *word})
            elif name.startswith(LIST):
                found[name] = _together([found.get(name, {}), word])
            else:
                found[name] = word
    return found


def _same(label: str, name: str, mine: "Description", without: "Description") -> bool:
    """Whether a field says what would count without it."""
    if name.startswith(LIST):
        stated = relation(label, name).told in without.get("stated", ())
        return bool(without.get(name, {} if stated else None) == mine[name])
    if name in SHARED:
        return {*mine[name]} <= {*without.get(name, ())}
    return all(mine.get(column) == without.get(column) for column in TOGETHER[label].get(name, (name,)))
