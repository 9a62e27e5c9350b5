"""Deciding about ruptures in pages: the form, what it does, what was done by it, and how that is undone."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

from graph.errors import BadInput
from graph.language import Language, both
from graph.model.words import Triage
from graph.saying import counting, saying
from pages.acting import Act, Refused, Sent
from pages.visitor import DIGITS, Visitor
from wording.labels import label
from wording.problems import said
from wording.writing import day, quoted

Row = Mapping[str, Any]
STATES = (Triage.OPEN, Triage.PLANNED, Triage.ACCEPTED, Triage.IGNORED)
"""The order in which decisions are shown."""
FIELDS = {"triage": "to", "triageOwner": "owner", "triageDue": "due", "triageNote": "note"}
"""The parts of a decision as the log names them, and as forms do."""

NONE_CHOSEN = saying("Tick at least one line of the list.", "Cochez au moins une ligne de la liste.")
SEVERAL = counting("1 finding", "{n:,} findings", "1 rupture", "{n:,} ruptures")
DONE = saying("Decided for {what}: {changes} ({by}).", "Décidé pour {what} : {changes} ({by}).")
SAME = saying("It was so already: nothing had to be written.", "C'était déjà le cas : il n'y avait rien à écrire.")
MEANWHILE = saying("Meanwhile ({by}): {theirs}", "Entre-temps ({by}) : {theirs}")
SOMEBODY = both("somebody", "quelqu'un")
HERE = both("at this machine", "sur cette machine")
OWNED, DUE = both("with {}", "suivi par {}"), both("by {}", "pour le {}")
WITHOUT = {
    "triageNote": both("without a note", "sans note"),
    "triageOwner": both("with nobody in charge", "sans responsable"),
    "triageDue": both("without a date", "sans échéance"),
}
BACK = counting("Undo", "Undo for {n:,}", "Annuler", "Annuler pour {n:,}")


@dataclass(frozen=True)
class Decision:
    """A decision as forms have it: a state, a note, the key of a department, a day as ISO writes it."""

    to: str = Triage.OPEN
    note: str = ""
    owner: str = ""
    due: str = ""


@dataclass(frozen=True)
class Form:
    """The form about some ruptures: what it shows, whom it offers, and what was wrong with it if it was refused.

    With `keep` what is left blank stays as it is; otherwise it is taken away.
    """

    keys: Sequence[str]
    shown: Decision
    owners: Sequence[tuple[str, str]]
    keep: bool = False
    wrong: str = ""
    field: str | None = None
    states: ClassVar = STATES


@dataclass(frozen=True)
class Trouble:
    """A form that was refused, and what stands there that it would have changed, a sentence a rupture."""

    sentence: str
    form: Form
    stands: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True)
class Undo:
    """The way back to a former decision."""

    words: str
    keys: Sequence[str]
    former: Mapping[str, str]


@dataclass(frozen=True)
class Done:
    """What was done in an act, and its ways back."""

    sentence: str
    undo: Sequence[Undo] = field(default_factory=tuple)
    revision: int = 0


def variables(form: Sent, visitor: Visitor) -> dict[str, Any]:
    """The mutation's variables. BadInput where no rupture was chosen."""
    keys = form.several("rupture") or ([visitor.key] if visitor.key else [])
    if not keys:
        raise BadInput(NONE_CHOSEN())
    given: dict[str, Any] = {"ruptures": [f"Rupture:{key}" for key in keys], "to": form.one("to")}
    for name in ("note", "owner", "due"):
        if name in form.fields and (form.one(name) or not form.one("keep")):
            given[name] = form.one(name)
    expected = form.one("expected") or ""
    return given | ({"expected": int(expected)} if expected.isdecimal() and len(expected) <= DIGITS else {})


def then(data: dict[str, Any], form: Sent, visitor: Visitor) -> str:
    """Back to the page, which tells what was done."""
    decided = data["triage"]
    return visitor.links.here(done=str(decided["revision"] if decided["changed"] else 0)) + "#done"


ACT = Act(Path(__file__).parent / "act.graphql", variables, then)


def decision(rupture: Row) -> Decision:
    """What stands."""
    owner = (rupture["triageOwner"] or {}).get("key")
    return Decision(rupture["triage"], rupture["triageNote"] or "", owner or "", rupture["triageDue"] or "")


def trouble(refused: Refused, names: Mapping[str, str], called: Mapping[str, str], language: Language) -> Trouble:
    """The form once more, as it was filled in; `names` are those of departments, `called` those of ruptures."""
    form = refused.sent
    wanted = Decision(*(form.one(name) or "" for name in ("to", "note", "owner", "due")))
    sentence = said(refused.sentence, language)
    if refused.field:
        sentence = sentence.partition(":")[2].strip() or sentence
    keys = form.several("rupture")
    shown = Form(keys, wanted, list(names.items()), bool(form.one("keep")), sentence, refused.field)
    stands = []
    for each in refused.stands:
        key = each["id"].removeprefix("Rupture:")
        who = signed(each["triagedBy"], language)
        theirs = said(MEANWHILE(by=who, theirs=told(decision(each), names, language)), language)
        stands.append((called.get(key, key), theirs))
    return Trouble(sentence, shown, stands)


def told(made: Decision, names: Mapping[str, str], language: Language) -> str:
    """A decision in words."""
    parts = [label(Triage(made.to), language)]
    parts += [OWNED[language].format(names.get(made.owner, made.owner))] if made.owner else []
    parts += [DUE[language].format(day(datetime.date.fromisoformat(made.due), language))] if made.due else []
    parts += [quoted(made.note, language)] if made.note else []
    return " · ".join(parts)


def done(run: Row | None, states: Mapping[str, str], names: Mapping[str, str], visitor: Visitor) -> Done | None:
    """What an act did, by its run; `states` are the decisions of ruptures as they stand, by key."""
    language = visitor.language
    if run is None:
        return Done(said(SAME(), language)) if visitor.one("done") == "0" else None
    before: dict[str, dict[str, str | None]] = {}
    after: dict[str, dict[str, str | None]] = {}
    for change in (edge["node"] for edge in run["changes"]["edges"]):
        key, name = change["node"].removeprefix("Rupture:"), change["field"]
        if name in FIELDS:
            before.setdefault(key, {})[name] = change["before"]
            after.setdefault(key, {})[name] = change["after"]
    changes = {name: value for each in after.values() for name, value in each.items()}  # an act sets one thing for all
    sentence = DONE(by=signed(run["by"], language), what=said(SEVERAL(len(after)), language),
                    changes=_changes(changes, names, language))  # fmt: skip
    return Done(said(sentence, language), list(_undos(before, states, language)), run["revision"])


def signed(by: str | None, language: Language) -> str:
    """Who decided, in words."""
    return HERE[language] if by == "local" else by or SOMEBODY[language]


def _changes(values: Mapping[str, str | None], names: Mapping[str, str], language: Language) -> str:
    """What was set, in words."""
    parts = []
    for name in FIELDS:
        if name in values:
            value = values[name]
            parts.append(_change(name, value, names, language) if value else WITHOUT[name][language])
    return " · ".join(parts)


def _change(name: str, value: str, names: Mapping[str, str], language: Language) -> str:
    if name == "triage":
        return label(Triage(value), language)
    if name == "triageOwner":
        return OWNED[language].format(names.get(value, value))
    if name == "triageDue":
        return DUE[language].format(day(datetime.date.fromisoformat(value), language))
    return quoted(value, language)


def _undos(
    before: Mapping[str, Mapping[str, str | None]], states: Mapping[str, str], language: Language
) -> Iterator[Undo]:
    """One way back for all ruptures that were decided about alike before."""
    groups: dict[tuple[tuple[str, str], ...], list[str]] = {}
    for key, values in before.items():
        former = {FIELDS[name]: value or "" for name, value in values.items()}
        former.setdefault("to", states.get(key, ""))
        if former["to"]:
            groups.setdefault(tuple(sorted(former.items())), []).append(key)
    for former_, keys in groups.items():
        yield Undo(said(BACK(len(keys)), language), keys, dict(former_))


def history(changes: Sequence[Row], names: Mapping[str, str], language: Language) -> list[tuple[str, str, str]]:
    """What was decided, newest first: the day, who, and what they set."""
    runs: dict[str, tuple[Row, dict[str, str | None]]] = {}
    for change in changes:
        if change["field"] in FIELDS and change["run"]:
            runs.setdefault(change["run"]["key"], (change["run"], {}))[1][change["field"]] = change["after"]
    told_ = sorted(runs.values(), key=lambda each: str(each[0]["startedAt"] or each[0]["key"]), reverse=True)
    return [
        (run["startedAt"] or "", signed(run["by"], language), _changes(set_, names, language)) for run, set_ in told_
    ]
