"""Whether the map is proven, and whether it is well made."""

import datetime
from typing import Any

from ..objects import _left_with
from ..reading import Document, Step, described, read_journey, several
from ..tree import silo_of
from .ownership import every_department
from .world import Row, counts, leads, resolved, scope, steps, supported, touchpoints

CUSTOMERS = {"SURVEY", "CUSTOMER_COCREATION", "INTERVIEW", "E_REPUTATION", "VERBATIM"}

# --- hypotheses ------------------------------------------------------------------------------------------------------


def hypotheses(document: Document, **where: Any) -> list[Row]:
    """By journey, then in the order of steps."""
    rows = []
    for journey, ref in _elements(document, **where):
        kinds = {proof.get("kind") for proof in _about(document, ref, "SUPPORTS")}
        if ref in supported(document, list(CUSTOMERS)):
            continue
        rows.append(
            {"journey": journey, "element": ref.split(":", 1)[1], "kinds": sorted(kind for kind in kinds if kind),
             "why": "NOT_FROM_CUSTOMERS" if ref in supported(document, None) else "NO_EVIDENCE",
             "contradicted": len(_about(document, ref, "CONTRADICTS"))}
        )  # fmt: skip
    return rows


def hypotheses_summary(document: Document, **where: Any) -> Row:
    reasons = [row["why"] for row in hypotheses(document, **where)]
    return {
        "elements": len(_elements(document, **where)),
        "withoutEvidence": reasons.count("NO_EVIDENCE"),
        "withoutCustomers": reasons.count("NOT_FROM_CUSTOMERS"),
    }


def _about(document: Document, ref: str, stance: str) -> list[Document]:
    return [
        proof
        for proof in document.get("evidence") or []
        if ref in several(proof.get("about")) and (proof.get("stance") or "SUPPORTS") == stance
    ]


def _elements(document: Document, **where: Any) -> list[tuple[str, str]]:
    """(journey, `Label:key`): the journey itself, then each step and its touchpoints."""
    found = []
    for journey in scope(document, **where):
        found.append((journey, f"Journey:{journey}"))
        for step in steps(document, journey):
            found.append((journey, f"Step:{step.key}"))
            here = [part for part in touchpoints(document, journey) if part.step == step.key]
            found += [(journey, f"Touchpoint:{part.key}") for part in here]
    return found


# --- map checks ------------------------------------------------------------------------------------------------------


def map_checks(
    document: Document, check: list[str] | None = None, *, evidence: list[str] | None = None, **where: Any
) -> list[Row]:
    """Of the journeys; departments and stubs are looked for in the whole graph, as no journey is named."""
    rows = [
        row
        for journey in scope(document, **where)
        for row in _of_journey(document, journey)
        if counts(document, evidence, *_at(document, journey, row["element"]))
    ]
    rows += [_row("NO_SILO", None, key) for key in every_department(document) if silo_of(document, key) is None]
    rows += [_row("STUB", None, key) for key in stubs(document)]
    return [row for row in rows if check is None or row["check"] in check]


def _row(check: str, journey: str | None, element: str, other: str | None = None) -> Row:
    return {"check": check, "journey": journey, "element": element, "other": other}


def _at(document: Document, journey: str, key: str) -> list[str]:
    """A touchpoint; or a step and its touchpoints; or the journey."""
    if key == journey:
        return [journey]
    return [part.key for part in (*steps(document, journey), *touchpoints(document, journey)) if key in part[:2]]


def _of_journey(document: Document, journey: str) -> list[Row]:
    rows, listed = _whole(document, journey), steps(document, journey)
    needs = {step.key: step.said.get("need") for step in listed if not step.said.get("touchpoints")}
    after = {
        step.key: {transition.to for transition in step.next} for step in read_journey(document, journey).steps.values()
    }
    read = read_journey(document, journey).steps
    for key in read:
        if not _ends(read, key):
            rows.append(_row("ENDLESS", journey, key))
        if sum(transition.share or 0 for transition in read[key].next) > 1:
            rows.append(_row("SHARES_ABOVE_ONE", journey, key))
    for key, o in _without_producer(document, journey):
        rows.append(_row("NEEDS_WITHOUT_PRODUCER", journey, key, o))
    for step in listed:
        if step.said.get("text") and not step.said["text"].startswith(("Je ", "J'", "I ", "I'")):
            rows.append(_row("NOT_FIRST_PERSON", journey, step.key))
            if not step.said.get("touchpoints"):
                rows.append(_row("BACK_OFFICE", journey, step.key))
    for key in needs:
        for other in after[key] & set(needs) - {key}:
            if needs[key] is not None and needs[key] == needs[other]:
                rows.append(_row("SAME_DECISION", journey, key, other))
    return rows


def _whole(document: Document, journey: str) -> list[Row]:
    said, outcomes = described(document, "journeys")[journey], [p.said.get("outcome") for p in steps(document, journey)]
    checks = {
        "NO_STEPS": not outcomes,
        "NO_GOAL": bool(outcomes) and "GOAL" not in outcomes,
        "NO_PERSONA": not several(said.get("personas")),
        "NO_KEEPER": "ownedBy" not in said,
        "OVERDUE": said.get("reviewBy", "9999-12-31") < str(datetime.date.today()),
    }
    return [_row(check, journey, journey) for check, wrong in checks.items() if wrong]


def _ends(read: dict[str, Step], key: str) -> bool:
    """Whether an outcome, or a step after which nothing comes, can be reached from a step."""
    seen, wave = set(), {key}
    while wave:
        if any(each not in read or read[each].outcome or not read[each].next for each in wave):
            return True
        seen |= wave
        wave = {transition.to for each in wave for transition in read[each].next} - seen
    return False


def _without_producer(document: Document, journey: str) -> list[tuple[str, str]]:
    existing = {key: t for key, t in resolved(document, journey).items() if not t.missing}
    edges = {(lead.from_, lead.to) for lead in leads(document, journey)}

    def upstream(key: str, o: str) -> bool:
        return any(
            to == key and a in _left_with(existing, edges, p, o)
            for p in existing.values()
            if o in p.produces and p.key != key
            for a, to in edges
        )

    brought = read_journey(document, journey).brings
    return [(key, o) for key, t in existing.items() for o in (t.needs or frozenset()) - brought if not upstream(key, o)]


REFERENCES = {
    "departments": {"partOf": "departments", "silo": "silos"},
    "positions": {"in": "departments", "heads": "departments", "reportsTo": "positions"},
    "systems": {"stores": "informationObjects", "runBy": "departments"},
    "channels": {"operatedBy": "departments", "runsOn": "systems"},
    "personas": {"prefers": "channels"},
    "journeys": {"personas": "personas", "brings": "informationObjects", "ownedBy": "departments"},
    "steps": {"need": "needs", "expectedOn": "channels"},
    "touchpoints": {
        "channel": "channels", "handledBy": "departments", "reliesOn": "departments", "uses": "systems",
        "produces": "informationObjects", "needs": "informationObjects",
    },
}  # fmt: skip


def stubs(document: Document) -> set[str]:
    """What is referred to and not described."""
    told = {family: set(described(document, family)) for family in REFERENCES if family not in ("steps", "touchpoints")}
    told |= {family: set(described(document, family)) for family in ("silos", "informationObjects", "needs")}
    found = set()
    for family, item in _items(document):
        for field, target in REFERENCES[family].items():
            found |= {key for key in several(item.get(field)) if key not in told[target]}
    for said in described(document, "systems").values():
        for feed in several(said.get("feeds")):
            found |= {feed["system"]} - told["systems"]
            found |= set(several(feed.get("objects"))) - told["informationObjects"]
    for journey, said in described(document, "journeys").items():
        given = several(said.get("contributedBy"))
        found |= {e if isinstance(e, str) else e["department"] for e in given} - told["departments"]
        found |= _stub_parts(document, journey, told["personas"])
    return found


def _items(document: Document) -> list[tuple[str, Document]]:
    found = [(family, item) for family in REFERENCES for item in document.get(family) or [] if family in document]
    for journey in described(document, "journeys"):
        found += [("steps", step.said) for step in steps(document, journey)]
        found += [("touchpoints", part.said) for part in touchpoints(document, journey)]
    return found


def _stub_parts(document: Document, journey: str, personas: set[str]) -> set[str]:
    parts = touchpoints(document, journey)
    listed = {step.key for step in steps(document, journey)}
    found = {key for part in parts for key in part.said.get("felt") or {}} - personas
    for part in steps(document, journey):
        given = [e if isinstance(e, str) else e["step"] for e in several(part.said.get("next"))]
        found |= {f"{journey}/{key}" for key in given} - listed
    for part in parts:
        given = [e if isinstance(e, str) else e["to"] for e in several(part.said.get("leadsTo"))]
        found |= {f"{journey}/{key}" for key in given} - {p.key for p in parts}
    return found
