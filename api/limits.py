"""What one operation, and one client, may ask for. Checked on the document and on its plan, before anything runs."""

import math
import time
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from graphql import DocumentNode, FieldNode, FragmentDefinitionNode, FragmentSpreadNode, Node, SelectionSetNode
from graphql.language import Visitor, visit

from graph.errors import OverBudget, OverLimit

MINUTE = 60.0
DEEPEST = 50
"""Levels that variables may have."""

CLIENTS = 10_000
"""Clients whose spending is remembered."""


@dataclass(frozen=True)
class Limits:
    """The largest operation: what it may cost, levels, aliases, tokens of its document.

    What it costs is the number of nodes that it may read at most: one for each place where it selects nodes, times the
    size of every page around it, and how many nodes every list around it has on average. A node that filters, orders,
    counts or sums have to look at counts as a tenth of one. It takes the store about 10 µs to read a node.

    `planning` is what it may cost to plan its statement, once: a page may ask half a dozen questions.
    """

    cost: int = 200_000
    depth: int = 25
    aliases: int = 500
    tokens: int = 10_000
    planning: int = 500_000

    def check(self, document: DocumentNode) -> None:
        """OverLimit for a valid document that is too deep, or gives too many other names."""
        aliases = Aliases()
        visit(document, aliases)
        _within("aliases", aliases.found, self.aliases, "ask for less at once")
        _within("levels", _depth(document), self.depth, "ask for what lies deeper from there, by its id")

    def take(self, variables: Mapping[str, Any]) -> None:
        """OverLimit for variables that are too deep, or hold more values than a document may have tokens."""
        left: list[tuple[Any, int]] = [(variables, 0)]
        found = 0
        while left:
            value, depth = left.pop()
            within = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ()
            found += len(within)
            _within("values in its variables", found, self.tokens, "ask for less at once")
            _within("levels in its variables", depth, DEEPEST, "ask for less at once")
            left += [(each, depth + 1) for each in within]

    def afford(self, cost: int, planning: int = 0) -> None:
        """OverLimit for an operation that may read too many nodes, or whose statement takes too long to plan."""
        instead = "ask for smaller pages (first), fewer levels, or less of what has to look at everything"
        _within("nodes to read at most", cost, self.cost, instead)
        if planning > self.planning:
            raise OverLimit(
                f"The operation becomes so long a statement that planning it costs {planning}, and {self.planning} are "
                "allowed: ask for less at once, fewer lists in lists, nodes(ids: …) instead of one field for each"
            )


def _within(what: str, found: int, most: int, instead: str) -> None:
    if found > most:
        raise OverLimit(f"The operation has {found} {what}, and {most} are allowed: {instead}")


class Aliases(Visitor):
    """Counts the fields that are given another name."""

    def __init__(self) -> None:
        super().__init__()
        self.found = 0

    def enter_field(self, node: FieldNode, *_: object) -> None:
        """One field."""
        self.found += node.alias is not None


def _depth(document: DocumentNode) -> int:
    fragments = {d.name.value: d for d in document.definitions if isinstance(d, FragmentDefinitionNode)}
    known: dict[str, int] = {}

    def deepest(selections: SelectionSetNode | None) -> int:
        return max((level(each) for each in selections.selections), default=0) if selections else 0

    def level(node: Node) -> int:
        if isinstance(node, FragmentSpreadNode):
            name = node.name.value
            if name not in known:
                known[name] = deepest(fragments[name].selection_set)
            return known[name]
        return deepest(getattr(node, "selection_set", None)) + isinstance(node, FieldNode)

    return max((deepest(each) for each in _selections(document)), default=0)


def _selections(document: DocumentNode) -> Iterator[SelectionSetNode]:
    for each in document.definitions:
        if not isinstance(each, FragmentDefinitionNode) and (found := getattr(each, "selection_set", None)):
            yield found


@dataclass
class Budget:
    """What each client may spend a minute, in nodes read at most; it comes back evenly."""

    each_minute: int
    _left: OrderedDict[str, tuple[float, float]] = field(default_factory=OrderedDict)

    def spend(self, client: str, cost: int, once: int = 0) -> None:
        """Take the cost from what the client has, and what is to be paid `once`, for a new statement: at most what
        anybody has in a minute. OverBudget when it has less; OverLimit for what costs more than that by itself."""
        if cost > self.each_minute:
            raise OverLimit(
                f"This costs {cost}, more than the {self.each_minute} that you have in a minute: ask for less"
            )
        cost += min(once, max(0, self.each_minute - cost))
        now = time.monotonic()
        left, since = self._left.pop(client, (float(self.each_minute), now))
        left = min(self.each_minute, left + (now - since) * self.each_minute / MINUTE)
        enough = cost <= left
        self._left[client] = (left - cost if enough else left, now)
        if len(self._left) > CLIENTS:
            self._left.popitem(last=False)
        if not enough:
            wait = (cost - left) * MINUTE / self.each_minute
            seconds = max(1, math.ceil(wait))
            raise OverBudget(
                f"This costs {cost}, and you have {int(left)} left of {self.each_minute} a minute: "
                f"ask for less, or again in {seconds} s",
                seconds,
            )
