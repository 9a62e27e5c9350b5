"""Who is signed in at a company's proxy, over a real socket: believed from there, and from nowhere else."""

import re
import socket
import threading
import time
from contextlib import contextmanager
from functools import partial

import httpx
import pytest
import uvicorn

from api.access import Access, Strangers
from api.app import create_app
from api.people import People
from api.rights import Role
from api.tokens import Tokens
from graph.errors import WrongUsage
from graph.gateway import AsyncGateway
from graph.language import Language
from pages.site import routes
from parcours import proxied
from parcours.settings import Settings
from tests.asking import PATIENCE
from tests.graph.tables import say
from tests.graph.test_derived_upkeep import LOSS, worked

FINDING = f"/findings/{LOSS}"
BELIEVED = {
    "trusted_header": "X-Remote-User",
    "trusted_proxies": "127.0.0.0/8",
    "trusted_groups": "X-Remote-Groups",
    "trusted_roles": "board=reader, CN=archi=author, service=contributor",
}
ANNA = {"x-remote-user": "anna@insurer.example", "x-remote-groups": "all, service"}


@pytest.fixture
def served(gateway, tmp_path):
    """A server over a real socket, as these settings have it."""
    say(gateway, worked(), source="test-worked")

    @contextmanager
    def served(strangers=Strangers.WITHOUT_ACCOUNTS, **settings):
        proxies = proxied.believed(Settings(**(BELIEVED | settings)))
        access = Access(None, frozenset(), Tokens(tmp_path / "tokens.json"), People(tmp_path), strangers, proxies)
        store = AsyncGateway(gateway.address, timeout=PATIENCE)
        app = proxied.behind(create_app(store, access=access, language=Language.EN, routes=routes), proxies)
        config = uvicorn.Config(app, log_level="warning", proxy_headers=False, timeout_graceful_shutdown=1)
        with socket.socket() as sock:
            sock.bind(("127.0.0.1", 0))
            server = uvicorn.Server(config)
            thread = threading.Thread(target=partial(server.run, sockets=[sock]))
            thread.start()
            while not server.started:
                time.sleep(0.05)
            try:
                with httpx.Client(base_url=f"http://127.0.0.1:{sock.getsockname()[1]}", timeout=PATIENCE) as client:
                    yield client
            finally:
                server.should_exit = True
                thread.join()

    return served


def decides(client, headers) -> int:
    """Decide as a form does; the status."""
    seal = re.search(r'name="seal" value="([0-9a-f]+)"', client.get(FINDING, headers=headers).text)
    form = {"rupture": LOSS, "to": "PLANNED", "seal": seal[1] if seal else ""}
    return client.post(FINDING, data=form, headers=headers).status_code


def signed(gateway):
    return gateway.read("MATCH (r:Rupture {key: $key}) RETURN r.triagedBy", key=LOSS)[0][0]


def test_who_is_named_acts_by_the_role_of_their_groups(served, gateway):
    with served() as client:
        assert decides(client, {**ANNA, "x-remote-groups": "all, board"}) == 403
        assert signed(gateway) is None
        assert decides(client, ANNA) == 303
        assert signed(gateway) == "anna", "of a mail address what stands before the @"


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"x-remote-user": ""},
        {"x-remote-user": "local", "x-remote-groups": "CN=archi"},
        {"x-remote-user": "a" * 65, "x-remote-groups": "service"},
        {"x-remote-user": "Ana (guest)", "x-remote-groups": "service"},
        {"x-remote-user": "bob,anna", "x-remote-groups": "service"},
        {"x-remote-user": "bob, anna", "x-remote-groups": "service"},
        {"x-remote-user": "bob@insurer.example,anna@insurer.example", "x-remote-groups": "service"},
        {"x-remote-user": "bob@insurer.example, anna", "x-remote-groups": "service"},
        {"x-remote-user": "an\tna", "x-remote-groups": "service"},
        {"x-remote-user": "an\u202ena".encode(), "x-remote-groups": "service"},
        {"x-remote-user": "@insurer.example", "x-remote-groups": "service"},
        {"x-remote-user": "local@insurer.example", "x-remote-groups": "service"},
        {"x-remote-groups": "service"},
        [("x-remote-user", "mallory"), ("x-remote-user", "anna"), ("x-remote-groups", "service")],
    ],
)
def test_who_is_not_named_signs_in_even_at_this_machine(served, gateway, headers):
    with served() as client:
        assert client.get(FINDING, headers=headers).status_code == 303
        assert client.post(FINDING, data={"rupture": LOSS, "to": "PLANNED"}, headers=headers).status_code == 401
        assert signed(gateway) is None


def test_a_field_from_elsewhere_says_nothing(served, gateway):
    with served(trusted_proxies="192.0.2.7,198.51.100.0/24") as client:
        for forwarded in ({}, {"x-forwarded-for": "192.0.2.7"}):  # whoever it says it comes from
            assert client.get(FINDING, headers=ANNA | forwarded).status_code == 303
        assert decides(client, ANNA) == 401 and signed(gateway) is None
    with served(trusted_header=None) as client:  # and where nobody is believed
        assert decides(client, ANNA | {"x-forwarded-for": "192.0.2.9"}) == 403 and signed(gateway) is None


def test_programs_show_tokens_all_the_same(served):
    with served() as client:
        assert client.post("/graphql", json={"query": "{__typename}"}, headers=ANNA).status_code == 401
    with served(Strangers.ALWAYS) as client:
        asked = {"query": "mutation {triage(ruptures: [], to: OPEN) {revision}}"}
        assert client.post("/graphql", json=asked, headers=ANNA).json()["errors"][0]["extensions"]["role"]


def test_an_account_of_the_same_name_gives_role_and_departments(served, gateway, tmp_path):
    accounts = People(tmp_path).accounts
    accounts.create("anna", Role.CONTRIBUTOR, ["digital"], "correct horse battery")
    with served() as client:
        assert decides(client, {"x-remote-user": "anna@elsewhere.example"}) == 403, "another's address is no account"
        assert decides(client, {"x-remote-user": "anna"}) == 303
        assert signed(gateway) == "anna"
        accounts.disable("anna")
        assert client.get(FINDING, headers={"x-remote-user": "anna"}).status_code == 303


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"trusted_proxies": ""}, "PARCOURS_TRUSTED_PROXIES from which"),
        ({"trusted_proxies": "proxy.example"}, "no address and no network"),
        ({"trusted_roles": "board"}, "gives no role"),
        ({"trusted_roles": "board=king"}, "reader, contributor, author, steward"),
        ({"trusted_groups": None}, "PARCOURS_TRUSTED_GROUPS"),
    ],
)
def test_what_cannot_be_meant_is_told(changed, said):
    with pytest.raises(WrongUsage, match=said):
        proxied.believed(Settings(**(BELIEVED | changed)))
