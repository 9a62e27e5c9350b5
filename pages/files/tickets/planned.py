"""Which improvement stands for a cause, so that a ticket comes back to it and none is made twice."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from graph.said import Ref
from graph.tickets import LABEL, label, line

Row = Mapping[str, Any]
PLACES = 20
"""How many places a ticket names, so that it stays short enough to be read back."""


class Planned:
    """The improvements at the places of each cause; one at the places of several stands for none of them."""

    def __init__(self, causes: Sequence[Row]) -> None:
        self._at = {cause["key"]: _at(cause) for cause in causes}
        self._shared = Counter(key for found in self._at.values() for key in found)

    def at(self, cause: Row) -> list[Row]:
        """What is planned where it happens, whatever it is for; no other cause's own ticket."""
        own = label(cause["key"])
        found = self._at[cause["key"]].values()
        return [each for each in found if each["key"] == own or not LABEL.fullmatch(each["key"])]

    def own(self, cause: Row) -> Row | None:
        """The improvement that stands for a cause: the one made of its ticket, else the only one that is only there."""
        made = next((each for each in self.at(cause) if each["key"] == label(cause["key"])), None)
        alone = [each for each in self.at(cause) if self._shared[each["key"]] == 1]
        return made or (alone[0] if len(alone) == 1 else None)

    def line(self, cause: Row) -> str:
        """The line of the ticket of a cause that names its improvement, else where it happens."""
        own = self.own(cause)
        if own and own["key"] != label(cause["key"]):
            return line([("Opportunity", own["key"])])
        return line(list(dict.fromkeys(filter(None, map(_where, cause["ruptures"]))))[:PLACES])


def _at(cause: Row) -> dict[str, Row]:
    places = (each[end] for each in cause["ruptures"] for end in ("to", "from", "step"))
    return {found["key"]: found for place in places if place for found in place["opportunities"]}


def _where(rupture: Row) -> Ref | None:
    """Where the customer arrives, else the step."""
    place = rupture["to"] or rupture["step"]
    return (place["__typename"], place["key"]) if place else None
