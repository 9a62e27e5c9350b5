"""The HTTP application."""

import asyncio
import re
from dataclasses import replace
from functools import partial

import httpx
import pytest

from api.app import Memory, create_app
from api.profile import DEVELOPMENT
from api.turns import Turns
from graph.address import Address
from graph.gateway import AsyncGateway
from tests.asking import PATIENCE
from tests.between import between

RESPONSE = "application/graphql-response+json"
CHANNEL = '{channel(key: "phone") {name}}'
PHONE = {"data": {"channel": {"name": "Téléphone"}}, "extensions": {"cost": 1}}


class Client:
    """Requests to the application in process, each within a life of its own."""

    def __init__(self, address, **door):
        self.address = address
        self.door = door

    async def send(self, method, path, timeout=PATIENCE, **options):
        app = create_app(AsyncGateway(self.address, timeout=timeout), **self.door)
        transport = httpx.ASGITransport(app)
        async with (
            app.router.lifespan_context(app),
            httpx.AsyncClient(transport=transport, base_url="http://test") as client,
        ):
            return await client.request(method, path, **options)

    def request(self, method, path, **options):
        return asyncio.run(self.send(method, path, **options))

    def get(self, path, **options):
        return self.request("GET", path, **options)

    def post(self, path, **options):
        return self.request("POST", path, **options)


@pytest.fixture
def client(landscape):
    return Client(landscape.address)


@pytest.fixture
def stranded():
    return Client(Address("bolt://127.0.0.1:1"))


def test_post_and_get(client):
    posted = client.post("/graphql", json={"query": CHANNEL})
    assert posted.status_code == 200 and posted.json() == PHONE
    assert posted.headers["content-type"] == "application/json; charset=utf-8"
    variables = {
        "query": "query a($k: String!) {channel(key: $k) {name}}",
        "variables": '{"k": "phone"}',
        "operationName": "a",
    }
    assert client.get("/graphql", params=variables).json() == PHONE


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        (RESPONSE, RESPONSE),
        (f"{RESPONSE}, application/json;q=0.9", RESPONSE),
        ("application/json", "application/json"),
        ("*/*", "application/json"),
    ],
)
def test_negotiation(client, accept, media):
    answer = client.post("/graphql", json={"query": CHANNEL}, headers={"accept": accept})
    assert answer.headers["content-type"] == f"{media}; charset=utf-8" and answer.json() == PHONE


@pytest.mark.parametrize("query", ["{", "{nothing}", "{channels(first: -1) {totalCount}}", "subscription {__typename}"])
def test_nothing_executed_is_400_without_data(client, query):
    answer = client.post("/graphql", json={"query": query}, headers={"accept": RESPONSE})
    assert answer.status_code == 400 and "data" not in answer.json() and answer.json()["errors"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{", 400),
        (b"[]", 400),
        (b'[{"query": "{a}"}]', 400),
        (b"{}", 400),
        (b'{"query": 1}', 400),
        (b'{"query": "{a}", "variables": []}', 400),
        (b'{"query": "{a}", "operationName": 1}', 400),
        (b'{"query": "{a}", "extensions": 1}', 400),
        (b'"' + b"x" * 1_000_001 + b'"', 413),
    ],
)
def test_unreadable_requests(client, body, status):
    answer = client.post("/graphql", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == status and answer.json()["errors"][0]["message"]


def test_head_is_get_without_its_body(client):
    params = {"query": CHANNEL}
    got, head = client.get("/graphql", params=params), client.request("HEAD", "/graphql", params=params)
    names = ("content-type", "content-length", "vary")
    assert head.status_code == 200 and [head.headers[n] for n in names] == [got.headers[n] for n in names]
    silent = Client(client.address, profile=replace(DEVELOPMENT, get=False))
    assert silent.request("HEAD", "/graphql", params=params).status_code == 405


def test_other_types_are_refused(client):
    assert client.post("/graphql", content=CHANNEL, headers={"content-type": "text/plain"}).status_code == 415
    assert client.post("/graphql", json={"query": CHANNEL}, headers={"accept": "image/png"}).status_code == 406
    assert client.request("PUT", "/graphql", json={}).status_code == 405


def test_graphiql_works_offline(client):
    page = client.get("/graphql", headers={"accept": "text/html,*/*;q=0.8"})
    assert page.headers["content-type"].startswith("text/html")
    assert "//" not in re.sub(r"//[ #].*", "", page.text)
    assert page.headers["vary"].startswith("Accept")
    for tag in (page.headers["etag"], f"W/{page.headers['etag']}", "*"):
        known = {"accept": "text/html", "if-none-match": tag}
        assert client.get("/graphql", headers=known).status_code == 304
    for path in re.findall(r'(?:src|href)="(graphiql/[^"]+)"', page.text):
        assert client.get(f"/{path}").status_code == 200


def test_health(client, stranded):
    answer = client.get("/health")
    assert answer.status_code == 200 and answer.json()["store"]["answers"] is True and answer.json()["revision"] == 3
    assert re.match(r"\d+\.\d+", answer.json()["store"]["version"])
    away = stranded.get("/health")
    assert away.status_code == 503 and away.json()["store"]["answers"] is False


def test_while_the_store_is_away(stranded):
    for accept, status in ((RESPONSE, 503), ("application/json", 200)):
        answer = stranded.post("/graphql", json={"query": CHANNEL}, headers={"accept": accept})
        assert answer.status_code == status and answer.headers["retry-after"] == "5"
        assert answer.json()["errors"][0]["extensions"] == {"code": "STORE_UNAVAILABLE", "retryAfter": 5}


def test_the_log_knows_where_the_store_is_and_the_client_does_not(stranded, caplog):
    answer = stranded.post("/graphql", json={"query": CHANNEL}, headers={"x-request-id": "abc"})
    assert answer.json()["errors"][0]["message"] == "The store does not answer: try again"
    assert "request abc: The store at bolt://127.0.0.1:1 does not answer" in caplog.text


def test_too_much_at_once_is_told_apart_from_a_store_that_is_away(landscape):
    async def crowded():
        turns = Turns(1)
        client = Client(landscape.address, turns=turns)
        async with turns.taken("somebody", 1):
            ask = partial(client.send, "POST", "/graphql", 0.2, json={"query": CHANNEL}, headers={"accept": RESPONSE})
            return await ask(), await client.send("GET", "/health")

    answer, health = asyncio.run(crowded())
    assert answer.status_code == 503 and answer.headers["retry-after"] == "5" and "data" not in answer.json()
    assert answer.json()["errors"][0]["extensions"] == {"code": "OVERLOADED", "retryAfter": 5}
    assert health.status_code == 200 and health.json()["status"] == "ok"


def test_what_is_spent_says_when_to_come_again(landscape):
    dear = {"query": "{channels {edges {node {name}}}}"}  # four channels

    async def spent():
        app = create_app(AsyncGateway(landscape.address), memory=Memory(None, budget=4))
        transport = httpx.ASGITransport(app)
        async with (
            app.router.lifespan_context(app),
            httpx.AsyncClient(transport=transport, base_url="http://test", headers={"accept": RESPONSE}) as client,
        ):
            return [await client.post("/graphql", json=dear) for _ in range(2)]

    first, second = asyncio.run(spent())
    (error,) = second.json()["errors"]
    assert (first.status_code, second.status_code) == (200, 429)
    assert error["extensions"]["code"] == "BUDGET_EXCEEDED"
    assert second.headers["retry-after"] == str(error["extensions"]["retryAfter"])


def test_health_of_a_store_that_is_busy(landscape, monkeypatch):
    monkeypatch.setattr("api.app.ENOUGH", 0.2)
    monkeypatch.setattr("graph.gateway.LATE", 0.2)

    async def busy():
        async with between(landscape.address, lives=lambda: True) as (address, silent):
            silent.set()
            return await Client(address).send("GET", "/health")

    answer = asyncio.run(busy())
    assert answer.status_code == 200 and answer.json()["status"] == "busy" and answer.json()["store"]["answers"] is True
