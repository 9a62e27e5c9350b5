"""The pages in a real Chromium: what a judge of accessibility finds, the keyboard alone, no script, paper, narrow."""

import io
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize, expect
from pypdf import PdfReader

from api.access import Access
from api.app import create_app
from graph.gateway import AsyncGateway, Gateway
from graph.language import Language
from pages.bring.intake import Intake
from pages.site import routes
from tests.asking import PATIENCE
from tests.often import turn

EVERYBODY = Access()
JOURNEY = "/journeys/home-quote"
LOSS = "CONTEXT_LOSS~home-quote/ask-quote/website~home-quote/call-to-adjust/phone~quote"
ADDRESSES = (
    "/",
    "/?perspectives=FUTURE",
    "/journeys",
    "/journeys?status=ARCHIVED&persona=nobody",
    "/search",
    "/search?q=devis",
    "/n/Channel/phone",
    "/n/Step/home-quote/ask-quote",
    "/n/Channel/phones",
    JOURNEY,
    f"{JOURNEY}?witness={LOSS}",
    f"{JOURNEY}?look=board",
    f"{JOURNEY}?look=room",
    f"{JOURNEY}?print=a3",
    f"/embed{JOURNEY}",
    f"{JOURNEY}?lanes=silos&show=owners,systems",
    "/journeys/car-claim",
    "/findings",
    "/findings?view=board",
    f"/findings/{LOSS}",
    "/findings?kind=dead_end&from=website",
    "/ask",
    "/ask?department=call-centre",
    "/new",
    "/new?copy=home-quote",
    "/nowhere",
    "/sign-in",
)


@contextmanager
def served(insurer: Gateway, access: Access = EVERYBODY, intake: Intake | None = None) -> Iterator[str]:
    """A server of its own over a real socket; gives where it is."""
    gateway = AsyncGateway(insurer.address, timeout=PATIENCE)
    app = create_app(gateway, access=access, language=Language.EN, routes=partial(routes, intake=intake))
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=1))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [sock]})
        thread.start()
        while not server.started:
            time.sleep(0.05)
        yield f"http://127.0.0.1:{sock.getsockname()[1]}"
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def address(insurer) -> Iterator[str]:
    """The site over a real socket."""
    with served(insurer) as address:
        yield address


@contextmanager
def window_of(browser, address, script=True, known=("404",)) -> Iterator[Page]:
    """A window, which tells of whatever it was refused or asked of elsewhere; `known` are statuses that may be."""
    size: ViewportSize = {"width": 1440, "height": 900}
    context = browser.new_context(base_url=address, locale="fr-FR", viewport=size, java_script_enabled=script)
    context.set_default_timeout(PATIENCE * 1000)
    window = context.new_page()
    wrong: list[str] = []
    window.on("console", lambda message: wrong.append(message.text) if message.type in ("error", "warning") else None)
    window.on(
        "request", lambda asked: wrong.append(asked.url) if not asked.url.startswith((address, "data:")) else None
    )
    yield window
    context.close()
    assert [each for each in wrong if not any(status in each for status in known)] == []


@pytest.fixture
def page(browser, address) -> Iterator[Page]:
    """A window in which scripts run."""
    with window_of(browser, address) as window:
        yield window


@pytest.mark.parametrize(("mine", "language"), [(0, "fr"), (1, "en")])
def test_nothing_stands_in_anybodys_way(page, mine, language):
    """By day each page is looked at in one of the languages: they share what could stand in the way."""
    axe, found = Axe(), {}
    page.goto("/ask")
    (card, *_) = (link.get_attribute("href") for link in page.locator("a[href^='/ask/']").all())
    for each in turn((*ADDRESSES, card), mine, of=2):
        page.goto(each + ("&" if "?" in each else "?") + f"lang={language}")
        violations = axe.run(page).response["violations"]
        if violations:
            found[each] = [(one["id"], one["nodes"][0]["html"][:200]) for one in violations]
    assert found == {}


def test_text_is_no_wider_than_the_server_thinks(page):
    """The pictures' text is broken by advances of the font that the browser draws it with."""
    page.goto(JOURNEY)
    page.evaluate("document.fonts.ready")
    drawn = page.evaluate(
        "[...document.querySelectorAll('.picture text')].map(t => [t.textContent, "
        "parseFloat(t.getAttribute('font-size')),"
        " t.getAttribute('font-weight') || '400', t.getComputedTextLength()])"
    )
    from pages.font import Weight
    from pages.pictures.text import width

    assert len(drawn) > 50
    for words, size, weight, wide in drawn:
        assert wide <= width(words, size, Weight(int(weight))) + 1, words


def test_the_keyboard_alone_leads_to_the_proof(page):
    page.goto(JOURNEY)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert "ruptures" in page.evaluate("document.activeElement.hash")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.causes') !== null")
    page.keyboard.press("Enter")
    page.wait_for_selector(".proof")
    assert "witness=" in page.url and page.locator(".proof .witness li").count() >= 1
    page.keyboard.press("Escape")
    page.wait_for_selector(".proof", state="detached")
    assert "witness" not in page.url


def tab_to(page, selector, most=80):
    """Go on to what is meant, key by key, as one without a mouse does."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.locator(f":is({selector}):focus").count():
            return
    pytest.fail(f"{selector} is more than {most} keys away")


@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without"])
def test_the_keyboard_alone_leads_from_the_search_to_a_decision(browser, address, script):
    with window_of(browser, address, script) as page:
        page.goto("/")
        page.keyboard.press("/") if script else tab_to(page, "#q")
        page.keyboard.type("home-quote")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search?*")
        tab_to(page, f"a[data-hit][href='{JOURNEY}']")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**{JOURNEY}")
        tab_to(page, "a[href='#ruptures']", most=3)
        page.keyboard.press("Enter")
        tab_to(page, ".causes li:nth-child(2) a", most=2)
        page.keyboard.press("Enter")
        page.wait_for_selector(".proof")
        tab_to(page, ".proof a[href^='/findings/']")
        page.keyboard.press("Enter")
        page.wait_for_url("**/findings/*")
        tab_to(page, "#form select[name=to]")
        page.keyboard.press("ArrowDown")
        tab_to(page, "#form button")
        page.keyboard.press("Enter")
        page.wait_for_selector("#done")
        assert page.locator("aside .now").inner_text() == "Planifié"
        tab_to(page, "#done button")
        page.keyboard.press("Enter")
        expect(page.locator("aside .now")).to_have_text("Ouvert")  # a wait by script is one that the policy refuses


@pytest.mark.parametrize("query", ["print=a3", "print=a1", "print=blank", "print=a3&lanes=silos&show=systems"])
def test_a_map_is_printed_on_as_many_sheets_as_it_promises(page, query):
    page.goto(f"{JOURNEY}?{query}")
    sheets = page.locator("section.sheet").count()
    pages = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert len(pages) == sheets >= 1
    assert page.locator("h1").text_content() in " ".join(" ".join(each.extract_text().split()) for each in pages)


def test_without_a_script_everything_is_there(browser, address):
    with window_of(browser, address, script=False) as page:
        page.goto(JOURNEY)
        page.click(".causes li:last-child a")
        assert page.locator(".proof").count() == 1
        page.click(".proof .close a")
        assert page.locator(".proof").count() == 0
        page.click("header .languages a[lang=en]")
        assert page.locator("html").get_attribute("lang") == "en"


def test_without_a_script_a_decision_is_taken_and_taken_back(browser, address):
    with window_of(browser, address, script=False) as page:
        page.goto(f"/findings/{LOSS}")
        page.select_option("#form select[name=to]", "PLANNED")
        page.fill("#form textarea[name=note]", "Vu <b>en comité</b>")
        page.click("#form button")
        done = page.locator("#done").inner_text().replace("\N{NO-BREAK SPACE}", " ")
        assert "Planifié · « Vu <b>en comité</b> »" in done
        page.click("#done button")
        assert page.locator("aside .now").inner_text() == "Ouvert"
        assert page.locator(".history li").count() == 3


@pytest.mark.parametrize("each", [JOURNEY, f"{JOURNEY}?witness={LOSS}", "/findings", f"/findings/{LOSS}", "/ask"])
def test_a_narrow_window_is_read_from_above_to_below(page, each):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(each)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
