"""In which silo each department stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise


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
    children: dict[str, list[str]] = {}
    for unit in by_key.values():
        if unit.parent in by_key:
            children.setdefault(unit.parent, []).append(unit.key)
    return {key: _silo(_chain(key, by_key), children) for key in by_key}


def _chain(key: str, units: dict[str, Unit]) -> list[Unit]:
    """The unit and those above it, from below; a circle is cut where it closes."""
    chain: list[Unit] = []
    here: Unit | None = units[key]
    while here is not None and here not in chain:
        chain.append(here)
        here = units.get(here.parent or "")
    return chain


def _silo(chain: list[Unit], children: dict[str, list[str]]) -> str | None:
    declared = next((unit.silo for unit in chain if unit.silo), None)
    if declared:
        return declared
    partners = [unit.key for unit in chain if unit.partner]
    if partners:
        return f"unit:{partners[-1]}"
    below = _below_the_cut([unit.key for unit in reversed(chain)], children)
    return f"unit:{below}" if below else None


def _below_the_cut(way_down: list[str], children: dict[str, list[str]]) -> str | None:
    for parent, child in pairwise(way_down):
        if len(children[parent]) > 1:
            return child
    return None
