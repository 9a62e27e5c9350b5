"""Where nodes lead, and what leads to them: as the store has it, but for what the act has said otherwise since."""

from collections.abc import Collection, Iterator

from graph.editing.draft import Draft
from graph.model import MODEL
from graph.said import EdgeType, Ref
from graph.settling import pen
from graph.settling.claims import Description, Ends
from graph.settling.references import REFERRING


def leaving(draft: Draft, ref: Ref) -> Iterator[tuple[EdgeType, str, Description]]:
    """Where a node leads that the act has touched, and what its edges carry."""
    if ref in draft.gone:
        return
    for type, edges in draft.leaving(ref):
        yield from ((type, end, {}) for _, end in edges)
    for relation in MODEL[ref[0]].said:
        if relation.many and not relation.owned:
            ends = pen.entries(draft.claims, ref, relation.name) or {}
        else:
            one = draft.effective(ref).get(f"->{relation.type}")
            ends = {one: {}} if one else {}
        for target, carried in ends.items():
            label, key = target.split(":", 1)
            yield (ref[0], relation.type, label), key, carried


def entering(draft: Draft, refs: Collection[Ref], types: Collection[str] = ()) -> dict[EdgeType, list[Ends]]:
    """The edges that lead to these nodes from others, of some types or of all, each type's in the order of its ends."""
    found: dict[EdgeType, set[Ends]] = {}
    to = set(refs)
    for type, edges in draft.graph.edges_in(to, types).edges.items():
        draft.look((type[0], start) for start, _ in edges)
        found[type] = {ends for ends in edges if (type[0], ends[0]) not in draft.was}
    for ref in draft.was:
        for type, end, _ in leaving(draft, ref):
            if (type[2], end) in to and (not types or type[1] in types):
                found.setdefault(type, set()).add((ref[1], end))
    others = {type: sorted(each for each in ends if (type[0], each[0]) not in to) for type, ends in found.items()}
    return {type: ends for type, ends in others.items() if ends}


def naming(draft: Draft, refs: Collection[Ref]) -> list[tuple[Ref, Ref]]:
    """What else names one of these nodes on an edge of its own, with that node: a system that hands an object on."""
    found, of = [], set(refs)
    for (label, type), (property, refers) in REFERRING.items():
        if not any(each == refers for each, _ in of):
            continue
        carrying = [
            ((label, start), carried)
            for edges in draft.graph.edges(label, type).edges.values()
            for (start, _), carried in edges.items()
            if (label, start) not in draft.was
        ]
        for ref in draft.was:
            carrying += [(ref, carried) for edge, _, carried in leaving(draft, ref) if edge[:2] == (label, type)]
        named = [(ref, (refers, key)) for ref, carried in carrying for key in carried.get(property, ())]
        found += [(ref, other) for ref, other in named if other in of and ref not in of]
    return found
