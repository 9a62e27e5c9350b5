"""Ids: a label of the model and a key."""

from graph.errors import BadInput
from graph.model import MODEL


def decode(id_: str, argument: str) -> tuple[str, str]:
    """The label and the key of an id. BadInput if it is none of ours."""
    label, colon, key = id_.partition(":")
    if not colon or not key or label not in MODEL:
        raise BadInput(f"{argument}: {id_!r} is not an id; give one that the field `id` of a node returned")
    return label, key
