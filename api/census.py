"""Reading how much there is in the graph, from counts that the store keeps, anew for each state of the graph."""

import asyncio
import time

from api.answers import State
from api.compiler.sizes import NOTHING_KNOWN, Sizes
from api.shown import related
from graph.gateway import AsyncGateway
from graph.model import MODEL, Relation

OFTEN = 60.0
"""Seconds for which counts hold where the graph has no state: while something is being imported."""

ENOUGH = 1.9
"""Seconds for which an operation waits for counts, and then goes on with those known before: they may come later."""

AGAIN = 5.0
"""Seconds after which counts that could not be read are asked for again."""


def _counted(label: str, relation: Relation) -> str:
    """The pattern whose relationships a relation has from all nodes of a label: one that the store has counted."""
    near = relation.target if len(relation.path) > 1 else label
    outgoing = relation.outgoing == (len(relation.path) == 1)
    left, right = ("-", "->") if outgoing else ("<-", "-")
    return f"(:{near}){left}[:{relation.path[-1].removesuffix('*')}]{right}()"


LISTS = {
    (label, name): _counted(label, relation)
    for label in MODEL
    for name, (relation, _) in related(label).items()
    if relation.many and relation.path
}
PATTERNS = list(dict.fromkeys(LISTS.values()))
COUNTS = (
    f"RETURN [[{', '.join(f'COUNT {{ (:{label}) }}' for label in MODEL)}],\n"
    f"  [{', '.join(f'COUNT {{ {pattern} }}' for pattern in PATTERNS)}]] AS counts"
)
"""Counts that the store keeps: it looks at no node."""


def sizes(counts: list[list[int]]) -> Sizes:
    """What `COUNTS` says."""
    nodes = dict(zip(MODEL, counts[0], strict=True))
    edges = dict(zip(PATTERNS, counts[1], strict=True))
    return Sizes(nodes, {each: edges[pattern] / max(1, nodes[each[0]]) for each, pattern in LISTS.items()})


class Census:
    """The sizes of one store, read once for each state that its graph is in."""

    def __init__(self, gateway: AsyncGateway) -> None:
        self._gateway = gateway
        self._known = NOTHING_KNOWN
        self._state: State | None = None
        self._until = self._again = float("-inf")
        self._reading: asyncio.Task[None] | None = None

    async def sizes(self, state: State | None) -> Sizes:
        """The sizes in this state; in none, those that were read within the last minute.

        Those that were known before, where they cannot be read, or not soon.
        """
        now = time.monotonic()
        if now < self._again or (state == self._state if state else now < self._until):
            return self._known
        if self._reading is None or self._reading.done():
            self._reading = asyncio.ensure_future(self._read(state))
        await asyncio.wait({self._reading}, timeout=ENOUGH)
        return self._known

    async def _read(self, state: State | None) -> None:
        try:
            self._known = sizes(await self._gateway.value(COUNTS, {}))
            self._state, self._until = state, time.monotonic() + OFTEN
        except Exception:  # whatever is wrong with the store, the operation itself will tell
            self._again = time.monotonic() + AGAIN
