"""What pages cost beside the operations that they ask. `python -m bench.pages [JOURNEYS]`; 0, or nothing: the demo.

Each page by turns: its operations bare, the page made anew, the page as it is kept, and asked for with its ETag;
medians of nine, in process, so that no socket is measured. Then what goes over the net, how many elements there are,
and how long pictures take.
"""

import asyncio
import gzip
import os
import statistics
import sys
import time
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from functools import partial
from typing import Any

from httpx import ASGITransport, AsyncClient

from api.app import Memory, create_app
from api.execute import answer
from bench.corpus import corpus
from bench.place import place
from demo import statement
from graph import run
from graph.gateway import AsyncGateway, Gateway
from graph.language import Language
from graph.statement import Statement
from pages.asking import told
from pages.font import Weight
from pages.journey.picture import draw
from pages.page import Page
from pages.pictures.png import png
from pages.pictures.svg import svg
from pages.pictures.text import width
from pages.register import PAGES
from pages.site import routes
from pages.visitor import Visitor
from tests.pages.test_map import huge

TIMES = 9
HTML = {"accept": "text/html", "accept-language": "fr"}


def main(journeys: int) -> None:
    """A line for each page, then the pictures."""
    with place() as gateway:
        said = Statement("bench", "knowledge", corpus(journeys)) if journeys else statement(Language.FR)
        run.apply(gateway, said)
        key = gateway.read("MATCH (j:Journey) RETURN j.key ORDER BY j.key LIMIT 1")[0][0]
        asyncio.run(_pages(gateway, key))
    _pictures()
    print(f"load {os.getloadavg()[1]:.1f}")


async def _pages(gateway: Gateway, key: str) -> None:
    print(f"{'':<28}{'bare':>9}{'anew':>9}{'kept':>9}{'304':>9}{'KiB':>7}{'gz':>6}{'elements':>10}")
    api = AsyncGateway(gateway.address, timeout=600)
    async with AsyncExitStack() as stack:
        forgets, keeps = [await _client(stack, gateway, seconds) for seconds in (None, 60)]
        for page in PAGES:
            if "{label}" in page.path or "finding" in page.path or page.name == "search":
                continue
            path = page.path.replace("{key:path}", key)
            await _page(page, path, key, api, forgets, keeps)
    await api.close()


async def _client(stack: AsyncExitStack, gateway: Gateway, seconds: float | None) -> AsyncClient:
    memory = Memory(seconds)
    app = create_app(AsyncGateway(gateway.address, timeout=600), memory=memory, language=Language.FR, routes=routes)
    await stack.enter_async_context(app.router.lifespan_context(app))
    return await stack.enter_async_context(AsyncClient(transport=ASGITransport(app), base_url="http://localhost"))


async def _page(page: Page, path: str, key: str, api: AsyncGateway, forgets: AsyncClient, keeps: AsyncClient) -> None:
    who = Visitor(path, {}, Language.FR, key=key)

    async def bare() -> Any:
        return await told(page, who, partial(answer, gateway=api))

    first = await keeps.get(path, headers=HTML)
    tag = {"if-none-match": first.headers.get("etag", "")}
    ways: list[Callable[[], Awaitable[Any]]] = [
        bare,
        lambda: forgets.get(path, headers=HTML),
        lambda: keeps.get(path, headers=HTML),
        lambda: keeps.get(path, headers=HTML | tag),
    ]
    spent: list[list[float]] = [[] for _ in ways]
    for _ in range(TIMES):
        for place_, way in enumerate(ways):
            begun = time.perf_counter()
            await way()
            spent[place_].append(1000 * (time.perf_counter() - begun))
    took = "".join(f"{statistics.median(each):>7.1f}ms" for each in spent)
    size, packed, elements = len(first.content), len(gzip.compress(first.content, 4)), first.text.count("<")
    print(f"{page.name:<28}{took}{size / 1024:>7.0f}{packed / 1024:>6.0f}{elements // 2:>10}")


def _pictures() -> None:
    """The map of 200 steps on 40 channels, drawn and written, and a small one as PNG."""
    journey = huge(200, 40)
    width("warm", 12, Weight.REGULAR)
    drawn = statistics.median(_timed(lambda: svg(draw(journey, Language.FR))) for _ in range(TIMES))
    text = svg(draw(journey, Language.FR))
    small = draw(huge(8, 6), Language.FR)
    drawn_small = statistics.median(_timed(lambda: png(small)) for _ in range(3))
    packed = len(gzip.compress(text.encode(), 4)) / 1024
    print(f"200 x 40: {drawn:.0f} ms, {text.count('<') // 2} elements, {packed:.0f} KiB gz")
    print(f"PNG of 8 x 6: {drawn_small:.0f} ms, {len(png(small)) / 1024:.0f} KiB")


def _timed(what: Callable[[], Any]) -> float:
    begun = time.perf_counter()
    what()
    return 1000 * (time.perf_counter() - begun)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 0)
