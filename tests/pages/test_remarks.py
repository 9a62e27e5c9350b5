"""What is said of a journey, by forms alone: whose it is, where it stands, and that it is taken back."""

from collections.abc import Iterator

import pytest

from api.invitations import Guest
from api.rights import Role
from tests.pages.filling import Desk, Forms
from tests.pages.reading import Read
from tests.pages.test_accounts import SECRET, Home
from tests.pages.test_joining import JOURNEY, home_of, soon

PAGE = "/remarks/home-quote"
SAID = "MATCH (e:Evidence)-[:ABOUT]->(n) RETURN e.quote, e.kind, n.key"
STEP, CALL = "home-quote/sign", "home-quote/call-to-adjust/phone"


@pytest.fixture
def home(gateway, tmp_path) -> Iterator[Home]:
    with home_of(gateway, tmp_path) as home:
        yield home


def joins(home, role=Guest.CUSTOMER) -> None:
    _, opens = home.people.invitations.create("home-quote", None, role, soon())
    home.site.post(f"/join/{opens}", data={"name": "Ana"})


@pytest.mark.parametrize("at", [f"Step:{STEP}", f"Touchpoint:{CALL}"])
def test_a_customers_remark_is_evidence_and_a_voice(home, gateway, at):
    joins(home)
    assert ">Donner mon avis</a>" in home.site.get(JOURNEY).text
    desk = Desk(home.site, f"{PAGE}?at={at}")
    done = desk.send(desk.form(class_="remark"), quote="Je ne sais pas qui m'appelle")
    assert done.status_code == 303 and "Merci" in desk.words
    assert "« Je ne sais pas qui m'appelle »" in desk.words and "1 voix a été entendue" in desk.words
    quote = ["Je ne sais pas qui m'appelle", "CUSTOMER_COCREATION", at.partition(":")[2]]
    assert gateway.read(SAID) == [quote]
    assert gateway.read("MATCH (r:ImportRun) WHERE r.by IS NOT NULL RETURN r.by") == [["Ana (guest)"]]
    assert "Je ne sais pas qui" in home.site.get(JOURNEY).text, "on the map"
    (undo,) = (
        form for form in Forms(desk.text).forms if "class" not in form[0] and any(n == "seal" for n, _ in form[1])
    )
    (value,) = (value for _, value, words in Forms(desk.text).buttons if words == "Annuler")
    assert desk.send(undo, do=value).status_code == 303, desk.words
    assert gateway.read(SAID) == [] and "Retiré" in desk.words


def test_what_contributors_remark_is_said_by_staff(home, gateway):
    home.people.accounts.create("anna", Role.CONTRIBUTOR, ["network"], SECRET)
    home.signs_in()
    node = home.site.get(f"/n/Step/{STEP}").text
    assert f"{PAGE}?at=Step%3Ahome-quote%2Fsign#quote" in node
    desk = Desk(home.site, f"{PAGE}?at=Step:{STEP}")
    assert desk.send(desk.form(class_="remark"), quote="On attend le dossier").status_code == 303
    assert gateway.read(SAID) == [["On attend le dossier", "STAFF_COCREATION", STEP]]


def test_nothing_said_is_told(home, gateway):
    joins(home)
    desk = Desk(home.site, f"{PAGE}?at=Step:{STEP}")
    refused = desk.send(desk.form(class_="remark"), quote=" ")
    assert refused.status_code == 400 and "Dites d'abord quelque chose." in desk.words and gateway.read(SAID) == []


@pytest.mark.parametrize("about", ["Step:other/sign", "Channel:phone", "", "nonsense"])
def test_customers_say_nothing_of_anything_else(home, gateway, about):
    joins(home)
    desk = Desk(home.site, f"{PAGE}?at=Step:{STEP}")
    refused = desk.send(desk.form(class_="remark"), quote="Non", about=about)
    assert refused.status_code in (400, 403) and gateway.read(SAID) == []
    assert 'value="Non"' in desk.text


def test_who_reads_is_shown_no_field_and_who_was_shown_none_says_nothing(home, gateway):
    home.people.accounts.create("rea", Role.READER, [], SECRET)
    home.signs_in("rea")
    page = home.site.get(f"{PAGE}?at=Step:{STEP}").text
    assert 'name="quote"' not in page and "/remarks/" not in home.site.get(JOURNEY).text
    sent = home.site.post(PAGE, data={"quote": "x", "about": f"Step:{STEP}", "seal": "0" * 64})
    assert sent.status_code == 403 and gateway.read(SAID) == []


def test_what_is_said_breaks_out_of_nothing_and_what_is_not_there_is_told(home):
    joins(home)
    desk = Desk(home.site, f"{PAGE}?at=Touchpoint:{CALL}")
    desk.send(desk.form(class_="remark"), quote="<script>alert(1)</script>\"'<b>")
    read = Read(desk.text)
    assert read.breaks_out == [] and len(read.ids) == len(set(read.ids)) and "<b>alert" not in desk.text
    assert home.site.get("/remarks/nowhere").status_code == 404
