"""Whose word counts where several sources describe one node.

Organisation importers speak for what stands in org charts, all others for the rest; among equals the latest.
"""

from collections.abc import Mapping

from graph.held import Holdings
from graph.model import MODEL, Family


class Ranks:
    """The rank of each source, by the family of its kind."""

    def __init__(self, families: Mapping[str, str | None]) -> None:
        self._staff = {source for source, family in families.items() if family == Family.ORGANISATION.name}

    def __call__(self, source: str, label: str) -> int:
        """1 for a source that speaks before others of such a node, else 0."""
        return int((source in self._staff) == MODEL[label].charted)


def ranks(graph: Holdings, source: str, family: str) -> Ranks:
    """The ranks of all sources, this one among them."""
    return Ranks({**{key: told for key, (told, _) in graph.sources().items()}, source: family})
