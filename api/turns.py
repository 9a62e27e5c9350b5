"""Who may ask the store, and when: so many statements at once, a share of them for each client, the others wait."""

import asyncio
from collections import Counter, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from graph.errors import Overloaded

STATEMENTS = 16
"""Statements that are in flight at once, unless set."""

WAITING = 16
"""How many wait, at most, for each that may be in flight."""

FULL = "Too many operations wait for the store already: try again"
TOO_LONG = "The store is busy with other operations, and this one's turn did not come: try again"


@dataclass
class Turns:
    """Statements in flight, and those that wait for their turn.

    One client has half of either at most, so that another comes to its turn while it asks for as much as it can.
    """

    most: int = STATEMENTS
    _running: Counter[str] = field(default_factory=Counter)
    _waiting: deque[tuple[str, asyncio.Future[None]]] = field(default_factory=deque)

    @property
    def busy(self) -> bool:
        """Whether any statement is in flight, or waits."""
        return bool(self._running or self._waiting)

    @asynccontextmanager
    async def taken(self, client: str, within: float) -> AsyncIterator[None]:
        """A turn for as long as the block lasts. Overloaded if too many wait, or it does not come in time (seconds)."""
        if self._is_free(client):
            self._running[client] += 1
        else:
            await self._wait(client, within)
        try:
            yield
        finally:
            self._leave(client)

    def _is_free(self, client: str) -> bool:
        return self._running.total() < self.most and self._running[client] < self._share(self.most)

    def _share(self, of: int) -> int:
        return max(1, of // 2)

    async def _wait(self, client: str, within: float) -> None:
        room = WAITING * self.most
        if len(self._waiting) >= room or sum(each == client for each, _ in self._waiting) >= self._share(room):
            raise Overloaded(FULL)
        came: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((client, came))
        try:
            await asyncio.wait({came}, timeout=within)
        except asyncio.CancelledError:
            if came.done():  # and nobody is there any more to take it
                self._leave(client)
            raise
        finally:
            if not came.done():
                self._waiting.remove((client, came))
        if not came.done():
            raise Overloaded(TOO_LONG)

    def _leave(self, client: str) -> None:
        """Hand the turn on to whoever waits longest of those who may have it."""
        self._running[client] -= 1
        if not self._running[client]:
            del self._running[client]
        for other, came in self._waiting:
            if self._is_free(other):
                self._waiting.remove((other, came))
                self._running[other] += 1
                came.set_result(None)
                return
