"""Which evidence comes from customers."""

from graph.model.words import EvidenceKind

CUSTOMERS = (
    EvidenceKind.SURVEY,
    EvidenceKind.CUSTOMER_COCREATION,
    EvidenceKind.INTERVIEW,
    EvidenceKind.E_REPUTATION,
    EvidenceKind.VERBATIM,
)
"""The kinds in which customers speak for themselves."""
