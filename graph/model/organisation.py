"""Who is responsible: departments, positions, silos."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.model.common import Aliased, Measured, Supported
from graph.model.declare import Family, Growing, Many, One, edge, into, node, out, prop
from graph.model.design import Contribution, Resolved
from graph.model.words import Amount, Reporting

if TYPE_CHECKING:
    from graph.model.design import Channel, Journey, Opportunity, System, Touchpoint


@edge()
class Membership:
    """A position's place in a department."""

    primary: bool | None = prop("Whether it is the position's first department", told=False)


@edge()
class Line:
    """A line of reporting."""

    kind: Reporting | None = prop("The line of command, or one beside it", told=False)


@node(Family.ORGANISATION, charted=True, shared=True)
class Department(Aliased, Measured):
    """An organisational unit; a partner or distributor is one too."""

    name: str | None = prop("What it is called", search=True)
    partner: bool | None = prop("Not of the house: a partner or distributor", default=False)
    kind: str | None = prop("What sort of unit it is")
    partOf: One[Department] = out("PART_OF", "The unit that it is part of", told=True, tree=True)
    children: Growing[Department] = into("PART_OF", "The units that are part of it")
    silo: One[Silo] = out("IN_SILO", "Where it keeps its data and goals", told=True, edge=Resolved)
    positions: Growing[Position] = into("IN", "The posts in it", edge=Membership)
    headedBy: Many[Position] = into("HEADS", "The posts that head it")
    channels: Growing[Channel] = into("OPERATED_BY", "The channels that it runs")
    systems: Growing[System] = into("RUN_BY", "The applications that it runs")
    touchpoints: Growing[Touchpoint] = into("HANDLED_BY", "The touchpoints that it handles", edge=Resolved)
    reliedOnBy: Growing[Touchpoint] = into("RELIES_ON", "The touchpoints that it stands behind")
    contributions: Growing[Journey] = into("CONTRIBUTED_BY", "The journeys that it drew", edge=Contribution)
    ownsJourneys: Growing[Journey] = into("OWNED_BY", "The journeys whose maps it keeps")
    opportunities: Growing[Opportunity] = into("OWNED_BY", "The improvements that it answers for")
    improvements: Many[Opportunity] = into("ADDRESSES", "Improvements that address it")


@node(Family.ORGANISATION, charted=True, element=False)
class Position(Aliased, Supported):
    """A post, held or vacant; it bears no name of a person, unless a mapping keeps names."""

    title: str | None = prop("What it is called", search=True)
    grade: str | None = prop("Its grade")
    vacant: bool | None = prop("Nobody holds it")
    holder: str | None = prop("Who holds it, where a mapping says that names are kept")
    headcount: Amount | None = prop("How many people hold it, in full-time equivalents")
    departments: Many[Department] = out("IN", "Where it belongs", told="in", edge=Membership)
    heads: Many[Department] = out("HEADS", "The departments that it heads", told=True)
    reportsTo: One[Position] = out(
        "REPORTS_TO", "The post above it", told=True, tree=True, edge=Line, constant={"kind": Reporting.SOLID}
    )
    alsoReportsTo: Many[Position] = out(
        "REPORTS_TO", "The posts that it answers to beside the line", told=True, edge=Line,
        constant={"kind": Reporting.DOTTED},
    )  # fmt: skip
    reports: Growing[Position] = into("REPORTS_TO", "The posts below it", edge=Line)


@node(Family.ORGANISATION)
class Silo(Supported):
    """A part of the organisation that keeps its own data and goals."""

    name: str | None = prop("What it is called", search=True)
    declared: bool | None = prop("Whether a source said so; false for one computed from the tree", told=False)
    departments: Growing[Department] = into("IN_SILO", "The departments in it", edge=Resolved)
