"""Where a store is, and whether it is there."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

from graph.presence import greets

PROBE = 3.5
"""Seconds in which a silent store must greet us when we look whether it is there."""


@dataclass(frozen=True)
class Address:
    """Where a store is and who asks; the password never shows in a representation.

    `lives` knows whether the store gets on, where somebody keeps watch over it; else it is asked for its greeting.
    """

    uri: str
    username: str = "neo4j"
    password: str = field(default="", repr=False)
    database: str = "neo4j"
    lives: Callable[[], bool] | None = field(default=None, repr=False, compare=False)

    def is_there(self) -> bool:
        """Whether the store is there, however busy. Takes at most `PROBE` seconds to know."""
        if self.lives:
            with suppress(Exception):  # whoever keeps watch cannot tell: so the store is asked itself
                return self.lives()
        return greets(self.uri, PROBE)
