"""A file is brought through a page: understood, shown, and written only once somebody says so."""

import asyncio
import io
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, contextmanager
from functools import partial
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_FILE_PATH
from httpx import ASGITransport, AsyncClient
from openpyxl import Workbook

from api.access import LOOPBACK, Access
from api.app import create_app
from api.tokens import Tokens
from graph.address import Address
from graph.gateway import AsyncGateway
from graph.language import Language
from pages.site import routes
from parcours.intake import Intake
from tests.asking import PATIENCE
from tests.graph.tables import empty
from tests.pages.conftest import Site

ROWS = [
    ["Mon parcours", None, None],
    [None, "Découverte", "Achat"],
    ["Ce que fait le client", "Je cherche une offre", "J'appelle pour acheter"],
    ["Canal", "Site web", "Téléphone"],
    ["Ressenti", "🙂", "Perdu"],
    ["Points de douleur", "Trop de choix", None],
]


def workbook(rows=ROWS) -> bytes:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.fixture
def opened(gateway, tmp_path) -> Iterator[object]:
    """A site over an empty store; `demand` has it ask for tokens."""
    empty(gateway)
    with sites(gateway.address, tmp_path) as opened:
        yield opened


@contextmanager
def sites(address: Address, folder: Path) -> Iterator[Callable[..., Site]]:
    with asyncio.Runner() as runner:
        stack = AsyncExitStack()

        def site(demand: Tokens | None = None) -> Site:
            made = partial(routes, intake=Intake(folder / "brought", address))
            access = Access(LOOPBACK, tokens=demand)
            store = AsyncGateway(address, timeout=PATIENCE)
            app = create_app(store, access=access, language=Language.FR, routes=made)
            runner.run(stack.enter_async_context(app.router.lifespan_context(app)))
            client = AsyncClient(transport=ASGITransport(app, client=("127.0.0.1", 1)), base_url="http://localhost")
            runner.run(stack.enter_async_context(client))
            return Site(client, runner)

        yield site
        runner.run(stack.aclose())


def brought(site, content=None, name="carte.xlsx", **fields):
    return site.post("/import", files={"file": (name, workbook() if content is None else content)}, data=fields)


def fields(page) -> dict[str, str]:
    """What the form of the page would send, as it stands."""
    told = dict(re.findall(r'<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"', page.text))
    for name, options in re.findall(r'<select name="([^"]+)".*?>(.*?)</select>', page.text, re.S):
        chosen = re.search(r'<option value="([^"]*)" selected', options) or re.search(
            r'<option value="([^"]*)"', options
        )
        told[name] = chosen[1] if chosen else ""
    return {name: value for name, value in told.items() if name not in ("q", "file", "pasted")}


def sent(site, given):
    return site.post("/import", files={name: (None, value) for name, value in given.items()})


def test_what_is_understood_is_shown_and_nothing_is_written(opened, gateway):
    page = brought(opened())
    assert page.status_code == 200 and "2 étapes en 2 macro-étapes, 2 points de contact sur 2 canaux" in page.text
    assert "Mon parcours" in page.text and "Perdu" in page.text and 'data-step="mon-parcours/' in page.text
    assert gateway.read("MATCH (n) RETURN count(n)") == [[0]] or not gateway.read("MATCH (j:Journey) RETURN j")


def test_what_is_corrected_is_written(opened, gateway):
    site = opened()
    page = brought(site)
    given = fields(page)
    word = next(name for name in given if name.startswith("value-") and given[name] == "")
    looked = sent(site, given | {word: "-2", "do": "look"})
    assert looked.status_code == 200 and fields(looked)[word] == "-2"
    done = sent(site, fields(looked) | {"do": "write"})
    assert done.status_code == 303 and done.headers["location"].startswith("/journeys/mon-parcours?"), done.text
    rows = gateway.read("MATCH (t:Touchpoint) RETURN t.emotion ORDER BY t.key")
    assert sorted(each for (each,) in rows) == [-2, 1]
    shown = site.get(done.headers["location"])
    assert shown.status_code == 200 and "question" in shown.text and "/ask?journey=mon-parcours" in shown.text


def test_nobody_writes_with_a_form_that_was_not_shown_to_them(opened, gateway):
    site = opened()
    given = fields(brought(site)) | {"do": "write"}
    for seal in ("", "0" * 64):
        refused = sent(site, given | {"seal": seal})
        assert refused.status_code == 400 and "trop ancien" in refused.text
    assert not gateway.read("MATCH (j:Journey) RETURN j")


def test_where_tokens_are_demanded_one_has_to_sign_in(opened, tmp_path):
    tokens = Tokens(tmp_path / "tokens")
    tokens.create("ada")
    answer = brought(opened(tokens))
    assert answer.status_code == 303 and "/sign-in" in answer.headers["location"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("carte.pdf", b"%PDF-1.5 ...", "un PDF"),
        ("vide.xlsx", b"", "est vide"),
        ("vide.csv", b"\n\n", "est vide"),
        ("contacts.csv", b"timestamp,customer_id,channel\n2025-01-01,1,web\n", "contacts-csv"),
        ("coupe.xlsx", workbook()[:900], "endommagé"),
        ("autre.csv", b"a,b\n1,2\n", "ne ressemble à une carte"),
        ("../../x\n<script>.csv", b"a,b\n1,2\n", "ne ressemble à une carte"),
    ],
)
def test_what_cannot_be_read_is_told(opened, gateway, tmp_path, name, content, said):
    page = brought(opened(), content, name)
    assert page.status_code == 200 and said in page.text and "<script>" not in page.text.split("<main>")[1]
    assert all(each.is_relative_to(tmp_path / "brought") for each in tmp_path.rglob("*x*"))
    assert not gateway.read("MATCH (j:Journey) RETURN j")


def test_a_table_is_pasted(opened):
    pasted = "Étape\tCanal\nJe demande\tSite web\nJ'appelle\tTéléphone\n"
    page = opened().post("/import", files={"pasted": (None, pasted)})
    assert page.status_code == 200 and "2 étapes" in page.text and "2 canaux" in page.text


def test_nothing_larger_than_a_map_is_taken(opened):
    page = brought(opened(), b"x" * (25 * 1024 * 1024), "gros.csv")
    assert page.status_code == 400 and "24" in page.text


def shown(address: Address, folder: Path, language: str) -> str:
    """The page with its styles in it, as Chromium can have it without a server."""
    with sites(address, folder) as opened:
        site = opened()
        text = site.post(f"/import?lang={language}", files={"file": ("carte.xlsx", workbook())}).text
        style = site.get("/static/colours.css").text + site.get("/static/style.css").text
    bare = re.sub(r"<(link|script)[^>]*>(</script>)?", "", text)
    return bare.replace("</head>", f"<style>{style}</style></head>")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_axe_finds_nothing(gateway, tmp_path, browser, language):
    empty(gateway)
    with ThreadPoolExecutor(1) as apart:  # Playwright has an event loop here, beside which no other runs
        text = apart.submit(shown, gateway.address, tmp_path, language).result()
    page = browser.new_page()
    page.set_content(text)
    page.add_script_tag(path=str(AXE_FILE_PATH))
    found = page.evaluate("async () => (await axe.run()).violations.map(v => [v.id, v.nodes.map(n => n.html)])")
    page.close()
    assert found == []
