"""Where information objects can be read, where they are asked for again, and what a change touches."""

from typing import Any

from ..objects import LOST, _left_with, fate, fed, stores
from ..reading import Document, Touchpoint, described, several
from ..tree import upwards
from .world import Row, counts, largest_first, leads, resolved, ruptures, scope, total, touchpoints


def _in_scope(document: Document, evidence: list[str] | None, where: Row) -> list[tuple[str, Touchpoint]]:
    return [
        (journey, touchpoint)
        for journey in scope(document, **where)
        for key, touchpoint in resolved(document, journey).items()
        if counts(document, evidence, key)
    ]


# --- repeated asks ---------------------------------------------------------------------------------------------------


def repeated_asks(document: Document, *, evidence: list[str] | None = None, **where: Any) -> list[Row]:
    """The largest volume first."""
    rows = []
    for journey in scope(document, **where):
        existing = {key: t for key, t in resolved(document, journey).items() if not t.missing}
        edges = {(lead.from_, lead.to) for lead in leads(document, journey)}
        for p in existing.values():
            for q in existing.values():
                for o in p.produces & q.produces if p is not q else ():
                    leaving = _left_with(existing, edges, p, o)
                    reaches = any(to == q.key and a in leaving for a, to in edges)
                    if reaches and fate(document, p, q, o) == {LOST} and counts(document, evidence, p.key, q.key):
                        rows.append(
                            {"journey": journey, "object": o, "from": p.key, "to": q.key, "volume": q.volume,
                             "storedIn": sorted(stores(document, p, o)), "usedThere": sorted(q.systems)}
                        )  # fmt: skip
    return sorted(rows, key=lambda row: largest_first(row["volume"]))


# --- who can see -----------------------------------------------------------------------------------------------------


def _storing(document: Document, o: str) -> set[str]:
    return {key for key, said in described(document, "systems").items() if o in several(said.get("stores"))}


def _origins(document: Document, system: str, o: str) -> set[str]:
    """The other systems that store it and feed it to this one, over whatever chain."""
    return {source for source in _storing(document, o) - {system} if system in fed(document, {source}, o)}


def _is_fed(document: Document, system: str, o: str) -> bool:
    """Whether another system that holds it feeds it to this one."""
    return any(
        feed["system"] == system and o in several(feed.get("objects"))
        for key in _holding(document, o) - {system}
        for feed in several(described(document, "systems").get(key, {}).get("feeds"))
    )


def _holding(document: Document, o: str) -> set[str]:
    return _storing(document, o) | fed(document, _storing(document, o), o)


def who_can_see(document: Document, object: str, *, evidence: list[str] | None = None, **where: Any) -> list[Row]:
    """A row for each system that stores it or is fed it."""
    rows, there = [], _in_scope(document, evidence, where)
    for system in sorted(_holding(document, object)):
        origins = _origins(document, system, object)
        using = [t for _, t in there if system in t.systems and not t.missing]
        how = [
            *(["STORED"] if system in _storing(document, object) else []),
            *(["FED"] if _is_fed(document, system, object) else []),
        ]
        rows.append(
            {"system": system, "how": how, "origins": sorted(origins),
             "runBy": described(document, "systems").get(system, {}).get("runBy"),
             "channels": sorted({t.channel.key for t in using}),
             "departments": sorted({d for t in using for d in t.departments}), "touchpoints": len(using)}
        )  # fmt: skip
    return rows


def who_can_see_summary(document: Document, object: str, *, evidence: list[str] | None = None, **where: Any) -> Row:
    needing = [(j, t) for j, t in _in_scope(document, evidence, where) if object in (t.needs or ()) and not t.missing]
    cannot, unknown = [], []
    for journey, t in needing:
        losses = [key for key, r in ruptures(document, journey).items() if r.to == t.key and r.object == object]
        holding, known = _holding(document, object), set(described(document, "systems"))
        read, stubs = t.systems & known & holding, (t.systems | holding) - known
        blind = stubs or not t.systems or not _storing(document, object)
        if not losses and not read and blind and not t.paper:
            unknown.append(t.key)
        elif losses or not read:
            cannot.append(
                {"journey": journey, "touchpoint": t.key, "channel": t.channel.key, "ruptures": sorted(losses),
                 "departments": sorted(t.departments), "systems": sorted(t.systems)}
            )  # fmt: skip
    return {"needed": len(needing), "cannot": cannot, "unknown": sorted(unknown)}


# --- change impact ---------------------------------------------------------------------------------------------------


def change_impact(document: Document, *, evidence: list[str] | None = None, **given: Any) -> list[Row]:
    """The largest volume first. One of `channel`, `department`, `object`, `system` is given."""
    changed = {name: given.pop(name) for name in ("channel", "department", "object", "system") if name in given}
    rows = []
    for journey, t in _in_scope(document, evidence, given):
        how = _touched(document, journey, t, **changed)
        if how:
            personas = several(described(document, "journeys")[journey].get("personas"))
            rows.append(
                {"journey": journey, "touchpoint": t.key, "how": how, "personas": sorted(personas),
                 "departments": sorted(t.departments), "volume": t.volume}
            )  # fmt: skip
    return sorted(rows, key=lambda row: (*largest_first(row["volume"]), row["touchpoint"]))


def _touched(
    document: Document,
    journey: str,
    t: Touchpoint,
    channel: str | None = None,
    department: str | None = None,
    object: str | None = None,
    system: str | None = None,
) -> list[str]:
    behind = _behind(document, journey)[t.key]
    holds = {
        "ON": t.channel.key == channel,
        "HANDLED": any(department in upwards(document, key) for key in t.departments),
        "RELIED_ON": any(department in upwards(document, key) for key in behind),
        "PRODUCES": object in t.produces,
        "NEEDS": object in (t.needs or ()),
        "USES": system in t.systems,
        "FED": system is not None and any(_reached(document, system, o) & t.systems for o in t.needs or ()),
    }
    return [name for name, held in holds.items() if held]


def _reached(document: Document, system: str, o: str) -> set[str]:
    """The systems that feeds lead to from this one, itself among them where they lead back."""
    onwards = fed(document, {system}, o)
    back = any(
        feed["system"] == system and o in several(feed.get("objects"))
        for key in onwards
        for feed in several(described(document, "systems").get(key, {}).get("feeds"))
    )
    return onwards | ({system} if back else set())


def _behind(document: Document, journey: str) -> dict[str, list[str]]:
    return {part.key: several(part.said.get("reliesOn")) for part in touchpoints(document, journey)}


def change_impact_summary(document: Document, **given: Any) -> Row:
    rows = change_impact(document, **given)
    volumes = [row["volume"] for row in rows]
    return {
        "touchpoints": len(rows),
        "journeys": len({row["journey"] for row in rows}),
        "personas": sorted({key for row in rows for key in row["personas"]}),
        "departments": sorted({key for row in rows for key in row["departments"]}),
        "volume": total(volumes),
        "unknownVolumes": volumes.count(None),
    }
