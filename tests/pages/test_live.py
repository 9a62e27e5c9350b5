"""What others change, in pages that are open: told by a stream of revisions, shown with nothing lost that was typed.

Each has a server of its own: a stream that stays open would keep another from its end.
"""

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import httpx
import pytest
from playwright.sync_api import Route, expect

from api import changes
from api.answers import Answers, State
from api.changes import Changes, Stream
from graph.acts.acting import Signed, acting
from graph.acts.triage import triage
from graph.gateway import AsyncGateway, Gateway
from graph.model.words import Triage
from graph.revision import current
from tests.asking import PATIENCE
from tests.pages.test_browser import LOSS, served, window_of

STREAM = "/changes/stream"


@pytest.fixture(scope="module")
def address(insurer) -> Iterator[str]:
    """Where the pages are."""
    with served(insurer) as address:
        yield address


def decide(insurer: Gateway, state: Triage, note: str | None = None) -> int:
    """Somebody else decides, who is not at this server; the revision since then."""
    with acting(insurer, Signed("ana")) as act:
        triage(act, [LOSS], state, {"note": note})
    return current(insurer.read)


@contextmanager
def listening(address: str, headers: dict[str, str] | None = None) -> Iterator[Iterator[int]]:
    """A stream that is open; what it tells of."""
    with httpx.stream("GET", address + STREAM, headers=headers, timeout=PATIENCE) as response:
        assert response.headers["content-type"].startswith("text/event-stream")
        yield revisions(response)


def revisions(response: httpx.Response) -> Iterator[int]:
    """The revisions that a stream tells of."""
    for line in response.iter_lines():
        if line.startswith("data: "):
            yield int(json.loads(line.removeprefix("data: "))["revision"])


def test_two_servers_tell_of_what_a_third_wrote(insurer, address):
    with served(insurer) as other, listening(address) as one, listening(other) as two:
        now = current(insurer.read)
        assert [next(one), next(two)] == [now, now]
        risen = decide(insurer, Triage.ACCEPTED, "vu")
        assert risen > now
        assert [next(one), next(two)] == [risen, risen]


def test_what_was_heard_is_not_told_again(insurer, address):
    now = current(insurer.read)
    with listening(address, {"last-event-id": str(now)}) as heard:
        risen = decide(insurer, Triage.OPEN)
        assert next(heard) == risen


def test_no_more_listen_than_may(insurer, address, monkeypatch):
    monkeypatch.setattr(changes, "MOST", 0)
    answer = httpx.get(address + STREAM, timeout=PATIENCE)
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "5"


def test_who_goes_is_forgotten_and_nobody_looks_for_nobody(insurer, monkeypatch):
    monkeypatch.setattr(changes, "EVERY", 0.01)

    async def listen() -> tuple[int, int, bool]:
        gateway = AsyncGateway(insurer.address, timeout=PATIENCE)
        told = Changes(Answers(gateway, 1.0))
        following = told.follow()
        await anext(following)
        here = told._listening
        await following.aclose()
        assert told._looking is not None
        with suppress(asyncio.CancelledError):
            await told._looking
        await gateway.close()
        return here, told._listening, told._looking.done()

    assert asyncio.run(listen()) == (1, 0, True)


def test_a_store_that_is_away_ends_no_stream(insurer, monkeypatch):
    monkeypatch.setattr(changes, "EVERY", 0.01)

    async def listen() -> list[int | None]:
        gateway = AsyncGateway(insurer.address, timeout=PATIENCE)
        answers = Answers(gateway, 1.0)
        told = Changes(answers)
        looks = iter([None, None, 7, None, 8])

        async def look() -> State | None:
            revision = next(looks, 8)
            return None if revision is None else (revision, revision, 1)

        monkeypatch.setattr(answers, "look", look)
        following = told.follow()
        found = await anext(following), await anext(following)
        await following.aclose()
        await gateway.close()
        return [each.id for each in found if each]

    assert asyncio.run(listen()) == [7, 8]


def test_who_may_listen_no_more_is_told_no_more(insurer, monkeypatch):
    monkeypatch.setattr(changes, "ALIVE", 0.01)

    async def listen() -> list[object]:
        gateway = AsyncGateway(insurer.address, timeout=PATIENCE)
        may = iter([True, True, False])
        stream = Stream(Changes(Answers(gateway, 1.0)), 10**9, lambda: next(may))
        events: list[object] = [each async for each in stream.body_iterator]
        await gateway.close()
        return events

    assert asyncio.run(listen()) == [b": here\n\n"] * 2


def test_a_page_shows_what_another_decides(insurer, browser, address):
    decide(insurer, Triage.OPEN)
    with window_of(browser, address) as page:
        page.goto(f"/findings/{LOSS}")
        expect(page.locator("aside .now")).to_have_text("Ouvert", timeout=PATIENCE * 1000)
        decide(insurer, Triage.PLANNED)
        expect(page.locator("aside .now")).to_have_text("Planifié", timeout=PATIENCE * 1000)
        expect(page.locator("#news span")).to_have_text("La page a été mise à jour.")


def test_what_is_typed_stays_until_its_writer_wants_the_news(insurer, browser, address):
    decide(insurer, Triage.OPEN)
    with window_of(browser, address) as page:
        page.goto(f"/findings/{LOSS}")
        expect(page.locator("aside .now")).to_have_text("Ouvert", timeout=PATIENCE * 1000)
        page.fill("#form textarea[name=note]", "à ne pas perdre")
        decide(insurer, Triage.ACCEPTED)
        news = page.locator("#news button")
        expect(news).to_be_visible(timeout=PATIENCE * 1000)
        expect(page.locator("#form textarea[name=note]")).to_have_value("à ne pas perdre")
        expect(page.locator("aside .now")).to_have_text("Ouvert")
        news.click()
        expect(page.locator("aside .now")).to_have_text("Accepté", timeout=PATIENCE * 1000)
        expect(news).to_be_hidden()


def test_what_is_typed_while_the_news_are_fetched_stays(insurer, browser, address):
    decide(insurer, Triage.OPEN)
    with window_of(browser, address) as page:
        page.goto(f"/findings/{LOSS}")
        expect(page.locator("aside .now")).to_have_text("Ouvert", timeout=PATIENCE * 1000)
        fetched: list[Route] = []
        page.route(lambda url: "/findings/" in url, lambda route: fetched.append(route))
        with page.expect_request(lambda asked: "/findings/" in asked.url):
            decide(insurer, Triage.ACCEPTED)
        page.fill("#form textarea[name=note]", "à ne pas perdre")
        fetched[0].continue_()
        expect(page.locator("#news button")).to_be_visible(timeout=PATIENCE * 1000)
        expect(page.locator("#form textarea[name=note]")).to_have_value("à ne pas perdre")


def test_what_comes_anew_is_wired_again(insurer, browser, address):
    decide(insurer, Triage.OPEN)
    with window_of(browser, address) as page:
        page.goto(f"/findings/{LOSS}")
        expect(page.locator("aside .now")).to_have_text("Ouvert", timeout=PATIENCE * 1000)
        expect(page.locator("[data-copy]:not([hidden])")).to_have_count(1)
        decide(insurer, Triage.IGNORED)
        expect(page.locator("aside .now")).to_have_text("Ignoré", timeout=PATIENCE * 1000)
        expect(page.locator("[data-copy]:not([hidden])")).to_have_count(1)
    decide(insurer, Triage.OPEN)


@pytest.mark.parametrize("each", ["/embed/journeys/home-quote", "/journeys/home-quote?print=a3", "/nowhere"])
def test_what_is_no_page_to_work_on_does_not_listen(address, each):
    assert "data-changes" not in httpx.get(address + each, timeout=PATIENCE).text
