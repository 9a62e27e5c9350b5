"""The site over a small graph with strange names: nothing breaks out; who may come in, and what each answer bears."""

import asyncio
import csv
import io
import json
import re
import time
from collections.abc import Iterator
from contextlib import asynccontextmanager
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl, quote, unquote, urlsplit

import pytest
from defusedxml.ElementTree import fromstring
from httpx import ASGITransport, AsyncClient
from openpyxl import load_workbook

from api.access import Access
from api.app import create_app
from api.tokens import Tokens
from graph import gateway as gateways
from graph import schema, watch
from graph.address import Address
from graph.gateway import AsyncGateway, Gateway
from graph.run import apply
from pages.addresses import escaped
from pages.ask.reading import key as card
from pages.register import PAGES
from pages.site import routes
from tests.asking import PATIENCE
from tests.between import between
from tests.graph.tables import told
from tests.pages.reading import Read

STRANGE = Path(__file__).with_name("strange.yaml")
MAP = "/journeys/x%3Ascript"
PAGE = {"accept": "text/html"}
WIKI = "https://wiki.example"


@pytest.fixture(scope="module")
def insurer(gateway_address: Address) -> Iterator[Gateway]:
    """The store with strange names in it; what `site` shows here."""
    gateway = Gateway(gateway_address)
    gateway.command("MATCH (n) DETACH DELETE n")
    schema.prepare(gateway)
    assert apply(gateway, told(STRANGE, None)).status == "done"
    yield gateway
    gateway.command("MATCH (n) DETACH DELETE n")
    gateway.close()


@asynccontextmanager
async def served(address, framing=(), **door):
    """A browser before a site of its own over the store; it keeps its cookies."""
    gateway = AsyncGateway(address, timeout=PATIENCE)
    app = create_app(gateway, routes=lambda door: routes(door, framing), **door)
    async with (
        app.router.lifespan_context(app),
        AsyncClient(transport=ASGITransport(app), base_url="http://localhost", headers=PAGE) as client,
    ):
        yield client


@pytest.fixture(scope="module")
def addresses(site):
    """Pages of all sorts in which strange names stand."""
    found = site.ask("{ruptures(first: 10) {edges {node {key}}}}")["ruptures"]["edges"]
    findings = [f"/findings/{escaped(edge['node']['key'])}" for edge in found]
    assert findings, "there is a rupture with strange names"
    witness = quote(found[0]["node"]["key"], safe="")
    looks = ("", "?look=board", "?look=room", "?print=a3", "?lanes=silos&show=owners,systems", "?as=svg",
             "?print=a1&as=svg")  # fmt: skip
    maps = [f"{MAP}{query}" for query in (*looks, f"?witness={witness}")]
    nodes = ("Department/a%3Ab", "System/2.0", "Channel/Web.Site_1-a", "Persona/nadia", "Opportunity/o.o",
             "Step/x%3Ascript%2Fcall", "Evidence/said", "Silo/a_b")  # fmt: skip
    lists = ["/", "/journeys", "/findings", "/findings?view=board", "/ask", "/search?q=script", f"/embed{MAP}"]
    return [*lists, *maps, *findings, *(f"/n/{each}" for each in nodes)]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_strange_names_break_out_of_nothing(site, addresses, language):
    for address in addresses:
        answer = site.get(address, language)
        assert answer.status_code == 200, address
        read = Read(answer.text)
        assert read.breaks_out == [], address
        assert "x" not in {where for _, where in read.leads}, address
        for drawn in re.findall(r"(?s)<svg.*?</svg>", answer.text):
            fromstring(drawn)
    page = site.get(MAP, language).text
    assert "<script>alert(1)</script>" in unescape(page) and "{{ 7 * 7 }}" in unescape(page)


def test_a_ticket_that_is_a_script_leads_nowhere(site, addresses):
    for address in ("/n/Opportunity/o.o", "/findings", *(each for each in addresses if each.startswith("/findings/"))):
        assert not [where for _, where in Read(site.get(address).text).leads if "javascript" in where.lower()]


SAME = [
    ("svg", "image/svg+xml", b"<svg "),
    ("png", "image/png", b"\x89PNG\r\n\x1a\n"),
    ("csv", "text/csv; charset=utf-8", b""),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK"),
    ("json", "application/json", b"{"),
]


@pytest.mark.parametrize(("form", "media", "begins"), SAME)
def test_a_page_in_other_forms(site, form, media, begins):
    answer = site.get(MAP, "en", params={"as": form})
    assert answer.headers["content-type"] == media and answer.content.startswith(begins)
    page = site.get(MAP, "en").text
    table = page.partition("<tbody>")[2].partition("</tbody>")[0]
    if form == "svg":
        links = [where for tag, where in Read(answer.text).leads if tag == "a"]
        assert links and all(each.startswith("http://localhost/") for each in links)
        assert "var(" not in answer.text and fromstring(answer.text).find("{*}title") is not None
    elif form == "csv":
        rows = list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"))))
        assert len(rows) - 1 == table.count("<tr>") == 2
    elif form == "xlsx":
        first = load_workbook(io.BytesIO(answer.content)).worksheets[0]
        assert first.max_row >= 3
    elif form == "json":
        assert json.loads(answer.content)["data"]["journey"]["key"] == "x:script"


@pytest.mark.parametrize(
    ("address", "says"),
    [
        (f"{MAP}?as=nonsense", "svg, png, csv, xlsx, json"),
        (f"{MAP}?look=wide", "work, board, room"),
        (f"{MAP}?lanes=rooms", "channels"),
        (f"{MAP}?show=all,everything", "owners"),
        (f"{MAP}?print=a9", "a3"),
        ("/?perspectives=FOO", "REALITY"),
        ("/?evidence=FOO", "SURVEY"),
        ("/findings?kind=FOO", "DEAD_END"),
        ("/findings?triage=FOO", "PLANNED"),
        ("/findings?done=FOO", "FOO"),
        ("/findings?after=FOO", "FOO"),
        ("/findings?view=FOO", "list, board"),
        ("/journeys?stage=FOO", "PURCHASE"),
        ("/journeys?order=FOO", "-ruptures"),
        ("/journeys?after=FOO", "FOO"),
    ],
)
def test_what_an_address_cannot_mean_is_told(site, address, says):
    answer = site.get(address, "en")
    assert answer.status_code == 400 and says in unescape(answer.text)
    assert Read(answer.text).breaks_out == []


def test_a_page_bears_what_keeps_it_in(site):
    answer = site.get(MAP)
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'self'") and "frame-ancestors 'none'" in policy and "unsafe" not in policy
    assert {"Accept-Language", "Cookie"} <= {each.strip() for each in answer.headers["vary"].split(",")}
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_page_that_is_known_is_not_sent_again(site):
    for address in ("/", MAP, "/findings", "/journeys", f"{MAP}?as=svg"):
        first = site.get(address, "en")
        again = site.get(address, "en", headers={"if-none-match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b""), address
        assert again.headers["etag"] == first.headers["etag"]
        assert site.get(address, "fr").headers["etag"] != first.headers["etag"]


def test_only_who_is_named_may_frame_a_picture(insurer):
    async def policies(framing):
        async with served(insurer.address, framing) as client:
            return [(await client.get(path)).headers["content-security-policy"] for path in (f"/embed{MAP}", MAP)]

    framed, whole = asyncio.run(policies((WIKI,)))
    assert f"frame-ancestors {WIKI}" in framed and "frame-ancestors 'none'" in whole
    assert all("frame-ancestors 'none'" in each for each in asyncio.run(policies(())))


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "https://evil.example"},
        {"sec-fetch-site": "cross-site"},
        {"origin": "null"},
    ],
)
def test_a_form_that_is_not_from_here_does_nothing(site, headers):
    posted = [page.path for page in PAGES if page.act]
    assert posted
    found = site.ask("{ruptures(first: 1) {edges {node {key journey {key}}}} channels(first: 1) {edges {node {key}}}}")
    asks = site.ask("{toAsk(first: 1) {rows {kind element {__typename key} object {key}}}}")["toAsk"]["rows"][0]
    rupture, channel = (found[name]["edges"][0]["node"] for name in ("ruptures", "channels"))
    key, journey = rupture["key"], rupture["journey"]["key"]
    keys = {"edit": journey, "remarks": journey, "n": channel["key"], "ask": card(asks)}
    for path in posted:
        fields = {"rupture": key, "to": "IGNORED", "seal": ""}
        there = keys.get(path.split("/")[1], key)
        address = path.replace("{label}", "Channel").replace("{key:path}", escaped(there))
        answer = site.post(address, data=fields, headers=PAGE | headers)
        assert answer.status_code == 403
    assert site.ask("query ($key: String!) {rupture(key: $key) {triage}}", key=key)["rupture"]["triage"] == "OPEN"


def test_where_tokens_are_demanded_one_signs_in(insurer, tmp_path):
    tokens = Tokens(tmp_path / "tokens.json")
    token = tokens.create("anna")
    operation = {"query": "{channels {totalCount}}"}

    async def visit():
        async with served(insurer.address, access=Access(tokens=tokens)) as client:
            for path in (f"{MAP}?look=board", "/", "/findings"):
                away = await client.get(path)
                where = urlsplit(away.headers["location"])
                assert (away.status_code, where.path) == (303, "/sign-in")
                assert parse_qsl(where.query) == [("next", unquote(path))]
            assert (await client.get("/portraits/x.png")).status_code == 401
            form = await client.get(away.headers["location"])
            assert form.status_code == 200 and 'name="token"' in form.text
            wrong = await client.post("/sign-in?next=/findings", data={"token": "parcours_no"})
            assert (
                wrong.status_code == 401 and "no valid access token" in wrong.text and "set-cookie" not in wrong.headers
            )
            for following in ("https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)",
                              "/\t/evil.example", "/%0d/evil"):  # fmt: skip
                into = await client.post("/sign-in", params={"next": following}, data={"token": token})
                where = urlsplit(into.headers["location"].replace("\t", "").replace("\\", "/"))
                assert into.status_code == 303 and not where.netloc and where.path.startswith("/"), following
                client.cookies.clear()
            into = await client.post("/sign-in", params={"next": f"{MAP}?look=board"}, data={"token": token})
            cookie = into.headers["set-cookie"]
            assert into.headers["location"] == f"{MAP}?look=board"
            assert "HttpOnly" in cookie and "samesite=lax" in cookie.lower() and token in cookie
            assert (await client.get(MAP)).status_code == 200
            assert (await client.get("/portraits/x.png")).status_code == 404
            refused = await client.post("/graphql", json=operation, headers={"accept": "application/json"})
            assert refused.status_code == 401, "a cookie is no token where programs ask"
            bearer = {"authorization": f"Bearer {token}", "accept": "application/json"}
            assert (await client.post("/graphql", json=operation, headers=bearer)).status_code == 200
            out = await client.post("/sign-out")
            assert out.status_code == 303 and (await client.get(MAP)).status_code == 303

    asyncio.run(visit())


def test_without_a_store_a_page_says_so_soon_in_both_languages():
    async def visit():
        async with served(Address("bolt://127.0.0.1:1")) as client:
            begun = time.monotonic()
            return [await client.get(path) for path in ("/", MAP, "/findings")], time.monotonic() - begun

    answers, took = asyncio.run(visit())
    assert took < 15
    for answer in answers:
        assert answer.status_code == 503 and int(answer.headers["retry-after"]) > 0
        assert "The store cannot be reached" in answer.text and "La base est injoignable" in answer.text
        assert answer.headers["cache-control"] == "no-store" and Read(answer.text).breaks_out == []


def test_a_page_is_back_when_the_store_is(insurer, monkeypatch):
    monkeypatch.setattr(gateways, "PATIENCE", 0.3)
    monkeypatch.setattr(watch, "PATIENCE", 0.1)

    async def visit():
        async with between(insurer.address) as (address, silent), served(address) as client:
            before = await client.get("/search?q=devis")
            silent.set()
            begun = time.monotonic()
            away = await client.get("/search?q=quote")
            took = time.monotonic() - begun
            silent.clear()
            for _ in range(50):
                back = await client.get("/search?q=quote")
                if back.status_code == 200:
                    break
                await asyncio.sleep(0.2)
            return before, away, back, took

    before, away, back, took = asyncio.run(visit())
    assert [each.status_code for each in (before, away, back)] == [200, 503, 200]
    assert took < 5 + 3  # a busy machine takes its time
