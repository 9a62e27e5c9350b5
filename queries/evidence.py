"""Evidence: what it supports, and which comes from customers."""

from graph.model.words import EvidenceKind

CUSTOMERS = (
    EvidenceKind.SURVEY,
    EvidenceKind.CUSTOMER_COCREATION,
    EvidenceKind.INTERVIEW,
    EvidenceKind.E_REPUTATION,
    EvidenceKind.VERBATIM,
)
"""The kinds in which customers speak for themselves."""

STAFF = (EvidenceKind.STAFF_COCREATION, EvidenceKind.EXPERT_OPINION)
"""The kinds in which those who work for them speak of customers."""

PROOF = """<-[:ABOUT]-(proof:Evidence)
  WHERE proof.kind IN $evidence AND coalesce(proof.stance, 'SUPPORTS') = 'SUPPORTS'"""


def supported(what: str) -> str:
    """The condition that evidence of the kinds asked for supports something: a path, or one that is matched for each of
    several from `UNWIND` on."""
    if what.startswith("UNWIND"):
        return f"COUNT {{\n  {what}{PROOF}\n  RETURN proof\n}} > 0"
    return f"EXISTS {{\n  {what}{PROOF}\n}}"
