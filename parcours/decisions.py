"""What people decide about ruptures: a list of it, and one that is just being taken."""

import datetime
from collections.abc import Iterable
from typing import Any

from graph.acts.triage import Decision
from graph.errors import WrongUsage
from graph.language import Language
from parcours.screen import blank, draw, printed
from queries.decided import Decided
from queries.drawing import Drawing
from wording import decisions
from wording.answers import counted
from wording.sentences import explain

HEADS = [
    "key", "triage", "triageOwner.key", "triageOwner.name", "triageDue", "triageNote", "explanation",
    "volume.low", "volume.high", "resolved", "overdue", "triagedAt",
]  # fmt: skip
"""The columns of a spreadsheet, by their names in the answer for programs."""


def table(found: list[Decided], today: datetime.date, language: Language) -> str:
    """For people."""
    if not found:
        return decisions.NOTHING[language]
    screen = blank()
    heads, *rows = decisions.table(found, today, language)
    draw(screen, Drawing(heads, rows, numbers=(len(heads) - 1,)), language)
    screen.print(counted(len(found), language))
    return printed(screen)


def lines(found: list[Decided], today: datetime.date, language: Language) -> list[list[Any]]:
    """For a spreadsheet: heads that never change, and a line for each rupture."""
    return [HEADS, *(_line(row) for row in rows(found, today, language))]


def _line(row: dict[str, Any]) -> list[Any]:
    parts = (head.split(".") for head in HEADS)
    return [(row[name] or {}).get(*part) if part else row[name] for name, *part in parts]


def rows(found: list[Decided], today: datetime.date, language: Language) -> list[dict[str, Any]]:
    """For programs: the names are those of the API, where it has them."""
    return [
        {
            "key": each.key,
            "kind": each.witness.kind,
            "triage": each.state,
            "triageNote": each.note,
            "triageOwner": {"key": each.owner, "name": each.owner_name} if each.owner else None,
            "triageDue": each.due and each.due.isoformat(),
            "triagedAt": each.at,
            "triagedBy": each.by,
            "overdue": each.overdue(today),
            "resolved": each.witness.gone,
            "volume": each.interval,
            "explanation": explain(each.witness, language),
        }
        for each in found
    ]


def parsed(text: str) -> datetime.date:
    """A day as it is given, `2026-12-31`. WrongUsage where it is none."""
    try:
        return datetime.datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError as error:
        raise WrongUsage(decisions.NO_DAY(text=text)) from error


def fields(decision: Decision) -> dict[str, Any]:
    """One decision for programs: its parts, by the names that the API has for them."""
    return {
        "triage": decision.state,
        "triageNote": decision.note,
        "triageOwner": {"key": decision.owner} if decision.owner else None,
        "triageDue": decision.due and decision.due.isoformat(),
    }


def changed(key: str, former: Decision, now: Decision) -> list[list[Any]]:
    """One decision for a spreadsheet: heads, and a line with what held before and what holds now."""
    cells = {f"{side}.{name}": value for side, of in (("former", former), ("new", now)) for name, value in _cells(of)}
    return [["key", *cells], [key, *cells.values()]]


def _cells(decision: Decision) -> Iterable[tuple[str, Any]]:
    return {**fields(decision), "triageOwner": decision.owner}.items()
