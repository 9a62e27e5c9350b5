"""What people decide about ruptures: a list of it, and one that is just being taken."""

import datetime
from typing import Any

from graph.errors import WrongUsage
from graph.language import Language
from graph.triage import Decision
from parcours import answers
from queries.decided import Decided
from queries.drawing import Drawing
from wording import decisions
from wording.answers import counted
from wording.sentences import explain
from wording.sheets import plain

RATIOS = (3, 2, 3, 2, 3, 6, 2)
"""How the width of the terminal is shared out among the columns."""


def table(found: list[Decided], today: datetime.date, language: Language) -> str:
    """For people."""
    if not found:
        return decisions.NOTHING[language]
    screen = answers.blank()
    heads, *rows = decisions.table(found, today, language)
    answers.draw(screen, Drawing(heads, rows, ratios=RATIOS, numbers=(len(RATIOS) - 1,)))
    screen.print(counted(len(found), language))
    return answers.printed(screen)


def lines(found: list[Decided], today: datetime.date, language: Language) -> list[list[str]]:
    """For a spreadsheet: heads, and a line for each rupture."""
    heads, apart = ([head[language] for head in each] for each in (decisions.DECIDED, decisions.APART))
    return [[*heads, "low", "high", *apart], *(_line(each, today, language) for each in found)]


def _line(each: Decided, today: datetime.date, language: Language) -> list[str]:
    decision = (each.key, each.state, each.owner, each.due, each.note)
    why, volume = explain(each.witness, language), each.volume or (None, None)
    return [plain(value) for value in (*decision, why, *volume, each.witness.gone, each.overdue(today), each.at)]


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


def changed(key: str, former: Decision, now: Decision) -> list[list[str]]:
    """One decision for a spreadsheet: heads, and a line with what held before and what holds now."""
    sides = [(f"{side}.{name}", value) for side, of in (("former", former), ("new", now)) for name, value in _cells(of)]
    return [["key", *(head for head, _ in sides)], [key, *(value for _, value in sides)]]


def _cells(decision: Decision) -> list[tuple[str, str]]:
    return [(name, plain(value)) for name, value in {**fields(decision), "triageOwner": decision.owner}.items()]
