"""What `parcours ask` selects of an answer: everything that its rows show, and of each node what names it."""

from graph.model import Volume
from queries.declare import Question, Shown, fields
from queries.rests_on import RestsOn

END = "key name step { key text } channel { key name kind } handledBy { key name silo { key name } }"
CARDS = {
    "Journey": "key title perspective",
    "Step": "key text",
    "Touchpoint": END,
    "Channel": "key name kind",
    "Department": "key name",
    "Position": "key title",
    "Handoff": f"key status from {{ {END} }} to {{ {END} }} volume {{ low high }}",
    "Rupture": "key kind triage explanation(language: LANGUAGE)",
    "ImportRun": "key startedAt source { key }",
}
"""What names a node of each label; its key and name where nothing else is said."""

ANY = (
    "Journey",
    "Phase",
    "Step",
    "Touchpoint",
    "Channel",
    "Department",
    "Silo",
    "System",
    "InformationObject",
    "Persona",
    "Need",
)
"""The labels that a row may hold where any may stand."""


def selection(question: Question, lang: str) -> str:
    """The selection of an answer, its sentences in this language."""
    parts = [f"rows {{ {_record(question.row)} }} totalCount"]
    if question.summary:
        parts.append(f"summary {{ {_record(question.summary)} }}")
    if question.scoped:
        parts.append(f"restsOn {{ {_record(RestsOn)} }}")
    return " ".join(parts).replace("LANGUAGE", lang.upper())


def _record(record: type | None) -> str:
    assert record is not None
    return " ".join(f"{shown.name}{_inner(shown)}" for shown in fields(record).values())


def _inner(shown: Shown) -> str:
    if shown.type is None:
        named = " ".join(f"... on {label} {{ {CARDS.get(label, 'key name')} }}" for label in ANY)
        return f" {{ id key {named} }}"
    if isinstance(shown.type, str):
        return f" {{ {CARDS.get(shown.type, 'key name')} }}"
    if shown.record:
        return f" {{ {_record(shown.type)} }}"
    return " { low high }" if shown.type is Volume else ""
