"""What people decide about a rupture: the one thing that is written into what is derived."""

from graph import revision
from graph.errors import BadInput
from graph.gateway import Gateway, Work
from graph.model.words import Triage
from graph.run import quiet

FORMER = "MATCH (r:Rupture {key: $key}) RETURN r.triage"
DECIDE = "MATCH (r:Rupture {key: $key}) SET r.triage = $state"
NEAR = "MATCH (r:Rupture) WHERE toLower(r.key) CONTAINS toLower($text) RETURN r.key ORDER BY r.key LIMIT $many"

MANY = 5
"""Keys that an answer to an unknown one names at most."""


def triage(gateway: Gateway, key: str, state: Triage) -> Triage:
    """Note what was decided about a rupture, resolved or not; gives what was decided before.

    The revision rises only if the two differ. BadInput for a key that no rupture has.
    """
    with gateway.writing() as work:
        revision.repair(work, quiet)  # else the rise would hide that a run was cut off
        rows = work.run(FORMER, key=key)
        if not rows:
            raise BadInput(_unknown(work, key))
        former = Triage(rows[0][0])
        if former is not state:
            work.run(DECIDE, key=key, state=state.value)
            revision.advance(work)
    return former


def _unknown(work: Work, key: str) -> str:
    near = [found for (found,) in work.run(NEAR, text=key, many=MANY)]
    return f"there is no rupture {key!r}; " + (
        f"there is {', '.join(near)}" if near else "`parcours ask ruptures --format json` gives their keys"
    )
