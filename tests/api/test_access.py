"""Who may come in: hosts, origins, tokens, and what a browser sends for another site's page."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute

from api.access import LOOPBACK, Access
from api.app import create_app
from api.profile import PRODUCTION
from api.rights import Role
from api.tokens import Tokens
from api.visit import current
from graph.errors import BadInput, ParcoursError
from graph.gateway import AsyncGateway
from tests.api.test_http import CHANNEL, PHONE, Client

FRIEND = "https://app.example"
ASKED = {"query": CHANNEL}


@pytest.fixture
def tokens(tmp_path):
    return Tokens(tmp_path / "home" / "tokens.json")


def door(landscape, **given):
    return Client(landscape.address, **given)


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost:8000", 200),
        ("127.0.0.1", 200),
        ("[::1]:8000", 200),
        ("LOCALHOST", 200),
        ("rebound.example:8000", 400),
        ("[::1", 400),
        ("", 400),
    ],
)
def test_hosts(landscape, host, status):
    client = door(landscape, access=Access(LOOPBACK))
    assert client.post("/graphql", json=ASKED, headers={"host": host}).status_code == status


@pytest.mark.parametrize(
    ("host", "origin", "status"),
    [
        ("localhost:8000", "http://localhost:8000", 200),
        ("api.example", "https://api.example", 200),
        ("localhost:8000", "http://127.0.0.1:5173", 200),
        ("[::1]:8000", "http://localhost:5173", 200),
        ("localhost:8000", FRIEND, 200),
        ("localhost:8000", "https://evil.example", 403),
        ("api.example", "http://localhost:5173", 403),
        ("localhost:8000", "null", 403),
        ("localhost:8000", "http://[", 403),
    ],
)
def test_origins(landscape, host, origin, status):
    client = door(landscape, access=Access(origins=frozenset({FRIEND})))
    answer = client.post("/graphql", json=ASKED, headers={"host": host, "origin": origin})
    assert answer.status_code == status
    assert answer.headers.get("access-control-allow-origin") == (FRIEND if origin == FRIEND else None)
    assert origin != FRIEND or "Retry-After" in answer.headers["access-control-expose-headers"]
    assert "access-control-allow-credentials" not in answer.headers


def test_a_preflight_is_answered_without_a_token(landscape, tokens):
    client = door(landscape, access=Access(None, frozenset({FRIEND}), tokens))
    asked = {"access-control-request-method": "POST", "access-control-request-headers": "authorization,content-type"}
    answer = client.request("OPTIONS", "/graphql", headers=asked | {"origin": FRIEND})
    assert answer.status_code == 200 and "authorization" in answer.headers["access-control-allow-headers"]
    assert client.request("OPTIONS", "/graphql", headers=asked | {"origin": "https://evil.example"}).status_code == 403


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"sec-fetch-site": "same-origin"}, 200),
        ({"sec-fetch-site": "none", "sec-fetch-mode": "navigate"}, 200),
        ({"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"}, 403),
        ({"sec-fetch-site": "same-site", "sec-fetch-mode": "no-cors"}, 403),
        ({"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}, 403),
        ({"sec-fetch-site": "cross-site", "sec-fetch-mode": "cors", "origin": FRIEND}, 200),
    ],
)
def test_what_a_page_of_another_site_makes_a_browser_get(landscape, sent, status):
    client = door(landscape, access=Access(origins=frozenset({FRIEND})))
    assert client.get("/graphql", params=ASKED, headers=sent).status_code == status


def test_a_link_from_another_site_opens_graphiql(landscape):
    sent = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "accept": "text/html"}
    assert door(landscape).get("/graphql", headers=sent).status_code == 200


def test_tokens_open_the_door_until_they_are_revoked(landscape, tokens):
    client = door(landscape, access=Access(tokens=tokens))
    tokens.create("other")
    bearer = {"authorization": f"Bearer {tokens.create('front-end')}"}
    assert client.post("/graphql", json=ASKED, headers=bearer).json() == PHONE
    assert client.get("/health", headers=bearer).json()["store"]["version"]
    Tokens(tokens.path).revoke("front-end")
    for headers, challenge in ((bearer, 'Bearer error="invalid_token"'), ({}, "Bearer")):
        refused = client.post("/graphql", json=ASKED, headers=headers)
        assert refused.status_code == 401 and refused.headers["www-authenticate"] == challenge
        assert refused.json()["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"
        assert client.get("/health", headers=headers).json() == {"status": "ok"}


def test_tokens_are_kept_as_hashes_for_their_owner_only(tokens):
    text = tokens.create("a", days=3)
    kept = tokens.path.read_text(encoding="utf-8")
    assert text not in kept and text.removeprefix("parcours_") not in kept and len(text) > 50
    assert tokens.path.stat().st_mode & 0o777 == 0o600
    assert tokens.found(text).name == "a" and tokens.found(text + "x") is None
    with pytest.raises(BadInput, match="revoke it first"):
        tokens.create("a")
    with pytest.raises(BadInput, match="cannot name"):
        tokens.create("a\nb")
    with pytest.raises(BadInput, match="no token"):
        tokens.revoke("b")


def test_a_token_whose_time_is_over_opens_nothing_and_gives_its_name_back(tokens):
    text = tokens.create("a", days=1)
    (kept,) = json.loads(tokens.path.read_text(encoding="utf-8"))
    tokens.path.write_text(json.dumps([kept | {"expires": "2020-01-01T00:00:00+00:00"}]), encoding="utf-8")
    assert tokens.found(text) is None and tokens.living() == [] and tokens.all()[0].expired()
    assert tokens.found(tokens.create("a")).name == "a"


def test_a_token_that_was_made_before_there_were_roles_is_a_readers(tokens):
    text = tokens.create("a", role=Role.STEWARD)
    (kept,) = json.loads(tokens.path.read_text(encoding="utf-8"))
    assert kept["role"] == "steward" and tokens.found(text).role is Role.STEWARD
    tokens.path.write_text(json.dumps([{k: v for k, v in kept.items() if k not in ("role", "account")}]))
    assert tokens.found(text).role is Role.READER


def test_commands_at_once_lose_no_token(tokens):
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda n: Tokens(tokens.path).create(f"t{n}"), range(24)))
    assert [tokens.found(text).name for text in made] == [f"t{n}" for n in range(24)]


def test_a_broken_file_of_tokens_opens_nothing(tokens):
    text = tokens.create("a")
    tokens.path.write_text("[{}", encoding="utf-8")
    with pytest.raises(ParcoursError, match="cannot be read"):
        tokens.found(text)


def test_production_gives_nothing_away(landscape):
    client = door(landscape, profile=PRODUCTION)
    assert client.post("/graphql", json=ASKED).json() == PHONE
    refused = client.get("/graphql", params=ASKED)
    assert refused.status_code == 405 and refused.headers["allow"] == "POST"
    assert client.get("/graphql", headers={"accept": "text/html"}).status_code == 405
    assert client.get("/graphiql/page.html").status_code == 404
    told = {client.post("/graphql", json={"query": query}).text for query in ("{__schema {types {name}}}", "{chanel}")}
    assert len(told) == 1 and "schema that was handed" in told.pop()


def test_what_is_served_beside_is_handed_the_door_and_says_itself_who_may_come_in(landscape, tokens):
    handed = []

    async def named(request: Request) -> PlainTextResponse:
        return PlainTextResponse(current().client)

    def beside(door):
        handed.append(door)
        return [Route("/maps", named)]

    client = door(landscape, routes=beside, access=Access(frozenset({"test"}), frozenset({FRIEND}), tokens))
    assert client.get("/maps").status_code == 200 and handed[0].access.tokens is tokens
    assert client.get("/graphql", params=ASKED).status_code == 401
    assert client.get("/maps", headers={"host": "elsewhere"}).status_code == 400
    assert client.get("/maps", headers={"sec-fetch-site": "cross-site"}).status_code == 403


def test_a_link_from_elsewhere_opens_a_page_and_runs_no_operation(landscape):
    async def named(request: Request) -> PlainTextResponse:
        return PlainTextResponse("here")

    client = door(landscape, routes=lambda _: [Route("/maps", named)])
    followed = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}
    assert client.get("/maps?witness=1", headers=followed).status_code == 200
    assert client.get("/graphql", params=ASKED, headers=followed).status_code == 403
    assert client.post("/maps", headers=followed).status_code == 403


def test_no_socket_is_served(landscape):
    async def closed():
        sent: list[dict[str, object]] = []

        async def send(message):
            sent.append(message)

        async def nothing():
            return {}

        gateway = AsyncGateway(landscape.address)
        app = create_app(gateway, routes=lambda _: [WebSocketRoute("/live", print)])
        scope = {"type": "websocket", "path": "/live", "headers": [], "query_string": b"", "subprotocols": []}
        await app(scope, nothing, send)
        await gateway.close()
        return sent

    assert asyncio.run(closed()) == [{"type": "websocket.close", "code": 1008}]
