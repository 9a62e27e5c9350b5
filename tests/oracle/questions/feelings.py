"""What is felt: the curve, irritants, moments of truth."""

from typing import Any

from ..reading import Document, several, volume
from .world import Part, Row, counts, scope, steps, total, touchpoints

QUALIFIED: dict[Any, float] = {"ENCHANTMENT": 2, "BASIC": 0, "IRRITANT": -2}
STRENGTH = (
    "STRUCTURED_DATA", "SURVEY", "CUSTOMER_COCREATION", "INTERVIEW", "E_REPUTATION", "VERBATIM", "STAFF_COCREATION",
    "EXPERT_OPINION", None,
)  # fmt: skip


def felt(said: Document, persona: str | None = None) -> tuple[float | None, str | None]:
    """The value of a touchpoint, and where it comes from."""
    own = (said.get("felt") or {}).get(persona) or {}
    for value, source in (
        (own.get("emotion"), "PERSONA"),
        (QUALIFIED.get(own.get("qualification")), "PERSONA"),
        (said.get("emotion"), "EMOTION"),
        (QUALIFIED.get(said.get("qualification")), "QUALIFICATION"),
    ):
        if value is not None:
            return value, source
    return None, None


def mean(values: list[float]) -> float | None:
    return sum(values) / len(values) if values else None


def emotion_curve(
    document: Document, persona: str | None = None, *, evidence: list[str] | None = None, **where: Any
) -> list[Row]:
    """One curve for each journey."""
    rows = []
    for journey in scope(document, **where):
        there = [p for p in touchpoints(document, journey) if counts(document, evidence, p.key)]
        rows.append({"journey": journey, **curve(there, steps(document, journey), persona)})
    return rows


def curve(there: list[Part], listed: list[Part], persona: str | None) -> Row:
    points: list[Row] = [
        {"step": p.step, "touchpoint": p.key, "value": felt(p.said, persona)[0], "rests": felt(p.said, persona)[1],
         "missing": bool(p.said.get("missing"))}
        for p in there
    ]  # fmt: skip
    known = [point for point in points if point["value"] is not None]
    feelings = [_feeling(step.key, known) for step in listed]
    peak = min(known, key=lambda point: (-abs(point["value"]), point["value"]), default=None)  # the first of equals
    last = [feeling for feeling in feelings if feeling["mean"] is not None][-1:]
    end = last[0]["mean"] if last else None
    return {
        "points": points,
        "steps": feelings,
        "peak": peak and peak["value"],
        "peakAt": peak and peak["touchpoint"],
        "end": end,
        "endAt": last[0]["step"] if last else None,
        "remembered": None if peak is None or end is None else (peak["value"] + end) / 2,
    }


def _feeling(step: str, known: list[Row]) -> Row:
    values = [point["value"] for point in known if point["step"] == step]
    return {
        "step": step,
        "worst": min(values, default=None),
        "best": max(values, default=None),
        "mean": mean(values),
    }


def irritants_by_reach(
    document: Document, persona: str | None = None, *, evidence: list[str] | None = None, **where: Any
) -> list[Row]:
    """Most contacts for each entry first, unknown last, then by key."""
    rows = []
    for journey in scope(document, **where):
        existing = [p for p in touchpoints(document, journey) if not p.said.get("missing")]
        entering = _entering(existing)
        for p in existing:
            value, contacts = felt(p.said, persona)[0], volume(p.said)
            if value is not None and value < 0 and counts(document, evidence, p.key):
                rows.append(
                    {"journey": journey, "step": p.step, "touchpoint": p.key, "value": value, "volume": contacts,
                     "entering": entering, "perEntry": contacts[1] / entering if contacts and entering else None}
                )  # fmt: skip
    return sorted(rows, key=lambda row: (row["perEntry"] is None, -(row["perEntry"] or 0), row["touchpoint"]))


def _entering(existing: list[Part]) -> float | None:
    """What comes in at the first step that has any touchpoint."""
    entered = total(volume(p.said) for p in existing if p.step == existing[0].step)
    return entered and entered[1]


def moments_of_truth(
    document: Document,
    importance: float = 0.7,
    impact: float = 0.7,
    *,
    evidence: list[str] | None = None,
    **where: Any,
) -> list[Row]:
    """By journey; the highest priority first, unknown last, then by key."""
    rows = []
    for journey in scope(document, **where):
        matter = {step.key: step.said.get("importance") for step in steps(document, journey)}
        there = touchpoints(document, journey)
        largest = max((known[1] for p in there if (known := volume(p.said))), default=0)
        for p in there:
            weight, impacts = matter[p.step], p.said.get("impact")
            if weight is None or weight < importance or impacts is None or impacts < impact:
                continue
            if counts(document, evidence, p.key):
                rows.append({"journey": journey, **_moment(p, weight, largest)})
    rows.sort(key=lambda row: (row["priority"] is None, -(row["priority"] or 0), row["touchpoint"]))
    return sorted(rows, key=lambda row: row["journey"])


def _moment(p: Part, importance: float, largest: float) -> Row:
    works, contacts, impact = performance(p.said), volume(p.said), p.said["impact"]
    reach = contacts[1] / largest if contacts and largest else None
    return {
        "step": p.step,
        "touchpoint": p.key,
        "importance": importance,
        "impact": impact,
        "performance": works,
        "reach": reach,
        "priority": None if works is None or reach is None else importance * impact * (1 - works) * reach,
        "quadrant": None if works is None else _quadrant(importance >= 0.5, works >= 0.5),
        "unknown": [name for name, factor in (("PERFORMANCE", works), ("REACH", reach)) if factor is None],
        "volume": contacts,
    }


def _quadrant(matters: bool, works: bool) -> str:
    if matters:
        return "KEEP_UP" if works else "CONCENTRATE_HERE"
    return "POSSIBLE_OVERKILL" if works else "LOW_PRIORITY"


def performance(said: Document) -> float | None:
    """The one given, else that of the latest measure of the strongest method, put on 0..1."""
    if said.get("performance") is not None:
        return said["performance"]
    usable = [m for m in several(said.get("measures")) if m.get("value") is not None and m.get("scale")]
    latest = sorted(usable, key=lambda m: str(m.get("to") or m.get("from") or ""), reverse=True)
    for measure in sorted(latest, key=lambda m: STRENGTH.index(m.get("method"))):
        low, high = measure["scale"]
        share = (measure["value"] - low) / (high - low)
        return share if measure.get("higherIsBetter", True) else 1 - share
    return None
