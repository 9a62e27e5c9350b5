"""What the card of a node says, in words: what it is called, or what tells it from others where nothing is."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import orjson

from graph.language import Language, both
from graph.model.words import EvidenceKind, RuptureKind
from graph.saying import saying
from graph.terms import FieldName, named
from wording.cells import place_of, run
from wording.labels import label
from wording.problems import said
from wording.writing import month

ELSEWHERE = both("elsewhere", "ailleurs")
"""Where customers come from, or go, where a flow has no channel."""
REST = both("other routes", "autres chemins")
FIELD = saying("{node} · {field}", "{node} · {field}")
Parts = Sequence[Any]


def called(of: str, parts: Parts | str, language: Language) -> str:
    """What the card of a node of a label says; `parts` is what `queries.cards` reads of it."""
    return parts if isinstance(parts, str) else CARDS[of](parts, language)


def _touchpoint(parts: Parts, _: Language) -> str:
    name, step, channel, key = parts
    return place_of(name or step or key, channel)


def _handoff(parts: Parts, language: Language) -> str:
    *ends, key = parts
    return " → ".join(_touchpoint(end, language) for end in ends) if all(ends) else key


def _rupture(parts: Parts, language: Language) -> str:
    kind, what, step, remembered = parts
    if remembered and not step:
        step = orjson.loads(remembered)[1]
    return _joined(label(RuptureKind(kind), language), what, step)


def _flow(parts: Parts, language: Language) -> str:
    *ends, reason, when = parts
    return _joined(" → ".join(end or ELSEWHERE[language] for end in ends), reason, month(when, language))


def _route(parts: Parts, language: Language) -> str:
    channels, reason, when = parts
    return _joined(" → ".join(channels) or REST[language], reason, month(when, language))


def _evidence(parts: Parts, language: Language) -> str:
    source, kind, key = parts
    return str(source or (label(EvidenceKind(kind), language) if kind else key))


def _run(parts: Parts, language: Language) -> str:
    source, began, key = parts
    return run(source or "", datetime.fromisoformat(began), language) if began else key


def _change(parts: Parts, language: Language) -> str:
    node, field = parts
    of = named(*node.split(":", 1))
    return said(FIELD(field=FieldName(field), node=of) if field else of, language)


def _joined(*parts: str | None) -> str:
    return " · ".join(part for part in parts if part)


CARDS: dict[str, Callable[[Parts, Language], str]] = {
    "Touchpoint": _touchpoint,
    "Handoff": _handoff,
    "Rupture": _rupture,
    "Flow": _flow,
    "Route": _route,
    "Evidence": _evidence,
    "ImportRun": _run,
    "FieldChange": _change,
}
