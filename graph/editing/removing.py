"""What is to go: with its parts, and nothing that anything from outside refers to, unless it is told so."""

from graph.carried import left
from graph.editing import leading, placing, wrong
from graph.editing.describing import TREE
from graph.editing.draft import Draft
from graph.editing.wrong import Wrong
from graph.model import MODEL
from graph.said import EdgeType, Ref
from graph.saying import Saying, together
from graph.settling import pen
from graph.settling.claims import Description
from graph.settling.pen import LIST
from graph.settling.references import REFERRING
from graph.terms import named, term

NAMED = 5
"""How many of those that refer to something are named."""

CHARTED = {label for label, _ in TREE}
"""What org charts tell: whoever removes it holds it as removed."""

STAYING = {
    (label, r.type) for label, node in MODEL.items() for r in node.said if (r.required and not r.many) or not node.told
}
"""Edges that nobody takes away by the way: what they leave cannot be without them, or was observed, not said."""


def remove(draft: Draft, at: int, refs: tuple[Ref, ...], cascade: bool, hold_organisation: bool) -> None:
    """Have nodes go, with their parts. Wrong where something refers to one of them, and where an org chart has it.

    With `cascade` only where that cannot be without it, or was observed: no contact becomes one from nowhere.
    """
    if not refs:
        raise Wrong(wrong.NONE_TO_GO(), "ids")
    for ref in refs:
        draft.demand(ref)
    for label, key in refs:
        if label in ("Phase", "Step"):
            draft.map(key.split("/")[0])  # as it is before anything goes
    going = _with_parts(draft, refs)
    _let_go_of(draft, going, cascade)
    for ref in refs:  # a question last: nobody is asked for what cannot be
        if ref[0] in CHARTED and not hold_organisation and (sources := draft.others(ref)):
            raise Wrong(wrong.ORGANISATION(source=", ".join(sources)), "holdOrganisation")
    for ref in going:
        draft.touch(ref)
        draft.claims.nodes[ref] = {}
        for type, edges in list(draft.leaving(ref)):
            for ends in edges:
                del draft.claims.edges[type][ends]
        draft.gone[ref] = None
        draft.fields.setdefault(ref, {})[None] = at
    for ref in refs:
        if ref[0] in ("Phase", "Step") and ("Journey", ref[1].split("/")[0]) not in draft.gone:
            placing.take_out(draft, ref)


def _with_parts(draft: Draft, refs: tuple[Ref, ...]) -> dict[Ref, None]:
    """The nodes, and all that stands in them or measures them."""
    going: dict[Ref, None] = {}
    frontier = list(refs)
    while frontier:
        draft.look(frontier)
        going |= dict.fromkeys(frontier)
        parts = [
            (type[2], end)
            for ref in frontier
            for type, edges in draft.leaving(ref)
            if type[:2] in pen.OWNED
            for _, end in edges
        ]
        measuring = leading.entering(draft, frontier, ["MEASURES"])
        measures = [(type[0], start) for type, edges in measuring.items() for start, _ in edges]
        frontier = [part for part in [*parts, *measures] if part not in going]
    return going


def _let_go_of(draft: Draft, going: dict[Ref, None], cascade: bool) -> None:
    """Take away the edges that lead to what goes. Wrong for one from outside, unless `cascade`."""
    outside: dict[Ref, list[Ref]] = {}
    staying: dict[Ref, list[Ref]] = {}
    for type, edges in leading.entering(draft, going).items():
        for start, end in edges:
            if type[:2] not in pen.OWNED:
                beside = staying if type[:2] in STAYING else outside
                beside.setdefault((type[2], end), []).append((type[0], start))
            _unlink(draft, type, (start, end))
    for ref, gone in leading.naming(draft, going):
        outside.setdefault(gone, []).append(ref)
        _hand_on_no_more(draft, ref, gone)
    for ref, others in staying.items():
        said = [other for other in others if MODEL[other[0]].told]
        if said:
            raise Wrong(wrong.STANDING(node=named(*ref), names=_names(said)), "ids")
        raise Wrong(wrong.OBSERVED(node=named(*ref), flows=term(others[0][0]).counted(len(others))), "ids")
    if outside and not cascade:
        ref, others = next(iter(outside.items()))
        raise Wrong(wrong.REFERRED(node=named(*ref), names=_names(others)), "cascade")


def _names(refs: list[Ref]) -> Saying:
    """The first of these by name, and how many more there are."""
    every = [named(*ref) for ref in dict.fromkeys(refs)]
    more = [wrong.AND_MORE(len(every) - NAMED)] if len(every) > NAMED else []
    return together([*every[:NAMED], *more])


def _unlink(draft: Draft, type: EdgeType, ends: tuple[str, str]) -> None:
    """Have nobody say any more that this leads there."""
    start, target = (type[0], ends[0]), f"{type[2]}:{ends[1]}"
    draft.touch(start)
    draft.claims.edges.get(type, {}).pop(ends, None)
    for description in draft.claims.nodes[start].values():
        if description.get(f"->{type[1]}") == target:
            _unsay(start, description, f"->{type[1]}")
        for name in [name for name in description if name.startswith(LIST)]:
            if pen.relation(start[0], name).type == type[1] and target in (description[name] or ()):
                others = {to: each for to, each in description[name].items() if to != target}
                description[name] = left(pen.relation(start[0], name), others)
                if not description[name]:
                    _unsay(start, description, name)


def _unsay(ref: Ref, description: Description, name: str) -> None:
    """Take away a relation that led to nothing else: it is not known to be none."""
    del description[name]
    if "stated" in description and name in pen.TOLD[ref[0]]:
        description["stated"] = [told for told in description["stated"] if told != pen.TOLD[ref[0]][name]]


def _hand_on_no_more(draft: Draft, ref: Ref, gone: Ref) -> None:
    """Have no edge of a node name what goes; one that names nothing else is none."""
    draft.touch(ref)
    for description in draft.claims.nodes[ref].values():
        for name in [name for name in description if name.startswith(LIST) and description[name]]:
            property, label = REFERRING.get((ref[0], pen.relation(ref[0], name).type), ("", ""))
            if label == gone[0]:
                kept = {
                    to: {**each, property: [key for key in each.get(property, ()) if key != gone[1]]}
                    for to, each in description[name].items()
                }
                description[name] = {to: each for to, each in kept.items() if each[property]}
                if not description[name]:
                    _unsay(ref, description, name)
