"""Signing in and out, below an address of its own too, and how long browsers keep files; without a store."""

import asyncio
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from axe_playwright_python.base import AXE_FILE_PATH
from httpx import ASGITransport, AsyncClient, Response
from starlette.applications import Starlette
from starlette.requests import Request

from graph.language import Language
from pages import site
from pages.ask.page import PAGE
from pages.shell import resuming, signing, static
from pages.shell.rendering import colours, rendered
from pages.visitor import Visitor

ACCESS = SimpleNamespace(holder=lambda token: "ann" if token == "good" else None, people=None)
DOOR: Any = SimpleNamespace(access=ACCESS, language=Language.EN)
APP = Starlette(routes=[*static.routes(), *signing.routes(DOOR, resuming.resume([]))])


def sent(method: str, path: str, root: str = "", **options: Any) -> Response:
    """What is answered where the site is mounted at `root`."""

    async def ask() -> Response:
        transport = ASGITransport(APP, root_path=root)
        async with AsyncClient(transport=transport, base_url="http://localhost") as client:
            return await client.request(method, root + path, **options)

    return asyncio.run(ask())


@pytest.mark.parametrize("root", ["", "/parcours"])
@pytest.mark.parametrize(
    ("method", "path", "options", "to"),
    [
        ("POST", "/sign-in", {"data": {"token": "good"}}, "{}/"),
        ("POST", "/sign-in?next=%2Fask", {"data": {"token": "good"}}, "/ask"),
        ("POST", "/sign-in?next=%2F%2Felsewhere.example", {"data": {"token": "good"}}, "{}/"),
        ("POST", "/sign-out", {}, "{}/"),
        ("GET", "/language/fr", {}, "{}/"),
        ("GET", "/language/fr?next=https%3A%2F%2Felsewhere.example", {}, "{}/"),
    ],
)
def test_one_who_signs_in_or_out_stays_on_the_site(root, method, path, options, to):
    answer = sent(method, path, root, **options)
    assert (answer.status_code, answer.headers["location"]) == (303, to.format(root))


def test_a_token_is_kept_where_no_script_reads_it_until_its_owner_signs_out():
    cookie = sent("POST", "/sign-in", data={"token": "good"}).headers["set-cookie"]
    assert cookie.startswith("session=good;") and "HttpOnly" in cookie and "SameSite=lax" in cookie
    assert 'session="";' in sent("POST", "/sign-out").headers["set-cookie"]
    wrong = sent("POST", "/sign-in", data={"token": "bad"})
    assert wrong.status_code == 401 and "set-cookie" not in wrong.headers and "no valid access token" in wrong.text


@pytest.mark.parametrize("root", ["", "/parcours"])
def test_who_is_not_known_is_led_to_sign_in_and_back(root):
    scope = {"type": "http", "path": f"{root}/ask", "root_path": root, "query_string": b"lang=fr", "headers": [],
             "scheme": "http", "server": ("localhost", 80), "method": "GET"}  # fmt: skip
    to = asyncio.run(signing.demanded(Request(scope), DOOR)).headers["location"]
    assert to == f"{root}/sign-in?next={root.replace('/', '%2F')}%2Fask%3Flang%3Dfr"


@pytest.mark.parametrize("signed", [True, False])
def test_who_is_signed_in_can_sign_out(signed):
    who = Visitor("/", {}, Language.FR, signed=signed)
    page = rendered("shell/sign-in.html", who, action="", kept=(), wrong="", name="", by_name=True, by_token=False)
    assert ('action="/sign-out"' in page) == signed


@pytest.mark.parametrize(("path", "keep"), [("font/Inter-Regular.woff2", "max-age=86400"), ("style.css", "immutable")])
def test_what_has_no_address_of_its_own_is_not_kept_for_ever(path, keep):
    kept = sent("GET", f"/static/{path}").headers["cache-control"]
    assert keep in kept and ("immutable" in kept) == (keep == "immutable")


@pytest.mark.parametrize(("query", "kept"), [("department=a", True), (f"department={'a' * 2100}", False)])
def test_a_page_of_a_long_address_is_not_kept(monkeypatch, query, kept):
    async def page(*_: object) -> bytes:
        return b"a page"

    async def state(_: int) -> tuple[int, int, int]:
        return 7, 0, 0

    monkeypatch.setattr(site, "_made", page)
    found: list[bytes] = []
    answers = SimpleNamespace(state=state, find=lambda *_: None, keep=lambda key, state, body: found.append(body))
    request = Request({"type": "http", "path": "/ask", "query_string": query.encode(), "headers": []})
    door: Any = SimpleNamespace(answers=answers)
    answer = asyncio.run(site._kept(PAGE, door, Visitor("/ask", {}, Language.EN), request))
    assert answer.body == b"a page" and bool(found) == kept


@pytest.mark.parametrize("language", Language)
def test_axe_finds_nothing_where_one_signs_in_by_name(browser, language):
    told = {"action": "/sign-in", "kept": [("kept.note", "a")], "wrong": "!", "name": "ann", "by_name": True}
    style = colours() + (Path(static.__file__).parent / "static" / "style.css").read_text(encoding="utf-8")
    for by_token in (False, True):
        text = rendered("shell/sign-in.html", Visitor("/", {}, language, signs_in=True), by_token=by_token, **told)
        page = browser.new_page()
        bare = re.sub(r"<(link|script)[^>]*>(</script>)?", "", text)
        page.set_content(bare.replace("</head>", f"<style>{style}</style></head>"))
        page.add_script_tag(path=str(AXE_FILE_PATH))
        found = page.evaluate("async () => (await axe.run()).violations.map(v => [v.id, v.nodes.map(n => n.html)])")
        page.close()
        assert found == []
