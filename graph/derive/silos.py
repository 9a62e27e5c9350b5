"""In which silo each department stands."""

from collections.abc import Iterable
from dataclasses import dataclass

COMPUTED = "unit:"
"""How the keys of silos begin that nobody declared; the department's follows."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A department as a source tells it: its parent, the silo declared on it, whether it is a partner's."""

    key: str
    parent: str | None = None
    silo: str | None = None
    partner: bool = False


def silos(units: Iterable[Unit]) -> dict[str, str | None]:
    """The silo of each department: declared on it or on the nearest above it, else computed, else none.

    A computed silo has the key `unit:<department>`: for a partner the topmost partner above it, for others the
    department just below the cut, the first department with more than one child on the way down from the root.
    """
    by_key = {unit.key: unit for unit in units}
    children: dict[str, int] = {}
    for unit in by_key.values():
        if unit.parent in by_key:
            children[unit.parent] = children.get(unit.parent, 0) + 1
    settled: dict[str, _Stand] = {}
    for key in by_key:
        for unit in reversed(_way_up(key, by_key, settled)):
            settled[unit.key] = _stand(unit, settled.get(unit.parent or ""), children)
    return {key: settled[key].silo for key in by_key}


@dataclass(frozen=True, slots=True)
class _Stand:
    """What a department hands down: the silo declared, the topmost partner, the department below the cut."""

    declared: str | None
    partner: str | None
    below: str | None

    @property
    def silo(self) -> str | None:
        unit = self.partner or self.below
        return self.declared or (f"{COMPUTED}{unit}" if unit else None)


def _way_up(key: str, units: dict[str, Unit], settled: dict[str, _Stand]) -> list[Unit]:
    """The unit and those above it that are not settled yet, from below; a circle is cut where it closes."""
    way: dict[str, Unit] = {}
    here = units.get(key)
    while here is not None and here.key not in way and here.key not in settled:
        way[here.key] = here
        here = units.get(here.parent or "")
    return list(way.values())


def _stand(unit: Unit, above: _Stand | None, children: dict[str, int]) -> _Stand:
    below = above.below if above else None
    if above and below is None and children.get(unit.parent or "", 0) > 1:
        below = unit.key
    return _Stand(
        unit.silo or (above.declared if above else None),
        (above.partner if above else None) or (unit.key if unit.partner else None),
        below,
    )
