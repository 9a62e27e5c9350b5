"""What customers say, and where nobody says anything."""

from typing import Any

from ..reading import Document, described
from .maps import CUSTOMERS
from .world import Row, scope, steps, touchpoints

STAFF = {"STAFF_COCREATION", "EXPERT_OPINION"}


def voices(
    document: Document,
    says: list[str] | None = None,
    persona: str | None = None,
    evidence: list[str] | None = None,
    **where: Any,
) -> list[Row]:
    """As the journey goes; at each place customers before staff before others, the latest first, the undated last."""
    told = [
        proof
        for proof in document.get("evidence") or []
        if (proof.get("quote") or proof.get("says"))
        and (says is None or proof.get("says") in says)
        and (persona is None or proof.get("saidBy") == persona)
        and (evidence is None or proof.get("kind") in evidence)
    ]
    rows = []
    for journey in scope(document, **where):
        for place in _places(document, journey):
            here = [_row(journey, *about, proof) for about in place for proof in told if about[0] in proof["about"]]
            here.sort(key=lambda row: (row["voice"], row["about"]))
            here.sort(key=lambda row: row["date"] or "", reverse=True)
            rows += sorted(here, key=lambda row: ("CUSTOMERS", "STAFF", None).index(row["speaker"]))
    return rows


def voices_summary(document: Document, **given: Any) -> Row:
    found = voices(document, **given)
    each = {row["voice"]: row for row in found}.values()
    where = {name: value for name, value in given.items() if name in ("journeys", "perspectives", "archived")}
    every = [step for journey in scope(document, **where) for step in steps(document, journey)]
    lived = [step.key for step in every if step.said.get("outcome") != "ABANDON"]
    heard = {row["step"] for row in found}
    of_customers = {row["step"] for row in found if row["speaker"] == "CUSTOMERS"}
    return {
        "voices": len(each),
        "customers": sum(row["speaker"] == "CUSTOMERS" for row in each),
        "staff": sum(row["speaker"] == "STAFF" for row in each),
        "met": sum(row["says"] == "EXPECTATION_MET" for row in each),
        "missed": sum(row["says"] == "EXPECTATION_MISSED" for row in each),
        "steps": len(lived),
        "silent": [key for key in lived if key not in heard],
        "withoutCustomers": [key for key in lived if key in heard - of_customers],
    }


About = tuple[str, str, int | None, str | None, str | None]
"""`Label:key`, the key, the step's place and key, the touchpoint's."""


def _places(document: Document, journey: str) -> list[list[About]]:
    """The journey; each phase, then each of its steps with its touchpoints."""
    found: list[list[About]] = [[(f"Journey:{journey}", journey, None, None, None)]]
    numbers = {step.key: place for place, step in enumerate(steps(document, journey), 1)}
    for phase in described(document, "journeys")[journey].get("phases") or []:
        found.append([(f"Phase:{journey}/{phase['key']}", f"{journey}/{phase['key']}", None, None, None)])
        for step in phase.get("steps") or []:
            key = f"{journey}/{step['key']}"
            here = [part.key for part in touchpoints(document, journey) if part.step == key]
            there: list[About] = [(f"Touchpoint:{each}", each, numbers[key], key, each) for each in here]
            found.append([(f"Step:{key}", key, numbers[key], key, None), *there])
    return found


def _row(
    journey: str, ref: str, about: str, number: int | None, step: str | None, touchpoint: str | None, proof: Document
) -> Row:
    kind = proof.get("kind")
    return {
        "journey": journey,
        "number": number,
        "step": step,
        "touchpoint": touchpoint,
        "about": about,
        "voice": proof["key"],
        "speaker": "CUSTOMERS" if kind in CUSTOMERS else "STAFF" if kind in STAFF else None,
        "stance": proof.get("stance") or "SUPPORTS",
        **{name: proof.get(name) for name in ("quote", "says", "kind", "saidBy", "sampleSize", "date")},
    }
