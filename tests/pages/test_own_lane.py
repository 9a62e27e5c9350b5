"""Departments correct their own lane, by forms alone: what they handle opens, all else is only read."""

import re
from collections.abc import Iterator

import pytest

from api.invitations import Guest
from api.rights import Role
from tests.pages.filling import Desk, Forms
from tests.pages.test_accounts import SECRET, Home
from tests.pages.test_joining import JOURNEY, home_of, soon

EDIT = "/edit/home-quote"
CALL, SIGN = "home-quote/call-to-adjust/phone", "home-quote/sign/branch"
STANDS = "MATCH (t:Touchpoint) WHERE t.emotion IS NOT NULL RETURN t.key, t.emotion"


@pytest.fixture
def home(gateway, tmp_path) -> Iterator[Home]:
    with home_of(gateway, tmp_path) as home:
        yield home


def comes(home, who) -> None:
    """Somebody is there: an account of departments, or a guest of one."""
    kind, _, departments = who.partition(" ")
    if kind == "account":
        home.people.accounts.create("anna", Role.CONTRIBUTOR, departments.split(), SECRET)
        home.signs_in()
        return
    _, opens = home.people.invitations.create("home-quote", departments or None, Guest.CONTRIBUTOR, soon())
    assert home.site.post(f"/join/{opens}", data={"name": "Ana"}).status_code == 303


def opened(page: str) -> list[str]:
    """The touchpoints that lead somewhere."""
    return re.findall(r'<a class="touch"[^>]* data-touchpoint="([^"]+)"', page)


@pytest.mark.parametrize("who", ["account call-centre", "account group", "guest call-centre"])
def test_what_a_department_handles_is_corrected_and_taken_back(home, gateway, who):
    comes(home, who)
    page = home.site.get(JOURNEY).text
    assert ">Corriger ma voie</a>" in page and ">Modifier</a>" not in page and "/ask?journey=home-quote" in page
    desk = Desk(home.site, EDIT)
    everything = "group" in who
    assert opened(desk.text) == ([SIGN, "home-quote/ask-quote/website", CALL] if everything else [CALL])
    assert "Se corrige" in desk.words or "se corrige" in desk.words
    assert {attributes.get("id", "") for attributes, _ in Forms(desk.text).forms} == {"", "act"}
    assert [words for form, _, words in Forms(desk.text).buttons if form == "act"] == []
    assert "J'appelle pour ajuster mon devis" in desk.words and "at=Channel" not in desk.text
    desk.open(f"{EDIT}?at=Touchpoint:{CALL}")
    assert 'data-field="emotion"' in desk.text and 'data-field="channel"' not in desk.text
    assert "add=Evidence" not in desk.text and "verb=remove" not in desk.text
    assert desk.send(desk.form(class_="describe"), f__v__emotion="-2").status_code == 303, desk.words
    assert gateway.read(STANDS) == [[CALL, -2]] and "Modifié" in desk.words
    assert desk.press("Annuler").status_code == 303, desk.words
    assert gateway.read(STANDS) == [] and "Annulé" in desk.words


def test_what_others_handle_does_not_open_and_is_refused(home, gateway):
    comes(home, "account call-centre")
    desk = Desk(home.site, f"{EDIT}?at=Touchpoint:{SIGN}")
    assert 'id="drawer"' not in desk.text
    for label, key in (("Touchpoint", SIGN), ("Step", "home-quote/sign"), ("Channel", "phone")):
        told = {"verb": "describe", "label": label, "key": key, "f__v__note": "x"}
        assert desk.send(desk.form(id="act"), **told).status_code == 403, label
    assert gateway.read("MATCH (n) WHERE n.note IS NOT NULL RETURN n.key") == []


def test_a_page_that_one_department_was_shown_is_no_other_ones(home):
    for name, department, own in (("ben", "network", SIGN), ("cleo", "call-centre", CALL)):
        home.people.accounts.create(name, Role.CONTRIBUTOR, [department], SECRET)
        home.signs_in(name)
        assert opened(home.site.get(EDIT).text) == [own]


@pytest.mark.parametrize("who", ["account", "account nowhere"])
def test_who_handles_nothing_here_reads(home, who):
    comes(home, who)
    page = home.site.get(EDIT).text
    assert opened(page) == [] and 'class="lane"' not in page and 'class="menu"' not in page


def test_a_guest_of_the_journey_draws_and_finds_no_button_that_is_dead(home, gateway):
    comes(home, "guest")
    assert ">Modifier</a>" in home.site.get(JOURNEY).text
    desk = Desk(home.site, EDIT)
    assert len(opened(desk.text)) == 3 and "at=Channel" not in desk.text and "at=Persona" not in desk.text
    assert desk.send(desk.form(id="lane"), line="Je paie", do="as=step").status_code == 303, desk.words
    assert desk.press("Annuler").status_code == 303, desk.words
    assert gateway.read("MATCH (s:Step {text: 'Je paie'}) RETURN s.key") == []
    desk.open(f"{EDIT}?at=Step:home-quote/sign")
    assert desk.send(desk.form(class_="describe"), f__v__note="Vu").status_code == 303, desk.words


def test_cards_can_be_answered_by_whom_they_concern(home):
    card = "/ask/EXPECTED_ON~Step~home-quote/ask-quote"
    for who, may in (("guest", True), ("guest call-centre", False)):
        home.client.cookies.clear()
        comes(home, who)
        page = home.site.get(card.replace("/home", "%2Fhome")).text
        assert page.count('class="describe"') == may, who
