"""Ids: a label of the model and a key."""

from collections.abc import Mapping
from typing import Any

from graph.errors import BadInput
from graph.model import MODEL


def label(id_: str) -> str | None:
    """The label of an id; none where it is none of ours."""
    found, colon, key = id_.partition(":")
    return found if colon and key and found in MODEL else None


def key(id_: str) -> str:
    """The key of an id."""
    return id_.partition(":")[2]


def asked(given: Mapping[str, Any]) -> dict[str, Any]:
    """The key of the id that is asked for. BadInput for one that is none of ours."""
    if label(given["id"]) is None:
        raise malformed(given["id"], "id")
    return {"key": key(given["id"])}


def malformed(id_: str, argument: str) -> BadInput:
    """What is wrong with an id that is none of ours."""
    return BadInput(f"{argument}: {id_!r} is not an id; give one that the field `id` of a node returned")
