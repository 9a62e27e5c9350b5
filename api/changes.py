"""The revision of the graph as it rises, for whoever listens: Server-Sent Events, one look at the store for all."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import aclosing

import anyio
import orjson
from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from api.answers import Answers

EVERY = 1.0
"""Seconds between two looks at the store. Others write to it, too: servers, workers, commands."""

ALIVE = 15.0
"""Seconds after which a stream says that it is there, for proxies that close what is silent."""

MOST = 200
"""Streams of one process at most."""

HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


class Changes:
    """What listens to one store in one process. The store is looked at for as long as anybody does."""

    def __init__(self, answers: Answers) -> None:
        self._answers = answers
        self._listening = 0
        self._revision = 0
        self._news = asyncio.Event()
        self._looking: asyncio.Task[None] | None = None
        self._ended = False

    @property
    def full(self) -> bool:
        """Whether as many listen as may."""
        return self._listening >= MOST

    def end(self) -> None:
        """Nobody is told of anything any more: who listens would keep a server from its end."""
        self._ended = True
        self._wake()

    async def follow(self, seen: int = 0) -> AsyncGenerator[int | None]:
        """The revision that the graph is at, and each that it rises to, beyond the one seen; null now and then."""
        self._listening += 1
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look_on())
        try:
            while not self._ended:
                if self._revision > seen:
                    seen = self._revision
                    yield seen
                    continue
                try:
                    async with asyncio.timeout(ALIVE):
                        await self._news.wait()
                except TimeoutError:
                    yield None
        finally:
            self._listening -= 1

    async def _look_on(self) -> None:
        """Look, and go on while the store is away or a run is half-way: whoever listens is told once it is whole."""
        while self._listening:
            state = await self._answers.look()
            if state is not None and state[0] != self._revision:
                self._revision = state[0]
                self._wake()
            await asyncio.sleep(EVERY)
        self._revision = 0  # whoever listens next is told what holds by then

    def _wake(self) -> None:
        self._news.set()
        self._news = asyncio.Event()


class Stream(StreamingResponse):
    """The revisions as events, for as long as the listener is there and `may` listen."""

    def __init__(self, changes: Changes, seen: int, may: Callable[[], bool]) -> None:
        super().__init__(_events(changes, seen, may), headers=HEADERS, media_type="text/event-stream")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send events until nobody takes them. That a listener has gone is told, and not found out when it is sent."""
        async with anyio.create_task_group() as group:

            async def gone() -> None:
                while (await receive())["type"] != "http.disconnect":
                    pass
                group.cancel_scope.cancel()

            group.start_soon(gone)
            await self.stream_response(send)
            group.cancel_scope.cancel()


async def _events(changes: Changes, seen: int, may: Callable[[], bool]) -> AsyncIterator[bytes]:
    async with aclosing(changes.follow(seen)) as revisions:
        async for revision in revisions:
            if not may():
                return
            if revision is None:
                yield b": here\n\n"
            else:
                yield b"event: revision\nid: %d\ndata: %s\n\n" % (revision, orjson.dumps({"revision": revision}))
