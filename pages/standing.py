"""Which rupture stands for a matter that has several."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

Rupture = TypeVar("Rupture", bound=Mapping[str, Any])


def standing(ruptures: Iterable[Rupture]) -> Rupture:
    """What loses something before what only forces a change, then the largest, then by its key."""

    def order(rupture: Rupture) -> tuple[bool, float, str]:
        weight = (rupture["volume"] or {"high": 0})["high"]
        return rupture["kind"] == "FORCED_SWITCH", -weight, rupture["key"]

    return min(ruptures, key=order)
