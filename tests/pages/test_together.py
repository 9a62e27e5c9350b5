"""People on the same map: who is told of whom by several servers, where all are called to, and who may call them."""

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

from api.access import Access, Strangers
from api.invitations import Guest
from api.people import People
from api.rights import Role
from api.tokens import Tokens
from graph import dump, standing
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
        was = current(insurer.read), dump.sizes(insurer.read), sorted(dump.nodes(insurer)), dump.graph(insurer)
        with before(address, sessions["ana"], "a") as ana, before(address, sessions["ben"], "b"):
            ana.people(("ben", None))
            assert insurer.read(HERE)
            now = current(insurer.read), dump.sizes(insurer.read), sorted(dump.nodes(insurer)), dump.graph(insurer)
            assert now == was
            assert standing.whole(insurer).format and not standing.look(insurer).foreign
        eventually(lambda: insurer.read(HERE), [])


def test_a_server_that_ends_takes_its_people_along(insurer, access, sessions, servers):
    with before(servers[0], sessions["ana"], "a") as ana:
        with served(insurer, access) as address, before(address, sessions["ben"], "b"):
            ana.people(("ben", None))
        ana.people()


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
