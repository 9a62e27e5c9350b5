"""The revision of the graph as it rises, for whoever listens: Server-Sent Events, one look at the store for all."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing

import anyio
import orjson
from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from graph.errors import ParcoursError
from graph.gateway import AsyncGateway

REVISION = "MATCH (g:Graph {key: 'graph'}) WHERE g.derived = g.revision RETURN g.revision"
"""Null while a run is half-way: what it wrote is not to be read yet."""

EVERY = 1.0
"""Seconds between two looks at the store. Others write to it, too: servers, workers, commands."""

ALIVE = 15.0
"""Seconds after which a stream says that it is there, for proxies that close what is silent."""

MOST = 200
"""Streams of one process at most."""

HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


class Changes:
    """What listens to one store in one process. The store is looked at for as long as anybody does."""

    def __init__(self, gateway: AsyncGateway) -> None:
        self._gateway = gateway
        self._listening = 0
        self._revision: int | None = None
        self._risen = asyncio.Event()
        self._looking: asyncio.Task[None] | None = None

    @property
    def full(self) -> bool:
        """Whether as many listen as may."""
        return self._listening >= MOST

    async def follow(self, seen: int | None = None) -> AsyncGenerator[int | None]:
        """The revision that the graph is at, unless it was seen, and each that it comes to; null now and then."""
        self._listening += 1
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look_on())
        try:
            while True:
                risen = self._risen
                if self._revision is not None and self._revision != seen:
                    seen = self._revision
                    yield seen
                    continue
                try:
                    async with asyncio.timeout(ALIVE):
                        await risen.wait()
                except TimeoutError:
                    yield None
        finally:
            self._listening -= 1

    async def _look_on(self) -> None:
        try:
            while self._listening:
                found = await self._look()
                if found is not None and found != self._revision:
                    self._revision = found
                    self._risen.set()
                    self._risen = asyncio.Event()
                await asyncio.sleep(EVERY)
        finally:
            self._revision = None  # whoever listens next is told what holds by then

    async def _look(self) -> int | None:
        """The revision; null where the store is away, or busy: whoever listens goes on listening."""
        try:
            found = await self._gateway.value(REVISION, {}, ALIVE)
        except ParcoursError:
            return None
        return None if found is None else int(found)


class Stream(StreamingResponse):
    """The revisions as events; it ends when the listener goes."""

    def __init__(self, changes: Changes, seen: int | None) -> None:
        super().__init__(_events(changes, seen), headers=HEADERS, media_type="text/event-stream")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send events until nobody takes them. That a listener has gone is told, and not found out when it is sent."""
        async with anyio.create_task_group() as group:

            async def gone() -> None:
                while (await receive())["type"] != "http.disconnect":
                    pass
                group.cancel_scope.cancel()

            group.start_soon(gone)
            await self.stream_response(send)


async def _events(changes: Changes, seen: int | None) -> AsyncIterator[bytes]:
    yield b": here\n\n"  # so that whoever listens knows at once that somebody answers
    async with aclosing(changes.follow(seen)) as revisions:
        async for revision in revisions:
            if revision is None:
                yield b": here\n\n"
            else:
                yield b"event: revision\nid: %d\ndata: %s\n\n" % (revision, orjson.dumps({"revision": revision}))
