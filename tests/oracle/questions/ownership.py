"""Whose a touchpoint is, who drew the map, who stands above, which journeys pass."""

from typing import Any

from ..reading import Document, Touchpoint, described, several
from ..tree import common, silo_of, upwards
from .world import Row, counts, is_at, largest_first, resolved, scope, total, touchpoints


def unowned(document: Document, *, evidence: list[str] | None = None, **where: Any) -> list[Row]:
    """The largest volume first, unknown last, then by key."""
    rows = [
        {"journey": journey, "touchpoint": key, "why": "CONTESTED" if t.departments else "NOBODY",
         "departments": sorted(t.departments), "volume": t.volume}
        for journey in scope(document, **where)
        for key, t in resolved(document, journey).items()
        if len(t.departments) != 1 and counts(document, evidence, key)
    ]  # fmt: skip
    return sorted(rows, key=lambda row: (*largest_first(row["volume"]), row["touchpoint"]))


def stakeholder_coverage(document: Document, *, evidence: list[str] | None = None, **where: Any) -> list[Row]:
    """By journey, then by department. Whoever stands above a department counts for it."""
    rows = []
    for journey in scope(document, **where):
        drew = _contributions(document, journey)
        for department, handled in _parts(document, journey, evidence).items():
            line = [key for key in upwards(document, department) if key in drew]
            if not any(drew[key] is True for key in line):
                nearest = line[0] if line else None
                rows.append(
                    {"journey": journey, "department": department,
                     "why": "NOT_VALIDATED" if line else "NOT_CONTRIBUTED", "contributor": nearest,
                     "validated": drew[nearest] if nearest else None, "touchpoints": sorted(t.key for t in handled),
                     "volume": total(t.volume for t in handled)}
                )  # fmt: skip
    return rows


def stakeholder_coverage_summary(document: Document, *, evidence: list[str] | None = None, **where: Any) -> Row:
    """Who validated, each department's own validation first."""
    parts = validated = 0
    above = []
    for journey in scope(document, **where):
        drew = _contributions(document, journey)
        for department in _parts(document, journey, evidence):
            parts += 1
            validators = [key for key in upwards(document, department) if drew.get(key) is True]
            validated += bool(validators)
            above += [key for key in validators[:1] if key != department]
    return {"parts": parts, "validated": validated, "byOneAbove": len(above), "above": sorted(set(above))}


def _parts(document: Document, journey: str, evidence: list[str] | None) -> dict[str, list[Touchpoint]]:
    """The touchpoints of a journey by the departments that handle them."""
    there = [t for t in resolved(document, journey).values() if counts(document, evidence, t.key)]
    found = sorted({key for t in there for key in t.departments})
    return {department: [t for t in there if department in t.departments] for department in found}


def _contributions(document: Document, journey: str) -> dict[str, bool | None]:
    """Department -> whether it validated the map."""
    given = several(described(document, "journeys")[journey].get("contributedBy"))
    entries: list[Document] = [{"department": entry} if isinstance(entry, str) else entry for entry in given]
    return {entry["department"]: entry.get("validated") for entry in entries}


def journeys_through(
    document: Document, from_: dict[str, list[str]], *, evidence: list[str] | None = None, **where: Any
) -> list[Row]:
    """The journey with most of them first, then by key."""
    rows = []
    for journey in scope(document, **where):
        existing = [t for t in resolved(document, journey).values() if not t.missing]
        there = sorted(t.key for t in existing if is_at(document, t, from_) and counts(document, evidence, t.key))
        if there:
            rows.append({"journey": journey, "touchpoints": there, "count": len(there), "of": len(existing)})
    return sorted(rows, key=lambda row: (-row["count"], row["journey"]))


def journeys_through_summary(document: Document, from_: dict[str, list[str]], **where: Any) -> Row:
    passing = journeys_through(document, from_, **where)
    where.pop("evidence", None)
    return {"journeys": len(passing), "of": len(scope(document, **where))}


def common_manager(document: Document, from_: dict[str, list[str]], to: dict[str, list[str]]) -> list[Row]:
    """The nearest pair first."""
    rows = []
    for one in _standing_for(document, from_):
        for other in _standing_for(document, to):
            above, distance = common(document, frozenset({one}), frozenset({other}))
            rows.append({"from": one, "to": other, "commonDepartment": above, "distance": distance,
                         "heads": heads(document, above)})  # fmt: skip
    return sorted(rows, key=lambda row: (row["distance"] is None, row["distance"]))


def heads(document: Document, department: str | None) -> list[str]:
    """The posts that head it."""
    posts = described(document, "positions").values()
    return sorted(post["key"] for post in posts if department in several(post.get("heads")))


def _standing_for(document: Document, endpoint: dict[str, list[str]]) -> list[str]:
    """Departments themselves; those that operate a channel, stand in a silo, run a system."""
    channels, systems = described(document, "channels"), described(document, "systems")
    operating = {key: set(several(said.get("operatedBy"))) for key, said in channels.items()}
    everywhere, kinds = every_department(document), endpoint.get("channelKind") or ()
    found: dict[str, set[str]] = {
        "department": everywhere & set(endpoint.get("department") or ()),
        "silo": {key for key in everywhere if silo_of(document, key) in (endpoint.get("silo") or ())},
        "system": {systems[key]["runBy"] for key in endpoint.get("system") or () if systems.get(key, {}).get("runBy")},
        "channel": {d for key in endpoint.get("channel") or () for d in operating.get(key, ())},
        "channelKind": {d for key in operating if channels[key].get("kind") in kinds for d in operating[key]},
    }
    return sorted(set.intersection(*(found[field] for field in endpoint)))


def every_department(document: Document) -> set[str]:
    """Every department that is described or referred to."""
    found = set(described(document, "departments"))
    found |= {said["partOf"] for said in described(document, "departments").values() if said.get("partOf")}
    found |= {said["runBy"] for said in described(document, "systems").values() if said.get("runBy")}
    found |= {key for said in described(document, "channels").values() for key in several(said.get("operatedBy"))}
    for post in described(document, "positions").values():
        found |= {*several(post.get("in")), *several(post.get("heads"))}
    for journey in described(document, "journeys"):
        found |= set(_contributions(document, journey))
        for part in touchpoints(document, journey):
            found |= {*several(part.said.get("handledBy")), *several(part.said.get("reliesOn"))}
    return found
