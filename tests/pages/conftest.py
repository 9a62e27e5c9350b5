"""The pages over the demo, served in process."""

import asyncio
import os
import shutil
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from functools import partial
from typing import Any

import pytest
from httpx import ASGITransport, AsyncClient, Response
from playwright.sync_api import Browser, sync_playwright

from api.app import create_app
from graph.address import Address
from graph.gateway import AsyncGateway, Gateway
from graph.language import Language
from pages.bring.intake import Intake
from pages.site import routes
from tests.asking import PATIENCE
from tests.demo.conftest import loaded
from tests.pages.drawn import begun, lines
from tests.pages.filling import Desk

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
"""How Chromium asks nobody for anything."""


class Site:
    """A browser without scripts before the site. It is redirected nowhere unasked; `/graphql` is there, too."""

    def __init__(self, client: AsyncClient, runner: asyncio.Runner) -> None:
        self._client = client
        self._runner = runner

    def get(self, path: str, /, language: str | None = "fr", **options: Any) -> Response:
        """A page, in a language."""
        spoken = {"accept-language": language} if language else {}
        headers = {"accept": "text/html", **spoken, **options.pop("headers", {})}
        return self._runner.run(self._client.get(path, headers=headers, **options))

    def post(self, path: str, /, **options: Any) -> Response:
        """What a form does."""
        return self._runner.run(self._client.post(path, **options))

    def ask(self, document: str, **variables: Any) -> Any:
        """What the API gives for an operation that goes well."""
        answer = self.post("/graphql", json={"query": document, "variables": variables}).json()
        assert "errors" not in answer, answer["errors"]
        return answer["data"]


@pytest.fixture(scope="module")
def insurer(gateway_address: Address) -> Iterator[Gateway]:
    """The store with the demo in it, in French."""
    with loaded(gateway_address, Language.FR) as gateway:
        yield gateway


@contextmanager
def pages_over(address: Address, host: str = "127.0.0.1", intake: Intake | None = None, **made: Any) -> Iterator[Site]:
    """Pages and API over a store, for somebody who comes from there; files can be brought where there is an intake."""
    beside = partial(routes, intake=intake)
    app = create_app(AsyncGateway(address, timeout=PATIENCE), language=Language.FR, routes=beside, **made)
    with asyncio.Runner() as runner:
        stack = AsyncExitStack()
        runner.run(stack.enter_async_context(app.router.lifespan_context(app)))
        client = AsyncClient(transport=ASGITransport(app, client=(host, 1)), base_url="http://localhost")
        runner.run(stack.enter_async_context(client))
        yield Site(client, runner)
        runner.run(stack.aclose())


@pytest.fixture(scope="module")
def site(insurer: Gateway) -> Iterator[Site]:
    """The demo's pages and its API."""
    with pages_over(insurer.address) as site:
        yield site


@pytest.fixture
def blank(gateway: Gateway) -> Iterator[Site]:
    """Pages over a graph in which there is nothing, for whoever sits at this machine."""
    with pages_over(gateway.address) as site:
        yield site


@pytest.fixture
def desk(blank: Site) -> Desk:
    """A map that is begun: three steps in two phases."""
    desk = begun(blank)
    lines(desk, "# Avant\nJe compare\nJe demande un devis\n# Après\nJe signe")
    return desk


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, as the machine has it."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None and os.environ.get("CI") != "true":
        pytest.skip("there is no Chromium here: apt-get install chromium")
    assert found, "there is no Chromium here, and without one nobody knows whether pages work"
    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=found, args=QUIET)
        yield started
        started.close()
