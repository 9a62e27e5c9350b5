"""What became of a node: who changed what of it and when, the newest first."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.language import Language, both
from pages.node.words import called, told
from wording.writing import COLON, date

Row = Mapping[str, Any]
ASKED = """query history($id: ID!, $of: String!) {
  history(id: $id, first: 10) {
    totalCount
    edges { node {
      by note startedAt source { label }
      changes(first: 20, where: { node: { eq: $of } }) { totalCount edges { node { field before after } } }
    } }
  }
}"""
"""Asks for it, by the id of today, twice: an id is no text."""

BEGUN, GONE = both("made", "créé"), both("removed", "retiré")
NOTHING = both("not told", "non renseigné")
MORE = both("and {} more", "et {} de plus")


@dataclass(frozen=True)
class Entry:
    """One run: when, by whom, what they said of it, and what it changed of the node."""

    at: str
    by: str
    note: str | None
    changes: Sequence[str]


def history(data: Mapping[str, Any], label: str, language: Language) -> tuple[list[Entry], int]:
    """The latest runs that changed the node, and how many there are in all."""
    found = data["history"]
    return [_entry(edge["node"], label, language) for edge in found["edges"]], found["totalCount"]


def _entry(run: Row, label: str, language: Language) -> Entry:
    began = datetime.datetime.fromisoformat(run["startedAt"]).astimezone() if run["startedAt"] else None
    at = f"{date(began.date(), language)} {began:%H:%M}" if began else ""
    changes = [edge["node"] for edge in run["changes"]["edges"]]
    lines = list(_lines(changes, label, language))
    if left := run["changes"]["totalCount"] - len(changes):
        lines.append(MORE[language].format(left))
    return Entry(at, run["by"] or run["source"]["label"], run["note"], lines)


def _lines(changes: Sequence[Row], label: str, language: Language) -> Iterator[str]:
    for each in changes:
        before, after, field = each["before"], each["after"], each["field"]
        if field is None:
            yield (BEGUN if before is None else GONE)[language]
        else:
            values = " → ".join(
                NOTHING[language] if text is None else told(label, field, text, language) for text in (before, after)
            )
            yield f"{called(field, language)}{COLON[language]} {values}"
