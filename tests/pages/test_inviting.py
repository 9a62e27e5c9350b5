"""Inviting guests on a page, by forms alone: who may, what is shown once, what holds, and how it ends."""

import html
import re
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from api.invitations import Guest
from api.rights import Role
from tests.graph.tables import say
from tests.pages.filling import Desk
from tests.pages.test_accounts import SECRET, Home
from tests.pages.test_joining import JOURNEY, home_of, soon

PAGE = "/invite/home-quote"
SECOND = {"parcours": 1, "departments": [{"key": "agencies", "name": "Agences"}]}
TOMORROW = (datetime.now() + timedelta(days=1)).strftime("%Y-%m-%dT18:00")


@pytest.fixture
def home(gateway, tmp_path) -> Iterator[Home]:
    with home_of(gateway, tmp_path) as home:
        yield home


@pytest.fixture
def desk(home):
    """The page, before an author."""
    home.people.accounts.create("anna", Role.AUTHOR, [], SECRET)
    home.signs_in()
    return Desk(home.site, PAGE)


def address(desk) -> str:
    (found,) = re.findall(r'<p class="address"><a href="([^"]+)">', desk.text)
    return html.unescape(found)


def test_an_address_is_shown_once_with_its_code_and_opens(home, desk):
    assert f'href="{PAGE}"' in home.site.get(JOURNEY).text
    done = desk.send(desk.form(class_="stack inviting"), department="call-centre", until=TOMORROW)
    assert done.status_code == 200 and done.headers["cache-control"] == "no-store" and "<svg" in desk.text
    assert "Ce que prend en charge Centre de relation client, vous le corrigez" in desk.words
    (made,) = home.people.invitations.all()
    assert (made.journey, made.department, made.role) == ("home-quote", "call-centre", Guest.CONTRIBUTOR)
    assert datetime.fromisoformat(made.until).astimezone().strftime("%Y-%m-%dT%H:%M") == TOMORROW
    opens = address(desk)
    assert opens.startswith("https://localhost/join/")
    again = home.site.get(PAGE)
    assert made.id in again.text and "/join/" not in again.text
    home.client.cookies.clear()
    assert home.site.post(opens.removeprefix("https://localhost"), data={"name": "Ana"}).status_code == 303
    assert home.people.held(home.client.cookies["session"]).departments == ("call-centre",)


@pytest.mark.parametrize("typed", ["a-1150", "A 1150", "z", "Z"])
def test_departments_are_invited_by_name_or_key_however_many_there_are(home, gateway, desk, typed):
    rows = [{"key": f"a-{n:04}", "name": f"A {n:04}"} for n in range(1_200)]
    say(gateway, {"parcours": 1, "departments": [*rows, {"key": "z", "name": "Z"}]}, source="test-many")
    desk.open(PAGE)
    assert desk.text.count("<option ") == 1_000 and '"A 1150"' not in desk.text
    assert desk.send(desk.form(class_="stack inviting"), department=typed, until=TOMORROW).status_code == 200
    (made,) = home.people.invitations.all()
    name = "Z" if typed in "zZ" else "A 1150"
    assert made.department == typed.lower().replace(" ", "-") and f"Ce que prend en charge {name}" in desk.words
    desk.open(PAGE)
    assert f"Des collègues · {name} ·" in desk.words


def test_what_is_proposed_lasts_some_hours(home, desk):
    assert desk.send(desk.form(class_="stack inviting"), role="customer").status_code == 200
    (made,) = home.people.invitations.all()
    assert made.role is Guest.CUSTOMER and not made.over
    assert datetime.fromisoformat(made.until) > soon() + timedelta(hours=2, minutes=50)


def test_an_invitation_is_withdrawn_and_those_of_other_journeys_are_not(home, desk):
    mine, _ = home.people.invitations.create("home-quote", None, Guest.CONTRIBUTOR, soon())
    other, _ = home.people.invitations.create("other", None, Guest.CONTRIBUTOR, soon())
    desk.open(PAGE)
    assert mine.id in desk.text and other.id not in desk.text
    form = next(each for each in re.findall(r"<form.*?</form>", desk.text, re.S) if mine.id in each)
    seal = re.search(r'name="seal" value="(\w+)"', form)
    assert seal
    for id_ in (other.id, mine.id):
        assert home.site.post(PAGE, data={"seal": seal[1], "end": id_}).status_code == 303
    assert [each.over for each in home.people.invitations.all()] == [True, False]
    assert mine.id not in home.site.get(PAGE).text


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"until": "2020-01-01T08:00"}, "est passé"),
        ({"until": "demain"}, "n'est pas une heure"),
        ({"role": "steward"}, "Choisissez qui est invité"),
        ({"department": "nowhere"}, "ne s'appelle « nowhere »"),
        ({"department": "Agences"}, "Aucune direction, ou plus d'une"),  # there are two of them
        ({"role": "customer", "department": "call-centre"}, "Les clients commentent tout le parcours"),
        ({"seal": "x"}, "Ce formulaire est trop ancien"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_made(home, gateway, desk, fields, words):
    say(gateway, SECOND, source="test-second")
    refused = desk.send(desk.form(class_="stack inviting"), **{"until": TOMORROW, **fields})
    assert refused.status_code == 400 and words in desk.words and home.people.invitations.all() == []
    assert f'value="{fields.get("until", TOMORROW)}"' in desk.text


@pytest.mark.parametrize("role", [Role.READER, Role.CONTRIBUTOR])
def test_who_may_not_is_told_who_may(home, role):
    home.people.accounts.create("anna", role, [], SECRET)
    home.signs_in()
    assert home.site.get(PAGE).status_code == 403 and "/invite/" not in home.site.get(JOURNEY).text
    assert home.site.post(PAGE, data={"role": "customer", "until": TOMORROW}).status_code == 403
    home.site.post("/sign-out")
    assert home.site.get(PAGE).status_code == 303, "to sign in"


def test_a_journey_that_is_not_there_is_told(home, desk):
    assert home.site.get("/invite/nowhere").status_code == 404
