"""What is kept in memory by weight: the least used goes first, and what is too heavy is never kept."""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


@dataclass
class Kept(Generic[K, V]):
    """Values by their keys. `most` is what all may weigh together, `largest` what one may: bytes."""

    most: int
    largest: int
    weight: int = 0
    _values: OrderedDict[K, tuple[V, int]] = field(default_factory=OrderedDict)

    def __len__(self) -> int:
        return len(self._values)

    def find(self, key: K) -> V | None:
        """The value, if it is kept."""
        found = self._values.get(key)
        if found is None:
            return None
        self._values.move_to_end(key)
        return found[0]

    def keep(self, key: K, value: V, weight: int) -> None:
        """Keep a value, unless it is too heavy."""
        if weight > self.largest:
            return
        self.drop(key)
        self._values[key] = value, weight
        self.weight += weight
        while self.weight > self.most:
            self.drop(next(iter(self._values)))

    def drop(self, key: K) -> None:
        """Forget a value."""
        found = self._values.pop(key, None)
        self.weight -= found[1] if found else 0

    def clear(self) -> None:
        """Forget all."""
        self._values.clear()
        self.weight = 0
