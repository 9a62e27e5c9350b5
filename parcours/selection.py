"""What `parcours ask` selects of an answer: everything that its rows show, and of each node what names it."""

from graph.model import MODEL, Volume
from queries.declare import Question, Shown, fields
from queries.language import Language
from queries.rests_on import RestsOn

ANY = tuple(label for label, node in MODEL.items() if node.told and node.element)
"""The labels that a row may hold where any may stand."""


def selection(question: Question, language: Language) -> str:
    """The selection of an answer, its sentences in this language."""
    parts = [f"rows {{ {_record(question.row)} }} totalCount"]
    if question.summary:
        parts.append(f"summary {{ {_record(question.summary)} }}")
    if question.scoped:
        parts.append(f"restsOn {{ {_record(RestsOn)} }}")
    return " ".join(parts).replace("LANGUAGE", language)


def _record(record: type | None) -> str:
    assert record is not None
    return " ".join(f"{shown.name}{_inner(shown)}" for shown in fields(record).values())


def _inner(shown: Shown) -> str:
    if shown.type is None:
        named = " ".join(f"... on {label} {{ {_card(label)} }}" for label in ANY)
        return f" {{ id key {named} }}"
    if isinstance(shown.type, str):
        return f" {{ {_card(shown.type)} }}"
    if shown.record:
        return f" {{ {_record(shown.type)} }}"
    return " { low high }" if shown.type is Volume else ""


def _card(label: str) -> str:
    """What names a node of a label."""
    return MODEL[label].card or f"key {MODEL[label].called or ''}"
