"""What there is of each label, by key, and what people call labels."""

import difflib
import re
from typing import Any

from graph.errors import WrongUsage
from graph.gateway import Read
from graph.model import MODEL
from graph.saying import MEANT, saying
from graph.terms import term
from queries.names.candidates import PLACED, spelt

LISTED = tuple(label for label, node in MODEL.items() if node.told)
"""The labels whose nodes a knowledge file can tell of."""

COUNTS = "\nUNION ALL\n".join(f"RETURN '{label}' AS label, COUNT {{ (:{label}) }} AS many" for label in LISTED)

WORDS = {
    re.sub(r"\W", "", spelt(word)): label
    for label in LISTED
    for word in (label, MODEL[label].plural, *(each for told in term(label)[:2] for each in told.values()))
}
"""What a label is called, one and several, in any language, its words written as one."""

NO_LABEL = saying("there are no {text!r}; {hint}", "il n'y a pas de {text!r} ; {hint}")
LABELS = saying("`parcours list` says what there is", "`parcours list` dit ce qu'il y a")


def label(text: str) -> str:
    """The label that somebody calls so, whatever case and accents. WrongUsage where there is none, with the nearest."""
    sought = re.sub(r"\W", "", spelt(text))
    if sought in WORDS:
        return WORDS[sought]
    near = difflib.get_close_matches(sought, WORDS, 1)
    hint = MEANT(near=term(WORDS[near[0]]).said(many=True)) if near else LABELS()
    raise WrongUsage(NO_LABEL(text=text, hint=hint))


def counts(read: Read) -> dict[str, int]:
    """How many nodes there are of each label."""
    return dict(map(tuple, read(COUNTS)))


def listed(read: Read, label: str, first: int, skip: int) -> tuple[int, list[dict[str, Any]]]:
    """How many nodes of a label there are, and some of them by key, as rows of answers have them."""
    statement = f"""RETURN COUNT {{ (:{label}) }}, COLLECT {{
  MATCH (node:{label}) WHERE node.key IS NOT NULL
  WITH node ORDER BY node.key SKIP $skip LIMIT $first
  RETURN {PLACED}
}}"""
    ((total, rows),) = read(statement, first=first, skip=skip)
    return total, rows
