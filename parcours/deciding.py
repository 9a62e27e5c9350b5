"""A decision about a rupture that is just being taken: what it is read from, and how programs are told."""

import datetime
from typing import Any

from graph.errors import WrongUsage
from graph.triage import Decision
from parcours.sheets import FORMULA
from queries.language import Language
from wording.decisions import NO_DAY


def parsed(text: str, language: Language) -> datetime.date:
    """A day as it is given, `2026-12-31`. WrongUsage where it is none."""
    try:
        return datetime.datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError as error:
        raise WrongUsage(NO_DAY[language].format(text=text)) from error


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
