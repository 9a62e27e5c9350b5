"""Fields that somebody else changed since whoever acts looked: what stands there is told, and nothing is written."""

from typing import Any

from graph.editing.draft import Draft
from graph.errors import Conflict
from graph.saying import counting

SINCE = """
UNWIND $nodes AS node
MATCH (change:FieldChange {node: node})<-[:CHANGED]-(run:ImportRun)-[:OF]->(source:Source)
WHERE run.revision > $expected
RETURN node, change.field, change.after, coalesce(run.by, source.key), toString(run.startedAt), run.revision
ORDER BY run.key, change.key
"""
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
    expected = draft.act.signed.expected
    if expected is None or not draft.fields:
        return
    asked = {f"{label}:{key}": fields for (label, key), fields in draft.fields.items()}
    gone = {":".join(ref) for ref in draft.gone}  # nobody takes away what he has not seen
    met: dict[tuple[str, str | None], dict[str, Any]] = {}
    for node, field, after, by, at, revision in draft.act.run(SINCE, nodes=list(asked), expected=expected):
        if field in asked[node] or node in gone:
            told = {"id": node, "field": field, "stands": after, "by": by, "at": at, "revision": revision}
            met[node, field] = told | {"change": asked[node].get(field, asked[node].get(None))}
    if met:
        raise Conflict(MEANWHILE(len(met)), list(met.values()))
