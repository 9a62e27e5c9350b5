"""Taking an act back: what it changed is said again as it was before, where nobody has gone on from it since."""

from collections.abc import Iterator
from typing import Any

from graph.editing import conflicts, inverse, leading, renaming
from graph.editing.draft import Draft
from graph.editing.inverse import Both, Segment
from graph.editing.writing import Writing
from graph.said import EdgeType, Ref
from graph.settling import pen, sequence
from graph.settling.claims import Description, typed
from graph.settling.references import REFERRING
from graph.statement import EDITS


def take_back(writing: Writing, segment: Segment, revision: int | None) -> list[Ref]:
    """Undo one part of an act of this revision; gives the nodes that it was about.

    Conflict where somebody has gone on from there.
    """
    for label, old, new in reversed(segment.renamed):
        _rename_again(writing, label, old, new)
    if segment.let:
        writing.keep_away(segment.let)
    if segment.kept:
        writing.let_back(sorted({entry.split("\t")[1] for entry in segment.kept}))
    if segment.renamed or segment.let or segment.kept:
        return [(label, old) for label, old, _ in segment.renamed]
    draft = writing.draft()
    segment = _today(draft, segment)
    refs = [_ref(name) for name in segment.nodes]
    draft.look([*refs, *((type[0], start) for type, (start, _), _ in _edges(segment))])
    for journey in segment.maps:
        draft.map(journey)
    met = [*_say_again(draft, segment), *_place_again(draft, segment)]
    for journey, (before, after) in segment.maps.items():
        _arrange_again(draft, journey, before, after, segment)
    met += _in_use(draft, [ref for ref in refs if not draft.claims.nodes[ref]])
    if met:
        raise conflicts.gone_on(draft, met, revision)
    _refer_again(draft)
    draft.first = {_ref(name): first for name, first in segment.first.items()}
    writing.write(draft)
    return refs


def _rename_again(writing: Writing, label: str, old: str, new: str) -> None:
    """Give a node its former key, and with it what it is part of that has another by now."""
    draft = writing.draft()
    if not draft.there((label, new)):
        old, new = (draft.names.whole(label, key) for key in (old, new))
    renaming.carry_out(writing, label, new, old)


def _today(draft: Draft, segment: Segment) -> Segment:
    """What is to be said again, by the keys that things have by now: since then they may have been given others."""
    ends = [((type[0], start), (type[2], end)) for type, (start, end), _ in _edges(segment)]
    draft.look([*map(_ref, segment.nodes), *(ref for pair in ends for ref in pair)])

    def key(label: str, was: str) -> str:
        return was if draft.there((label, was)) else draft.names.key(label, was)

    return inverse.anew(segment, key)


def _say_again(draft: Draft, segment: Segment) -> Iterator[dict[str, Any]]:
    for name, by_source in segment.nodes.items():
        ref = _ref(name)
        draft.touch(ref)
        left = [both[1] for both_of in by_source.values() for both in both_of.values() if both[1]]
        if left and not draft.claims.nodes[ref]:  # somebody removed it since, or gave it another key
            yield {"id": name, "field": None, "stands": None}
            continue
        for source, both_of in by_source.items():
            descriptions = draft.claims.nodes[ref]
            description = descriptions.get(source, {})
            for field, both in both_of.items():
                if field == pen.RELEASED:
                    _release_again(description, both)
                elif field and (ref[0], field) != ("Journey", pen.ORDER):
                    yield from _again(ref, source, field, description, both)
            described = both_of.get("", [[], []])
            if description or described[0]:
                descriptions[source] = description
            if not description.keys() - {pen.ORDER} and (described == [[], [True]] or not description):
                descriptions.pop(source, None)


def _again(ref: Ref, source: str, field: str, description: Description, both: Both) -> Iterator[dict[str, Any]]:
    """Say a field as it was before; what a source has said since stays, and what people said since is in the way."""
    before, after = (typed(ref[0], {field: each[0]}) if each else {} for each in both)
    now = {field: description[field]} if field in description else {}
    if now == after:
        description.pop(field, None)
        description.update(before)
    elif now != before and source == EDITS:
        name = field.removeprefix(pen.LIST)
        yield {"id": ":".join(ref), "field": name, "stands": None if not now else str(now[field])}


def _release_again(description: Description, both: Both) -> None:
    """Give back what was given back before, and nothing that the act gave back; what others did to it since stays."""
    before, after = ({*each[0]} if each else set() for each in both)
    pen.hold(description, after - before)
    if before - after:
        pen.let_go(description, before - after)


def _place_again(draft: Draft, segment: Segment) -> Iterator[dict[str, Any]]:
    for type, ends, by_source in _edges(segment):
        draft.touch((type[0], ends[0]))
        carried = draft.claims.edges.setdefault(type, {}).setdefault(ends, {})
        for source, (before, after) in by_source.items():
            if ([carried[source]] if source in carried else []) == after:
                carried.pop(source, None)
                if before:
                    carried[source] = before[0]
        if not carried:
            del draft.claims.edges[type][ends]
        if EDITS not in carried:
            draft.stay((type[2], ends[1]))
    for type, end in {(type, ends[1]): None for type, ends, _ in _edges(segment)}:
        placed = [start for start, other in draft.claims.edges[type] if other == end]
        if len(placed) > 1:
            yield {"id": f"{type[2]}:{end}", "field": type[0].casefold(), "stands": placed[0]}


def _arrange_again(draft: Draft, journey: str, before: list[str], after: list[str], segment: Segment) -> None:
    """Put phases and steps where they stood; what others did to the order since stays."""
    ref = ("Journey", journey)
    held = segment.nodes.get(f"Journey:{journey}", {}).get(EDITS, {}).get(pen.ORDER, [[], []])
    now = sequence.written(draft.maps[journey])
    if draft.claims.nodes.get(ref) is None or not draft.claims.nodes[ref]:
        draft.maps.pop(journey)
        return
    mine = draft.mine(ref)
    if held[1] and not held[0] and pen.ORDER not in draft.was[ref].get(EDITS, ()):
        # Files have come to say the same order: it is theirs, but for what comes and goes.
        unmoved = [each for each in before if each in after] + [each for each in after if each not in before]
        draft.maps[journey] = _map(draft, journey, merged(now, before, unmoved))
    else:
        draft.maps[journey] = _map(draft, journey, before if now == after else merged(now, before, after))
        if now == after and not held[0]:
            mine.pop(pen.ORDER, None)
            draft.orders |= {_ref(name): was[0] for name, (was, _) in segment.orders.items()}
        elif held[0] or pen.ORDER in mine:
            mine[pen.ORDER] = sequence.written(draft.maps[journey])
    if not mine and draft.others(ref):
        draft.claims.nodes[ref].pop(EDITS, None)


def merged(now: list[str], before: list[str], after: list[str]) -> list[str]:
    """The order now, but for what changed from `before` to `after`: that goes back behind what it stood behind."""
    came = {*after} - {*before}
    back = [
        each for each in before if each not in after or _behind(before, each, after) != _behind(after, each, before)
    ]
    found = [each for each in now if each not in came and each not in back]
    for each in back:
        ahead = [one for one in before[: before.index(each)] if one in found]
        found.insert(found.index(ahead[-1]) + 1 if ahead else 0, each)
    return found


def _behind(order: list[str], each: str, other: list[str]) -> str | None:
    """What stands right ahead of a member, of those that both orders have."""
    ahead = [one for one in order[: order.index(each)] if one in other]
    return ahead[-1] if ahead else None


def _map(draft: Draft, journey: str, listed: list[str]) -> sequence.Map:
    """The phases and steps that stand in a journey, in this order."""
    places = {name: place for place, name in enumerate(listed)}
    edges = draft.claims.edges
    phases = [end for start, end in edges.get(sequence.PHASES, ()) if start == journey]
    draft.look(("Phase", phase) for phase in phases)
    steps: dict[str, list[str]] = {phase: [] for phase in phases}
    for phase, step in edges.get(sequence.STEPS, ()):
        if phase in steps:
            steps[phase].append(step)

    def ordered(label: str, keys: list[str]) -> list[str]:
        return sorted(keys, key=lambda key: places.get(f"{label}:{key}", len(places)))

    return [(phase, ordered("Step", steps[phase])) for phase in ordered("Phase", phases)]


def _refer_again(draft: Draft) -> None:
    """Have what nobody describes, and went with the last that referred to it, stand again for what refers to it now."""
    ends: set[Ref] = set()
    for ref in draft.was:
        for type, end, carried in leading.leaving(draft, ref):
            name, label = REFERRING.get(type[:2], ("", ""))
            ends |= {(type[2], end), *((label, key) for key in carried.get(name, ()))}
    draft.look(ends)
    for ref in sorted(ends):
        if not draft.there(ref):
            draft.touch(ref)


def _in_use(draft: Draft, going: list[Ref]) -> Iterator[dict[str, Any]]:
    """What somebody has come to use since of what would go, or has put into it."""
    for type, entering in leading.entering(draft, going).items():
        for start, end in entering:
            yield {"id": f"{type[2]}:{end}", "field": None, "stands": f"{type[0]}:{start}"}
    for ref in going:
        for type, edges in draft.leaving(ref):
            for _, end in edges:
                if type[:2] in pen.OWNED and (type[2], end) not in going:
                    yield {"id": ":".join(ref), "field": None, "stands": f"{type[2]}:{end}"}


def _edges(segment: Segment) -> Iterator[tuple[EdgeType, tuple[str, str], dict[str, Both]]]:
    for label, type, target, start, end, by_source in segment.edges:
        yield (label, type, target), (start, end), by_source


def _ref(name: str) -> Ref:
    label, _, key = name.partition(":")
    return label, key
