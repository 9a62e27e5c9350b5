"""The language of answers: an argument's, else what the reader asks for, else what the server speaks."""

import asyncio
import hashlib
import json

import httpx
import pytest

from api.app import Memory, create_app
from api.execute import execute
from api.language import preferred
from api.trusted import Documents
from graph.gateway import AsyncGateway
from graph.language import Language
from tests.api.test_http import Client

EN, FR = Language.EN, Language.FR
WHY = '{rupture(key: "DEAD_END") {explanation} questions {sentence description parameters {description}}}'
STOPS = {EN: "The journey stops at", FR: "Le parcours s'arrête à"}
ASKS = {EN: "Which hand-offs", FR: "Quels passages"}
MEANS = {EN: "A hand-off is", FR: "Un passage de relais est"}


@pytest.mark.parametrize(
    ("field", "language"),
    [
        (None, EN),
        ("", EN),
        ("fr", FR),
        ("FR-ca", FR),
        ("fr-CA,fr;q=0.9,en;q=0.8", FR),
        ("en;q=0.8, fr;q=0.9", FR),
        ("fr;q=0.8,\ten ; q=0.9", EN),
        ("fr, en", FR),
        ("en, fr", EN),
        ("de, fr;q=0.1", FR),
        ("de", EN),
        ("*", EN),
        ("fr, *", FR),
        ("en;q=0.5, *", FR),
        ("en;q=0, *;q=0.1", FR),
        ("en;q=0", EN),
        ("fr;q=0", EN),
        ("fr;q=2, en;q=0.1", EN),
        ("frx, fr_CA, ;q=1, fr;q=, en;q=0.1", EN),
    ],
)
def test_what_a_reader_asks_for(field, language):
    assert preferred(field, EN) is language


@pytest.mark.parametrize(("field", "language"), [("*", FR), ("de", FR), ("de, *;q=0.5", FR), ("fr;q=0, *", EN)])
def test_any_is_what_the_server_speaks(field, language):
    assert preferred(field, FR) is language


def told(answer):
    data = answer.json()["data"]
    return data["rupture"]["explanation"], data["questions"][0]["sentence"], data["questions"][0]["description"]


@pytest.mark.parametrize("speaks", [EN, FR])
@pytest.mark.parametrize(("asked", "language"), [({}, None), ({"accept-language": "fr-CA, en;q=0.5"}, FR)])
def test_over_http(landscape, speaks, asked, language):
    client, language = Client(landscape.address, language=speaks), language or speaks
    for answer in (
        client.post("/graphql", json={"query": WHY}, headers=asked),
        client.get("/graphql", params={"query": WHY}, headers=asked),
    ):
        for text, begins in zip(told(answer), (STOPS, ASKS, MEANS), strict=True):
            assert text.startswith(begins[language])
        assert answer.headers["vary"].startswith("Accept, Accept-Language")


def test_answers_are_known_by_their_language(landscape):
    landscape.command("MATCH (g:Graph {key: 'graph'}) SET g.derived = g.revision")  # no run is half-way

    async def asked():
        app = create_app(AsyncGateway(landscape.address), memory=Memory(60))
        served = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test")
        async with app.router.lifespan_context(app), served as client:
            tags: dict[Language, str] = {}
            for language in (EN, FR, EN, FR):  # the second time from memory
                answer = await client.get("/graphql", params={"query": WHY}, headers={"accept-language": language})
                assert told(answer)[0].startswith(STOPS[language])
                assert tags.setdefault(language, answer.headers["etag"]) == answer.headers["etag"]
            for tag, language, status in ((EN, EN, 304), (FR, FR, 304), (EN, FR, 200), (FR, EN, 200)):
                headers = {"accept-language": language, "if-none-match": tags[tag]}
                answer = await client.get("/graphql", params={"query": WHY}, headers=headers)
                assert answer.status_code == status and answer.headers["vary"].startswith("Accept, Accept-Language")

    asyncio.run(asked())


def test_an_argument_has_the_last_word(landscape):
    query = """query ($l: Language) {rupture(key: "DEAD_END") {
      explanation en: explanation(language: EN) given: explanation(language: $l)} }"""
    client = Client(landscape.address, language=FR)
    for variables, language in (({}, FR), ({"l": None}, FR), ({"l": "EN"}, EN), ({"l": "FR"}, FR)):
        found = client.post("/graphql", json={"query": query, "variables": variables}).json()["data"]["rupture"]
        assert found["explanation"].startswith(STOPS[FR]) and found["en"].startswith(STOPS[EN])
        assert found["given"].startswith(STOPS[language])


def test_documents_by_name_follow_the_reader_too(landscape):
    sha256 = hashlib.sha256(WHY.encode()).hexdigest()
    persisted = {"persistedQuery": {"version": 1, "sha256Hash": sha256}}
    client, french = (
        Client(landscape.address, documents=Documents({"why": WHY, sha256: WHY})),
        {"accept-language": "fr"},
    )
    for asked in ({"documentId": "why"}, {"extensions": persisted}):
        assert told(client.post("/graphql", json=asked, headers=french))[0].startswith(STOPS[FR])
        assert told(client.post("/graphql", json=asked))[0].startswith(STOPS[EN])
    taught = {"extensions": json.dumps(persisted)}
    assert told(client.get("/graphql", params=taught, headers=french))[0].startswith(STOPS[FR])


@pytest.mark.parametrize("language", [EN, FR])
def test_in_process(landscape, language):
    async def asked():
        gateway = AsyncGateway(landscape.address)
        try:
            return await execute(WHY, gateway=gateway, language=language)
        finally:
            await gateway.close()

    assert asyncio.run(asked())["data"]["rupture"]["explanation"].startswith(STOPS[language])
