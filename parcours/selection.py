"""What `parcours ask` selects of an answer: everything that its rows show, and of each node what names it."""

from collections.abc import Mapping

from graph.language import Language
from graph.model import MODEL, Cost
from queries.declare import Question, Shown, fields
from queries.rests_on import RestsOn

FEW = 3
"""How many rows are told of what a part of an answer asks."""

ANY = tuple(label for label, node in MODEL.items() if node.told and node.element)
"""The labels that a row may hold where any may stand."""


def selection(question: Question, language: Language) -> str:
    """The selection of an answer, its sentences in this language."""
    if question.connection:
        parts = [f"edges {{ node {{ {record(question.row)} }} }} pageInfo {{ hasNextPage endCursor }}"]
    else:
        parts = [record(question.row) if question.whole else _rows(question, fields(question.row))]
        parts += [f"restsOn {{ {record(RestsOn)} }}"] if question.scoped else []
    return " ".join(parts).replace("LANGUAGE", language)


def _rows(question: Question, shown: Mapping[str, Shown]) -> str:
    summary = f" summary {{ {record(question.summary)} }}" if question.summary else ""
    return f"rows {{ {_selected(shown)} }} totalCount{summary}"


def part(shown: Shown, language: Language) -> str:
    """The selection of one part of an answer."""
    return f"{shown.name}{_inner(shown)}".replace("LANGUAGE", language)


def record(declared: type) -> str:
    """The selection of a record: every field that it shows."""
    return _selected(fields(declared))


def _selected(shown: Mapping[str, Shown]) -> str:
    return " ".join(f"{name}{_inner(each)}" for name, each in shown.items())


def _inner(shown: Shown) -> str:
    if shown.asks:
        return f"(first: {FEW}) {{ {_rows(shown.asks.question, shown.asks.fields)} }}"
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
