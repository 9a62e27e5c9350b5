"""Fields that somebody else changed since whoever acts looked: what stands there is told, and nothing is written."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from graph.acts.acting import Meanwhile
from graph.editing.draft import Draft
from graph.errors import Conflict
from graph.model import MODEL
from graph.saying import Saying, counting, saying
from graph.settling import pen
from graph.terms import named

MEANWHILE = counting(
    "Somebody changed 1 field meanwhile: look at what stands there, and decide again",
    "Somebody changed {n:,} fields meanwhile: look at what stands there, and decide again",
    "Quelqu'un a modifié 1 champ entre-temps : regardez ce qui est là, et décidez de nouveau",
    "Quelqu'un a modifié {n:,} champs entre-temps : regardez ce qui est là, et décidez de nouveau",
)
WENT_ON = counting(
    "somebody has gone on from 1 field since",
    "somebody has gone on from {n:,} fields since",
    "quelqu'un a continué à partir d'1 champ depuis",
    "quelqu'un a continué à partir de {n:,} champs depuis",
)
REMOVED = saying(
    "{node} is no longer there: somebody removed it meanwhile",
    "{node} n'est plus là\N{NO-BREAK SPACE}: quelqu'un l'a retiré entre-temps",
)


def refuse(draft: Draft) -> None:
    """Conflict, with what stands there, if a field that the act sets was changed since the revision that it expects.

    So it is with a node that came or went since.
    """
    asked = {f"{label}:{key}": fields for (label, key), fields in draft.fields.items()}
    gone = {":".join(ref) for ref in draft.gone}  # nobody takes away what he has not seen
    met = [
        {"id": node, "field": field, **asdict(since), "change": asked[node].get(field, asked[node].get(None))}
        for (node, field), since in draft.act.changed_since(draft.act.signed.expected, list(asked)).items()
        if field in asked[node] or node in gone
    ]
    if met:
        raise _conflict(MEANWHILE, met)


def gone_on(draft: Draft, met: Sequence[dict[str, Any]], revision: int | None) -> Conflict:
    """The conflict of an act that cannot be taken back: who went on from it since its revision is told where that is
    known, and fields are called as the model calls them."""
    since = draft.act.changed_since(revision, [each["id"] for each in met])
    known = [_known(each, since) for each in met]
    return _conflict(WENT_ON, [*{(each["id"], each["field"], each["stands"]): each for each in known}.values()])


def _known(met: dict[str, Any], since: Mapping[tuple[str, str | None], Meanwhile]) -> dict[str, Any]:
    label = met["id"].partition(":")[0]
    said = {word: name for name in MODEL[label].by_name for word in pen.words(label, name)}
    field = said.get(met["field"], met["field"])
    who = since.get((met["id"], field)) if field or met["stands"] is None else None
    return met | {"field": field} | (asdict(who) if who else {})


def _conflict(fields: Callable[[int], Saying], met: Sequence[dict[str, Any]]) -> Conflict:
    """Where a node is no longer there, that is what is told, and no number of fields."""
    gone = next((each["id"] for each in met if each["field"] is None and each["stands"] is None), None)
    return Conflict(REMOVED(node=named(*gone.split(":", 1))) if gone else fields(len(met)), met)
