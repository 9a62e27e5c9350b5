"""Questions answered on their cards, by forms alone."""

import pytest

from api.access import Access, Strangers
from api.people import People
from api.rights import Role
from api.tokens import Tokens
from pages.ask.answering import ANSWERS
from queries.catalogue.to_ask.kinds import ASKED, Unsaid
from tests.graph.tables import say
from tests.graph.test_derived_upkeep import worked
from tests.pages.conftest import pages_over
from tests.pages.filling import Desk

ASKS = "{toAsk(first: 1000) {rows {kind element {__typename key}}}}"


@pytest.fixture
def asked(gateway, blank):
    """The worked case, of which nobody says any more who handles the call, what the branch needs, and how often."""
    document = worked()
    for step in document["journeys"][0]["phases"][0]["steps"]:
        for touchpoint in step["touchpoints"]:
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


def test_departments_answer_for_what_is_theirs(asked, gateway, tmp_path):
    people, tokens = People(tmp_path), Tokens(tmp_path / "tokens.json")
    people.accounts.create("ben", Role.CONTRIBUTOR, ["network"], "correct horse battery")
    people.accounts.create("rea", Role.READER, [], "correct horse battery")
    assert gateway and tokens
    card = next(each for each in sorted(cards(asked)) if each[0] == Unsaid.VOLUME)
    access = Access(tokens=tokens, people=people, strangers=Strangers.NEVER)
    for name, may in (("ben", True), ("rea", False)):
        with pages_over(gateway.address, access=access) as site:
            site.post("/sign-in", params={"next": "/"}, data={"name": name, "password": "correct horse battery"})
            page = Desk(site, f"/ask/{'~'.join(card)}")
            assert ('class="describe"' in page.text) is may
