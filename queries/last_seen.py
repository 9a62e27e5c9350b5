"""A rupture as it was last seen: what everything was called, and whose it was, when it was last derived."""

from collections.abc import Sequence
from typing import Any

import orjson

from graph.model.words import WitnessRole
from queries.declare import shows
from queries.witness import remembered

LAST_SEEN = ("journeyText", "stepText", "ownersText", "witnessText")
"""The properties of a rupture that it is made of, in this order."""


class Remembered:
    """A node as it was called; it may have gone since, or be called otherwise.

    It has no id, by which clients would take two memories of one node for the same.
    """

    key: str = shows("Key", "Clé", "Its key then")
    name: str | None = shows("Name", "Nom", "What it was called; a touchpoint by what the customer did and the channel")


class RememberedWitness:
    """One node of the proof of a rupture as it was called, with the part that it played."""

    role: WitnessRole = shows("Role", "Rôle", "The part that it played")
    node: Remembered = shows("Node", "Élément", "The node")


class LastSeen:
    """A rupture as it was last seen; what it did not remember yet by then is null."""

    journey: Remembered | None = shows("Journey", "Parcours", "Its journey")
    step: Remembered | None = shows("Step", "Étape", "The step at which it broke")
    owners: list[Remembered] = shows(
        "Whose", "Responsables", "The departments that handled both ends, or the touchpoints of the step"
    )
    witness: list[RememberedWitness] = shows("Proof", "Preuve", "The proof, in order")


def last_seen(value: Sequence[Any]) -> dict[str, Any]:
    """`LastSeen` from the values of its properties."""
    journey, step, owners, proof = value
    return {
        "journey": _node(*orjson.loads(journey)) if journey else None,
        "step": _node(*orjson.loads(step)) if step else None,
        "owners": [_node(*orjson.loads(line)) for line in owners or ()],
        "witness": [_item(*remembered(line)) for line in proof or ()],
    }


def _item(
    role: str, _: str, key: str, name: str | None, step: str | None = None, channel: str | None = None
) -> dict[str, Any]:
    called = name or step
    return {"role": role, "node": _node(key, f"{called} ({channel})" if channel else called)}


def _node(key: str, name: str | None) -> dict[str, str | None]:
    return {"key": key, "name": name}
