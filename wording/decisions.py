"""What people decide about ruptures, in words: a list of it, and one that is just being taken."""

import datetime

from graph.acts.triage import Decision
from graph.language import Language, both
from graph.saying import saying
from queries.decided import Decided
from wording.cells import volume
from wording.labels import label
from wording.sentences import explain
from wording.writing import COLON, date, day, quoted

OWNER, DUE, NOTE = both("Owner", "Responsable"), both("Due", "Échéance"), both("Note", "Note")
DECIDED = (both("Rupture", "Rupture"), both("Decision", "Décision"), OWNER, DUE, NOTE, both("Why", "Pourquoi"))
VOLUME = both("How many a year", "Combien par an")
LATE = both("OVERDUE", "EN RETARD")
NOTHING = both("Nothing has been decided yet.", "Rien n'a encore été décidé.")
SAME = both("It was so already; nothing was written.", "C'était déjà le cas ; rien n'a été écrit.")
TAKEN = both("taken away", "retiré")
NO_STATE = saying("say what was decided: {states}", "indiquez ce qui a été décidé : {states}")
WHICH = saying(
    "say which rupture is meant and what was decided; without anything, what was decided is listed",
    "indiquez de quelle rupture il s'agit et ce qui a été décidé ; sans rien, les décisions prises sont listées",
)
NO_DAY = saying(
    "--due: {text!r} is no day; write it as 2026-12-31",
    "--due : {text!r} n'est pas une date ; écrivez-la ainsi : 2026-12-31",
)


def table(found: list[Decided], today: datetime.date, language: Language) -> list[list[str]]:
    """For people: heads, and a line for each rupture."""
    return [[head[language] for head in (*DECIDED, VOLUME)], *(_cells(each, today, language) for each in found)]


def _cells(each: Decided, today: datetime.date, language: Language) -> list[str]:
    due = [date(each.due, language)] if each.due else []
    late = [LATE[language]] if each.overdue(today) else []
    decision, owner = label(each.state, language), each.owner_name or each.owner or ""
    many = volume(each.interval, language)
    return [each.key, decision, owner, "\n".join(due + late), each.note or "", explain(each.witness, language), many]


def changed(key: str, former: Decision, now: Decision, owner: str, language: Language) -> str:
    """The state before and now, then what else is said otherwise than before; `owner` is what a new one is called."""
    lines = [f"{key}{COLON[language]} {label(former.state, language)} → {label(now.state, language)}"]
    due, note = now.due and day(now.due, language), now.note and quoted(now.note, language)
    for head, said, differs in (
        (OWNER, owner, former.owner != now.owner),
        (DUE, due, former.due != now.due),
        (NOTE, note, former.note != now.note),
    ):
        if differs:
            lines.append(f"  {head[language]}{COLON[language]} {said or TAKEN[language]}")
    return "\n".join(lines)
