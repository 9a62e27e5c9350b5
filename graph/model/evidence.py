"""What supports a statement. An element that no evidence supports is a hypothesis: asked for, never stored."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from graph.model.common import Told
from graph.model.declare import Anything, Family, Many, One, node, out, prop
from graph.model.words import Count, EvidenceKind, Says, Stance

if TYPE_CHECKING:
    from graph.model.design import Persona


@node(Family.EVIDENCE, plural="evidences", file="evidence", element=False)
class Evidence(Told):
    """Something that speaks for or against what the map says."""

    kind: EvidenceKind | None = prop("What sort of evidence it is")
    source: str | None = prop("Where it comes from", search=True)
    date: datetime.date | None = prop("When it was gathered")
    sampleSize: Count | None = prop("How many were asked")
    quote: str | None = prop("What was said, word for word", search=True)
    stance: Stance | None = prop("For or against")
    says: Says | None = prop("What the quotation tells of the customer's side; without it, it only supports")
    about: Many[Anything] = out("ABOUT", "What it is about", told=True)
    saidBy: One[Persona] = out("SAID_BY", "Who said so", told=True)
