"""What is designed: journeys, their parts, and what the parts refer to."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from graph.model.common import Aliased, Improvable, Stated, Supported
from graph.model.declare import (
    Anything,
    Cost,
    Family,
    Growing,
    Many,
    One,
    Picture,
    Volume,
    edge,
    into,
    node,
    out,
    prop,
    through,
)
from graph.model.words import (
    Basis,
    ChannelKind,
    Duration,
    Emotion,
    Initiator,
    JourneyStatus,
    OpportunityKind,
    Outcome,
    Perspective,
    Qualification,
    Sector,
    Share,
    Stage,
    TransitionKind,
)

if TYPE_CHECKING:
    from graph.model.derived import Handoff, Rupture
    from graph.model.evidence import Evidence
    from graph.model.observed import Flow
    from graph.model.organisation import Department


PLACE = "key name step { key text } channel { key name kind } handledBy { key name silo { key name } }"
"""What names a touchpoint in a row: where it is, and whose."""


@edge()
class Resolved:
    """An edge that a source declares, or that stands for the default."""

    declared: bool | None = prop("Whether a source said so; false for a default that was resolved", told=False)


@edge(step="other")
class Transition(Resolved):
    """How a customer goes on from one step to another."""

    share: Share | None = prop("The share of those who go this way, 0..1")
    condition: str | None = prop("On what condition")
    wait: Duration | None = prop("How long it takes until then, an ISO 8601 duration")
    kind: TransitionKind | None = prop(
        "Why: to come nearer to the goal, or because something failed", default=TransitionKind.PROGRESS
    )


@edge(to="to", **{"from": "from"})
class Lead:
    """How a customer can go from one existing touchpoint to another."""

    share: Share | None = prop("The share of those who go this way, 0..1; null is unknown")
    volume: Volume | None = prop("Contacts a year, where a source declares them")
    kind: TransitionKind | None = prop(
        "Why: to come nearer to the goal, or because something failed", default=TransitionKind.PROGRESS
    )
    basis: Basis | None = prop("What it rests on", told=False)


@edge(persona="to", touchpoint="from")
class Feeling:
    """What one persona feels at a touchpoint."""

    emotion: Emotion | None = prop("From -2 (worst) to 2 (best)")
    qualification: Qualification | None = prop("What the touchpoint is for this persona")


@edge(department="to", journey="from")
class Contribution:
    """A department's part in drawing a journey."""

    role: str | None = prop("What it did: author, reviewer …")
    validated: bool | None = prop("Whether it agreed to the result")


@edge(system="other")
class Feed:
    """What one system hands on to another."""

    objects: list[str] = prop(
        "Keys of the information objects that it hands on", refers="InformationObject", required=True
    )
    delay: Duration | None = prop("How long it takes, an ISO 8601 duration")


@node(Family.DESIGN, aggregated=True, card="key title perspective")
class Journey(Improvable):
    """What a persona lives to reach a goal, end to end, whatever the silos."""

    title: str | None = prop("What the journey is called", search=True, index=True)
    perspective: Perspective | None = prop("Whose world it shows; REALITY unless said", index=True)
    variant: str | None = prop("Which of several answers a future journey gives", search=True)
    brand: str | None = prop("The competitor's name", search=True)
    goal: str | None = prop("What the persona wants to reach", search=True)
    scenario: str | None = prop("The event that starts it", search=True)
    expectation: str | None = prop("What the persona expects of it", search=True)
    promise: str | None = prop("The experience that is wanted, and realistic", search=True)
    lifecycle: str | None = prop("The part of the customer's life cycle that it covers", search=True)
    sector: Sector | None = prop("Who deals with whom")
    status: JourneyStatus | None = prop("How far the map has come")
    reviewBy: datetime.date | None = prop("The day by which the map is to be looked through again")
    parked: list[str] = prop("Notes of a workshop that have no place on the map yet", search=True)
    aliases: list[str] = prop("Other keys for the same thing; its parts' keys began with them", search=True, union=True)
    sequence: list[str] = prop(
        "Its phases and steps in order, as `Label:key`, where people set the order", told=False, shown=False
    )
    personas: Many[Persona] = out("FOR", "Whose journey it is", told=True)
    phases: Many[Phase] = out("HAS_PHASE", "Its phases, in order", told=True, owned=True, order=("order",))
    steps: Many[Step] = through(("HAS_PHASE", "HAS_STEP"), "All its steps, in order", order=("order",))
    alternativeTo: One[Journey] = out("ALTERNATIVE_TO", "The journey that it is another answer to", told=True)
    alternatives: Many[Journey] = into("ALTERNATIVE_TO", "The other answers to it")
    details: Many[Step] = into("DETAILED_BY", "The steps that it details")
    brings: Many[InformationObject] = out(
        "BRINGS", "What the customer has from the start and can always show", told=True
    )
    contributedBy: Many[Department] = out(
        "CONTRIBUTED_BY", "The departments that drew it", told=True, edge=Contribution, item="department"
    )
    ownedBy: One[Department] = out("OWNED_BY", "Who keeps the map", told=True)
    handoffs: Growing[Handoff] = out("HAS_HANDOFF", "Its hand-offs")
    ruptures: Growing[Rupture] = out("HAS_RUPTURE", "Its ruptures")


@node(Family.DESIGN, within="Journey")
class Phase(Improvable):
    """A group of steps."""

    name: str | None = prop("What the phase is called", search=True)
    order: int | None = prop("Its place in the journey, from 1", told=False)
    stage: Stage | None = prop("Where in the life cycle it lies")
    aliases: list[str] = prop("Former keys, each as a whole", union=True)
    journey: One[Journey] = into("HAS_PHASE", "The journey that it is part of")
    steps: Many[Step] = out("HAS_STEP", "Its steps, in order", told=True, owned=True, order=("order",))


@node(Family.DESIGN, within="Journey", aggregated=True)
class Step(Stated, Improvable):
    """One thing that means something to the customer, told in the first person."""

    text: str | None = prop("What the customer does: « Je demande un devis »", search=True)
    order: int | None = prop("Its place in the journey, from 1", told=False)
    importance: Share | None = prop("How much it matters to the customer, 0..1")
    expectation: str | None = prop("What the customer expects of it", search=True)
    promise: str | None = prop("The experience that is wanted, and realistic", search=True)
    outcome: Outcome | None = prop("How the journey ends here, if it does")
    aliases: list[str] = prop("Former keys, each as a whole; its touchpoints' keys began with them", union=True)
    wait: Duration | None = prop(
        "How long it takes until the step that follows, an ISO 8601 duration; ways that are told have their own"
    )
    phase: One[Phase] = into("HAS_STEP", "The phase that it belongs to")
    journey: One[Journey] = through(("HAS_STEP", "HAS_PHASE"), "The journey that it is part of", outgoing=False)
    touchpoints: Many[Touchpoint] = out("HAS_TOUCHPOINT", "Where customer and brand meet at it", told=True, owned=True)
    next: Many[Step] = out(
        "NEXT",
        "Where the customer goes on to; where nobody says, to the step that follows, unless the journey ends here",
        told=True,
        edge=Transition,
        item="step",
        loops=True,
    )
    previous: Many[Step] = into("NEXT", "Where the customer comes from", edge=Transition)
    need: One[Need] = out("SERVES", "What the step is for", told=True)
    expectedOn: Many[Channel] = out("EXPECTED_ON", "The channels on which the customer expects it", told=True)
    detailedBy: One[Journey] = out("DETAILED_BY", "The journey that shows it in detail", told=True)


@node(Family.DESIGN, within="Step", key_of="channel", aggregated=True, card=PLACE)
class Touchpoint(Stated, Improvable):
    """The interaction between customer and brand on one channel at one step."""

    name: str | None = prop("What it is called", search=True)
    device: str | None = prop("The device that the customer uses", search=True)
    qualification: Qualification | None = prop("What it is for the customer")
    emotion: Emotion | None = prop("What the customer feels, from -2 (worst) to 2 (best)")
    performance: Share | None = prop("How well it works, 0..1")
    impact: Share | None = prop("How much its performance weighs on the relationship, 0..1")
    volume: Volume | None = prop("Contacts a year")
    cost: Cost | None = prop("What one contact costs the organisation; without one, its channel's counts")
    initiator: Initiator | None = prop("Who starts the contact", default=Initiator.CUSTOMER)
    missing: bool | None = prop("The customer waits for this contact and it does not happen", default=False)
    aliases: list[str] = prop("Former keys, each as a whole", union=True)
    step: One[Step] = into("HAS_TOUCHPOINT", "The step that it belongs to")
    channel: One[Channel] = out("ON", "The channel on which it happens", told=True, required=True)
    handledBy: Many[Department] = out("HANDLED_BY", "Who deals with the customer", told=True, edge=Resolved)
    reliesOn: Many[Department] = out("RELIES_ON", "Who works behind the line of visibility", told=True)
    uses: Many[System] = out("USES", "The applications that it uses", told=True, edge=Resolved)
    produces: Many[InformationObject] = out("PRODUCES", "What the customer gives or gets here", told=True)
    needs: Many[InformationObject] = out("NEEDS", "What has to be known here", told=True)
    leadsTo: Many[Touchpoint] = out(
        "LEADS_TO",
        "Where the customer can go from here; declared ones stand for all ways that the steps would give",
        told=True,
        edge=Lead,
        item="to",
        loops=True,
    )
    reachedFrom: Many[Touchpoint] = into("LEADS_TO", "Where the customer can come from", edge=Lead)
    felt: Many[Persona] = out(
        "FELT_BY", "What each persona feels", told=True, edge=Feeling, item="persona", by_key=True
    )


@node(Family.DESIGN, shared=True, card="key name kind")
class Channel(Aliased, Stated, Improvable):
    """A way to be in contact."""

    name: str | None = prop("What it is called", search=True)
    kind: ChannelKind | None = prop("What sort of channel it is", index=True)
    cost: Cost | None = prop("What one contact on it costs the organisation")
    operatedBy: Many[Department] = out("OPERATED_BY", "Who runs it", told=True)
    runsOn: Many[System] = out("RUNS_ON", "The applications behind it", told=True)
    touchpoints: Growing[Touchpoint] = into("ON", "The touchpoints on it")
    flowsOut: Growing[Flow] = into("FROM", "How customers went on from it")
    flowsIn: Growing[Flow] = into("TO", "How customers came to it")
    expectedAt: Growing[Step] = into("EXPECTED_ON", "The steps at which customers expect it")
    preferredBy: Growing[Persona] = into("PREFERS", "The personas who prefer it")


@node(Family.DESIGN, shared=True)
class Persona(Aliased, Improvable):
    """A typical profile, or the real people of a REALITY map."""

    name: str | None = prop("What the persona is called", search=True)
    role: str | None = prop("What the persona is to the brand", search=True)
    segment: str | None = prop("The market segment", search=True)
    sector: Sector | None = prop("Who deals with whom")
    expectations: list[str] = prop("What the persona expects of any contact", search=True)
    tools: list[str] = prop("What the persona uses", search=True)
    real: bool | None = prop("Real people, not a profile", default=False)
    portrait: Picture | None = prop("What the persona looks like: a PNG or JPEG of at most 64 KiB")
    prefers: Many[Channel] = out("PREFERS", "The channels that the persona prefers", told=True)
    journeys: Growing[Journey] = into("FOR", "The persona's journeys")
    feelings: Growing[Touchpoint] = into("FELT_BY", "What the persona feels, touchpoint by touchpoint", edge=Feeling)
    said: Growing[Evidence] = into("SAID_BY", "What the persona said")


@node(Family.DESIGN)
class Need(Aliased, Improvable):
    """What a step is for; journeys are compared on it."""

    name: str | None = prop("What it is called", search=True)
    steps: Growing[Step] = into("SERVES", "The steps that serve it")
    flows: Growing[Flow] = into("ABOUT", "How customers went from channel to channel who had it")


@node(Family.DESIGN, shared=True)
class InformationObject(Aliased, Improvable):
    """What has to travel with the customer: a quote, a complaint, an order."""

    name: str | None = prop("What it is called", search=True)
    producedAt: Growing[Touchpoint] = into("PRODUCES", "Where it comes into being")
    neededAt: Growing[Touchpoint] = into("NEEDS", "Where it is needed")
    broughtTo: Growing[Journey] = into("BRINGS", "The journeys to which the customer brings it")
    storedIn: Growing[System] = into("STORES", "Where it is stored")


@node(Family.DESIGN, shared=True)
class System(Aliased, Stated, Improvable):
    """An application that stores or shows information objects."""

    name: str | None = prop("What it is called", search=True)
    stores: Many[InformationObject] = out("STORES", "What it stores", told=True)
    feeds: Many[System] = out("FEEDS", "What it hands on to other systems", told=True, edge=Feed, item="system")
    fedBy: Growing[System] = into("FEEDS", "What other systems hand on to it", edge=Feed)
    runBy: One[Department] = out("RUN_BY", "Who runs it", told=True)
    channels: Growing[Channel] = into("RUNS_ON", "The channels that run on it")
    touchpoints: Growing[Touchpoint] = into("USES", "The touchpoints that use it")


@node(Family.DESIGN, plural="opportunities", element=False)
class Opportunity(Supported):
    """An improvement."""

    title: str | None = prop("What it is called", search=True)
    kind: OpportunityKind | None = prop("What it changes")
    status: str | None = prop("How far it has come")
    value: float | None = prop("What it is worth, in the house's own unit")
    effort: float | None = prop("What it takes, in the house's own unit")
    due: datetime.date | None = prop("When it is due")
    ticket: str | None = prop("Where the work is followed, a URL")
    addresses: Many[Anything] = out("ADDRESSES", "What it improves", told=True)
    ownedBy: One[Department] = out("OWNED_BY", "Who answers for it", told=True)
    dependsOn: Many[Opportunity] = out("DEPENDS_ON", "What must be done before", told=True)
    requiredBy: Many[Opportunity] = into("DEPENDS_ON", "What waits for it")
