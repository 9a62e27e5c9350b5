"""What people decided about ruptures, as a list: for people, for programs, for a spreadsheet."""

import datetime
from typing import Any

from parcours import answers
from parcours.deciding import plain
from queries.decided import Decided
from queries.labels import label
from queries.language import Language, day
from wording.cells import WORDS, volume
from wording.sentences import explain

HEADS = {
    "en": ("Rupture", "Decision", "Owner", "Due", "Note", "Why", "How many a year"),
    "fr": ("Rupture", "Décision", "Responsable", "Échéance", "Note", "Pourquoi", "Combien par an"),
}
RATIOS = (3, 2, 3, 2, 3, 6, 2)
"""How the width of the terminal is shared out among the columns."""
APART = {"en": ("resolved", "overdue", "decided"), "fr": ("résolue", "en retard", "décidé le")}
"""The heads of what a spreadsheet has in columns of its own."""
LATE = {"en": "OVERDUE", "fr": "EN RETARD"}
NOTHING = {"en": "Nothing has been decided yet.", "fr": "Rien n'a encore été décidé."}


def table(found: list[Decided], lang: str, today: datetime.date) -> str:
    """For people."""
    if not found:
        return NOTHING[lang]
    screen = answers.blank()
    rows = [_row(each, lang, today) for each in found]
    screen.print(answers.table(HEADS[lang], rows, RATIOS, right=len(RATIOS) - 1))
    screen.print(WORDS[lang]["count"].format(n=len(found)))
    return answers.printed(screen)


def _row(each: Decided, lang: str, today: datetime.date) -> list[str]:
    language = Language(lang.upper())
    due = [day(each.due, language)] if each.due else []
    late = [LATE[lang]] if each.overdue(today) else []
    decision, owner = label(each.state, language), each.owner_name or each.owner or ""
    why, many = explain(each.witness, language), volume(_interval(each), lang)
    return [each.key, decision, owner, "\n".join(due + late), each.note or "", why, many]


def lines(found: list[Decided], lang: str, today: datetime.date) -> list[list[str]]:
    """For a spreadsheet: heads, and a line for each rupture."""
    *heads, _ = HEADS[lang]
    return [[*heads, "low", "high", *APART[lang]], *(_line(each, lang, today) for each in found)]


def _line(each: Decided, lang: str, today: datetime.date) -> list[str]:
    decision = (each.key, each.state, each.owner, each.due, each.note)
    why, volume = explain(each.witness, Language(lang.upper())), each.volume or (None, None)
    return [plain(value) for value in (*decision, why, *volume, each.witness.gone, each.overdue(today), each.at)]


def rows(found: list[Decided], lang: str, today: datetime.date) -> list[dict[str, Any]]:
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
            "volume": _interval(each),
            "explanation": explain(each.witness, Language(lang.upper())),
        }
        for each in found
    ]


def _interval(each: Decided) -> dict[str, float] | None:
    return dict(zip(("low", "high"), each.volume, strict=True)) if each.volume else None
