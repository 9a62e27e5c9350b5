"""What the page of a node says of itself being edited: a form for all that can be said of it, and what an act did."""

from collections.abc import Iterator
from typing import Any

from api.rights import EDIT
from graph.model import MODEL
from pages.acting import Act, Sent
from pages.describing import asking
from pages.describing.asking import PARTIAL
from pages.describing.form import Form, form
from pages.describing.naming import Names
from pages.editing import doing
from pages.editing.done import RUN
from pages.telling import Data
from pages.visitor import Visitor
from pages.whose import Whose

HANDLERS = """query handlers($key: String!, $ours: Boolean!) {
  handlers: touchpoint(key: $key) { handledBy { key aliases above @include(if: $ours) { key aliases } } }
}"""
"""Asks for whoever may edit a touchpoint by its departments."""


def editable(visitor: Visitor) -> bool:
    """Whether this visitor may say something of such a node here: parts of journeys are edited on their map."""
    node = MODEL[visitor.label]
    return node.told and node.within is None and visitor.edits(**{node.singular: {"key": visitor.key}})


def opened(visitor: Visitor) -> bool:
    """Whether the form is shown."""
    return editable(visitor) and (visitor.one("edit") is not None or visitor.refused is not None)


def document(visitor: Visitor) -> Iterator[str]:
    """The operations that this takes."""
    yield "query stands { revision }"
    if visitor.label == "Touchpoint":
        yield HANDLERS
    if opened(visitor):
        yield asking.document(visitor.label)
    if visitor.acted:
        yield RUN


def filled(data: Data, visitor: Visitor) -> Form | None:
    """The form, where it is shown."""
    if not opened(visitor):
        return None
    return form(visitor.label, data["described"], Names.of(data), visitor.language, visitor.refused)


def drawn_at(data: Data, visitor: Visitor) -> str | None:
    """Where a part of a journey is edited: on its map."""
    if visitor.label not in PARTIAL:
        return None
    handlers = data["handlers"]["handledBy"] if visitor.label == "Touchpoint" else ()
    if not Whose(visitor).says(visitor.label, visitor.key, handlers):
        return None
    journey = _journey(data)
    return visitor.links.edit(journey["key"], at=f"{visitor.label}:{visitor.key}") if journey else None


def remarked_at(data: Data, visitor: Visitor) -> str | None:
    """Where something can be said of a part of a journey, by whoever does not edit it."""
    said = not visitor.may(EDIT) and visitor.edits(evidence={"about": [f"{visitor.label}:{visitor.key}"]})
    if visitor.label not in ("Step", "Touchpoint") or not said:
        return None
    journey = _journey(data)
    return visitor.links.remarks(journey["key"], at=f"{visitor.label}:{visitor.key}") + "#quote" if journey else None


def _journey(data: Data) -> Any:
    """The journey that a part stands in, if it stands in one."""
    maps: dict[str, Any] = data.get("maps") or {}
    return (maps.get("step") or maps).get("journey")


def then(data: Data, sent: Sent, visitor: Visitor) -> str:
    """Back to the page, which tells what was done."""
    return visitor.links.here(edit=None, **doing.tells(data, sent)) + "#done"


ACT = Act(doing.ACT.document, doing.variables, then, doing.operation, doing.asks)
