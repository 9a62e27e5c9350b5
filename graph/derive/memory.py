"""What a rupture remembers of how it was last seen: the names and owners by which it is told once it is gone."""

from collections.abc import Mapping
from dataclasses import dataclass

import orjson

from graph.derive.handoffs import Owned
from graph.derive.read import Names
from graph.derive.ruptures import Rupture

Texts = dict[str, str | list[str]]
"""Properties, of which every text is a list in JSON: keys and names may have any sign in them."""


@dataclass(frozen=True)
class Memory:
    """One journey as it is now: its touchpoints with their owners, and what everything is called."""

    journey: str
    owned: Mapping[str, Owned]
    names: Names

    def texts(self, rupture: Rupture) -> Texts:
        """What a rupture remembers: its proof, its journey, its step, and the departments whose it is."""
        return {
            "witnessText": [_text(role, label, *self._seen(label, key)) for role, label, key in rupture.witness],
            "journeyText": _text(*self._seen("Journey", self.journey)),
            "stepText": _text(*self._seen("Step", rupture.step)),
            "ownersText": [_text(*self._seen("Department", key)) for key in self._owners(rupture)],
        }

    def _owners(self, rupture: Rupture) -> list[str]:
        """Who handles both ends, or, where there are none, the touchpoints of the step; each once."""
        ends = [key for key in (rupture.start, rupture.end) if key]
        at = ends or [key for key, owned in self.owned.items() if owned.touchpoint.step == rupture.step]
        return list(dict.fromkeys(department for key in at for department in self.owned[key].handled_by))

    def _seen(self, label: str, key: str) -> list[str | None]:
        """Key and name; of a touchpoint also what the customer does there, and on which channel."""
        if label != "Touchpoint":
            return [key, self._called(label, key)]
        touchpoint = self.owned[key].touchpoint
        channel = self._called("Channel", touchpoint.channel) if touchpoint.channel else None
        return [key, self.names.get((label, key)), self._called("Step", touchpoint.step), channel]

    def _called(self, label: str, key: str) -> str:
        return self.names.get((label, key), key)


def _text(*parts: str | None) -> str:
    return orjson.dumps(parts).decode()
