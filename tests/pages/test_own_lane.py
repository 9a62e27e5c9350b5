"""Departments correct their own lane, by forms alone: what they handle opens, all else is only read."""

import re
from collections.abc import Iterator

import pytest

from api.invitations import Guest
from api.rights import Role
from pages.addresses import escaped
from tests.graph.tables import Document, say
from tests.graph.test_derived_upkeep import find, step, worked
from tests.pages.filling import Desk, Forms
from tests.pages.test_accounts import SECRET, Home
from tests.pages.test_joining import JOURNEY, home_of, soon

THERE = "MATCH (t:Touchpoint) RETURN t.key ORDER BY t.key"

EDIT = "/edit/home-quote"
CALL, SIGN = "home-quote/call-to-adjust/phone", "home-quote/sign/branch"
STANDS = "MATCH (t:Touchpoint) WHERE t.emotion IS NOT NULL RETURN t.key, t.emotion"


@pytest.fixture
def home(gateway, tmp_path) -> Iterator[Home]:
    with home_of(gateway, tmp_path) as home:
        yield home


def landscape() -> Document:
    """The worked case, with a desk below the call centre (once called otherwise) that answers messages, which stand
    nowhere yet."""
    document = worked()
    find(document["departments"], "call-centre")["aliases"] = ["calls"]
    document["departments"].append({"key": "desk", "name": "Messages", "partOf": "call-centre"})
    document["channels"].append({"key": "sms", "name": "SMS", "kind": "MESSAGING", "operatedBy": ["desk"]})
    return document


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
    assert "pour être corrigé ou retiré" in desk.words
    assert {attributes.get("id", "") for attributes, _ in Forms(desk.text).forms} == {"", "act"}
    assert all(value.startswith("verb=touch") for form, value, _ in Forms(desk.text).buttons if form == "act")
    assert "J'appelle pour ajuster mon devis" in desk.words and "at=Channel" not in desk.text
    desk.open(f"{EDIT}?at=Touchpoint:{CALL}")
    assert 'data-field="emotion"' in desk.text and 'data-field="channel"' not in desk.text
    assert "add=Evidence" not in desk.text and "verb=move" not in desk.text
    assert desk.send(desk.form(class_="describe"), f__v__emotion="-2").status_code == 303, desk.words
    assert gateway.read(STANDS) == [[CALL, -2]] and "Modifié" in desk.words
    assert desk.press("Annuler").status_code == 303, desk.words
    assert gateway.read(STANDS) == [] and "Annulé" in desk.words


def adds(page: str) -> dict[str, int]:
    """By the channel of a lane, in how many of its cells something can be added."""
    lanes = re.findall(r'<tr data-lane="([^"]*)">(.*?)</tr>', page, re.S)
    return {channel: cells.count('value="verb=touch') for channel, cells in lanes}


@pytest.mark.parametrize(
    ("who", "lanes"),
    [
        ("account call-centre", {"branch": 0, "phone": 2, "sms": 3, "website": 0}),
        ("account desk", {"branch": 0, "phone": 0, "sms": 3, "website": 0}),
        ("account network", {"branch": 2, "phone": 0, "website": 0}),
        ("account group", {"branch": 2, "phone": 2, "sms": 3, "website": 2}),
        ("account nowhere", {"branch": 0, "phone": 0, "website": 0}),
        ("guest call-centre", {"branch": 0, "phone": 2, "sms": 3, "website": 0}),
        ("account calls", {"branch": 0, "phone": 2, "sms": 3, "website": 0}),
        ("guest calls", {"branch": 0, "phone": 2, "sms": 3, "website": 0}),
    ],
)
def test_on_the_channels_of_a_department_is_room_for_more(home, gateway, who, lanes):
    say(gateway, landscape(), source="test-worked")
    comes(home, who)
    assert adds(home.site.get(EDIT).text) == lanes


@pytest.mark.parametrize("who", ["account call-centre", "guest call-centre"])
def test_what_is_missing_on_a_lane_is_added_and_taken_back(home, gateway, who):
    say(gateway, landscape(), source="test-worked")
    comes(home, who)
    desk = Desk(home.site, EDIT)
    assert desk.press("Ajouter un point de contact : 3 · Je signe en agence · SMS").status_code == 303, desk.words
    assert "Ajouté : 1 point de contact" in desk.words and 'data-undo="' in desk.text
    assert ["home-quote/sign/sms"] in gateway.read(THERE) and opened(desk.text) == [CALL]
    assert 'class="touch new" href="/edit/home-quote?at=Touchpoint' in desk.text
    desk.press("Annuler")
    assert ["home-quote/sign/sms"] not in gateway.read(THERE) and "Annulé" in desk.words
    desk.press("Rétablir")
    assert ["home-quote/sign/sms"] in gateway.read(THERE)


def test_what_does_not_happen_any_more_is_removed_and_comes_back(home, gateway):
    comes(home, "account call-centre")
    there = gateway.read(THERE)
    desk = Desk(home.site, f"{EDIT}?at=Touchpoint:{CALL}")
    assert desk.press("Retirer").status_code == 303, desk.words
    assert gateway.read(THERE) == [each for each in there if each != [CALL]] and 'id="drawer"' not in desk.text
    assert "Vos directions ne prennent rien" not in desk.words and adds(desk.text)["phone"] == 3
    desk.press("Annuler")
    assert gateway.read(THERE) == there and opened(desk.text) == [CALL]


def test_what_others_lead_to_is_not_removed_and_no_button_offers_it(home, gateway):
    document = worked()
    step(document, "ask-quote")["touchpoints"][0]["leadsTo"] = [{"to": "call-to-adjust/phone"}]
    say(gateway, document, source="test-worked")
    comes(home, "account call-centre")
    desk = Desk(home.site, f"{EDIT}?at=Touchpoint:{CALL}")
    assert desk.press("Retirer").status_code == 400 and "Rien n'a été écrit" in desk.words
    assert "Retirer avec ces références" not in desk.words and [CALL] in gateway.read(THERE)


@pytest.mark.parametrize(
    ("verb", "words"),
    [
        ({"verb": "touch", "step": "home-quote/sign", "on": "website"}, "aucune de vos directions"),
        ({"verb": "remove", "id": f"Touchpoint:{SIGN}"}, "une autre direction"),
        ({"verb": "remove", "id": f"Touchpoint:{CALL}", "cascade": "1"}, "contributeur"),
        ({"verb": "remove", "id": "Step:home-quote/sign"}, "contributeur"),
    ],
)
def test_forms_made_up_for_what_others_handle_write_nothing(home, gateway, verb, words):
    comes(home, "account call-centre")
    there = gateway.read(THERE)
    desk = Desk(home.site, EDIT)
    assert desk.send(desk.form(id="act"), **verb).status_code == 403
    assert words in desk.words and gateway.read(THERE) == there


def test_a_guest_of_another_journey_finds_nothing_to_add(home, gateway):
    document = landscape()
    document["journeys"].append(
        {"key": "other", "phases": [{"key": "p", "steps": [{"key": "s", "text": "J'attends"}]}]}
    )
    say(gateway, document, source="test-worked")
    comes(home, "guest call-centre")
    assert set(adds(home.site.get("/edit/other").text).values()) <= {0}


FAR = 1_200
"""Departments, of which a page would list a thousand."""


@pytest.fixture
def large(home, gateway):
    """The worked case in an organisation of so many departments that the call centre is none of the first."""
    document = landscape()
    document["departments"] += [{"key": f"a-{n:04}", "name": f"A {n:04}", "partOf": "group"} for n in range(FAR)]
    document["departments"] += [{"key": "z", "partOf": "group"}, {"key": "zz", "partOf": "z"}]
    find(document["departments"], "call-centre")["partOf"] = "zz"
    step(document, "call-to-adjust")["touchpoints"][0].pop("volume")
    say(gateway, document, source="test-worked")
    return home


@pytest.mark.parametrize("department", ["desk", "call-centre", "zz", "z", "group"])
def test_lanes_are_found_in_an_organisation_of_any_size(large, department):
    comes(large, f"account {department}")
    desk = Desk(large.site, EDIT)
    assert adds(desk.text)["sms"] == 3 and (CALL in opened(desk.text)) is (department != "desk")
    card = large.site.get(f"/ask/{escaped(f'VOLUME~Touchpoint~{CALL}')}").text
    assert ('class="describe"' in card) is (department != "desk")
    page = large.site.get(f"/n/Touchpoint/{CALL}").text
    assert ("/edit/home-quote?at=Touchpoint" in page) is (department != "desk")


def test_a_map_shows_the_part_of_a_department_with_all_below_whatever_the_size(large):
    comes(large, "account group")

    def drawn(department: str) -> str:
        picture = large.site.get(f"{JOURNEY}?mine={department}&as=svg").text
        return re.findall(rf'data-touchpoint="{CALL}".*?</(?:g|a)>', picture, re.S)[0]

    assert drawn("call-centre") == drawn("zz") != drawn("desk")


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
