"""Who looks at which map, and where one calls all others to: no part of the graph, and told of no longer than it holds.

Processes know of each other by the store alone: each keeps a note of its own there, which counts for some seconds.
Where the store lets nobody write, nobody is told of.
"""

import dataclasses
import logging
import secrets
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import orjson

from graph.acts.acting import LOCAL
from graph.gateway import AsyncGateway

MOST = 200
"""Windows that one process tells of at most."""

BEAT = 10.0
"""Seconds after which a process notes again that it is there."""

AGAIN = 2.0
"""Seconds after which a note that could not be written is tried again."""

LASTING = 25
"""Seconds for which a note counts: whoever was there by a process that is no more has gone then."""

GRACE = 3.0
"""Seconds for which somebody is still there who has gone: most open another page of the same map."""

CALLING = 10.0
"""Seconds for which a call goes out; whoever comes later is led nowhere."""

ENOUGH = 5.0
"""Seconds that a note may take."""

NOTE = """\
MATCH (:Graph {key: 'graph'})
MERGE (here:Graph {key: $key})
SET here.until = datetime() + duration({seconds: $seconds}), here.sheet = $sheet
WITH here MATCH (gone:Graph) WHERE gone.key STARTS WITH 'here:' AND gone.until < datetime()
DELETE gone"""
ERASE = "MATCH (here:Graph {key: $key}) DELETE here"
SHEETS = """\
MATCH (here:Graph) WHERE here.key STARTS WITH 'here:' AND here.until >= datetime()
RETURN collect(here.sheet)"""

log = logging.getLogger("parcours.api")


@dataclass(frozen=True)
class Attendee:
    """Somebody before a map, in one window; without a name who only reads. The step has the number that they see."""

    window: str
    name: str | None
    journey: str
    step: str | None = None
    number: int | None = None
    since: float = field(default_factory=time.time)


@dataclass(frozen=True)
class Call:
    """Everyone to me: to a phase of a map, by its number there, and to a rupture that is proven; from which window."""

    by: str
    journey: str
    phase: str
    number: int | None = None
    witness: str | None = None
    window: str | None = None
    since: float = field(default_factory=time.time)
    id: str = field(default_factory=lambda: secrets.token_hex(8))


@dataclass(frozen=True)
class Sheet:
    """What one process, or all of them, know."""

    attendees: tuple[Attendee, ...] = ()
    calls: tuple[Call, ...] = ()

    def __bytes__(self) -> bytes:
        return orjson.dumps(dataclasses.asdict(self))

    @classmethod
    def of(cls, sheets: Iterable[str]) -> "Sheet":
        """What several say together: in each window one is where one was last, on each map the last call counts."""
        read = [orjson.loads(each) for each in sheets]
        every = sorted((Attendee(**each) for sheet in read for each in sheet["attendees"]), key=lambda each: each.since)
        calls = sorted((Call(**each) for sheet in read for each in sheet["calls"]), key=lambda each: each.since)
        last = {each.journey: each for each in calls}
        return cls(tuple({each.window: each for each in every}.values()), tuple(last.values()))


class Attendance:
    """Who is there by one process, and, by the notes of all, who is there at all."""

    def __init__(self, gateway: AsyncGateway) -> None:
        self._gateway = gateway
        self._key = f"here:{secrets.token_hex(8)}"
        self._attendees: dict[str, Attendee] = {}
        self._gone: dict[str, float] = {}
        self._calls: dict[str, tuple[float, Call]] = {}
        self._noted = self._tried = Sheet()
        self._noted_at = float("-inf")
        self._refused = False
        self.known: Sheet | None = None
        """What all processes told at the last look; null before the first."""

    @property
    def kept(self) -> bool:
        """Whether there is anything to be noted, or erased again."""
        return self._sheet() != Sheet() or self._noted != Sheet()

    def come(self, attendee: Attendee) -> None:
        """Somebody is there, or elsewhere on the map; of very many some are not told of."""
        if len(self._attendees) >= MOST and attendee.window not in self._attendees:
            return
        self._attendees[attendee.window] = attendee
        self._gone.pop(attendee.window, None)

    def go(self, attendee: Attendee) -> None:
        """Somebody has gone, unless the same window shows a map again by now."""
        if self._attendees.get(attendee.window) is attendee:
            self._gone[attendee.window] = time.monotonic()

    def call(self, call: Call) -> None:
        """Somebody calls all others; what was called on this map before counts no longer."""
        self._calls[call.journey] = time.monotonic(), call

    def clear(self) -> None:
        """Nobody is there any more by this process, nor calls."""
        self._attendees.clear()
        self._gone.clear()
        self._calls.clear()

    async def meet(self) -> bool:
        """Note who is there, where that is news or due, and look who is by others; whether that is news."""
        await self._note(self._sheet())
        known = await self._look()
        if known is None or known == self.known:
            return False
        self.known = known
        return True

    def _sheet(self) -> Sheet:
        now = time.monotonic()
        for window in [window for window, at in self._gone.items() if now - at > GRACE]:
            del self._gone[window], self._attendees[window]
        self._calls = {journey: each for journey, each in self._calls.items() if now - each[0] <= CALLING}
        return Sheet(tuple(self._attendees.values()), tuple(call for _, call in self._calls.values()))

    async def _note(self, sheet: Sheet) -> None:
        now = time.monotonic()
        if sheet == Sheet():
            if self._noted != sheet:
                self._noted = sheet  # a note that stays where it cannot be erased counts for some seconds alone
                await self._write(ERASE, key=self._key)
        elif sheet != self._tried or now - self._noted_at >= (AGAIN if self._refused else BEAT):
            self._tried, self._noted_at = sheet, now
            if await self._write(NOTE, key=self._key, seconds=LASTING, sheet=bytes(sheet).decode()):
                self._noted = sheet

    async def _write(self, statement: str, **parameters: Any) -> bool:
        """Whether it was written."""
        try:
            await self._gateway.command(statement, parameters, ENOUGH)
        except Exception as error:  # who is there is worth no trouble, whatever is wrong with the store
            if not self._refused:
                log.info("who is there cannot be noted: %s", error)
            self._refused = True
        else:
            self._refused = False
        return not self._refused

    async def _look(self) -> Sheet | None:
        try:
            return Sheet.of(await self._gateway.value(SHEETS, {}, ENOUGH))
        except Exception:  # as above; what was known stays until the store answers
            return None


class Window:
    """One window before a map: what it is told of the others there."""

    def __init__(self, attendance: Attendance, attendee: Attendee) -> None:
        self._attendance = attendance
        self._me = attendee
        self._told: dict[str, Any] | None = None
        self._called: set[str] = set()

    def others(self) -> dict[str, Any] | None:
        """Who else is there, where that is news: the names with their steps, and how many read who have none."""
        known = self._attendance.known
        if known is None:
            return None
        others = [each for each in known.attendees if each.journey == self._me.journey and not self._is_me(each)]
        placed = {each.name for each in others if each.step}
        named = {
            (each.name, each.step or ""): {"name": each.name, "step": each.step, "number": each.number}
            for each in others
            if each.name and (each.step or each.name not in placed)
        }
        told = {
            "people": [named[key] for key in sorted(named, key=lambda key: (key[0].casefold(), key[1]))],
            "readers": sum(each.name is None for each in others),
        }
        if told == self._told:
            return None
        self._told = told
        return told

    def called(self) -> dict[str, Any] | None:
        """A call on this map, from another window, that this one was not told of."""
        for call in self._attendance.known.calls if self._attendance.known else ():
            other = call.journey == self._me.journey and call.window != self._me.window
            if other and call.id not in self._called:
                self._called.add(call.id)
                own = self._me.name == call.by != LOCAL
                told = dataclasses.asdict(call)
                del told["window"]  # whoever knew it could stand in its place
                return {**told, "own": own}
        return None

    def _is_me(self, other: Attendee) -> bool:
        """Whether it is this window, or another one of the same person; `local` may be anybody at the machine."""
        return other.window == self._me.window or self._me.name == other.name not in (None, LOCAL)
