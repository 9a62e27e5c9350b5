"""What was observed between two channels: how often, what of it carried on, and how often it broke."""

from typing import LiteralString

from graph.cypher import Cypher
from graph.language import both
from queries.declare import Month, Parameter, shows

LEAST = 30
"""How many contacts that carried on or began anew a break rate rests on at least."""

REASONS = Parameter(
    "reasons",
    str,
    both("Only contacts for these reasons", "Seulement les contacts pour ces motifs"),
    many=True,
    option="reason",
)
SINCE = Parameter(
    "since",
    Month,
    both("The first month that counts: 2025-01", "Le premier mois qui compte : 2025-01"),
)
UNTIL = Parameter(
    "until",
    Month,
    both("The last month that counts", "Le dernier mois qui compte"),
)
MINIMUM = Parameter(
    "minimum",
    int,
    both(
        "How many decided contacts a break rate rests on at least",
        "Sur combien de contacts tranchés repose au moins un taux de rupture",
    ),
    default=LEAST,
)
PERIOD = (REASONS, SINCE, UNTIL)


class ObservedFlow:
    """How often customers went from one channel to another, and how often they had to begin anew.

    The break rate is restarted / (carried + restarted), with its Wilson score interval at 95 % (Wilson 1927).
    """

    count: int = shows("Contacts", "Contacts", "How often; what the four that follow add up to")
    carried: int = shows("Carried on", "Repris", "How often the second contact went on with the case of the first")
    restarted: int = shows("Begun anew", "Repartis de zéro", "How often it began a new case for the same reason")
    unrelated: int = shows("Unrelated", "Sans rapport", "How often it came for another reason", detail=True)
    undecided: int = shows("Undecided", "Indécis", "How often nobody can tell", detail=True)
    breakRate: float | None = shows(  # noqa: N815
        "Break rate",
        "Taux de rupture",
        "Of those that carried on or began anew the share begun anew; null for too few",
    )
    breakRateLow: float | None = shows("At least", "Au moins", "The low end of its interval", detail=True)  # noqa: N815
    breakRateHigh: float | None = shows("At most", "Au plus", "The high end of its interval", detail=True)  # noqa: N815


CONDITIONS: LiteralString = """($reasons IS NULL OR flow.reason IN $reasons)
  AND ($since IS NULL OR flow.month >= $since) AND ($until IS NULL OR flow.month <= $until)"""
"""What the reasons and months that are asked for demand of a `flow`."""

SUMMED: LiteralString = """
WITH count(flow) AS flows, sum(flow.count) AS count, sum(flow.carried) AS carried,
  sum(flow.restarted) AS restarted, sum(flow.unrelated) AS unrelated, sum(flow.undecided) AS undecided
WITH *, toFloat(carried + restarted) AS decided
WITH *, CASE WHEN decided >= $minimum AND decided > 0 THEN restarted / decided END AS rate
WITH *, rate + 1.920729 / decided AS middle,
  1.959964 * sqrt(rate * (1 - rate) / decided + 0.960365 / decided ^ 2) AS away, 1 + 3.841459 / decided AS whole
RETURN CASE WHEN flows > 0 THEN {
  count: count, carried: carried, restarted: restarted, unrelated: unrelated, undecided: undecided,
  breakRate: rate, breakRateLow: (middle - away) / whole, breakRateHigh: (middle + away) / whole
} END AS observed
""".strip()
"""From each `flow` to what all of them come to, as `observed`; null where there are none.

Wilson's interval for a share p of n: (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n), z = 1.959964.
"""

BETWEEN: LiteralString = (
    """CALL (start, end, need) {
  MATCH (start)<-[:FROM]-(flow:Flow)-[:TO]->(end)
  WHERE (need IS NULL OR $reasons IS NOT NULL OR EXISTS { (flow)-[:ABOUT]->(need) })
  AND """
    + CONDITIONS
    + "\n"
    + SUMMED
    + "\n}"
)
"""What was observed from the channel `start` to the channel `end`, of contacts for a `need` where there is one."""

NEED: LiteralString = """OPTIONAL MATCH (left)<-[:HAS_TOUCHPOINT]-(:Step)-[:SERVES]->(need:Need)
  WHERE EXISTS { (need)<-[:ABOUT]-(:Flow) }"""
"""The `need` that the step of the touchpoint `left` serves, where contacts are known by it."""

HANDOFF = Cypher(
    "OPTIONAL MATCH (handoff)-[:FROM]->(left:Touchpoint)-[:ON]->(start:Channel)\n"
    "OPTIONAL MATCH (handoff)-[:TO]->(:Touchpoint)-[:ON]->(end:Channel)\n" + NEED + "\n" + BETWEEN
)
"""What was observed at a `handoff`: between its channels, of contacts for the need of the step that it leaves."""
