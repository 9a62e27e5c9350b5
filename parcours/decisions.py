"""What people decided about ruptures, as a list: for people, for programs, for a spreadsheet."""

import datetime
from typing import Any

from parcours import answers
from parcours.deciding import plain
from queries.decided import Decided
from queries.language import Language
from wording import decisions
from wording.answers import counted
from wording.sentences import explain

RATIOS = (3, 2, 3, 2, 3, 6, 2)
"""How the width of the terminal is shared out among the columns."""


def table(found: list[Decided], today: datetime.date, language: Language) -> str:
    """For people."""
    if not found:
        return decisions.NOTHING[language]
    screen = answers.blank()
    heads, *rows = decisions.table(found, today, language)
    screen.print(answers.table(heads, rows, RATIOS, right=len(RATIOS) - 1))
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
