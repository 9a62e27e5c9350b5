"""Questions answered on their cards, by forms alone."""

import html
import re

import pytest

from api.rights import Role
from pages.addresses import escaped
from pages.ask.answering import ANSWERS
from queries.catalogue.to_ask.kinds import ASKED, Unsaid
from tests.graph.tables import say
from tests.graph.test_derived_upkeep import step, worked
from tests.pages.filling import Desk
from tests.pages.test_accounts import SECRET
from tests.pages.test_joining import home_of
from tests.pages.test_own_lane import CALL, SIGN, comes

LIST = "/ask?journey=home-quote&department=call-centre"

ASKS = "{toAsk(first: 1000) {rows {kind element {__typename key}}}}"


@pytest.fixture
def asked(gateway, blank):
    """The worked case, of which nobody says any more who handles the call, what the branch needs, and how often."""
    document = worked()
    for one in document["journeys"][0]["phases"][0]["steps"]:
        for touchpoint in one["touchpoints"]:
            for unsaid in ("needs", "volume"):
                touchpoint.pop(unsaid, None)
    for channel in document["channels"]:
        channel.pop("operatedBy", None)
    say(gateway, document, source="test-worked")
    return blank


def cards(site):
    return {
        (row["kind"], row["element"]["__typename"], row["element"]["key"]) for row in site.ask(ASKS)["toAsk"]["rows"]
    }


def test_what_is_asked_can_be_answered_or_stands_elsewhere():
    assert ANSWERS.keys() <= {(kind, label) for label, kinds in ASKED.items() for kind in kinds}
    assert {kind for kind, _ in ANSWERS} == {*Unsaid} - {Unsaid.PRODUCES}


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        (Unsaid.NEEDS, {"f__none__needs": "1"}),
        (Unsaid.VOLUME, {"f__low__volume": "10", "f__high__volume": "20"}),
        (Unsaid.HANDLED_BY, {"f__add__handledBy": "Agences"}),
    ],
)
def test_an_answer_is_written_and_the_question_is_gone(asked, gateway, kind, fields):
    names = dict(gateway.read("MATCH (d:Department) RETURN d.key, d.name"))
    fields = {name: names["network"] if value == "Agences" else value for name, value in fields.items()}
    card = next(each for each in sorted(cards(asked)) if each[0] == kind)
    desk = Desk(asked, f"/ask/{'~'.join(card)}")
    answer = desk.send(desk.form(class_="describe"), **fields)
    assert answer.status_code == 303 and answer.headers["location"].startswith("/ask?answered=1")
    assert "Merci" in desk.words and card not in cards(asked)
    (by,) = gateway.read("MATCH (r:ImportRun) WHERE r.by IS NOT NULL RETURN r.by")
    assert by == ["local"]


def test_what_cannot_be_is_told_at_its_field_and_kept(asked):
    card = next(each for each in sorted(cards(asked)) if each[0] == Unsaid.VOLUME)
    desk = Desk(asked, f"/ask/{'~'.join(card)}")
    answer = desk.send(desk.form(class_="describe"), f__low__volume="30", f__high__volume="20")
    assert answer.status_code == 400 and 'value="30"' in desk.text and card in cards(asked)


@pytest.fixture
def home(gateway, tmp_path):
    """The worked case, of which nobody says how often and where people call, and what it takes to sign."""
    with home_of(gateway, tmp_path) as home:
        document = worked()
        call, sign = step(document, "call-to-adjust"), step(document, "sign")
        del call["expectedOn"], call["touchpoints"][0]["volume"], sign["touchpoints"][0]["needs"]
        say(gateway, document, source="test-worked")
        yield home


def questions(page: str) -> dict[str, str]:
    """The cards of a page by what they ask, each as it is written."""
    return dict(re.findall(r'<li class="question"[^>]* data-question="([^"]+)">(.*?)</li>\n', page, re.DOTALL))


def answer(card: str) -> str | None:
    """Where a card is answered, if there is a button that says so."""
    found = re.search(r'<a class="button" href="([^"]+)"[^>]*>Répondre</a>', card)
    return html.unescape(found[1]) if found else None


@pytest.mark.parametrize(
    ("who", "own"), [("account call-centre", CALL), ("account network", SIGN), ("guest call-centre", CALL)]
)
def test_departments_answer_for_what_is_theirs(home, who, own):
    comes(home, who)
    found = questions(home.site.get("/ask").text)
    assert {f"VOLUME~Touchpoint~{each}" for each in (CALL, SIGN)} < found.keys()
    for key, card in found.items():
        assert (answer(card) is not None) == key.endswith(f"Touchpoint~{own}"), key
        alone = home.site.get(f"/ask/{escaped(key)}").text
        assert ('class="describe"' in alone) == (answer(card) is not None), key
        assert ("qui dessine la carte" in alone or "occupe des applications" in alone) != ('class="describe"' in alone)


def test_readers_are_told_who_answers(home):
    home.people.accounts.create("anna", Role.READER, [], SECRET)
    home.signs_in()
    page = Desk(home.site, "/ask")
    assert "Répondre" not in page.text and "qui dessine une carte" in page.words and "import" not in page.words
    card = Desk(home.site, f"/ask/{escaped(f'VOLUME~Touchpoint~{CALL}')}")
    assert "dites-le-lui" in card.words and "/remarks/" not in card.text and "describe" not in card.text


def test_one_answers_one_after_the_other_of_what_one_was_asked(home):
    comes(home, "guest call-centre")
    desk = Desk(home.site, LIST)
    asked, at = questions(desk.text), f"VOLUME~Touchpoint~{CALL}"
    expected = next(card for key, card in asked.items() if key.startswith("EXPECTED_ON~"))
    assert answer(expected) is None and 'href="/remarks/home-quote">Donner mon avis<' in expected
    assert len(asked) < len(questions(home.site.get("/ask").text))
    desk.open(answer(asked[at]) or "")
    assert f"Une question parmi {len(asked)} : Centre de relation client" in desk.words
    assert html.escape(LIST) in desk.text
    done = desk.send(desk.form(class_="describe"), f__low__volume="3000")
    assert done.status_code == 303, desk.words
    assert f"Merci : la carte le sait maintenant. Il reste {len(asked) - 1} question" in desk.words
    assert questions(desk.text).keys() == asked.keys() - {at}


@pytest.mark.parametrize(("language", "told"), [
    ("fr", "Rien ne s'appelle encore « Numéro de contrat » (information) : choisissez dans la liste."),
    ("en", "There is no information object called 'Numéro de contrat' yet: choose one of the list."),
])  # fmt: skip
def test_what_has_no_name_yet_is_an_authors_to_add(home, gateway, language, told):
    comes(home, "guest network")
    needs = f"/ask/{escaped(f'NEEDS~Touchpoint~{SIGN}')}"
    desk = Desk(home.site, needs, language)
    refused = desk.send(desk.form(class_="describe"), f__add__needs="Numéro de contrat")
    assert refused.status_code == 400 and told in desk.words and 'value="Numéro de contrat"' in desk.text
    assert "account as" not in desk.words and 'class="field wrong" data-field="needs"' in desk.text
    home.client.cookies.clear()
    home.people.accounts.create("anna", Role.AUTHOR, [], SECRET)
    home.signs_in()
    desk = Desk(home.site, needs, language)
    assert desk.send(desk.form(class_="describe"), f__add__needs="Numéro de contrat").status_code == 303, desk.words
    assert gateway.read("MATCH (o:InformationObject {name: 'Numéro de contrat'}) RETURN count(o)") == [[1]]
