"""Answers by revision: given from memory while the graph stays as it is, and never longer."""

import asyncio
from contextlib import asynccontextmanager

import httpx
import pytest

from api.answers import STATE
from api.app import Memory, create_app
from api.census import COUNTS
from graph.gateway import AsyncGateway

CHANNELS = {"query": "{ channels { totalCount edges { node { key name } } } }"}
RUNS = {"query": "{ importRuns { totalCount } }"}


@pytest.fixture
def write(process, tmp_path):
    """Import one channel of this name, in a process of its own."""

    def write(name):
        file = tmp_path / "channel.yaml"
        file.write_text(f"parcours: 1\nchannels: [{{key: phone, name: {name}}}]\n", encoding="utf-8")
        done = process("import", str(file), "--source", "one")
        assert done.returncode == 0, done.stderr

    return write


def told(gateway, seconds, story):
    """Run a story with a client of the API over this store; gives the statements that were sent, but for the counts
    that costs are reckoned from."""
    statements = []

    @asynccontextmanager
    async def client():
        api = AsyncGateway(gateway.address, lambda text, _: statements.append(text) if text != COUNTS else None)
        app = create_app(api, memory=Memory(seconds))
        transport = httpx.ASGITransport(app)
        async with (
            app.router.lifespan_context(app),
            httpx.AsyncClient(transport=transport, base_url="http://test") as client,
        ):
            yield client

    async def run():
        async with client() as each:
            await story(each)

    asyncio.run(run())
    return statements


async def name(client):
    answer = (await client.post("/graphql", json=CHANNELS)).json()
    return answer["data"]["channels"]["edges"][0]["node"]["name"]


def test_no_answer_outlives_a_write_of_another_process(gateway, write):
    write("One")

    async def story(client):
        assert [await name(client) for _ in range(3)] == ["One"] * 3
        await asyncio.to_thread(write, "Two")
        assert [await name(client) for _ in range(2)] == ["Two"] * 2

    statements = told(gateway, 0, story)
    assert statements.count(STATE) == 5 and len(statements) == 5 + 2


def test_a_run_that_changes_nothing_is_seen_too(gateway, write):
    write("One")

    async def runs(client):
        return (await client.post("/graphql", json=RUNS)).json()["data"]["importRuns"]["totalCount"]

    async def story(client):
        before = await runs(client)
        await asyncio.to_thread(write, "One")
        assert await runs(client) == before + 1

    told(gateway, 0, story)


def test_within_its_seconds_nothing_is_asked_and_then_what_is_new_is_seen(gateway, write):
    write("One")

    async def story(client):
        assert [await name(client) for _ in range(3)] == ["One"] * 3
        await asyncio.to_thread(write, "Two")
        await asyncio.sleep(1.1)
        assert await name(client) == "Two"

    statements = told(gateway, 1.0, story)
    assert statements.count(STATE) == 2 and len(statements) == 2 + 2


def test_nothing_is_kept_while_a_run_is_half_way(gateway, write):
    write("One")
    gateway.command("MATCH (g:Graph {key: 'graph'}) SET g.revision = g.revision + 1")

    async def story(client):
        assert await name(client) == "One"
        assert "etag" not in (await client.post("/graphql", json=CHANNELS)).headers

    assert len([text for text in told(gateway, 0, story) if text != STATE]) == 2


def test_off_keeps_nothing(gateway, write):
    write("One")

    async def story(client):
        assert [await name(client) for _ in range(2)] == ["One"] * 2

    statements = told(gateway, None, story)
    assert STATE not in statements and len(statements) == 2


def test_errors_and_other_variables_are_not_answered_from_memory(gateway, write):
    write("One")
    keyed = "query ($k: String!) { channel(key: $k) { key } }"

    async def story(client):
        for key, found in (("phone", {"key": "phone"}), ("other", None), ("phone", {"key": "phone"})):
            answer = await client.post("/graphql", json={"query": keyed, "variables": {"k": key}})
            assert answer.json()["data"] == {"channel": found}
        for _ in range(2):
            assert "errors" in (await client.post("/graphql", json={"query": "{nothing}"})).json()

    assert len([text for text in told(gateway, 60, story) if text != STATE]) == 2


def test_answers_in_two_languages_are_two_answers(gateway, write):
    write("One")
    asked, french = {"query": "{ questions { sentence } channels { totalCount } }"}, {"accept-language": "fr"}

    async def story(client):
        tags = set()
        for _ in range(2):
            for headers, word in (({}, "Which"), (french, "Quels")):
                answer = await client.get("/graphql", params=asked, headers=headers)
                assert answer.json()["data"]["questions"][0]["sentence"].startswith(word)
                assert answer.headers["vary"].startswith("Accept, Accept-Language")
                tags.add(answer.headers["etag"])
        assert len(tags) == 2
        (english,) = tags - {(await client.get("/graphql", params=asked, headers=french)).headers["etag"]}
        known = {"if-none-match": english}
        assert (await client.get("/graphql", params=asked, headers=known)).status_code == 304
        assert (await client.get("/graphql", params=asked, headers=known | french)).status_code == 200

    assert len([text for text in told(gateway, 60, story) if text != STATE]) == 2


@pytest.mark.parametrize(
    ("written", "status"),
    [
        ("{tag}", 304),
        ("{strong}", 304),
        ('W/"other",{tag}', 304),
        ('"one, two" , {strong}', 304),
        ('"{bare}, ', 200),
        ('"x{bare}"', 200),
        ("{bare}", 200),
        ('"*"', 200),
        ("*", 304),
        ("", 200),
    ],
)
def test_tags_are_compared_weakly(gateway, write, written, status):
    write("One")

    async def story(client):
        tag = (await client.get("/graphql", params=CHANNELS)).headers["etag"]
        assert tag.startswith('W/"')
        known = {"if-none-match": written.format(tag=tag, strong=tag.removeprefix("W/"), bare=tag[3:-1])}
        for method in ("GET", "HEAD"):
            answer = await client.request(method, "/graphql", params=CHANNELS, headers=known)
            assert answer.status_code == status and answer.headers["etag"] == tag
            assert answer.headers["vary"].startswith("Accept, Accept-Language")

    told(gateway, 0, story)


def test_any_tag_needs_an_answer_and_a_post_has_none(gateway, write):
    write("One")
    any_ = {"if-none-match": "*"}

    async def story(client):
        assert (await client.get("/graphql", params=RUNS, headers=any_)).status_code == 304
        wrong = await client.get("/graphql", params={"query": "{nothing}"}, headers=any_)
        assert wrong.status_code == 200 and wrong.json()["errors"] and "etag" not in wrong.headers
        posted = await client.post("/graphql", json=RUNS, headers=any_)
        assert posted.status_code == 200 and posted.json()["data"]

    told(gateway, 0, story)
    told(gateway, None, story)


def test_a_client_asks_whether_its_answer_still_holds(gateway, write):
    write("One")

    async def story(client):
        first = await client.get("/graphql", params=CHANNELS)
        tag = {"if-none-match": first.headers["etag"]}
        again = await client.get("/graphql", params=CHANNELS, headers=tag)
        assert again.status_code == 304 and not again.content and again.headers["etag"] == first.headers["etag"]
        assert (await client.get("/graphql", params=RUNS, headers=tag)).status_code == 200
        await asyncio.to_thread(write, "Two")
        assert (await client.get("/graphql", params=CHANNELS, headers=tag)).status_code == 200

    told(gateway, 0, story)
