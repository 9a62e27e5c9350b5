"""Journeys side by side: need by need, and as wholes."""

from ..naive import Handoff
from ..reading import Document
from .crossings import by_status, silo_crossings
from .feelings import curve, felt, mean
from .world import Part, Row, handoffs, resolved, ruptures, steps, touchpoints

KINDS = ("CONTEXT_LOSS", "FORCED_SWITCH", "COVERAGE_GAP", "DEAD_END", "SILENT_GAP")


def compare(document: Document, journeys: list[str]) -> list[Row]:
    """A row for each need, in the order of the journeys, then the steps without one."""
    order = [step.said.get("need") for journey in journeys for step in steps(document, journey)]
    needs = list(dict.fromkeys(need for need in order if need is not None))
    needs += [None] if None in order else []
    return [_need(document, need, journeys) for need in needs]


def _need(document: Document, need: str | None, journeys: list[str]) -> Row:
    cells = [_cell(document, journey, need) for journey in journeys]
    having = [cell["journey"] for cell in cells if cell["steps"]]
    return {"need": need, "cells": cells, "only": having[0] if len(having) == 1 else None}


def _cell(document: Document, journey: str, need: str | None) -> Row:
    serving = [step.key for step in steps(document, journey) if step.said.get("need") == need]
    there = [part for part in touchpoints(document, journey) if part.step in serving]
    values = [value for value in (felt(part.said)[0] for part in there) if value is not None]
    keys = {part.key for part in there}
    leaving = [handoff for handoff in handoffs(document, journey).values() if handoff.from_ in keys]
    return {
        "journey": journey,
        "steps": serving,
        "channels": _channels(there),
        "worst": min(values, default=None),
        "best": max(values, default=None),
        "mean": mean(values),
        **by_status(leaving),
    }


def _channels(there: list[Part]) -> list[str]:
    return sorted({part.said["channel"] for part in there if not part.said.get("missing")})


def compare_summary(document: Document, journeys: list[str]) -> Row:
    """The journeys as wholes, each against the first."""
    totals = [_totals(document, journey) for journey in journeys]
    departments = {key for one in totals for key in one["contacts"]}
    return {"journeys": [_against(one, totals[0], departments) for one in totals]}


def _totals(document: Document, journey: str) -> Row:
    there = touchpoints(document, journey)
    (crossing,) = silo_crossings(document, journeys=[journey])
    found = [rupture.kind for rupture in ruptures(document, journey).values()]
    listed: list[Handoff] = list(handoffs(document, journey).values())
    return {
        "journey": journey,
        "steps": len(steps(document, journey)),
        "touchpoints": sum(not part.said.get("missing") for part in there),
        "channels": _channels(there),
        **by_status(listed),
        "ruptures": {kind: found.count(kind) for kind in KINDS},
        **{name: crossing[name] for name in ("external", "internal", "eiIndex", "crossingRate")},
        "remembered": curve(there, steps(document, journey), None)["remembered"],
        "contacts": _contacts(document, journey),
    }


def _contacts(document: Document, journey: str) -> dict[str, float | None]:
    """Department -> volumeHigh of the touchpoints that it handles, summed; unknown with an unknown one."""
    found: dict[str, float | None] = {}
    for touchpoint in resolved(document, journey).values():
        for department in touchpoint.departments if not touchpoint.missing else ():
            before, more = found.get(department, 0), touchpoint.volume
            found[department] = None if before is None or more is None else before + more[1]
    return found


def _against(one: Row, first: Row, departments: set[str]) -> Row:
    names = ("steps", "touchpoints", "handoffs", "broken", "eiIndex", "crossingRate", "remembered")
    delta = {name: _difference(one[name], first[name]) for name in names}
    delta["ruptures"] = sum(one["ruptures"].values()) - sum(first["ruptures"].values())
    kinds = [
        {"kind": kind, "count": count, "delta": count - first["ruptures"][kind]}
        for kind, count in one["ruptures"].items()
    ]
    contacts = [
        {
            "department": key,
            "contacts": one["contacts"].get(key, 0),
            "delta": _difference(one["contacts"].get(key, 0), first["contacts"].get(key, 0)),
        }
        for key in departments
    ]
    return {**one, "ruptures": kinds, "contacts": contacts, "delta": None if one is first else delta}


def _difference(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one - other
