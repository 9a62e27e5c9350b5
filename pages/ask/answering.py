"""Answering a question on its card: the fields in which the answer stands, as a form, for whoever may say so."""

from collections.abc import Mapping
from typing import Any

from graph.model import MODEL
from pages.acting import Act, Sent
from pages.describing import asking
from pages.describing.form import Form, form
from pages.describing.naming import Names
from pages.editing import doing
from pages.visitor import Visitor
from queries.catalogue.to_ask.kinds import Unsaid

ANSWERS: Mapping[tuple[str, str], tuple[str, ...]] = {
    (Unsaid.NEEDS, "Touchpoint"): ("needs",),
    (Unsaid.USES, "Touchpoint"): ("uses",),
    (Unsaid.HANDLED_BY, "Touchpoint"): ("handledBy",),
    (Unsaid.VOLUME, "Touchpoint"): ("volume",),
    (Unsaid.STORES, "System"): ("stores", "feeds"),
    (Unsaid.FEEDS, "System"): ("feeds",),
    (Unsaid.EXPECTED_ON, "Step"): ("expectedOn",),
}
"""What is unsaid of what → the fields that say it. Other answers stand elsewhere: what was given, at another step."""


def about(card: str) -> tuple[str, str, tuple[str, ...]]:
    """The label and key of what the question of a card is about, and the fields that answer it."""
    kind, label, key = (*card.split("~")[:3], "", "", "")[:3]
    return label, key, ANSWERS.get((kind, label), ())


def answers(visitor: Visitor, card: str) -> bool:
    """Whether this visitor may answer the question of a card, but for whose touchpoint it is about."""
    label, key, fields = about(card)
    return bool(fields) and visitor.edits(**{MODEL[label].singular: {"key": key, **dict.fromkeys(fields)}})


def narrowed(visitor: Visitor) -> dict[str, str | None]:
    """What narrows the list: it goes along to a card, and back."""
    return {"journey": ",".join(visitor.several("journey")) or None, "department": visitor.one("department")}


def document(visitor: Visitor) -> str:
    """The operations that this takes."""
    label, _, fields = about(visitor.key)
    return asking.document(label, only=fields) + "\nquery stands { revision }" if answers(visitor, visitor.key) else ""


def filled(data: Mapping[str, Any], visitor: Visitor) -> Form | None:
    """The form, for whoever may answer what is there."""
    if not answers(visitor, visitor.key) or data.get("described") is None:
        return None
    label, _, fields = about(visitor.key)
    return form(label, data["described"], Names.of(data), visitor.language, visitor.refused, only=fields)


def then(data: dict[str, Any], sent: Sent, visitor: Visitor) -> str:
    """To the questions that are left where the card came from, with a word of thanks."""
    answered = "1" if data["acted"]["edit"] else "0"
    return visitor.links.to("/ask", answered=answered, **narrowed(visitor)) + "#answered"


ACT = Act(doing.ACT.document, doing.variables, then, doing.operation, doing.asks)
