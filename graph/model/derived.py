"""What is derived from all the rest, after every change and before the change is acknowledged."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from graph.model.common import Dated
from graph.model.declare import Anything, Family, Growing, Many, One, Volume, edge, into, joined, node, out, prop
from graph.model.design import PLACE
from graph.model.words import Basis, HandoffStatus, RuptureKind, Triage, Undecided, WitnessRole

if TYPE_CHECKING:
    from graph.model.design import Channel, InformationObject, Journey, Step, Touchpoint
    from graph.model.observed import ImportRun
    from graph.model.organisation import Department


@edge(node="to")
class WitnessItem:
    """One node of the proof of a rupture, with the part that it plays."""

    order: int = prop("Its place in the proof, from 1", told=False, shown=False)
    role: WitnessRole = prop("The part that it plays", told=False)


@node(
    Family.DERIVED,
    by_volume=True,
    aggregated=True,
    card=f"key status from {{ {PLACE} }} to {{ {PLACE} }} volume {{ low high }}",
)
class Handoff(Dated):
    """A change of channel or department on the customer's way from one touchpoint to another."""

    basis: Basis = prop("What the edge between the touchpoints rests on", told=False)
    status: HandoffStatus = prop("Whether what the customer gave reaches the other side", told=False, index=True)
    undecided: list[Undecided] = prop("Why it is unknown; empty unless it is", told=False)
    changesChannel: bool = prop("Whether the channel changes", told=False)
    changesDepartment: bool | None = prop("Whether the department changes; null is unknown", told=False)
    crossesSilo: bool | None = prop("Whether it crosses from one silo to another; null is unknown", told=False)
    volume: Volume | None = prop("Customers a year", told=False)
    distance: int | None = prop("Steps up from one department to the common one and down to the other", told=False)
    journey: One[Journey] = into("HAS_HANDOFF", "The journey in which it happens", required=True)
    from_: One[Touchpoint] = out("FROM", "Where the customer leaves", required=True)
    to: One[Touchpoint] = out("TO", "Where the customer arrives", required=True)
    commonDepartment: One[Department] = out("UNDER", "The lowest department that stands above both")
    ruptures: Many[Rupture] = out("BROKEN_BY", "What breaks it")


@node(
    Family.DERIVED,
    by_volume=True,
    aggregated=True,
    card="key kind triage explanation(language: LANGUAGE)",
)
class Rupture(Dated):
    """A break in a journey, with its witness."""

    kind: RuptureKind = prop("How the journey breaks", told=False, index=True)
    volume: Volume | None = prop("Customers a year", told=False)
    triage: Triage = prop("What people decided about it", told=False)
    triageNote: str | None = prop("What else they said of it, in their own words", told=False)
    triageDue: datetime.date | None = prop("The day by which it is to be dealt with", told=False)
    triagedAt: datetime.datetime | None = prop("When they last decided or said something of it", told=False)
    triagedBy: str | None = prop(
        "Who did: an account, the name of an access token, or `local`; null is unknown", told=False
    )
    lastResolved: str | None = prop("The import in which it was last gone, once it is back", told=False, shown=False)
    witnessText: list[str] = prop(
        'The proof as it was last seen, in JSON: `["ROLE","Label","key","name"]`; of a touchpoint, which may have no '
        "name, the text of its step and the name of its channel too",
        told=False,
        shown=False,
    )
    journeyText: str | None = prop('Its journey as last seen: `["key","title"]`', told=False, shown=False)
    stepText: str | None = prop('Its step as last seen: `["key","text"]`', told=False, shown=False)
    ownersText: list[str] = prop(
        'Whose it was when last seen, department by department: `["key","name"]`', told=False, shown=False
    )
    journey: One[Journey] = into("HAS_RUPTURE", "The journey that breaks")
    step: One[Step] = out("AT", "The step at which it breaks")
    from_: One[Touchpoint] = out("FROM", "Where the customer comes from")
    to: One[Touchpoint] = out("TO", "Where the customer arrives")
    channel: One[Channel] = out("ON", "The channel that is expected")
    object: One[InformationObject] = out("LOSES", "The object that is lost")
    causedBy: One[Rupture] = out("CAUSED_BY", "The rupture behind it")
    causes: Growing[Rupture] = into("CAUSED_BY", "The ruptures that it causes")
    handoffs: Many[Handoff] = into("BROKEN_BY", "The hand-offs that it breaks")
    witness: Many[Anything] = out("WITNESS", "The proof, in order", edge=WitnessItem)
    triageOwner: One[Department] = joined("triageOwner", "The department that is to deal with it")
    resolved: One[ImportRun] = joined("resolved", "The import in which it was gone")
    reopened: One[ImportRun] = joined("reopened", "The import in which it came back after it was gone")
