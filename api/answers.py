"""Answers by revision: an operation that was answered at this state of the graph is answered from memory.

What a graph says changes with its revision, with what is derived from it, and with each run that is noted. A state is
read before the statement that answers, so that an answer is never older than the state under which it is kept; and
while a run is half-way, nothing is kept.
"""

import asyncio
import datetime
import hashlib
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

import orjson

from api.execute import Request
from api.kept import Kept
from graph.gateway import AsyncGateway

STATE = """\
MATCH (g:Graph {key: 'graph'})
RETURN [g.revision, g.derived, COUNT { (:ImportRun) }]"""

BYTES = 64_000_000
"""What all answers that are kept may weigh together."""

LARGEST = 4_000_000
"""What one of them may weigh."""

State = tuple[int, int, int]


@dataclass
class Answers:
    """The answers of one process. `seconds` is how old the state may be that an answer is given for; null: keep none.

    With 0 every answer costs one trivial question to the store.
    """

    gateway: AsyncGateway
    seconds: float | None
    _kept: Kept[bytes, tuple[State, bytes]] = field(default_factory=lambda: Kept(BYTES, LARGEST))
    _state: State | None = None
    _read_at: float = float("-inf")
    _reading: asyncio.Task[State | None] | None = None
    _forgotten_at: float = float("-inf")

    async def state(self, least: int = 0) -> State | None:
        """The state that the graph is in; null where the store does not say, or a run is half-way.

        It is read anew for whoever knows that the graph has come to a revision, at `least`.
        """
        if time.monotonic() - self._read_at <= (self.seconds or 0) and (self._state is None or self._state[0] >= least):
            return self._state
        if least and self._state is not None:
            return await self.look()
        if self._reading is None or self._reading.done():
            self._reading = asyncio.ensure_future(self.look())
        return await asyncio.shield(self._reading)

    def forget(self) -> None:
        """Have the state read anew: somebody has just changed it."""
        self._forgotten_at = time.monotonic()
        self._read_at, self._reading = float("-inf"), None

    async def look(self) -> State | None:
        """The state read anew, for all who ask from now on; null as for them."""
        begun = time.monotonic()
        try:
            found = await self.gateway.value(STATE, {})
        except Exception:  # whatever is wrong with the store, the operation itself will tell
            found = None
        state: State | None = tuple(found) if found and found[0] == found[1] else None
        if begun > self._forgotten_at:
            self._state, self._read_at = state, begun
        return state

    def find(self, key: bytes, state: State | None) -> bytes | None:
        """The answer to a request at this state, if it is kept."""
        found = self._kept.find(key)
        return found[1] if found and found[0] == state else None

    def keep(self, key: bytes, state: State | None, body: bytes) -> None:
        """Keep an answer without errors that was asked for after this state was read."""
        if self.seconds is not None and state is not None:
            self._kept.keep(key, (state, body), len(body))


def key(request: Request) -> bytes:
    """What two requests have in common that must get the same answer: the day too, since some ask about yesterday."""
    today = datetime.date.today().isoformat()
    asked = (request.document, request.operation_name, request.variables, request.language, today)
    return hashlib.blake2b(orjson.dumps(asked, option=orjson.OPT_SORT_KEYS), digest_size=16).digest()


def headers(key: bytes, state: State) -> dict[str, str]:
    """What a client needs in order to ask whether its answer still holds."""
    tag = f'W/"{".".join(map(str, state))}-{key.hex()}"'
    return {"ETag": tag, "Cache-Control": "private, no-cache"}


TAG = re.compile(r'(?:W/)?("[!#-~\x80-\xff]*")')
"""An entity tag, in a list or by itself (RFC 9110, 8.8.3); between its quotes a comma separates nothing."""


def named(tags: str | None, headers: Mapping[str, str]) -> bool:
    """Whether `If-None-Match` names this very answer; tags are compared weakly (RFC 9110, 13.1.2)."""
    own = TAG.fullmatch(headers.get("ETag", ""))
    return own is not None and own[1] in TAG.findall(tags or "")
