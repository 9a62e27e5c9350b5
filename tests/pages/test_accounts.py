"""Signing in by an account: what it opens, how often it may fail, when it ends, and that nothing typed is lost."""

import asyncio
import json
import re
from collections.abc import Iterator
from contextlib import AsyncExitStack
from datetime import timedelta
from functools import partial
from html import unescape

import pytest
from httpx import ASGITransport, AsyncClient

from api import failures, sessions
from api.access import Access, Strangers
from api.app import create_app
from api.people import People
from api.rights import Role
from api.tokens import Tokens
from graph.gateway import AsyncGateway
from graph.language import Language
from pages.site import routes
from parcours.intake import Intake
from tests.asking import PATIENCE
from tests.graph.tables import say
from tests.graph.test_derived_upkeep import LOSS, worked
from tests.pages.conftest import Site

SECRET = "correct horse battery"
FINDING = f"/findings/{LOSS}"
DECIDED = "query ($key: String!) {rupture(key: $key) {triage triageNote triagedBy}}"


class Home:
    """A site over the worked case, and the accounts of its home."""

    def __init__(self, site: Site, client: AsyncClient, people: People, tokens: Tokens) -> None:
        self.site, self.client, self.people, self.tokens = site, client, people, tokens

    def signs_in(self, name="anna", password=SECRET, to="/findings", **fields):
        return self.site.post("/sign-in", params={"next": to}, data={"name": name, "password": password, **fields})

    def seal(self) -> str:
        found = re.search(r'name="seal" value="([0-9a-f]+)"', self.site.get(FINDING, "en").text)
        assert found
        return found[1]

    def decides(self, seal, **fields):
        return self.site.post(FINDING, data={"rupture": LOSS, "to": "PLANNED", "note": "Vu", "seal": seal, **fields})

    def decided(self, gateway):
        return gateway.read("MATCH (r:Rupture {key: $key}) RETURN r.triage, r.triagedBy", key=LOSS)[0]


@pytest.fixture
def home(gateway, tmp_path) -> Iterator[Home]:
    say(gateway, worked(), source="test-worked")
    people, tokens = People(tmp_path), Tokens(tmp_path / "tokens.json")
    people.accounts.create("anna", Role.CONTRIBUTOR, [], SECRET)
    people.accounts.create("rita", Role.READER, [], SECRET)
    with asyncio.Runner() as runner:
        stack = AsyncExitStack()
        access = Access(tokens=tokens, people=people, strangers=Strangers.WITHOUT_ACCOUNTS)
        made = partial(routes, intake=Intake(tmp_path / "brought", gateway.address))
        app = create_app(
            AsyncGateway(gateway.address, timeout=PATIENCE), access=access, language=Language.EN, routes=made
        )
        runner.run(stack.enter_async_context(app.router.lifespan_context(app)))
        transport = ASGITransport(app, client=("127.0.0.1", 1))
        client = AsyncClient(transport=transport, base_url="https://localhost")
        runner.run(stack.enter_async_context(client))
        yield Home(Site(client, runner), client, people, tokens)
        runner.run(stack.aclose())


def test_an_account_opens_pages_and_signs_what_is_decided(home, gateway):
    away = home.site.get(FINDING)
    assert away.status_code == 303 and away.headers["location"].startswith("/sign-in?next=")
    form = home.site.get(away.headers["location"], "en").text
    assert 'name="password"' in form and 'name="token"' in form
    into = home.signs_in(to=FINDING)
    assert (into.status_code, into.headers["location"]) == (303, FINDING)
    cookie = into.headers["set-cookie"]
    assert "HttpOnly" in cookie and "samesite=lax" in cookie.lower() and "Secure" in cookie
    done = home.decides(home.seal())
    assert done.status_code == 303 and home.decided(gateway) == ["PLANNED", "anna"]
    assert "anna" in home.site.get(FINDING, "en").text
    runs = gateway.read("MATCH (r:ImportRun)-[:OF]->(:Source {key: 'edits'}) RETURN r.by")
    assert runs == [["anna"]]


def test_programs_are_known_by_tokens_alone(home):
    home.signs_in()
    asked = {"query": "{channels {totalCount}}"}
    assert home.site.post("/graphql", json=asked).status_code == 401
    bearer = {"authorization": f"Bearer {home.tokens.create('app')}"}
    assert home.site.post("/graphql", json=asked, headers=bearer).status_code == 200


@pytest.mark.parametrize("kept_of_old", [False, True])
def test_what_opened_an_account_never_opens_another_of_its_name(home, kept_of_old):
    token = home.tokens.create("script", account=home.people.accounts.named("anna"))
    if kept_of_old:  # files from before accounts had ids
        for records in (home.people.accounts, home.tokens):
            kept = json.loads(records.path.read_bytes())
            old = [{name: value for name, value in each.items() if name not in ("id", "account_id")} for each in kept]
            records.path.write_text(json.dumps(old), encoding="utf-8")

    def opens(bearer: str) -> int:
        asked = {"query": "{channels {totalCount}}"}
        headers = {"authorization": f"Bearer {bearer}"}
        return home.site.post("/graphql", json=asked, headers=headers).status_code

    def shows(session: str) -> int:
        home.client.cookies.clear()
        return home.site.get("/findings", headers={"cookie": f"session={session}"}).status_code

    home.signs_in()
    session = home.client.cookies["session"]
    assert (opens(token), shows(token), shows(session)) == (200, 200, 200)
    for again in ("disable", "create"):
        if again == "disable":
            home.people.accounts.disable("anna")
        else:  # somebody else, who happens to choose the same password
            home.people.accounts.create("anna", Role.STEWARD, [], SECRET)
        assert (opens(token), shows(token), shows(session)) == (401, 303, 303), again
    new = home.tokens.create("her-own", account=home.people.accounts.named("anna"))
    assert opens(new) == 200
    home.people.accounts.renew("anna", "another one entirely")
    assert opens(new) == 200, "it is still the same account"


def test_who_only_reads_decides_nothing(home, gateway):
    home.signs_in("rita")
    page = home.site.get(FINDING, "en").text
    assert "who is a contributor may decide" in page and 'name="to"' not in page
    assert "/import" not in page and "drop" not in home.site.get("/", "en").text
    done = home.decides("0" * 64)
    assert done.status_code == 403 and home.decided(gateway)[0] == "OPEN"
    assert home.site.get("/import", "en").status_code == 403


def test_a_decision_that_expects_what_never_was_is_told_and_kept(home, gateway):
    home.signs_in()
    answer = home.decides(home.seal(), expected="99999")
    assert answer.status_code == 400 and home.decided(gateway)[0] == "OPEN"
    assert "so nobody saw the expected revision 99999" in answer.text and "Vu" in answer.text
    seen = re.search(r'name="expected" value="(\d+)"', answer.text)
    assert seen and home.decides(home.seal(), expected=seen[1]).status_code == 303


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_is_wrong_is_told_and_the_name_is_kept(home, language):
    answer = home.site.post("/sign-in", data={"name": 'a"na', "password": "no"}, params={"lang": language})
    assert answer.status_code == 401 and "set-cookie" not in answer.headers
    assert {"en": "No account has this name", "fr": "Aucun compte"}[language] in answer.text
    assert 'value="a&#34;na"' in answer.text and '"no"' not in answer.text


def test_after_five_failures_one_waits(home, monkeypatch):
    now = [1_000.0]
    monkeypatch.setattr(failures, "now", lambda: now[0])
    assert [home.signs_in(password=f"no {n}").status_code for n in range(5)] == [401] * 5
    for name in ("anna", "bo"):  # the right password, too, and others from this address
        waits = home.signs_in(name)
        assert (waits.status_code, waits.headers["retry-after"]) == (429, "60")
        assert "try again in 60 seconds" in waits.text and "set-cookie" not in waits.headers
    now[0] += 59
    assert home.signs_in().headers["retry-after"] == "1"
    now[0] += 1
    assert home.signs_in().status_code == 303
    now[0] += 1
    assert [home.signs_in(password="no").status_code for n in range(5)] == [401] * 5, "all is forgiven"


def test_those_that_come_at_once_are_counted(home):
    async def guess(n):
        return await home.client.post("/sign-in", data={"name": "anna", "password": f"no {n}"})

    async def all_at_once():
        return await asyncio.gather(*map(guess, range(12)))

    answers = home.site._runner.run(all_at_once())
    assert sorted(each.status_code for each in answers) == [401] * 5 + [429] * 7


def test_where_nobody_can_sign_in_nothing_is_told_of_why(home, tmp_path):
    (tmp_path / "accounts.json").write_text("[{}]", encoding="utf-8")
    answer = home.signs_in()
    assert answer.status_code == 500 and str(tmp_path) not in answer.text and "set-cookie" not in answer.headers


def test_signing_out_ends_it_for_whoever_kept_the_cookie(home):
    home.signs_in()
    kept = home.client.cookies["session"]
    assert "Sign out" in home.site.get("/findings", "en").text
    assert home.site.post("/sign-out").status_code == 303
    home.client.cookies.clear()
    home.client.cookies["session"] = kept
    assert home.site.get("/findings").status_code == 303


@pytest.mark.parametrize("how", ["disabled", "another password", "over", "made anew"])
def test_a_session_ends_at_once(home, monkeypatch, tmp_path, how):
    if how == "over":
        monkeypatch.setattr(sessions, "LASTING", timedelta(0))
    home.signs_in()
    assert home.site.get("/findings").status_code == (303 if how == "over" else 200)
    elsewhere = People(tmp_path).accounts  # another process
    if how in ("disabled", "made anew"):
        elsewhere.disable("anna")
    if how == "made anew":
        elsewhere.create("anna", Role.STEWARD, [], SECRET)
    if how == "another password":
        elsewhere.renew("anna", "another one entirely")
    assert home.site.get("/findings").status_code == 303
    assert home.site.get("/changes/stream").status_code == 401


def test_another_role_holds_at_once(home, gateway, tmp_path):
    home.signs_in("rita")
    People(tmp_path).accounts.give("rita", Role.CONTRIBUTOR)
    assert home.decides(home.seal()).status_code == 303 and home.decided(gateway) == ["PLANNED", "rita"]


def fields(page) -> dict[str, str]:
    """What the first form for signing in would send beside name and password."""
    form = page.text.split('name="password"')[0].rsplit("<form", 1)[1]
    hidden = re.findall(r'type="hidden" name="([^"]*)" value="([^"]*)"', form)
    return {unescape(name): unescape(value) for name, value in hidden}


def action(page) -> str:
    return unescape(re.findall(r'<form class="stack" method="post" action="([^"]*)"', page.text)[0])


def test_what_was_typed_when_a_session_ended_comes_back_after_signing_in(home, gateway):
    home.signs_in()
    seal = home.seal()
    home.site.post("/sign-out")
    note = 'Vu "hier" & <demain>'
    page = home.decides(seal, note=note)
    assert page.status_code == 401 and "You are signed in no longer" in page.text
    wrong = home.site.post(action(page), data={"name": "anna", "password": "no", **fields(page)})
    assert wrong.status_code == 401 and fields(wrong) == fields(page) and action(wrong) == action(page)
    again = home.site.post(action(page), data={"name": "anna", "password": SECRET, **fields(wrong)})
    assert again.status_code == 200 and "session=" in again.headers["set-cookie"]
    assert "You are signed in again" in again.text and "Nothing was written" not in again.text
    assert note in unescape(again.text) and home.decided(gateway)[0] == "OPEN", "nothing is done unasked"
    (sealed,) = set(re.findall(r'name="seal" value="([0-9a-f]+)"', again.text))
    assert home.decides(sealed, note=note).status_code == 303 and home.decided(gateway) == ["PLANNED", "anna"]


def test_what_was_corrected_of_a_file_comes_back_after_signing_in(home, gateway, tmp_path):
    People(tmp_path).accounts.give("anna", Role.AUTHOR)
    home.signs_in()
    pasted = "Étape\tCanal\nJe demande\tSite web\nJ'appelle\tTéléphone\n"
    home.site.post("/sign-out")
    page = home.site.post("/import", files={"pasted": (None, pasted), "do": (None, "write")})
    assert page.status_code == 401
    again = home.site.post(action(page), data={"name": "anna", "password": SECRET, **fields(page)})
    assert again.status_code == 200 and "2 steps" in again.text
    assert not gateway.read("MATCH (j:Journey {title: 'Étape'}) RETURN j")


def test_what_goes_along_leads_to_pages_of_this_site_alone(home):
    for to in ("//elsewhere.example/x", "/nowhere/at/all", "/findings?x=1"):
        answer = home.signs_in(to=to, **{"kept.note": "x"})
        assert answer.status_code in (303, 200) and "elsewhere" not in answer.headers.get("location", "")
