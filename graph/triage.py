"""What people decide about a rupture: the one thing that is written into what is derived."""

import datetime
from dataclasses import dataclass, replace
from typing import TypedDict

from graph import revision, standing
from graph.derive import upkeep
from graph.errors import BadInput
from graph.gateway import Gateway, Work
from graph.model.words import Triage
from graph.saying import saying
from graph.steering import steering

FORMER = """
MATCH (r:Rupture {key: $key}) RETURN r.triage, r.triageNote, r.triageOwner, toString(r.triageDue)
"""
DECIDE = """
MATCH (r:Rupture {key: $key})
SET r.triage = $state, r.triageNote = $note, r.triageOwner = $owner, r.triageDue = $due,
    r.triagedAt = datetime(), r.triagedBy = $by
"""
KNOWN = "MATCH (d:Department {key: $key}) RETURN d.key"

LONGEST = 2000
"""Characters of a note at most."""

NO_RUPTURE = saying("there is no rupture {key!r}", "il n'y a pas de rupture {key!r}")
NO_DEPARTMENT = saying("owner: there is no department {key!r}", "owner : il n'y a pas de direction {key!r}")
TOO_LONG = saying(
    "note: {length:,} characters are too many; {most:,} are the most",
    "note : {length:,} caractères, c'est trop ; {most:,} au plus",
)
IN_NOTE = saying("note: {said}", "note : {said}")


class NoRupture(BadInput):
    """A key that no rupture has."""

    def __init__(self, key: str) -> None:
        super().__init__(NO_RUPTURE(key=key))


class NoDepartment(BadInput):
    """A key that no department has."""

    def __init__(self, key: str) -> None:
        super().__init__(NO_DEPARTMENT(key=key))


class NoteTooLong(BadInput):
    """A note of more characters than are kept."""

    def __init__(self, length: int) -> None:
        super().__init__(TOO_LONG(length=length, most=LONGEST))


@dataclass(frozen=True)
class Decision:
    """What was decided about a rupture, and what was said with it: a note, the key of a department, a day."""

    state: Triage
    note: str | None = None
    owner: str | None = None
    due: datetime.date | None = None


class Noted(TypedDict, total=False):
    """What is said with a decision: what is left out stays as it was, null takes it away."""

    note: str | None
    owner: str | None
    due: datetime.date | None


def triage(
    gateway: Gateway, key: str, state: Triage, said: Noted | None = None, by: str | None = None
) -> tuple[Decision, Decision]:
    """Note what was decided about a rupture, resolved or not, and by which account; gives what held before, and now.

    The revision rises only if the two differ. BadInput for a key that no rupture or no department has, and for a note
    that is too long or would steer a terminal.
    """
    said = _read(said or {})
    with standing.writing(gateway) as work:
        revision.repair(work, upkeep.quiet)  # else the rise would hide that a run was cut off
        former = _former(work, key)
        if said.get("owner"):
            _check_owner(work, str(said["owner"]))
        now = replace(former, state=state, **said)
        if now != former:
            values = {"note": now.note, "owner": now.owner, "due": now.due}
            work.run(DECIDE, key=key, state=state.value, by=by, **values)
            revision.advance(work)
    return former, now


def _read(said: Noted) -> Noted:
    """What is said, a note without what stands around it; an empty one says nothing."""
    if not said.get("note"):
        return said
    note = str(said["note"]).strip()
    if len(note) > LONGEST:
        raise NoteTooLong(len(note))
    if (wrong := steering(note)) is not None:
        raise BadInput(IN_NOTE(said=wrong))
    return {**said, "note": note or None}


def _former(work: Work, key: str) -> Decision:
    rows = work.run(FORMER, key=key)
    if not rows:
        raise NoRupture(key)
    ((state, note, owner, due),) = rows
    return Decision(Triage(state), note, owner, datetime.date.fromisoformat(due) if due else None)


def _check_owner(work: Work, key: str) -> None:
    """NoDepartment unless there is one with this key."""
    if not work.run(KNOWN, key=key):
        raise NoDepartment(key)
