"""Which feeds would repair what is asked about, those beside each that would repair the same."""

from typing import Any, NamedTuple

from graph.derive.read import SystemFacts
from queries.declare import Arguments
from queries.losses import LossFacts, Owner, broken
from queries.repairs import ranked


class RepairFacts(NamedTuple):
    """The systems and who runs them, the losses that are asked about, and these with all that break the same."""

    systems: list[SystemFacts]
    owners: list[Owner]
    asked: list[str]
    losses: list[LossFacts]


def repairs(facts: RepairFacts, given: Arguments) -> list[dict[str, Any]]:
    """A row of keys for each feed, best first."""
    groups = ranked(broken(facts.systems, facts.losses, facts.owners), facts.asked, facts.owners)
    return [first.row() | {"alternatives": [each.named() for each in others]} for first, *others in groups]
