"""Answers as tables that can be read aloud: from, to, why, whose, how many."""

from typing import Any

from graph.model.words import RuptureKind
from parcours.asking import Asked
from queries.declare import fields
from queries.labels import label
from queries.language import Language
from wording.cells import WORDS, Row, called, cell, decided, end, observed, owners, volume

HEADS: dict[str, dict[str, tuple[str, ...]]] = {
    "broken-handoffs": {
        "en": ("Journey", "From", "To", "Why", "Whose", "How many a year", "Observed"),
        "fr": ("Parcours", "De", "À", "Pourquoi", "À qui", "Combien par an", "Observé"),
    },
    "ruptures": {
        "en": ("Journey", "Step", "Rupture", "Why", "Whose", "How many a year"),
        "fr": ("Parcours", "Étape", "Rupture", "Pourquoi", "À qui", "Combien par an"),
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
        return [list(HEADS[asked.question.id][asked.lang]), *(cells(row, asked.lang) for row in answer["rows"])]
    assert asked.question.row is not None
    shown = [each for each in fields(asked.question.row).values() if not each.detail]
    heads = [each.heads[asked.lang == "fr"] for each in shown]
    return [heads, *([cell(each, row[each.name], asked.lang) for each in shown] for row in answer["rows"])]


def _handoff(row: Row, lang: str) -> list[str]:
    reasons = [f"{rupture['explanation']}{decided(rupture, lang)}" for rupture in row["ruptures"]]
    whose = f"{owners(row['from'], lang)} → {owners(row['to'], lang)}"
    if row["commonDepartment"]:
        whose += "\n" + WORDS[lang]["above"].format(name=called(row["commonDepartment"]))
    ends = [called(row["journey"]), end(row["from"]), end(row["to"])]
    return [*ends, "\n\n".join(reasons), whose, volume(row["volume"], lang), observed(row["observed"], lang)]


def _rupture(row: Row, lang: str) -> list[str]:
    language, unknown = Language(lang.upper()), WORDS[lang]["unknown"]
    then = row["lastSeen"] if row["resolved"] else {}  # not in the words of today
    journey, step = then.get("journey") or row["journey"], then.get("step") or row["step"]
    return [
        called(journey) if journey else unknown,
        called(step) if step else unknown,
        label(RuptureKind(row["kind"]), language) + decided(row, lang),
        row["explanation"] + _missing(row["rootCause"]["feed"], lang),
        (", ".join(map(called, then["owners"])) or unknown) if then.get("journey") else _answerable(row, lang),
        volume(row["volume"], lang),
    ]


def _missing(feed: Row | None, lang: str) -> str:
    """The feed that is not there and would repair it, on a line of its own."""
    if feed is None:
        return ""
    names = {end: called(feed[end]) for end in ("from", "to")}
    return "\n" + WORDS[lang]["missing"].format(**names, objects=", ".join(map(called, feed["objects"])))


def _answerable(row: Row, lang: str) -> str:
    """Who handles both ends, or, where there are none, the touchpoints of the step; as remembered once it is gone."""
    ends = [end for end in (row["from"], row["to"]) if end] or (row["step"] or {}).get("touchpoints", ())
    handlers = dict.fromkeys(called(department) for end in ends for department in end["handledBy"])
    return ", ".join(handlers) or WORDS[lang]["unknown"]
