"""What people decided about ruptures: which, what, who is to deal with it, by when."""

import datetime
from dataclasses import dataclass
from typing import Any

from graph.gateway import Read
from graph.model.words import Triage
from queries.witness import WITNESS, Witness, witness

DECIDED = f"""
MATCH (rupture:Rupture)
WHERE rupture.triage <> 'OPEN' OR rupture.triageNote IS NOT NULL OR rupture.triageOwner IS NOT NULL
  OR rupture.triageDue IS NOT NULL
OPTIONAL MATCH (owner:Department {{key: rupture.triageOwner}})
CALL (rupture) {{
  {WITNESS} AS seen
}}
RETURN rupture.key, rupture.triage, rupture.triageNote, rupture.triageOwner, owner.name, toString(rupture.triageDue),
  toString(rupture.triagedAt), rupture.triagedBy, rupture.volumeLow, rupture.volumeHigh, seen
ORDER BY rupture.triageDue IS NULL, rupture.triageDue, rupture.volumeHigh IS NULL, rupture.volumeHigh DESC, rupture.key
"""
"""Every rupture that somebody decided or said something about, the earliest due first, then the largest volume."""


@dataclass(frozen=True)
class Decided:
    """What was decided about one rupture; `owner_name` is null where the department has none, or has gone."""

    key: str
    state: Triage
    note: str | None
    owner: str | None
    owner_name: str | None
    due: datetime.date | None
    at: str | None
    by: str | None
    volume: tuple[float, float] | None
    witness: Witness

    @property
    def interval(self) -> dict[str, float] | None:
        """Its volume, as the API gives it."""
        return dict(zip(("low", "high"), self.volume, strict=True)) if self.volume else None

    def overdue(self, today: datetime.date) -> bool:
        """Whether its day is past and it is still there."""
        return self.due is not None and self.due < today and not self.witness.gone


def decided(read: Read) -> list[Decided]:
    """What was decided about ruptures, resolved ones too, whatever their journey."""
    return [_decided(*row) for row in read(DECIDED)]


def _decided(
    key: str, state: str, note: str | None, owner: str | None, name: str | None, due: str | None,
    at: str | None, by: str | None, low: float | None, high: float | None, seen: Any,
) -> Decided:  # fmt: skip
    day = datetime.date.fromisoformat(due) if due else None
    volume = None if low is None or high is None else (low, high)
    return Decided(key, Triage(state), note, owner, name, day, at, by, volume, witness(seen))
