"""Pages as files: each leads on, none needs a server, and names are safe wherever they are put."""

import asyncio
import re
from functools import partial
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe

from api.execute import answer
from graph.gateway import AsyncGateway
from graph.language import Language
from pages.addresses import escaped
from pages.away.leaving import leaving
from pages.away.places import place
from pages.away.taking import Taking
from pages.away.tree import tree
from pages.font import FOLDER as FONT
from tests.asking import PATIENCE

JOURNEYS = ("home-quote", "complaint")
ATTRIBUTE = re.compile(r'\s(href|src|action)="([^"]*)"')


def taken(gateway, journeys=JOURNEYS, language=Language.FR) -> dict[str, bytes]:
    """The files of these journeys' pages."""

    async def run() -> dict[str, bytes]:
        api = AsyncGateway(gateway.address, timeout=PATIENCE)
        taking = Taking(partial(answer, gateway=api), language, journeys, "https://parcours.example")
        found = [each async for each in taking.files()]
        await api.close()
        assert len(dict(found)) == len(found), "no file is written twice"
        return dict(found)

    return asyncio.run(run())


@pytest.fixture(scope="module")
def files(insurer) -> dict[str, bytes]:
    return taken(insurer)


@pytest.fixture(scope="module")
def folder(files, tmp_path_factory) -> Path:
    """The files where somebody put them."""
    root = tmp_path_factory.mktemp("away") / "Carte & co"
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
    return root


def test_every_link_of_every_file_leads_to_one(folder):
    ids = {file: set(re.findall(r'\sid="([^"]+)"', file.read_text("utf-8"))) for file in folder.rglob("*.html")}
    lost = []
    for file in ids:
        for name, value in ATTRIBUTE.findall(file.read_text("utf-8")):
            parts = urlsplit(value.replace("&amp;", "&"))
            if parts.scheme in ("https", "data"):
                assert parts.scheme == "data" or (name == "href" and "parcours.example" in value), value
                continue
            there = (file.parent / unquote(parts.path)).resolve() if parts.path else file
            if parts.scheme or not there.is_file() or (parts.fragment and parts.fragment not in ids[there]):
                lost.append((file.name, value))
    assert lost == [] and len(ids) > 60


def test_all_sorts_of_pages_are_there(files):
    names = " ".join(files)
    for each in ("index.html", "journeys.html", "findings.html", "ask.html", "journeys/home-quote.html",
                 "journeys/home-quote-", "findings/context-loss-", "ask/", "nodes/channel/website.html",
                 "nodes/touchpoint/", "assets/style.css", "assets/font/"):  # fmt: skip
        assert each in names, each
    assert "journeys/car-claim" not in names, "only these journeys"
    proven = [name for name in files if re.fullmatch(r"journeys/home-quote-[0-9a-f]{10}\.html", name)]
    assert len([name for name in proven if b'id="proof"' in files[name]]) >= 4
    assert len([name for name in proven if b'class="sheet"' in files[name]]) == 1


def test_nothing_in_them_needs_a_server_and_each_says_so(files):
    for name, content in files.items():
        if name.endswith(".html"):
            text = unescape(content.decode())
            assert not re.search("<form|<script|<button|<input|SEAL|/graphql", text), name
            assert "N'y sont pas, faute de serveur" in text and "révision" in text, name
            assert "https://parcours.example/" in text, name


def test_names_are_safe_on_windows_and_sharepoint(files):
    assert max(map(len, files)) <= 120
    assert all(re.fullmatch(r"[A-Za-z0-9./-]+", name) and ".." not in name for name in files)
    assert len({name.lower() for name in files}) == len(files)


@pytest.mark.parametrize(
    "key", ["Website", "website", "con", "COM1", "a~b", "a:b?c", "x" * 200, "é", "顧客", "index", "a/b", "a.", "-"]
)
def test_no_two_keys_have_one_name(key):
    others = {each: place(f"/n/Channel/{escaped(each)}") for each in ("website", "a-b", "e", "a", "x" * 60)}
    found = place(f"/n/Channel/{escaped(key)}")
    assert found and found.key == key
    stem = found.file.removeprefix("nodes/channel/").removesuffix(".html")
    assert re.fullmatch(r"[a-z0-9-]{1,71}", stem) and stem not in ("con", "com1", "index")
    assert [each for each, other in others.items() if other and other.file == found.file and each != key] == []


@pytest.mark.parametrize(
    "address",
    ["/search?q=x", "/findings?view=board", "/journeys/a?look=room", "/journeys/a?witness=b&show=systems", "/nowhere/x",
     "/journeys/a?as=csv", "/n/ImportRun/x", "https://elsewhere/journeys/a", "mailto:a@b", "/journeys/a?print=a0"],
)  # fmt: skip
def test_what_needs_a_server_is_no_file(address):
    assert place(address) is None


def test_language_and_scope_are_those_of_all_files():
    bare = place("/journeys/a?witness=R~b")
    assert place("/journeys/a?lang=en&journeys=a&witness=R%7Eb&perspectives=FUTURE") == bare
    assert place("/journeys/b", {"a"}) is None and place("/journeys/a", {"a"})


def test_the_same_graph_is_the_same_files(files, insurer):
    assert taken(insurer) == files


def test_a_page_is_written_back_as_it_was():
    text = """<!doctype html><p class="a&amp;b" hidden>1 &lt; 2<br><svg viewBox="0 0 1 1"><path d="M0 0"/></svg></p>"""
    assert "".join(tree(text).written()) == text


def test_controls_that_lead_nowhere_are_gone_and_words_stay():
    text = (
        '<main><p>See <a href="/gone">this</a> and <a href="/there#x">that</a>.</p><nav><a class="chip" href="/gone">By'
        '</a></nav><details class="scope"><summary class="chip">Today</summary><form><input></form></details></main>'
    )
    told = leaving(text, "a/b.html", {"/there#x": "c/d.html"}.get, {}, "<footer>F</footer>")
    assert told == (
        '<main><p>See <a>this</a> and <a href="../c/d.html#x">that</a>.</p><span class="chip told">Today</span>'
        "<footer>F</footer></main>"
    )


def test_they_open_from_a_disk_with_the_network_off(browser, folder):
    context = browser.new_context(offline=True, viewport={"width": 1440, "height": 900})
    window, asked, wrong = context.new_page(), [], []
    window.on("request", lambda request: asked.append(request.url))
    window.on("console", lambda message: wrong.append(message.text) if message.type in ("error", "warning") else None)
    axe = Axe()
    proof = next(folder.glob("findings/context-loss-*.html"))
    for each in ("index.html", "journeys/home-quote.html", proof.relative_to(folder).as_posix(), "ask.html"):
        window.goto((folder / each).as_uri())
        assert window.evaluate("document.fonts.ready.then(() => document.fonts.check('16px Inter'))")
        violations = axe.run(window, options={"preload": False}).response["violations"]
        assert [(each, one["id"], one["nodes"][0]["html"][:200]) for one in violations] == []
    window.goto((folder / "index.html").as_uri())
    window.locator("nav a", has_text="Parcours clients").click()
    window.get_by_role("link", name="Assurer mon logement", exact=True).first.click()
    window.locator(".causes a").first.click()
    assert window.locator("#proof").is_visible()
    window.locator("#proof a", has_text="Fermer").click()
    assert window.url.endswith("/journeys/home-quote.html")
    assert [url for url in asked if not url.startswith(("file://", "data:"))] == [] and wrong == []
    assert any(each.name in " ".join(asked) for each in FONT.glob("*.woff2"))
    context.close()
