"""What `parcours ask` selects of an answer: everything that its rows show, and of each node what names it."""

from graph.language import Language
from graph.model import MODEL, Cost
from queries.declare import Question, Shown, fields
from queries.rests_on import RestsOn

ANY = tuple(label for label, node in MODEL.items() if node.told and node.element)
"""The labels that a row may hold where any may stand."""


def selection(question: Question, language: Language) -> str:
    """The selection of an answer, its sentences in this language."""
    parts = _page(question) if question.connection else _rows(question)
    return " ".join(parts).replace("LANGUAGE", language)


def _page(question: Question) -> list[str]:
    return [f"edges {{ node {{ {record(question.row)} }} }} pageInfo {{ hasNextPage endCursor }}"]


def _rows(question: Question) -> list[str]:
    parts = [f"rows {{ {record(question.row)} }} totalCount"]
    if question.summary:
        parts.append(f"summary {{ {record(question.summary)} }}")
    if question.scoped:
        parts.append(f"restsOn {{ {record(RestsOn)} }}")
    return parts


def record(declared: type) -> str:
    """The selection of a record: every field that it shows."""
    return " ".join(f"{shown.name}{_inner(shown)}" for shown in fields(declared).values())


def _inner(shown: Shown) -> str:
    if shown.card:
        return f" {{ {shown.card} }}"
    if shown.type is None:
        named = " ".join(f"... on {label} {{ {_card(label)} }}" for label in ANY)
        return f" {{ id key {named} }}"
    if isinstance(shown.type, str):
        return f" {{ {_card(shown.type)} }}"
    if shown.record:
        return f" {{ {record(shown.type)} }}"
    if shown.interval:
        return " { low high currency }" if shown.type is Cost else " { low high }"
    return ""


def _card(label: str) -> str:
    """What names a node of a label."""
    return MODEL[label].card or f"key {MODEL[label].called or ''}"
