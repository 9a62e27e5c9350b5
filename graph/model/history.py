"""What imports did to what is told, kept so that it can be asked for afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.model.declare import Family, One, into, node, prop

if TYPE_CHECKING:
    from graph.model.observed import ImportRun


@node(Family.HISTORY, mark="node")
class FieldChange:
    """A field of a node that a run changed; without a field, a node that it brought or took away."""

    node: str = prop("The node, as `Label:key`, whether or not it still exists", told=False, index=True)
    field: str | None = prop(
        "The property or relation, by its name; `phase`, `step` and `journey` where a part came to stand elsewhere, "
        "`order` where it changed places with others of its phase or journey; null for the node itself",
        told=False,
    )
    before: str | None = prop(
        "What it said before: text as it is, everything else as JSON, a relation by keys; null is unknown. Without a "
        "field: what the node was called that is gone",
        told=False,
    )
    after: str | None = prop("What it says since then, or what the node is called that came", told=False)
    run: One[ImportRun] = into("CHANGED", "The import, or act, that changed it")
