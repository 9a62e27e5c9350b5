"""What people decide about ruptures: the one thing that is written into what is derived."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypedDict

from graph.acts.acting import Acting
from graph.acts.noting import noted
from graph.errors import BadInput, Conflict, NotFound
from graph.model.words import Triage
from graph.saying import counting, saying
from graph.settling.fields import Change

FORMER = """
UNWIND $keys AS key
MATCH (r:Rupture {key: key})
OPTIONAL MATCH (owner:Department {key: r.triageOwner})
RETURN key, r.triage, r.triageNote, r.triageOwner, toString(r.triageDue), owner.name, toString(r.triagedAt), r.triagedBy
"""
DECIDE = """
UNWIND $keys AS key
MATCH (r:Rupture {key: key})
SET r += $said, r.triagedAt = datetime(), r.triagedBy = $by
"""
KNOWN = "MATCH (d:Department {key: $key}) RETURN d.key"

MOST = 1000
"""Ruptures of one act at most."""

FIELDS = {"state": "triage", "note": "triageNote", "owner": "triageOwner", "due": "triageDue"}
"""The parts of a decision, by their names and by those of the properties that keep them."""

NO_RUPTURE = saying("there is no rupture {key!r}", "il n'y a pas de rupture {key!r}")
NO_DEPARTMENT = saying("owner: there is no department {key!r}", "owner : il n'y a pas de direction {key!r}")
TOO_MANY = saying(
    "ruptures: {many:,} are too many; {most:,} are the most", "ruptures : {many:,}, c'est trop ; {most:,} au plus"
)
DECIDED_MEANWHILE = counting(
    "1 decision was changed meanwhile; nothing was written. Look at what stands there, and decide again",
    "{n:,} decisions were changed meanwhile; nothing was written. Look at what stands there, and decide again",
    "1 décision a été modifiée entre-temps ; rien n'a été écrit. Regardez ce qui est là, et décidez de nouveau",
    "{n:,} décisions ont été modifiées entre-temps ; rien n'a été écrit. Regardez ce qui est là, et décidez de nouveau",
)


class NoRupture(NotFound):
    """A key that no rupture has."""

    def __init__(self, key: str) -> None:
        super().__init__(NO_RUPTURE(key=key))


class NoDepartment(NotFound):
    """A key that no department has."""

    def __init__(self, key: str) -> None:
        super().__init__(NO_DEPARTMENT(key=key))


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


@dataclass(frozen=True)
class Standing:
    """A decision as it stands: what its owner is called, when it was made and by whom, where that is known."""

    decision: Decision
    owner_name: str | None
    at: str | None
    by: str | None


def triage(
    act: Acting, keys: Sequence[str], state: Triage, said: Noted | None = None
) -> dict[str, tuple[Decision, Decision]]:
    """Note what was decided about ruptures, resolved or not; gives what held before of each, and what holds now.

    The revision rises, and a run is left, only if any differs. NotFound for a key that no rupture or no department has,
    BadInput for a note that is too long or would steer a terminal, Conflict if somebody changed since the revision that
    is expected what this would change: then nothing is written.
    """
    said = _read(said or {})
    if len(keys) > MOST:
        raise BadInput(TOO_MANY(many=len(keys), most=MOST))
    stands = _stands(act, keys)
    if said.get("owner") and not act.run(KNOWN, key=said["owner"]):
        raise NoDepartment(str(said["owner"]))
    decided = {key: (each.decision, replace(each.decision, state=state, **said)) for key, each in stands.items()}
    differing = {key: both for key, both in decided.items() if both[0] != both[1]}
    if differing:
        changes = [change for key, both in differing.items() for change in _changes(key, *both)]
        _refuse_conflicts(act, changes, stands)
        values = {FIELDS[name]: value for name, value in {"state": state.value, **said}.items()}
        act.run(DECIDE, keys=list(differing), said=values, by=act.signed.by)
        act.log(changes)
    return decided


def _read(said: Noted) -> Noted:
    """What is said, a note without what stands around it; an empty one says nothing."""
    if not said.get("note"):
        return said
    return {**said, "note": noted(said["note"])}


def _stands(act: Acting, keys: Sequence[str]) -> dict[str, Standing]:
    """The decisions about these ruptures. NoRupture for a key that none has."""
    asked = list(dict.fromkeys(keys))
    found = {key: _standing(*row) for key, *row in act.run(FORMER, keys=asked)}
    if missing := [key for key in asked if key not in found]:
        raise NoRupture(missing[0])
    return {key: found[key] for key in asked}


def _standing(
    state: str, note: str | None, owner: str | None, due: str | None, name: str | None, at: str | None, by: str | None
) -> Standing:
    day = datetime.date.fromisoformat(due) if due else None
    return Standing(Decision(Triage(state), note, owner, day), name, at, by)


def _changes(key: str, former: Decision, now: Decision) -> Iterator[Change]:
    """What of a decision differs, field by field."""
    for name, field in FIELDS.items():
        before, after = (getattr(each, name) for each in (former, now))
        if before != after:
            yield Change(("Rupture", key), field, _text(before), _text(after))


def _text(value: Any) -> str | None:
    return value.isoformat() if isinstance(value, datetime.date) else value and str(value)


def _refuse_conflicts(act: Acting, changes: Sequence[Change], stands: Mapping[str, Standing]) -> None:
    """Conflict if any of these fields was changed since the revision that is expected."""
    since = act.changed_since(act.signed.expected, sorted({f"Rupture:{change.ref[1]}" for change in changes}))
    met: dict[str, list[str]] = {}
    for change in changes:
        if (f"Rupture:{change.ref[1]}", change.field) in since:
            met.setdefault(change.ref[1], []).append(str(change.field))
    if met:
        raise Conflict(DECIDED_MEANWHILE(len(met)), [_told(key, fields, stands[key]) for key, fields in met.items()])


def _told(key: str, fields: list[str], stands: Standing) -> dict[str, Any]:
    """A decision that stands in the way, for programs, by the names that the API has for its parts."""
    decision = stands.decision
    return {
        "id": f"Rupture:{key}",
        "fields": fields,
        "triage": decision.state,
        "triageNote": decision.note,
        "triageOwner": {"key": decision.owner, "name": stands.owner_name} if decision.owner else None,
        "triageDue": _text(decision.due),
        "triagedAt": stands.at,
        "triagedBy": stands.by,
    }
