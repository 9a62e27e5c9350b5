"""Which feeds would repair what is asked about, those beside each that would repair the same."""

from typing import Any

from queries.declare import Arguments
from queries.losses import broken
from queries.repairs import ranked


def repairs(facts: Any, given: Arguments) -> list[dict[str, Any]]:
    """A row of keys for each feed, best first."""
    systems, owners, asked, losses = facts
    groups = ranked(broken(systems, losses, owners), asked, owners)
    return [first.row() | {"alternatives": [each.named() for each in others]} for first, *others in groups]
