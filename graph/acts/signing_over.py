"""Whoever was a guest has an account now: what was signed by the one name is signed by the other from then on."""

from dataclasses import dataclass

from graph.acts.acting import Acting
from graph.errors import BadInput
from graph.saying import saying
from graph.settling.fields import Change

GUEST = " (guest)"
"""How the names end by which guests sign, and no account's does."""

ACTS = "MATCH (r:ImportRun {by: $former}) SET r.by = $name RETURN count(r)"
DECISIONS = "MATCH (r:Rupture {triagedBy: $former}) SET r.triagedBy = $name RETURN r.key ORDER BY r.key"
GUESTS = "MATCH (r:ImportRun) WHERE r.by ENDS WITH $guest RETURN DISTINCT r.by AS name ORDER BY name LIMIT 20"

NOBODY = saying("nothing is signed by {name!r}", "rien n'est signé {name!r}")
NOTHING = saying(
    "nothing is signed by {name!r}; guests did sign: {guests}",
    "rien n'est signé {name!r}\N{NO-BREAK SPACE}; ont signé comme invités\N{NO-BREAK SPACE}: {guests}",
)


@dataclass(frozen=True)
class SignedOver:
    """How many acts, decisions among them, and decisions that still stand, have another name."""

    acts: int
    decisions: int


def sign_over(act: Acting, former: str, name: str) -> SignedOver:
    """Have all that is signed by one name signed by another. BadInput, with nothing written, where nothing is."""
    ((acts,),) = act.run(ACTS, former=former, name=name)
    decided = [key for (key,) in act.run(DECISIONS, former=former, name=name)]
    if not acts and not decided:
        guests = ", ".join(each for (each,) in act.run(GUESTS, guest=GUEST))
        raise BadInput(NOTHING(name=former, guests=guests) if guests else NOBODY(name=former))
    act.log([Change(("Rupture", key), "triagedBy", former, name) for key in decided])
    return SignedOver(acts, len(decided))
