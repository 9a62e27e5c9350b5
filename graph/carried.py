"""What an edge carries: what is told of it, and what is meant by telling nothing."""

from collections.abc import Mapping
from typing import Any, TypeVar

from graph.model import Relation

PROGRESS = "PROGRESS"

End = TypeVar("End", str, tuple[str, str])


def carried(
    relation: Relation, told: Mapping[str, Any], *, first: bool, only: bool, wait: str | None = None
) -> dict[str, Any]:
    """The properties of the edge, as the store keeps them.

    `first` and `only` tell its place among those of its relation, `wait` how long the step takes that it leaves.
    """
    found = {name: str(value) for name, value in relation.constant.items()} | dict(told)
    has = _names(relation)
    if "declared" in has:
        found["declared"] = True
    if "primary" in has and first:
        found["primary"] = True
    return found | _journeyed(relation, found, only, wait)


def left(relation: Relation, entries: Mapping[End, Mapping[str, Any]]) -> dict[End, dict[str, Any]]:
    """What is left of the entries of a relation, with what they carry: as if nobody had ever told the others."""
    found = {end: dict(told) for end, told in entries.items()}
    if relation.type == "LEADS_TO" and len(found) == 1:
        found = {end: {"share": 1.0} | told for end, told in found.items()}
    if found and "primary" in _names(relation) and not any(told.get("primary") for told in found.values()):
        found[min(found)]["primary"] = True
    return found


def _names(relation: Relation) -> set[str]:
    return {p.name for p in relation.edge.properties} if relation.edge else set()


def _journeyed(relation: Relation, told: Mapping[str, Any], only: bool, wait: str | None) -> dict[str, Any]:
    """The defaults of the two edges on which customers go."""
    if relation.type not in ("NEXT", "LEADS_TO"):
        return {}
    more: dict[str, Any] = {"kind": told.get("kind", PROGRESS)}
    if relation.type == "NEXT" and wait is not None:
        more["wait"] = told.get("wait", wait)
    if relation.type == "LEADS_TO":
        more["basis"] = "DECLARED"
        if only:
            more["share"] = told.get("share", 1.0)
    return more
