"""What new feeds would repair, one or several: the landscape changed, every loss judged again."""

from collections.abc import Iterable
from copy import deepcopy
from itertools import product
from typing import Any, NamedTuple

from ..naive import Handoff, Rupture
from ..objects import fate, fed, stores
from ..reading import Document, Touchpoint, described, several, sure
from ..tree import common
from .ownership import heads
from .without import without_system
from .world import Row, counts, handoffs, is_at, resolved, ruptures, scope, total

Feed = tuple[str, str]
"""From, to."""


class Loss(NamedTuple):
    """A rupture of kind CONTEXT_LOSS, with the touchpoints between which the object is lost."""

    journey: str
    rupture: Rupture
    p: Touchpoint
    b: Touchpoint

    @property
    def object(self) -> str:
        return sure(self.rupture.object)

    def kept(self, document: Document) -> bool:
        """Whether the object would be there where it is needed, if the document were true."""
        return not fate(document, self.p, self.b, self.object)


def with_feed(document: Document, feed: Feed, objects: Iterable[str]) -> Document:
    """The document, with one feed more, or with one that is there carrying more."""
    changed = deepcopy(document)
    (said,) = [said for said in changed["systems"] if said["key"] == feed[0]]
    others = [each for each in several(said.get("feeds")) if each["system"] != feed[1]]
    there = [each for each in several(said.get("feeds")) if each["system"] == feed[1]]
    carried = {*objects, *(o for each in there for o in several(each.get("objects")))}
    said["feeds"] = [*others, {"system": feed[1], "objects": sorted(carried)}]
    return changed


def every_loss(document: Document) -> dict[str, Loss]:
    """All losses of context, of whatever journey."""
    found = {}
    for journey in described(document, "journeys"):
        there = resolved(document, journey)
        for key, rupture in ruptures(document, journey).items():
            if rupture.kind == "CONTEXT_LOSS":
                found[key] = Loss(journey, rupture, there[sure(rupture.from_)], there[sure(rupture.to)])
    return found


def losses(
    document: Document,
    from_: dict[str, list[str]] | None = None,
    to: dict[str, list[str]] | None = None,
    *,
    evidence: list[str] | None = None,
    **where: Any,
) -> dict[str, Loss]:
    """Those in scope and between the endpoints."""
    inside = scope(document, **where)
    return {
        key: loss
        for key, loss in every_loss(document).items()
        if loss.journey in inside
        and is_at(document, loss.p, from_ or {})
        and is_at(document, loss.b, to or {})
        and counts(document, evidence, loss.p.key, loss.b.key, loss.b.step)
    }


def candidates(document: Document, asked: dict[str, Loss]) -> list[Feed]:
    """From a system of W to a system of b."""
    return sorted(
        {feed for loss in asked.values() for feed in product(stores(document, loss.p, loss.object), loss.b.systems)}
    )


def best_repairs(document: Document, from_: Any = None, to: Any = None, **where: Any) -> list[Row]:
    """Feeds that repair the same are one row; the most volume first (see `_order`)."""
    asked = losses(document, from_, to, **where)
    same: dict[frozenset[str], list[Row]] = {}
    for feed in candidates(document, asked):
        row = repair(document, feed, asked)
        same.setdefault(frozenset(row["ruptures"]), []).append(row)
    rows = []
    for equal in same.values():
        first, *others = sorted(equal, key=lambda row: _order(document, row))
        names = ("from", "to", "widens", "fromOwner", "toOwner", "commonDepartment", "distance")
        rows.append({**first, "alternatives": [{name: other[name] for name in names} for other in others]})
    return sorted(rows, key=lambda row: _order(document, row))


def _order(document: Document, row: Row) -> tuple[Any, ...]:
    """The most known volume, the most of it repaired whole, the most ruptures, the nearest owners, then the keys."""
    far = float("inf") if row["distance"] is None else row["distance"]
    whole = _known(document, row["repaired"])
    return -row["knownVolume"], -whole, -len(row["ruptures"]), far, row["from"], row["to"]


def every_handoff(document: Document) -> dict[str, Handoff]:
    """All hand-offs, of whatever journey."""
    return {key: h for journey in described(document, "journeys") for key, h in handoffs(document, journey).items()}


def _known(document: Document, keys: Iterable[str]) -> float:
    volumes = [every_handoff(document)[key].volume for key in keys]
    return sum(volume[1] for volume in volumes if volume is not None)


def _sum(document: Document, keys: Iterable[str]) -> Any:
    keys = list(keys)
    return total(every_handoff(document)[key].volume for key in keys) if keys else (0, 0)


def _broken_by(document: Document, broken: set[str]) -> set[str]:
    """The hand-offs that one of these ruptures breaks."""
    return {key for key, handoff in every_handoff(document).items() if handoff.ruptures & broken}


def _whole(document: Document, keys: Iterable[str], repaired: set[str]) -> set[str]:
    """Those that nothing breaks which these ruptures do not."""
    return {key for key in keys if every_handoff(document)[key].ruptures <= repaired}


def repair(document: Document, feed: Feed, asked: dict[str, Loss]) -> Row:
    """What the feed, with all objects that it would carry, would repair of these losses."""
    objects = sorted({loss.object for loss in asked.values() if loss.kept(with_feed(document, feed, [loss.object]))})
    changed = with_feed(document, feed, objects)
    gone = {key for key, loss in every_loss(document).items() if loss.kept(changed)}
    mine = gone & set(asked)
    touched = _broken_by(document, mine)
    whole = _whole(document, touched, gone)
    systems = described(document, "systems")
    one, other = systems[feed[0]].get("runBy"), systems[feed[1]].get("runBy")
    owners = [frozenset([owner] if owner else []) for owner in (one, other)]
    above, distance = common(document, *owners)
    lost = [asked[key] for key in mine]
    return {
        "from": feed[0],
        "to": feed[1],
        "objects": objects,
        "object": objects[0],
        "widens": _feeds(document, feed),
        "producers": sorted({key for loss in lost for key in stores(document, loss.p, loss.object)}),
        "consumers": sorted({key for loss in lost for key in loss.b.systems}),
        "ruptures": sorted(mine),
        "repaired": sorted(whole),
        "partly": sorted(touched - whole),
        "volume": total(every_handoff(document)[key].volume for key in touched),
        "repairedVolume": _sum(document, whole),
        "knownVolume": _known(document, touched),
        "fromOwner": one,
        "toOwner": other,
        "commonDepartment": above,
        "distance": distance,
        "heads": heads(document, above),
    }


# --- what several feeds would repair ---------------------------------------------------------------------------------


def what_repairs(
    document: Document, feed: list[dict[str, str]], *, evidence: list[str] | None = None, **where: Any
) -> list[Row]:
    """A row for each feed in order, with what it adds to those before."""
    there = set(described(document, "systems"))
    feeds = [(each["from"], each["to"]) for each in feed if {each["from"], each["to"]} <= there]
    broken = _broken(document, evidence, **where)
    on_them = {key for handoff in broken for key in every_handoff(document)[handoff].ruptures}
    asked = {key: loss for key, loss in every_loss(document).items() if key in on_them}
    everything = {loss.object for loss in every_loss(document).values()}
    rows: list[Row] = []
    before: tuple[set[str], set[str]] = (set(), set())
    changed = document
    for each in feeds:
        changed = with_feed(changed, each, everything)
        gone = {key for key, loss in asked.items() if loss.kept(changed)}
        holding = _whole(document, broken, gone)
        added = holding - before[1]
        rows.append(
            {"from": each[0], "to": each[1], "widens": _feeds(document, each), "ruptures": sorted(gone - before[0]),
             "handoffs": sorted(added), "volume": _sum(document, added), "cumulativeHandoffs": len(holding),
             "cumulativeVolume": _sum(document, holding)}
        )  # fmt: skip
        before = gone, holding
    for row in rows:
        row["objects"] = sorted(
            {asked[key].object for key in before[0] if _over(changed, (row["from"], row["to"]), asked[key])}
        )
    return rows


def what_repairs_summary(document: Document, feed: list[dict[str, str]], **where: Any) -> Row:
    rows, broken = what_repairs(document, feed, **where), _broken(document, **where)
    last = rows[-1] if rows else {"cumulativeHandoffs": 0, "cumulativeVolume": (0, 0)}
    return {"handoffs": last["cumulativeHandoffs"], "volume": last["cumulativeVolume"], "broken": len(broken)}


def _broken(document: Document, evidence: list[str] | None = None, **where: Any) -> set[str]:
    """The broken hand-offs in scope."""
    return {
        key
        for journey in scope(document, **where)
        for key, handoff in handoffs(document, journey).items()
        if handoff.status == "BROKEN" and counts(document, evidence, handoff.from_, handoff.to)
    }


def _feeds(document: Document, feed: Feed) -> bool:
    return feed[1] in {each["system"] for each in several(described(document, "systems")[feed[0]].get("feeds"))}


def _over(document: Document, feed: Feed, loss: Loss) -> bool:
    """Whether the object gets to the one system without the other, and from the other to b without the one."""
    sources, o = stores(document, loss.p, loss.object) - {feed[1]}, loss.object
    there = sources | fed(without_system(document, feed[1]), sources, o)
    then = {feed[1]} | fed(without_system(document, feed[0]), {feed[1]}, o)
    return feed[0] in there and bool(then & loss.b.systems & set(described(document, "systems")))
