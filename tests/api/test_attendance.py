"""Who is there, as several processes note it in one store: at each change, for some seconds, and nothing else of it."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from api import attendance
from api.attendance import Attendance, Attendee, Call, Sheet, Window
from graph.errors import NotAllowed
from graph.gateway import AsyncGateway, Gateway
from tests.asking import PATIENCE

JOURNEY = "home-quote"
HERE = "MATCH (here:Graph) WHERE here.key STARTS WITH 'here:' RETURN here.key"


def at(name: str | None, window: str, journey: str = JOURNEY, **where: Any) -> Attendee:
    return Attendee(window, name, journey, **where)


def attending(gateway: Gateway, does: Callable[..., Any], many: int = 2) -> Any:
    """What comes of something that several processes do."""

    async def run() -> Any:
        gateways = [AsyncGateway(gateway.address, timeout=PATIENCE) for _ in range(many)]
        try:
            return await does(*map(Attendance, gateways))
        finally:
            for each in gateways:
                await each.close()

    return asyncio.run(run())


def test_a_process_that_is_no_more_is_forgotten_and_swept(gateway):
    async def dies(one: Attendance, other: Attendance) -> list[Sheet | None]:
        one.come(at("ana", "a"))
        await one.meet()
        await other.meet()
        found = [other.known]
        gateway.command(
            "MATCH (here:Graph) WHERE here.until > datetime() SET here.until = datetime() - duration('PT1S')"
        )
        await other.meet()
        found.append(other.known)
        other.come(at("ben", "b"))
        await other.meet()
        return [*found, other.known]

    there, gone, left = attending(gateway, dies)
    assert [[each.name for each in sheet.attendees] for sheet in (there, gone, left)] == [["ana"], [], ["ben"]]
    assert len(gateway.read(HERE)) == 1


def test_many_sweep_at_once(gateway, monkeypatch):
    monkeypatch.setattr(attendance, "LASTING", -1)

    async def sweep(*all_: Attendance) -> list[bool]:
        for n, each in enumerate(all_):
            each.come(at("ana", str(n)))
        for _ in range(5):
            await asyncio.gather(*(each.meet() for each in all_))
            for each in all_:
                each._noted_at = float("-inf")
        return [each._refused for each in all_]

    assert attending(gateway, sweep, 6) == [False] * 6


def test_nothing_is_noted_in_a_store_that_is_not_ours(gateway):
    gateway.command("MATCH (g:Graph {key: 'graph'}) SET g.key = 'away'")

    async def tries(one: Attendance) -> Sheet | None:
        one.come(at("ana", "a"))
        await one.meet()
        return one.known

    assert attending(gateway, tries, 1) == Sheet() and gateway.read(HERE) == []


def test_where_nobody_may_write_nobody_is_told_of(gateway, monkeypatch):
    async def tries(one: Attendance) -> tuple[bool, Sheet | None]:
        driver = one._gateway._driver
        session = driver.session  # as of a user who may only read: the store enforces it
        monkeypatch.setattr(driver, "session", lambda **given: session(**given | {"default_access_mode": "READ"}))
        one.come(at("ana", "a"))
        with pytest.raises(NotAllowed):
            await one._gateway.command(attendance.ERASE, {"key": "here:a"}, PATIENCE)
        return await one.meet(), one.known

    assert attending(gateway, tries, 1) == (True, Sheet())


def test_it_is_noted_at_each_change_and_else_once_a_beat(gateway):
    async def writes(one: Attendance) -> list[int]:
        sent: list[str] = []
        one._gateway.observer = lambda statement, _: sent.append(statement)
        counted = []
        one.come(here := at("ana", "a"))
        for _ in range(3):
            await one.meet()
        counted.append(sum(each == attendance.NOTE for each in sent))
        one.come(at("ana", "a", step="s"))
        await one.meet()
        one.go(here)  # the window is elsewhere by now
        await one.meet()
        counted.append(sum(each == attendance.NOTE for each in sent))
        one._noted_at -= attendance.BEAT
        await one.meet()
        return [*counted, sum(each == attendance.NOTE for each in sent)]

    assert attending(gateway, writes, 1) == [1, 2, 3]


def test_who_has_gone_is_there_for_a_moment(gateway, monkeypatch):
    async def goes(one: Attendance) -> list[Sheet | None]:
        one.come(here := at("ana", "a"))
        await one.meet()
        one.go(here)
        await one.meet()
        found = [one.known]
        monkeypatch.setattr(attendance, "GRACE", 0.0)
        await one.meet()
        return [*found, one.known]

    still, then = attending(gateway, goes, 1)
    assert [each.name for each in still.attendees] == ["ana"]
    assert then == Sheet() and gateway.read(HERE) == []


def test_people_are_told_once_by_name_and_step():
    known = Attendance(None)  # type: ignore[arg-type]
    known.known = Sheet(
        (
            at("ana", "a"), at("ana", "b", step="s", number=1), at("ana", "c", step="s", number=1),
            at("ben", "d"), at("ben", "e"), at(None, "f"), at(None, "g"), at("ben", "h", "car-claim", step="t"),
        )
    )  # fmt: skip

    def told(name: str | None, window: str) -> tuple[list[tuple[str, str | None]], int]:
        others = Window(known, at(name, window)).others()
        assert others
        return [(each["name"], each["step"]) for each in others["people"]], others["readers"]

    assert told("carla", "z") == ([("ana", "s"), ("ben", None)], 2)
    assert told("ana", "a") == ([("ben", None)], 2)
    assert told(None, "f") == ([("ana", "s"), ("ben", None)], 1)


def test_the_window_that_calls_is_not_called():
    known = Attendance(None)  # type: ignore[arg-type]
    known.known = Sheet((), (Call("ana", JOURNEY, "p", window="a"), Call("ben", "car-claim", "p")))
    assert Window(known, at("ana", "a")).called() is None
    other = Window(known, at("ana", "b"))
    called = other.called()
    assert called and (called["by"], called["own"]) == ("ana", True)
    assert other.called() is None


def test_the_last_call_on_a_map_counts_whichever_server_it_came_by():
    first, last = Call("ana", JOURNEY, "p", since=1.0), Call("ana", JOURNEY, "q", since=2.0)
    sheets = [bytes(Sheet((), (each,))).decode() for each in (last, first)]
    assert Sheet.of(sheets).calls == (last,)


def test_a_later_place_counts():
    early, late = at("ana", "a", since=1.0), at("ana", "a", step="s", since=2.0)
    sheets = [bytes(Sheet((each,))).decode() for each in (late, early)]
    assert Sheet.of(sheets).attendees == (late,)
