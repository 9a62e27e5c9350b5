"""Answers as tables that can be read aloud: from, to, why, whose, how many."""

from typing import Any

from graph.model.words import RuptureKind
from parcours.asking import Asked
from queries.declare import fields
from queries.language import Language
from wording.cells import ABOVE, MISSING, UNKNOWN, Row, called, cell, decided, end, observed, owners, volume
from wording.labels import label

HEADS: dict[str, dict[Language, tuple[str, ...]]] = {
    "broken-handoffs": {
        Language.EN: ("Journey", "From", "To", "Why", "Whose", "How many a year", "Observed"),
        Language.FR: ("Parcours", "De", "À", "Pourquoi", "À qui", "Combien par an", "Observé"),
    },
    "ruptures": {
        Language.EN: ("Journey", "Step", "Rupture", "Why", "Whose", "How many a year"),
        Language.FR: ("Parcours", "Étape", "Rupture", "Pourquoi", "À qui", "Combien par an"),
    },
}
"""The heads of the two questions that connections answer."""

VOLUME = 5
"""The place of the column that holds their volume."""

RATIOS = (3, 4, 4, 10, 4, 3, 3)
"""How the width of the terminal is shared out among their columns: most of it tells why."""


def lines(asked: Asked, answer: dict[str, Any]) -> list[list[str]]:
    """The answer as rows of text, the heads first."""
    if asked.question.connection:
        cells = _handoff if asked.question.id == "broken-handoffs" else _rupture
        return [list(HEADS[asked.question.id][asked.language]), *(cells(row, asked.language) for row in answer["rows"])]
    assert asked.question.row is not None
    shown = [each for each in fields(asked.question.row).values() if not each.detail]
    heads = [each.head(asked.language) for each in shown]
    return [heads, *([cell(each, row[each.name], asked.language) for each in shown] for row in answer["rows"])]


def _handoff(row: Row, language: Language) -> list[str]:
    reasons = [f"{rupture['explanation']}{decided(rupture, language)}" for rupture in row["ruptures"]]
    whose = f"{owners(row['from'], language)} → {owners(row['to'], language)}"
    if row["commonDepartment"]:
        whose += "\n" + ABOVE[language].format(name=called(row["commonDepartment"]))
    ends = [called(row["journey"]), end(row["from"]), end(row["to"])]
    return [*ends, "\n\n".join(reasons), whose, volume(row["volume"], language), observed(row["observed"], language)]


def _rupture(row: Row, language: Language) -> list[str]:
    unknown = UNKNOWN[language]
    then = row["lastSeen"] if row["resolved"] else {}  # not in the words of today
    journey, step = then.get("journey") or row["journey"], then.get("step") or row["step"]
    return [
        called(journey) if journey else unknown,
        called(step) if step else unknown,
        label(RuptureKind(row["kind"]), language) + decided(row, language),
        row["explanation"] + _missing(row["rootCause"]["feed"], language),
        (", ".join(map(called, then["owners"])) or unknown) if then.get("journey") else _answerable(row, language),
        volume(row["volume"], language),
    ]


def _missing(feed: Row | None, language: Language) -> str:
    """The feed that is not there and would repair it, on a line of its own."""
    if feed is None:
        return ""
    names = {end: called(feed[end]) for end in ("from", "to")}
    return "\n" + MISSING[language].format(**names, objects=", ".join(map(called, feed["objects"])))


def _answerable(row: Row, language: Language) -> str:
    """Who handles both ends, or, where there are none, the touchpoints of the step; as remembered once it is gone."""
    ends = [end for end in (row["from"], row["to"]) if end] or (row["step"] or {}).get("touchpoints", ())
    handlers = dict.fromkeys(called(department) for end in ends for department in end["handledBy"])
    return ", ".join(handlers) or UNKNOWN[language]
