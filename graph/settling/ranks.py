"""Whose word counts where several sources describe one node.

Organisation importers speak for what stands in org charts, the product's own files for the rest; among equals the
latest. So a table or a diagram of another tool gives a channel a name, until somebody does. What people edit here
speaks before all of them.
"""

from collections.abc import Mapping

from graph.held import Holdings
from graph.model import MODEL, Family
from graph.statement import EDITS, OWN

FIRST = 4
"""Beyond all that sources can have."""


class Ranks:
    """The rank of each source, by the family of its kind and the kind."""

    def __init__(self, kinds: Mapping[str, tuple[str | None, str | None]]) -> None:
        self._staff = {source for source, (family, _) in kinds.items() if family == Family.ORGANISATION.name}
        self._own = {source for source, (_, kind) in kinds.items() if kind in OWN}

    def __call__(self, source: str, label: str) -> int:
        """What sources have most of that speak before all others of such a node."""
        if source == EDITS:
            return FIRST
        return 2 * ((source in self._staff) == MODEL[label].charted) + (source in self._own)


def ranks(graph: Holdings, source: str, family: str, kind: str) -> Ranks:
    """The ranks of all sources, this one among them."""
    return Ranks({**graph.kinds(), source: (family, kind)})
