"""What many labels have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.model.declare import Link, Many, One, into, joined, prop

if TYPE_CHECKING:
    from graph.model.design import Opportunity
    from graph.model.evidence import Evidence
    from graph.model.observed import ImportRun, Measure


class Dated:
    """Everything that an import brings knows which one brought it first."""

    firstSeen: One[ImportRun] = joined("firstSeen", "The import that first brought it")


class Described(Dated):
    """What sources describe."""

    lastChanged: One[ImportRun] = joined(
        "lastChanged",
        "The import that last changed its description, or an edge that leaves it: not its order, defaults, or what is "
        "derived; null is unknown",
    )


class Told(Described):
    """What people describe, in knowledge files among others."""

    note: str | None = prop("What else is to be said of it; searched, never derived from", search=True)
    links: list[Link] = prop("Where more is to be read", union=True)
    tags: list[str] = prop("Words of the house's own to find it by; never derived from", search=True, union=True)


class Aliased:
    """What can have had other keys."""

    aliases: list[str] = prop("Other keys for the same thing", search=True, union=True)


class Stated:
    """What remembers which of its relations a source stated: of no others is it known that there is none."""

    stated: list[str] = prop("The relations that a source stated for it, even as none", told=False, union=True)


class Supported(Told):
    """What evidence can speak for or against."""

    evidence: Many[Evidence] = into("ABOUT", "Evidence about it")


class Measured(Supported):
    """What can be measured."""

    measures: Many[Measure] = into("MEASURES", "What was measured of it", told=True, owned=True)


class Improvable(Measured):
    """What can be measured and improved."""

    opportunities: Many[Opportunity] = into("ADDRESSES", "Improvements that address it")
