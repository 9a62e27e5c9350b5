"""What is behind a rupture: the feed that would repair it, else the channel that is absent, else only itself.

All ruptures with one root cause are one matter. A feed is the root cause of what it is the first to repair, in the
order of the best repairs of today's journeys that are not archived. That order depends on all of these at once, so root
causes are worked out when they are asked for: stored, each change of one journey would have to write those of others.
"""

from dataclasses import dataclass
from typing import Any, LiteralString, NamedTuple

from graph.cypher import Cypher
from graph.derive.read import SystemFacts
from graph.model.derived import Rupture
from graph.model.design import InformationObject, System
from queries.declare import shows
from queries.losses import LOST, OWNERS, SYSTEMS, LossFacts, Owner, broken
from queries.repairs import Repair, ranked


class MissingFeed:
    """A feed that is not there, or does not carry what is lost."""

    from_: System = shows("Feed from", "Alimenter depuis", "The system that stores what is lost")
    to: System = shows("to", "vers", "The system that would be fed")
    objects: list[InformationObject] = shows("with", "avec", "All that it would carry, by key")


class RootCause:
    """What is behind a rupture: a feed that is missing, else the rupture that causes it, else only itself."""

    key: str = shows("Key", "Clé", "`FEED~from~to`, or the key of a rupture: what all ruptures of a matter share")
    feed: MissingFeed | None = shows("Feed", "Flux", "The feed that would repair it; null where none would", none=True)
    rupture: Rupture | None = shows(
        "Rupture", "Rupture", "The one that causes it, or itself; null where a feed is missing", none=True
    )


CAUSES: LiteralString = f"""{SYSTEMS}
{OWNERS}
CALL () {{
  MATCH (journey:Journey)-[:HAS_RUPTURE]->(item:Rupture {{kind: 'CONTEXT_LOSS'}})
  WHERE item.resolved IS NULL AND coalesce(journey.perspective, 'REALITY') = 'REALITY'
    AND coalesce(journey.status, '') <> 'ARCHIVED'
  RETURN collect(item.key) AS today
}}
CALL () {{
  MATCH (item:Rupture {{kind: 'CONTEXT_LOSS'}}) WHERE item.resolved IS NULL
  {LOST}
}}
WITH *, {{systems: systems, owners: owners, today: today, losses: losses}} AS causes"""
"""What root causes are worked out from, as `causes` (see `Causes`)."""


class Causes(NamedTuple):
    """What root causes are worked out from: the landscape, all losses, and which of them are today's."""

    systems: list[SystemFacts]
    owners: list[Owner]
    today: list[str]
    losses: list[LossFacts]


CAUSE = Cypher("""OPTIONAL MATCH (rupture)-[:CAUSED_BY]->(gap:Rupture)
WITH coalesce(gap, rupture) AS behind, $feeds[$repaired[rupture.key]] AS feed
OPTIONAL MATCH (from:System {key: feed.from}), (to:System {key: feed.to})
RETURN CASE WHEN feed IS NULL THEN {key: behind.key, feed: null, rupture: behind} ELSE {
  key: feed.key, rupture: null,
  feed: {
    from: from, to: to,
    objects: COLLECT { UNWIND feed.objects AS key MATCH (object:InformationObject {key: key}) RETURN object }
  }
} END""")
"""From a `rupture` to the one value that is returned, its root cause; `$feeds` and `$repaired` as in `RootCauses`."""


@dataclass(frozen=True)
class RootCauses:
    """The best feeds, and of each rupture that one would repair the place of the first that would."""

    feeds: list[dict[str, Any]]
    repaired: dict[str, int]

    def of(self, rupture: str, caused_by: str | None) -> dict[str, Any] | str:
        """The feed that is the root cause of a rupture, else the key of the rupture that is."""
        place = self.repaired.get(rupture)
        return (caused_by or rupture) if place is None else self.feeds[place]


def root_causes(causes: Causes) -> RootCauses:
    """The root causes, from what `CAUSES` reads."""
    found = broken(causes.systems, causes.losses, causes.owners)
    best = [group[0] for group in ranked(found, causes.today, causes.owners)]
    repaired: dict[str, int] = {}
    for place, repair in enumerate(best):
        for loss in repair.losses:
            if loss.object in repair.objects:
                repaired.setdefault(loss.key, place)
    return RootCauses([_feed(repair) for repair in best], repaired)


def _feed(repair: Repair) -> dict[str, Any]:
    start, end = repair.feed
    return {"key": f"FEED~{start}~{end}", "from": start, "to": end, "objects": repair.objects}
