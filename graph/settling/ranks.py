"""Whose word counts where several sources describe one node.

Organisation importers speak for departments and positions, all others for the rest; among equals the latest.
"""

from collections.abc import Mapping

from graph.held import Holdings
from graph.model import Family

STAFFED = ("Department", "Position")
"""The labels for which sources of organisation speak."""


class Ranks:
    """The rank of each source, by the family of its kind."""

    def __init__(self, families: Mapping[str, str | None]) -> None:
        self._staff = {source for source, family in families.items() if family == Family.ORGANISATION.name}

    def __call__(self, source: str, label: str) -> int:
        """1 for a source that speaks before others of such a node, else 0."""
        return int((source in self._staff) == (label in STAFFED))


def ranks(graph: Holdings, source: str, family: str) -> Ranks:
    """The ranks of all sources, this one among them."""
    return Ranks({**{key: told for key, (told, _) in graph.sources().items()}, source: family})
