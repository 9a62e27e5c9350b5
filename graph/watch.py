"""Waiting for a store, for commands: a wait ends by itself once nobody is there any more who could answer."""

import math
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from graph.errors import ParcoursError, StoreUnavailable, TookTooLong
from graph.saying import saying

PATIENCE = 1.0
"""Seconds after which we look, again and again, whether a silent store is there."""

SURE = 3
"""Looks in a row that find nobody before a command gives up: a store may stand still for some seconds."""

LATE = 3.0
"""Seconds that word of a statement's end may take, after the store should have stopped it."""

SILENT = saying(
    "The store at {uri} does not answer; is it running?", "La base {uri} ne répond pas ; est-elle en marche ?"
)
NO_END = saying(
    "The store is busy, and did not come to an end; ask for less, or again later",
    "La base est occupée, et n'en est pas venue à bout ; demandez-en moins, ou plus tard",
)


@dataclass(frozen=True, eq=False)
class Wait:
    """One wait: since when, until when at most, and what it is given up with then."""

    since: float
    until: float
    reason: ParcoursError


class Watch:
    """Keeps an eye on whoever waits for a store, from a thread of its own; there is one wait at a time.

    `is_there` looks for the store. `end` is called when the wait is given up, and must make it fail; why it was is then
    in `given_up`.
    """

    def __init__(self, uri: str, is_there: Callable[[], bool], end: Callable[[], None]) -> None:
        self.given_up: ParcoursError | None = None
        self._uri = uri
        self._is_there = is_there
        self._end = end
        self._wait: Wait | None = None
        self._closed = threading.Event()
        self._watcher: threading.Thread | None = None

    @contextmanager
    def over(self, limit: float = math.inf, reason: ParcoursError | None = None) -> Iterator[None]:
        """While the block waits for the store, for `limit` seconds at most: it is given up for this `reason` then.

        Without one the store stops by itself what takes too long, and is given the seconds that word of it may take.
        """
        if self._watcher is None:
            self._watcher = threading.Thread(target=self._look, name="watch", daemon=True)
            self._watcher.start()
        now = time.monotonic()
        until = now + limit - PATIENCE if reason else now + limit + LATE
        self._wait = Wait(now, until, reason or TookTooLong(NO_END()))
        try:
            yield
        finally:
            self._wait = None

    def close(self) -> None:
        """Look no more."""
        self._closed.set()

    def _look(self) -> None:
        before, missed = None, 0
        while not self._closed.wait(PATIENCE):
            wait, now = self._wait, time.monotonic()
            if wait is None or now - wait.since < PATIENCE:
                continue
            missed = 0 if wait is not before or self._is_there() else missed + 1
            before = wait
            if (missed == SURE or now > wait.until) and wait is self._wait:
                self.given_up = StoreUnavailable(SILENT(uri=self._uri)) if missed else wait.reason
                self._end()
                return
