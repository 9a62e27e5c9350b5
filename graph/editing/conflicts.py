"""Fields that somebody else changed since whoever acts looked: what stands there is told, and nothing is written."""

from dataclasses import asdict

from graph.editing.draft import Draft
from graph.errors import Conflict
from graph.saying import counting

MEANWHILE = counting(
    "Somebody changed 1 field meanwhile: look at what stands there, and decide again",
    "Somebody changed {n:,} fields meanwhile: look at what stands there, and decide again",
    "Quelqu'un a modifié 1 champ entre-temps : regardez ce qui est là, et décidez de nouveau",
    "Quelqu'un a modifié {n:,} champs entre-temps : regardez ce qui est là, et décidez de nouveau",
)


def refuse(draft: Draft) -> None:
    """Conflict, with what stands there, if a field that the act sets was changed since the revision that it expects.

    So it is with a node that came or went since.
    """
    asked = {f"{label}:{key}": fields for (label, key), fields in draft.fields.items()}
    gone = {":".join(ref) for ref in draft.gone}  # nobody takes away what he has not seen
    met = [
        {"id": node, "field": field, **asdict(since), "change": asked[node].get(field, asked[node].get(None))}
        for (node, field), since in draft.act.changed_since(list(asked)).items()
        if field in asked[node] or node in gone
    ]
    if met:
        raise Conflict(MEANWHILE(len(met)), met)
