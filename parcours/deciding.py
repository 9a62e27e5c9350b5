"""A decision about a rupture that is just being taken: what it is read from, and how it is told."""

import datetime
from typing import Any

from graph.errors import BadInput, WrongUsage
from graph.model.words import Triage
from graph.triage import LONGEST, Decision, NoDepartment, NoRupture, NoteTooLong
from parcours.sheets import FORMULA
from queries.language import NO_BREAK, Language, day, quoted
from wording.cells import WORDS

HEADS = {"en": ("Owner", "Due", "Note"), "fr": ("Responsable", "Échéance", "Note")}
SAID = {
    "en": {
        "same": "It was so already; nothing was written.",
        "taken": "taken away",
        "state": f"say what was decided: {'|'.join(Triage)}",
        "rupture": "say which rupture is meant and what was decided; without anything, what was decided is listed",
        "day": "--due: {text!r} is no day; write it as 2026-12-31",
    },
    "fr": {
        "same": f"C'était déjà le cas{NO_BREAK}; rien n'a été écrit.",
        "taken": "retiré",
        "state": f"dites ce qui a été décidé{NO_BREAK}: {'|'.join(Triage)}",
        "rupture": (
            f"dites de quelle rupture il s'agit et ce qui a été décidé{NO_BREAK}; "
            "sans rien, les décisions prises sont listées"
        ),
        "day": f"--due{NO_BREAK}: {{text!r}} n'est pas un jour{NO_BREAK}; écrivez-le ainsi{NO_BREAK}: 2026-12-31",
    },
}
"""The few words around a decision."""


def parsed(text: str, lang: str) -> datetime.date:
    """A day as it is given, `2026-12-31`. WrongUsage where it is none."""
    try:
        return datetime.datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError as error:
        raise WrongUsage(SAID[lang]["day"].format(text=text)) from error


def refused(error: BadInput, lang: str) -> BadInput:
    """Why a decision was refused, in the language of whoever reads it."""
    if lang == "en":
        return error
    match error:
        case NoRupture(key=key, near=near):
            known = f"il y a {', '.join(near)}" if near else "`parcours ask ruptures --format json` donne leurs clés"
            return BadInput(f"il n'y a pas de rupture {key!r}{NO_BREAK}; {known}")
        case NoDepartment(key=key, near=near):
            known = f"est-ce {', '.join(near)}{NO_BREAK}?" if near else "donnez la clé d'une direction"
            return BadInput(f"owner{NO_BREAK}: il n'y a pas de direction {key!r}{NO_BREAK}; {known}")
        case NoteTooLong(length=length):
            return BadInput(f"note{NO_BREAK}: {length} caractères, c'est trop{NO_BREAK}; {LONGEST} au plus")
    return error


def told(key: str, former: Decision, now: Decision, lang: str) -> str:
    """For people: the state before and now, then what else is said otherwise than before."""
    lines = [f"{key}: {former.state} → {now.state}"]
    for head, before, after in zip(HEADS[lang], _beside(former, lang), _beside(now, lang), strict=True):
        if before != after:
            lines.append(f"  {head}{WORDS[lang]['colon']} {after or SAID[lang]['taken']}")
    return "\n".join(lines)


def _beside(decision: Decision, lang: str) -> tuple[str, str, str]:
    language = Language(lang.upper())
    due = day(decision.due, language) if decision.due else ""
    return decision.owner or "", due, quoted(decision.note, language) if decision.note else ""


def fields(decision: Decision) -> dict[str, Any]:
    """For programs: its parts, by the names that the API has for them."""
    return {
        "triage": decision.state,
        "triageNote": decision.note,
        "triageOwner": {"key": decision.owner} if decision.owner else None,
        "triageDue": decision.due and decision.due.isoformat(),
    }


def lines(key: str, former: Decision, now: Decision) -> list[list[str]]:
    """For a spreadsheet: heads, and a line with what held before and what holds now."""
    sides = [(f"{side}.{name}", value) for side, of in (("former", former), ("new", now)) for name, value in _cells(of)]
    return [["key", *(head for head, _ in sides)], [key, *(value for _, value in sides)]]


def _cells(decision: Decision) -> list[tuple[str, str]]:
    return [(name, plain(value)) for name, value in {**fields(decision), "triageOwner": decision.owner}.items()]


def plain(value: Any) -> str:
    """A cell of a spreadsheet: nothing for what is unknown, and no formula whatever somebody wrote."""
    text = "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text
