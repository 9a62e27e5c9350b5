"""Coming as a guest: the page that asks for a name, what the name opens, and how that ends."""

import asyncio
import json
import logging
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from httpx import ASGITransport, AsyncClient
from playwright.sync_api import expect

from api.access import Access, Strangers
from api.app import create_app
from api.invitations import Guest
from api.people import People
from api.rights import Role, Scope, Who
from api.tokens import Tokens
from graph.gateway import AsyncGateway
from graph.language import Language
from pages.site import routes
from tests.asking import PATIENCE
from tests.graph.tables import say
from tests.graph.test_derived_upkeep import LOSS, worked
from tests.pages.conftest import Site
from tests.pages.test_accounts import SECRET, Home
from tests.pages.test_browser import served

JOURNEY = "/journeys/home-quote"


def soon() -> datetime:
    return datetime.now(UTC) + timedelta(hours=1)


def known(home, strangers=Strangers.NEVER) -> Access:
    """Who may come to a server of this home, where nobody comes in who is not known."""
    return Access(tokens=Tokens(home / "tokens.json"), people=People(home), strangers=strangers)


@contextmanager
def home_of(gateway, place, strangers=Strangers.NEVER) -> Iterator[Home]:
    """A site over the worked case for whom this home knows."""
    say(gateway, worked(), source="test-worked")
    access = known(place, strangers)
    assert access.people and access.tokens
    with asyncio.Runner() as runner:
        stack = AsyncExitStack()
        app = create_app(
            AsyncGateway(gateway.address, timeout=PATIENCE), access=access, language=Language.EN, routes=routes
        )
        runner.run(stack.enter_async_context(app.router.lifespan_context(app)))
        client = AsyncClient(transport=ASGITransport(app, client=("10.0.0.9", 1)), base_url="https://localhost")
        runner.run(stack.enter_async_context(client))
        yield Home(Site(client, runner), client, access.people, access.tokens)
        runner.run(stack.aclose())


@pytest.fixture
def home(gateway, tmp_path) -> Iterator[Home]:
    with home_of(gateway, tmp_path) as home:
        yield home


@pytest.fixture
def door(home):
    """The path of an invitation, and its id."""

    def door(role=Guest.CONTRIBUTOR, department=None, until=None, journey="home-quote"):
        made, text = home.people.invitations.create(journey, department, role, until or soon())
        return f"/join/{text}", made.id

    return door


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "You are invited"), ("fr", "Au parcours «\N{NO-BREAK SPACE}Assurer mon logement\N{NO-BREAK SPACE}»")],
)
def test_a_name_leads_to_the_journey_until_it_is_ended(home, door, language, words):
    path, id_ = door()
    assert home.site.get(JOURNEY).status_code == 303
    page = home.site.get(path, language)
    assert page.status_code == 200 and words in page.text and page.headers["cache-control"] == "no-store"
    into = home.site.post(path, data={"name": " Ana Maria "})
    assert (into.status_code, into.headers["location"]) == (303, JOURNEY)
    assert "HttpOnly" in into.headers["set-cookie"] and "Secure" in into.headers["set-cookie"]
    assert home.site.get(JOURNEY).status_code == 200 and home.site.get(path).headers["location"] == JOURNEY
    guest = Who("Ana Maria (guest)", Role.CONTRIBUTOR, (), Scope("home-quote"))
    assert home.people.held(home.client.cookies["session"]) == guest
    home.people.invitations.end(id_)
    told = home.site.get(JOURNEY, language)
    assert told.status_code == 410 and "This invitation is over" in told.text
    assert home.site.get(JOURNEY).status_code == 303, "to sign in, for who has an account"
    over = home.site.get(path, language)
    assert over.status_code == 410 and "This invitation is over" in over.text and "est terminée" in over.text
    assert home.site.post(path, data={"name": "Bo"}).status_code == 410


def test_a_guest_does_not_become_whoever_may_come_unknown(gateway, tmp_path):
    """Where there are no accounts, whoever sits there may all: that the invitation is over is told first."""
    with home_of(gateway, tmp_path, Strangers.WITHOUT_ACCOUNTS) as home:
        made, text = home.people.invitations.create("home-quote", None, Guest.CONTRIBUTOR, soon())
        home.site.post(f"/join/{text}", data={"name": "Ana"})
        home.people.invitations.end(made.id)
        assert home.site.post("/edit/home-quote", data={"line": "Je paie"}).status_code == 410
        assert home.site.get(JOURNEY).status_code == 200, "as anybody, once it is told"


def test_a_guest_whose_time_is_over_does_not_come_back_by_a_later_invitation_of_its_id(home, door):
    path, id_ = door()
    home.site.post(path, data={"name": "Ana"})
    assert home.site.get(JOURNEY).status_code == 200
    file = home.people.invitations.path.with_name("sessions.json")
    past = (datetime.now(UTC) - timedelta(seconds=1)).isoformat()
    (kept,) = json.loads(file.read_bytes())
    file.write_text(json.dumps([kept | {"until": past}]), encoding="utf-8")
    assert home.people.invitations.living(id_) and home.site.get(JOURNEY).status_code == 303


def test_what_is_past_and_what_was_never_there_is_told(home, door):
    path, _ = door(until=datetime.now(UTC) - timedelta(seconds=1))
    assert home.site.get(path).status_code == 410
    assert home.site.get(path + "x").status_code == 404 and home.site.get("/join/").status_code == 404


@pytest.mark.parametrize("name", ["", "Ana (guest)", "x" * 65, "a/b", "1", "ana@exemple.fr", "<b>"])
def test_what_is_no_name_is_refused(home, door, name):
    path, _ = door()
    page = home.site.post(path, data={"name": name})
    assert page.status_code == 400 and 'id="wrong"' in page.text and "set-cookie" not in page.headers


def test_people_come_by_the_names_that_they_have(home, door):
    assert home.site.post(door()[0], data={"name": " Zoé  Ben-Saïd d'Urfé "}).status_code == 303
    assert home.people.held(home.client.cookies["session"]).name == "Zoé Ben-Saïd d'Urfé (guest)"


def test_two_guests_have_two_names(home, door):
    path, _ = door()
    home.site.post(path, data={"name": "Ana"})
    home.client.cookies.clear()
    page = home.site.post(path, data={"name": "ANA"})
    assert page.status_code == 400 and "somebody is here as" in page.text and 'value="ANA"' in page.text
    assert home.site.post(door()[0], data={"name": "Ana"}).status_code == 303, "at another door"


def test_guests_decide_in_their_journey_and_sign_it(home, door, gateway):
    home.site.post(door()[0], data={"name": "Ana"})
    assert home.decides(home.seal()).status_code == 303
    assert home.decided(gateway) == ["PLANNED", "Ana (guest)"]
    home.site.post("/sign-out")
    home.site.post(door(journey="other")[0], data={"name": "Bo"})
    refused = home.decides(home.seal(), to="ACCEPTED")
    assert refused.status_code == 403 and "is a guest of the journey" in refused.text
    assert home.decided(gateway) == ["PLANNED", "Ana (guest)"]


def test_customers_do_not_decide(home, door, gateway):
    home.site.post(door(Guest.CUSTOMER)[0], data={"name": "Ana"})
    assert 'name="to"' not in home.site.get(f"/findings/{LOSS}", "en").text
    assert home.decides("0" * 64).status_code == 403 and home.decided(gateway)[0] == "OPEN"


def test_who_has_an_account_stays_who_they_are(home, door):
    home.people.accounts.create("anna", Role.READER, [], SECRET)
    home.signs_in()
    path, _ = door()
    for come in (home.site.get(path), home.site.post(path, data={"name": "Ana"})):
        assert come.headers["location"] == JOURNEY and "set-cookie" not in come.headers


def test_no_log_tells_what_opens(home, door, caplog):
    caplog.set_level(logging.INFO, "parcours.requests")
    path, _ = door()
    home.site.get(path)
    home.site.get(path + "/x")
    assert [record.request["path"] for record in caplog.records] == ["/join/-"] * 2


def test_no_page_of_another_site_has_somebody_join(home, door):
    path, _ = door()
    answer = home.site.post(path, data={"name": "Ana"}, headers={"origin": "https://elsewhere.example"})
    assert answer.status_code == 403 and "set-cookie" not in answer.headers


@pytest.mark.parametrize("script", [True, False])
def test_on_a_phone_a_name_leads_to_the_journey(gateway, tmp_path, browser, script):
    say(gateway, worked(), source="test-worked")
    access = known(tmp_path)
    assert access.people
    _, text = access.people.invitations.create("home-quote", None, Guest.CUSTOMER, soon())
    with served(gateway, access) as address:
        context = browser.new_context(
            base_url=address, locale="fr-FR", viewport={"width": 390, "height": 844}, java_script_enabled=script
        )
        context.set_default_timeout(PATIENCE * 1000)
        page = context.new_page()
        page.goto(f"/join/{text}")
        expect(page.get_by_role("heading", name="Vous êtes invité")).to_be_visible()
        if script:
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
            assert Axe().run(page).response["violations"] == []
        page.get_by_label("Votre nom").fill("Ana")
        page.get_by_role("button", name="Rejoindre").click()
        page.wait_for_url(f"**{JOURNEY}")
        expect(page.get_by_role("heading", level=1)).to_contain_text("Assurer mon logement")
        context.close()
