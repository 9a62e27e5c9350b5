"""People on the same map: who is told of whom by several servers, where all are called to, and who may call them."""

import asyncio
import hashlib
import hmac
import json
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from api import attendance
from api.access import Access, Strangers
from api.attendance import Attendance, Attendee, Call, Sheet, Window
from api.invitations import Guest
from api.people import People
from api.rights import Role
from api.tokens import Tokens
from graph import dump, standing
from graph.errors import NotAllowed
from graph.gateway import AsyncGateway, Gateway
from graph.revision import current
from tests.asking import PATIENCE
from tests.pages.test_browser import served

SECRET = "correct horse battery"
ROLES = {"ana": Role.AUTHOR, "ben": Role.CONTRIBUTOR, "carla": Role.STEWARD, "rita": Role.READER}
ROOM = "/journeys/home-quote?look=room"
HERE = "MATCH (here:Graph) WHERE here.key STARTS WITH 'here:' RETURN here.key"
JOURNEY = "home-quote"


@pytest.fixture(scope="module")
def access(tmp_path_factory) -> Access:
    """Four people who are known, and anybody else as a reader."""
    home = tmp_path_factory.mktemp("people")
    people = People(home)
    for name, role in ROLES.items():
        people.accounts.create(name, role, [], SECRET)
    return Access(tokens=Tokens(home / "tokens.json"), people=people, strangers=Strangers.ALWAYS)


@pytest.fixture(scope="module")
def sessions(access) -> dict[str, str]:
    """The sessions of all who are known."""
    return {name: access.people.sign_in(name, SECRET, "127.0.0.1") for name in ROLES}


@pytest.fixture(scope="module")
def servers(insurer, access) -> Iterator[tuple[str, str]]:
    """Two servers over one store."""
    with served(insurer, access) as one, served(insurer, access) as other:
        yield one, other


class Listening:
    """A window that listens; it keeps what it was told last."""

    def __init__(self, response: httpx.Response) -> None:
        self._lines = response.iter_lines()

    def until(self, name: str, fits: Callable[[Any], bool] = lambda _: True) -> Any:
        """What the first event of this name says that fits; it is waited for."""
        event = ""
        for line in self._lines:
            field, _, value = line.partition(": ")
            event = value if field == "event" else event
            if field == "data" and event == name and fits(told := json.loads(value)):
                return told
        raise AssertionError("the stream has ended")

    def people(self, *expected: tuple[str, str | None], readers: int = 0) -> None:
        """Wait until exactly these are there, each with the step that they are at."""
        wanted = [{"name": name, "step": step} for name, step in expected]

        def fits(told: Any) -> bool:
            found = [{"name": each["name"], "step": each["step"]} for each in told["people"]]
            return (found, told["readers"]) == (wanted, readers)

        self.until("others", fits)


@contextmanager
def before(address: str, session: str | None, window: str, **where: object) -> Iterator[Listening]:
    """A window before the map."""
    cookies = {"session": session} if session else {}
    params = {"journey": JOURNEY, "window": window, **{name: str(each) for name, each in where.items()}}
    url = f"{address}/changes/stream"
    with httpx.stream("GET", url, params=params, cookies=cookies, timeout=PATIENCE) as response:
        assert response.status_code == 200
        yield Listening(response)


def test_two_servers_tell_of_each_others_people(servers, sessions):
    one, other = servers
    with before(one, sessions["ana"], "a") as ana:
        ana.people()
        with before(other, sessions["ben"], "b", step="home-quote/sign", number=4) as ben:
            ana.people(("ben", "home-quote/sign"))
            ben.people(("ana", None))
            with before(one, sessions["ben"], "b", step="home-quote/ask-quote", number=2):
                ana.people(("ben", "home-quote/ask-quote"))
            with before(other, None, "c"), before(other, sessions["ana"], "d"):
                ben.people(("ana", None), readers=1)
                ana.people(("ben", "home-quote/sign"), readers=1)
        ana.people()


def test_who_looks_at_another_map_is_not_told_of(servers, sessions):
    one, other = servers
    with (
        before(one, sessions["ana"], "a") as ana,
        before(other, sessions["ben"], "b", journey="car-claim"),
        before(other, sessions["carla"], "c"),
    ):
        ana.people(("carla", None))


def test_two_browsers_at_this_machine_are_two_of_one_name(insurer):
    with served(insurer) as address, before(address, None, "a") as one, before(address, None, "b"):
        one.people(("local", None))


@pytest.mark.parametrize(
    "where", [{"journey": ""}, {"journey": "k" * 2001}, {"window": ""}, {"window": "w" * 65}, {"step": "s" * 2001}]
)
def test_what_no_page_says_is_not_noted(servers, sessions, where):
    with (
        before(servers[0], sessions["ana"], **{"window": "a", **where}) as strange,
        before(servers[1], sessions["ben"], "b") as ben,
    ):
        assert strange.until("revision")
        ben.people()
        with before(servers[0], sessions["carla"], "c"):
            ben.people(("carla", None))


def eventually(found: Callable[[], Any], expected: Any) -> None:
    until = time.monotonic() + PATIENCE
    while (last := found()) != expected and time.monotonic() < until:
        time.sleep(0.05)
    assert last == expected


def test_nothing_of_it_is_in_the_graph(insurer, access, sessions):
    with served(insurer, access) as address:
        was = current(insurer), dump.sizes(insurer.read), sorted(dump.nodes(insurer)), dump.graph(insurer)
        with before(address, sessions["ana"], "a") as ana, before(address, sessions["ben"], "b"):
            ana.people(("ben", None))
            assert insurer.read(HERE)
            now = current(insurer), dump.sizes(insurer.read), sorted(dump.nodes(insurer)), dump.graph(insurer)
            assert now == was
            assert standing.whole(insurer).format and not standing.look(insurer).foreign
        eventually(lambda: insurer.read(HERE), [])


def test_a_server_that_ends_takes_its_people_along(insurer, access, sessions, servers):
    with before(servers[0], sessions["ana"], "a") as ana:
        with served(insurer, access) as address, before(address, sessions["ben"], "b"):
            ana.people(("ben", None))
        ana.people()


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


def test_a_process_that_is_no_more_is_forgotten_and_swept(gateway, monkeypatch):
    monkeypatch.setattr(attendance, "LASTING", 1)

    async def dies(one: Attendance, other: Attendance) -> list[Sheet | None]:
        one.come(at("ana", "a"))
        await one.meet()
        await other.meet()
        found = [other.known]
        while other.known and other.known.attendees:
            await asyncio.sleep(0.1)
            await other.meet()
        other.come(at("ben", "b"))
        await other.meet()
        return [*found, other.known]

    there, left = attending(gateway, dies)
    assert [each.name for each in there.attendees] == ["ana"]
    assert [each.name for each in left.attendees] == ["ben"]
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


def test_a_later_place_counts():
    early, late = at("ana", "a", since=1.0), at("ana", "a", step="s", since=2.0)
    sheets = [bytes(Sheet((each,))).decode() for each in (late, early)]
    assert Sheet.of(sheets).attendees == (late,)


def room(address: str, session: str | None) -> str:
    """The room look of the map."""
    cookies = {"session": session} if session else {}
    return httpx.get(address + ROOM, cookies=cookies, timeout=PATIENCE).text


def calling(address: str, session: str | None, seal: str | None = None, **headers: str) -> httpx.Response:
    """What comes of calling everybody."""
    cookies = {"session": session} if session else {}
    if seal is None:
        found = re.search(r'name="seal" value="([0-9a-f]+)"', room(address, session))
        seal = found[1] if found else ""
    url, form = f"{address}/together/home-quote?look=room&lanes=silos", {"seal": seal, "phase": "p", "number": "2"}
    return httpx.post(url, data=form, cookies=cookies, headers=headers, timeout=PATIENCE)


def test_all_are_called_and_the_caller_goes_on_looking(servers, sessions):
    one, other = servers
    with before(one, sessions["ben"], "b") as ben, before(other, sessions["ana"], "a") as ana:
        ben.people(("ana", None))
        done = calling(other, sessions["ana"])
        assert (done.status_code, done.headers["location"]) == (303, "/journeys/home-quote?look=room&lanes=silos")
        called = ben.until("call")
        assert (called["by"], called["phase"], called["number"], called["own"]) == ("ana", "p", 2, False)
        assert ana.until("call")["own"]
        again = calling(other, sessions["carla"])
        assert again.status_code == 303
        assert ben.until("call")["by"] == "carla", "what was called before counts no longer"


@pytest.mark.parametrize(("name", "status"), [("ana", 303), ("carla", 303), ("ben", 403), ("rita", 403), (None, 403)])
def test_who_may_edit_may_call(servers, sessions, name, status):
    answer = calling(servers[0], sessions.get(name or ""))
    assert answer.status_code == status
    assert ("Everyone to me" in room(servers[0], sessions.get(name or ""))) == (status == 303)


def test_a_guest_does_not_call(insurer, access, servers):
    until = datetime.now(UTC) + timedelta(hours=1)
    invitation, _ = access.people.invitations.create(JOURNEY, None, Guest.CONTRIBUTOR, until)
    session = access.people.join(invitation, "Gus")
    assert calling(servers[0], session, "0" * 64).status_code == 403


def test_nobody_is_called_by_a_form_that_was_never_shown(servers, sessions):
    assert calling(servers[0], sessions["ana"], "0" * 64).status_code == 403
    assert calling(servers[0], sessions["ana"], origin="https://elsewhere.example").status_code == 403
    assert calling(servers[0], sessions["ana"], **{"sec-fetch-site": "cross-site"}).status_code == 403


def test_without_a_session_of_its_own_a_form_bears_no_seal(insurer):
    with served(insurer) as address:
        guessed = hmac.new(b"", b"form", hashlib.sha256).hexdigest()
        assert calling(address, None, guessed).status_code == 403
