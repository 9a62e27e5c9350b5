"""What is new, for whoever listens: the revision of the graph as it rises, and who is there. One look does for all."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import aclosing, suppress
from dataclasses import dataclass

import anyio
import orjson
from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from api.answers import Answers
from api.attendance import Attendance, Attendee, Call, Window

EVERY = 1.0
"""Seconds between two looks at the store. Others write to it, too: servers, workers, commands."""

ALIVE = 15.0
"""Seconds after which a stream says that it is there, for proxies that close what is silent."""

MOST = 200
"""Streams of one process at most."""

AT_ONCE = 0.05
"""Seconds after which the store is looked at for somebody who came, went or called: others may do so, too."""

LAST = 2.0
"""Seconds that the store has to be told that nobody is there any more."""

HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


@dataclass(frozen=True)
class Event:
    """Something new: what it is called, what it says, and an id where whoever listens again is to name it."""

    name: str
    data: object
    id: int | None = None

    def __bytes__(self) -> bytes:
        named = b"" if self.id is None else b"id: %d\n" % self.id
        return b"event: %s\n%sdata: %s\n\n" % (self.name.encode(), named, orjson.dumps(self.data))


class Changes:
    """What listens to one store in one process. The store is looked at for as long as anybody does, or is there."""

    def __init__(self, answers: Answers) -> None:
        self._answers = answers
        self._attendance = Attendance(answers.gateway)
        self._listening = 0
        self._revision = 0
        self._news = asyncio.Event()
        self._stirred = asyncio.Event()
        self._looking: asyncio.Task[None] | None = None
        self._meeting: asyncio.Task[None] | None = None
        self._ended = False

    @property
    def full(self) -> bool:
        """Whether as many listen as may."""
        return self._listening >= MOST

    def end(self) -> None:
        """Nobody is told of anything any more: who listens would keep a server from its end."""
        self._ended = True
        self._wake()

    async def close(self) -> None:
        """Look at the store no more; nobody is there by this process from now on."""
        self.end()
        self._attendance.clear()
        self._stirred.set()
        if self._looking:
            await asyncio.wait({self._looking}, timeout=LAST)
            self._looking.cancel()
        if self._meeting:
            self._meeting.cancel()

    def call(self, call: Call) -> None:
        """Call all others who look at a map."""
        self._attendance.call(call)
        self._look()

    async def follow(self, seen: int = 0, who: Attendee | None = None) -> AsyncGenerator[Event | None]:
        """The revision that the graph is at, and each that it rises to, beyond the one seen; null now and then.

        Whoever is before a map is told who else is, and what is called there.
        """
        self._listening += 1
        window = Window(self._attendance, who) if who else None
        if who:
            self._attendance.come(who)
        self._look()
        try:
            while not self._ended:
                if self._revision > seen:
                    seen = self._revision
                    yield Event("revision", {"revision": seen}, seen)
                elif window and (others := window.others()) is not None:
                    yield Event("others", others)
                elif window and (called := window.called()) is not None:
                    yield Event("call", called)
                else:
                    try:
                        async with asyncio.timeout(ALIVE):
                            await self._news.wait()
                    except TimeoutError:
                        yield None
        finally:
            self._listening -= 1
            if who:
                self._attendance.go(who)

    def _look(self) -> None:
        """Have the store looked at from now on, and at once."""
        self._stirred.set()
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look_on())

    async def _look_on(self) -> None:
        """Look, and go on while the store is away or a run is half-way: whoever listens is told once it is whole."""
        while (self._listening and not self._ended) or self._attendance.kept:
            self._stirred.clear()
            if self._meeting is None or self._meeting.done():  # what others wrote waits for nobody's presence
                self._meeting = asyncio.create_task(self._meet())
            state = await self._answers.look()
            if state is not None and state[0] != self._revision:
                self._revision = state[0]
                self._wake()
            with suppress(TimeoutError):
                async with asyncio.timeout(EVERY):
                    await self._stirred.wait()
                    await asyncio.sleep(AT_ONCE)
        self._revision = 0  # whoever listens next is told what holds by then
        self._attendance.known = None

    async def _meet(self) -> None:
        """See who is there."""
        if await self._attendance.meet():
            self._wake()

    def _wake(self) -> None:
        self._news.set()
        self._news = asyncio.Event()


class Stream(StreamingResponse):
    """What is new as events, for as long as the listener is there and `may` listen."""

    def __init__(self, changes: Changes, seen: int, may: Callable[[], bool], who: Attendee | None = None) -> None:
        super().__init__(_events(changes, seen, may, who), headers=HEADERS, media_type="text/event-stream")

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


async def _events(changes: Changes, seen: int, may: Callable[[], bool], who: Attendee | None) -> AsyncIterator[bytes]:
    async with aclosing(changes.follow(seen, who)) as news:
        async for each in news:
            if not may():
                return
            yield b": here\n\n" if each is None else bytes(each)
