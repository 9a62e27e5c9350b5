"""How much there is in the graph, and how much of it an operation may look at: what the factors of its cost come to."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

FEW = 3
"""How many nodes a relation leads to, before anybody knows."""

UNKNOWN = 1_000
"""How many nodes a label has, before anybody knows."""

WHOLE = 200_000
"""Nodes from which on it costs no more to look at all: what is asked of everything must be answered however much
there is."""

WORDS = 10
"""How many groups the words of a closed list make."""


@dataclass(frozen=True)
class Sizes:
    """Nodes by label, and by label and relation how many nodes it leads to on average; empty: nothing is known."""

    nodes: Mapping[str, int] = field(default_factory=dict)
    fans: Mapping[tuple[str, str], float] = field(default_factory=dict)

    def of(self, label: str) -> float:
        """Nodes of a label, as they are counted: all labels together are `WHOLE` at most."""
        return self.nodes.get(label, UNKNOWN) * self._scale if self.nodes else UNKNOWN

    def along(self, label: str, relation: str) -> float:
        """How many nodes a relation leads to from a node of this label, on average."""
        return self.fans.get((label, relation), FEW)

    @cached_property
    def share(self) -> float:
        """All nodes, as a share of `WHOLE`."""
        return min(1.0, sum(self.nodes.values()) / WHOLE)

    @cached_property
    def _scale(self) -> float:
        return min(1.0, WHOLE / max(1, sum(self.nodes.values())))


NOTHING_KNOWN = Sizes()


@dataclass(frozen=True)
class Page:
    """As often as a page is long, or a list of keys: by the name of the parameter (one more than a page's size).

    A page of all nodes of a `label` has no more than there are.
    """

    name: str
    label: str = ""

    def times(self, parameters: Mapping[str, Any], sizes: Sizes) -> float:
        """How often."""
        value = parameters[self.name]
        asked = len(value) if isinstance(value, list) else int(value) - 1
        return min(asked, sizes.nodes.get(self.label, asked))


@dataclass(frozen=True)
class Nodes:
    """As often as there are nodes of a label."""

    label: str

    def times(self, parameters: Mapping[str, Any], sizes: Sizes) -> float:
        """How often."""
        return sizes.of(self.label)


@dataclass(frozen=True)
class Along:
    """As often as there are nodes at the other end of a relation."""

    label: str
    relation: str

    def times(self, parameters: Mapping[str, Any], sizes: Sizes) -> float:
        """How often."""
        return sizes.along(self.label, self.relation)


@dataclass(frozen=True)
class Everything:
    """The whole graph, as a share of `WHOLE`; of the journeys that a parameter names, if it does, theirs."""

    journeys: str = ""

    def times(self, parameters: Mapping[str, Any], sizes: Sizes) -> float:
        """How often."""
        named = parameters.get(self.journeys)
        part = 1.0 if named is None else min(1.0, len(named) / max(1.0, sizes.of("Journey")))
        return part * sizes.share


@dataclass(frozen=True)
class Grouped:
    """The groups that nodes fall into, as a share of these nodes: no more than there are of what they have in common.

    `kinds` are the labels of that, one for each grouping in another; empty for the words of a closed list.
    """

    among: "Factors"
    kinds: tuple[str, ...] = ()

    def by(self, kind: str) -> "Grouped":
        """The groups within these groups."""
        return Grouped(self.among, (*self.kinds, kind))

    def times(self, parameters: Mapping[str, Any], sizes: Sizes) -> float:
        """How often."""
        nodes = math.prod(each.times(parameters, sizes) for each in self.among)
        groups = math.prod(sizes.of(kind) if kind else WORDS for kind in self.kinds)
        return min(1.0, groups / nodes) if nodes else 0.0


@dataclass(frozen=True)
class Ends:
    """As often as those of a label, each with two ends, have one at a node of another label, on average."""

    label: str
    at: str

    def times(self, parameters: Mapping[str, Any], sizes: Sizes) -> float:
        """How often."""
        return 2 * sizes.of(self.label) / max(1.0, sizes.of(self.at))


Factor = Page | Nodes | Along | Ends | Everything | Grouped
Factors = tuple[Factor, ...]
"""How often something may be read: the product of these."""
