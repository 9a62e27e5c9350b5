"""What departments do on their own lane: they correct, add and remove what they handle, take it back, and no more."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack
from dataclasses import replace
from typing import Any

import pytest
from httpx import ASGITransport, AsyncClient

from api.access import Access, Strangers
from api.app import create_app
from api.execute import Request
from api.people import People
from api.rights import Role, Scope, Who
from api.tokens import Tokens
from graph.gateway import AsyncGateway
from tests.asking import PATIENCE, asked
from tests.graph.tables import dump, say
from tests.graph.test_derived_upkeep import find, step, worked

Answer = dict[str, Any]

CALL, SIGN, QUOTE = "home-quote/call-to-adjust/phone", "home-quote/sign/branch", "home-quote/ask-quote/website"
STANDS = {CALL, SIGN, QUOTE, "other/talk/phone", "other/talk/branch"}
PEOPLE = {
    "centre": (Role.CONTRIBUTOR, ["call-centre"]),
    "digital": (Role.CONTRIBUTOR, ["digital"]),
    "group": (Role.CONTRIBUTOR, ["group"]),
    "both": (Role.CONTRIBUTOR, ["network", "call-centre"]),
    "alone": (Role.CONTRIBUTOR, []),
    "reader": (Role.READER, ["call-centre"]),
    "author": (Role.AUTHOR, []),
    "steward": (Role.STEWARD, []),
}
"""Whom there is: their roles, and the departments they speak for."""
GUEST = Who("Ana (guest)", Role.CONTRIBUTOR, ("call-centre",), Scope("home-quote", "call-centre"))


def landscape() -> Answer:
    """The worked example, a desk below the call centre with a channel of its own, and another journey."""
    document = worked()
    document["departments"].append({"key": "desk", "name": "Messages", "partOf": "call-centre"})
    document["channels"].append({"key": "sms", "name": "SMS", "kind": "MESSAGING", "operatedBy": ["desk"]})
    document["channels"].append({"key": "post", "name": "Courrier", "kind": "POST"})
    talk = {"key": "talk", "text": "J'en parle", "touchpoints": [{"channel": "phone"}, {"channel": "branch"}]}
    phase = {"key": "once", "steps": [talk, {"key": "wait", "text": "J'attends"}]}
    document["journeys"].append({"key": "other", "title": "Autre", "phases": [phase]})
    return document


@pytest.fixture(autouse=True)
def told(gateway) -> None:
    say(gateway, landscape(), source="test-worked")


@pytest.fixture(scope="module")
def sends(gateway_address, tmp_path_factory) -> Iterator[Callable[[str, str], Answer]]:
    """Send a mutation over HTTP as one of the people, each by a token of their account."""
    home = tmp_path_factory.mktemp("home")
    people, tokens = People(home), Tokens(home / "tokens.json")
    held = {}
    for name, (role, departments) in PEOPLE.items():
        people.accounts.create(name, role, departments, "correct horse battery")
        held[name] = {"authorization": f"Bearer {tokens.create(f't-{name}', account=people.accounts.named(name))}"}
    access = Access(tokens=tokens, people=people, strangers=Strangers.ALWAYS)
    with asyncio.Runner() as runner:
        stack = AsyncExitStack()
        app = create_app(AsyncGateway(gateway_address, timeout=PATIENCE), access=access)
        runner.run(stack.enter_async_context(app.router.lifespan_context(app)))
        client = AsyncClient(transport=ASGITransport(app), base_url="http://localhost")
        runner.run(stack.enter_async_context(client))

        def send(name: str, mutation: str) -> Answer:
            query = {"query": f"mutation {{{mutation}}}"}
            return dict(runner.run(client.post("/graphql", json=query, headers=held[name])).json())

        yield send
        runner.run(stack.aclose())


def edit(*changes: str, **more: str) -> str:
    given = "".join(f", {name}: {value}" for name, value in more.items())
    return f"edit(changes: [{', '.join(changes)}]{given}) {{ edit {{ id }} nodes {{ id }} }}"


def undo(answer: Answer) -> str:
    """What takes back what was answered."""
    (done,) = answer["data"].values()
    return f'undo(edit: "{done["edit"]["id"]}") {{ edit {{ id }} }}'


def new(at: str, channel: str, more: str = "") -> str:
    return f'{{touchpoint: {{step: "{at}", channel: "{channel}" {more}}}}}'


def removed(*ids: str, cascade: str = "") -> str:
    listed = ", ".join(f'"{each}"' for each in ids)
    return f"{{remove: {{ids: [{listed}]{cascade}}}}}"


def touchpoints(gateway) -> set[str]:
    return {key for (key,) in gateway.read("MATCH (t:Touchpoint) RETURN t.key")}


def refused(answer: Answer) -> str | None:
    """Why nothing was done, by its code; it is told who would do where somebody may not."""
    if "errors" not in answer:
        return None
    (error,) = answer["errors"]
    code = str(error["extensions"]["code"])
    assert code != "FORBIDDEN" or error["extensions"]["role"] in (Role.CONTRIBUTOR, Role.AUTHOR, Role.STEWARD)
    return code


FORBIDDEN, NOT_FOUND, BAD = "FORBIDDEN", "NOT_FOUND", "BAD_USER_INPUT"
AT_SIGN, AT_TALK = "home-quote/sign", "other/talk"
ADDS = [
    ("centre", new(AT_SIGN, "phone"), None),
    ("centre", new(AT_SIGN, "sms"), None),  # operated by a department below
    ("centre", new("other/wait", "phone"), None),  # where nothing stands yet
    ("centre", new(AT_SIGN, "phone", ", handledBy: null, emotion: 1"), None),
    ("centre", new(AT_SIGN, "website", ', handledBy: ["call-centre"]'), None),
    ("centre", new(AT_SIGN, "website", ', handledBy: ["digital", "desk"]'), None),
    ("centre", new(AT_SIGN, "post", ', handledBy: ["desk"]'), None),
    ("both", new(AT_SIGN, "branch"), None),
    ("group", new(AT_SIGN, "website"), None),
    ("digital", new(AT_SIGN, "website"), None),
    ("centre", new(AT_SIGN, "website"), FORBIDDEN),
    ("centre", new(AT_SIGN, "website", ', handledBy: ["digital"]'), FORBIDDEN),
    ("centre", new(AT_SIGN, "phone", ', handledBy: ["digital"]'), FORBIDDEN),
    ("centre", new(AT_SIGN, "phone", ", handledBy: []"), FORBIDDEN),
    ("centre", new(AT_SIGN, "post"), FORBIDDEN),  # of which nobody knows who operates it
    ("digital", new(AT_SIGN, "phone"), FORBIDDEN),
    ("alone", new(AT_SIGN, "phone"), FORBIDDEN),
    ("reader", new(AT_SIGN, "phone"), FORBIDDEN),
    ("centre", new(AT_SIGN, "fax"), NOT_FOUND),  # nothing is made by referring to it
    ("centre", new(AT_SIGN, "phone", ', handledBy: ["call-centre", "nobody"]'), NOT_FOUND),
    ("centre", new("home-quote/nowhere", "phone"), NOT_FOUND),
    ("centre", '{touchpoint: {step: "home-quote/sign"}}', BAD),
    ("centre", new(AT_SIGN, "phone", ', key: "home-quote/sign/phone"'), FORBIDDEN),
    ("centre", new(AT_SIGN, "phone", ', key: "home-quote/sign/phone", upsert: true'), FORBIDDEN),
    ("centre", new(AT_SIGN, "phone", ", upsert: true"), FORBIDDEN),
    ("centre", new(AT_SIGN, "phone", f', after: "{SIGN}"'), FORBIDDEN),
    ("centre", new(AT_SIGN, "phone", ', aliases: ["home-quote/sign/old"]'), FORBIDDEN),
    ("centre", f'{{touchpoint: {{after: "{SIGN}", channel: "phone"}}}}', FORBIDDEN),
    ("centre", '{touchpoint: {channel: "phone"}}', FORBIDDEN),
]  # fmt: skip
REMOVES = [
    ("centre", removed(f"Touchpoint:{CALL}"), {CALL}),
    ("centre", removed("Touchpoint:other/talk/phone"), {"other/talk/phone"}),
    ("centre", removed(f"Touchpoint:{CALL}", "Touchpoint:other/talk/phone"), {CALL, "other/talk/phone"}),
    ("both", removed(f"Touchpoint:{CALL}", f"Touchpoint:{SIGN}"), {CALL, SIGN}),
    ("group", removed(f"Touchpoint:{QUOTE}"), {QUOTE}),
    ("centre", removed(f"Touchpoint:{SIGN}"), FORBIDDEN),
    ("centre", removed(f"Touchpoint:{CALL}", f"Touchpoint:{SIGN}"), FORBIDDEN),
    ("centre", removed(f"Touchpoint:{CALL}", cascade=", cascade: true"), FORBIDDEN),
    ("centre", removed("Step:home-quote/call-to-adjust"), FORBIDDEN),
    ("centre", removed(f"Touchpoint:{CALL}", "Step:home-quote/call-to-adjust"), FORBIDDEN),
    ("centre", removed("Touchpoint:home-quote/sign/phone"), NOT_FOUND),
    ("centre", removed("Touchpoint:home-quote/sign/branche"), NOT_FOUND),
    ("group", removed("Channel:phone"), FORBIDDEN),
    ("alone", removed(f"Touchpoint:{CALL}"), FORBIDDEN),
    ("reader", removed(f"Touchpoint:{CALL}"), FORBIDDEN),
]


@pytest.mark.parametrize(("name", "change", "code"), ADDS)
def test_what_departments_add_is_theirs_once_it_is_there(gateway, sends, name, change, code):
    dry = sends(name, edit(change, dryRun="true"))
    assert refused(dry) == code and touchpoints(gateway) == STANDS
    answer = sends(name, edit(change))
    assert refused(answer) == code, answer
    new = touchpoints(gateway) - STANDS
    assert (len(new) == 1) is (code is None)
    assert gateway.read("MATCH (n:Channel|Department) WHERE n.key IN ['fax', 'nobody'] RETURN n.key") == []
    if code is None:
        (node,) = answer["data"]["edit"]["nodes"]
        assert {node["id"]} == {f"Touchpoint:{key}" for key in new}
        assert gateway.read("MATCH (r:ImportRun) WHERE r.by IS NOT NULL RETURN r.by") == [[name]]


@pytest.mark.parametrize(("name", "change", "gone"), REMOVES)
def test_what_departments_remove_was_theirs(gateway, sends, name, change, gone):
    answer = sends(name, edit(change))
    assert refused(answer) == (None if isinstance(gone, set) else gone), answer
    assert STANDS - touchpoints(gateway) == (gone if isinstance(gone, set) else set())


def test_what_others_lead_to_stays_until_they_do_no_more(gateway, sends):
    lead = sends("author", edit(f'{{touchpoint: {{key: "{SIGN}", leadsTo: [{{to: "{CALL}"}}]}}}}'))
    assert refused(sends("centre", edit(removed(f"Touchpoint:{CALL}")))) == BAD and touchpoints(gateway) == STANDS
    sends("author", undo(lead))
    assert refused(sends("centre", edit(removed(f"Touchpoint:{CALL}")))) is None


OWN = f'{{touchpoint: {{key: "{CALL}", emotion: -1}}}}'
REMARK = '{evidence: {quote: "Trop long", about: ["Step:home-quote/sign"]}}'


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ([OWN, new(AT_SIGN, "sms"), removed("Touchpoint:other/talk/phone"), REMARK], None),
        ([new(AT_SIGN, "sms"), new(AT_SIGN, "website")], FORBIDDEN),
        ([OWN, removed(f"Touchpoint:{SIGN}")], FORBIDDEN),
        ([removed(f"Touchpoint:{CALL}"), '{step: {key: "home-quote/sign", text: "Je signe"}}'], FORBIDDEN),
        ([new(AT_SIGN, "sms"), '{channel: {name: "Chat"}}'], FORBIDDEN),
        ([new(AT_SIGN, "sms"), '{touchpoint: {key: "home-quote/sign/sms", emotion: 1}}'], None),
        ([new(AT_SIGN, "sms"), '{touchpoint: {key: "home-quote/sign/sms", handledBy: ["digital"]}}'], FORBIDDEN),
        ([f'{{touchpoint: {{key: "{CALL}", handledBy: ["digital"]}}}}', removed(f"Touchpoint:{SIGN}")], FORBIDDEN),
    ],
)
def test_an_act_that_is_in_part_not_theirs_writes_nothing(gateway, sends, changes, code):
    before = gateway.read("MATCH (g:Graph) RETURN g.revision"), touchpoints(gateway)
    assert refused(sends("centre", edit(*changes))) == code
    after = gateway.read("MATCH (g:Graph) RETURN g.revision"), touchpoints(gateway)
    assert (after == before) is (code is not None)


def test_who_may_not_add_is_told_what_would_do(sends):
    for change, words in ((new(AT_SIGN, "website"), "handledBy"), (removed(f"Touchpoint:{SIGN}"), "propose it")):
        (error,) = sends("centre", edit(change))["errors"]
        assert words in error["message"]


# --- departments that are called otherwise by now -------------------------------------------------------------------


def renamed_by_a_file(gateway, sends):
    document = landscape()
    for each in document["departments"]:
        for field in ("key", "partOf"):
            if each.get(field) == "call-centre":
                each[field] = "service"
    next(each for each in document["departments"] if each["key"] == "service")["aliases"] = ["call-centre"]
    say(gateway, document, source="test-worked")


def renamed_by_hand(gateway, sends):
    assert refused(sends("steward", edit('{rename: {id: "Department:call-centre", key: "service"}}'))) is None


@pytest.mark.parametrize("renamed", [renamed_by_hand, renamed_by_a_file])
@pytest.mark.parametrize(
    ("change", "code"),
    [
        (f'{{touchpoint: {{key: "{CALL}", emotion: -1}}}}', None),
        (removed(f"Touchpoint:{CALL}"), None),
        (new(AT_SIGN, "sms"), None),  # of a department below
        (f'{{touchpoint: {{key: "{SIGN}", emotion: -1}}}}', FORBIDDEN),
        (new(AT_SIGN, "website"), FORBIDDEN),
    ],
)
def test_who_speaks_for_a_department_keeps_its_lane_however_it_is_called(gateway, sends, renamed, change, code):
    renamed(gateway, sends)
    assert gateway.read("MATCH (d:Department) WHERE d.key IN ['call-centre', 'service'] RETURN d.key") == [["service"]]
    guest = asked(gateway.address, Request(f"mutation {{{edit(change, dryRun='true')}}}", by=GUEST)).to_json()
    assert refused(guest) == refused(sends("centre", edit(change))) == code


def test_a_former_key_that_another_department_has_is_that_ones(gateway, sends):
    renamed_by_hand(gateway, sends)
    gateway.command("CREATE (:Department {key: 'call-centre'})")
    assert refused(sends("centre", edit(f'{{touchpoint: {{key: "{CALL}", emotion: -1}}}}'))) == FORBIDDEN


def test_guests_decide_what_their_department_has_to_do_with_however_it_is_called(gateway, sends):
    renamed_by_hand(gateway, sends)
    ((key,), *_) = gateway.read("MATCH (r:Rupture)-[:TO]->({key: $at}) RETURN r.key", at=CALL)
    decide = f'triage(ruptures: ["Rupture:{key}"], to: PLANNED) {{ revision }}'
    answer = asked(gateway.address, Request(f"mutation {{{decide}}}", by=GUEST)).to_json()
    assert refused(answer) is None, answer


def test_a_touchpoint_that_is_not_there_is_told_so_with_what_is_nearly_it(sends):
    for change in (removed(f"Touchpoint:{CALL}e"), f'{{touchpoint: {{key: "{CALL}e", emotion: 1}}}}'):
        (error,) = sends("centre", edit(change))["errors"]
        assert error["extensions"]["code"] == NOT_FOUND and f"{CALL}?" in error["message"]


# --- guests of a department ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (new(AT_SIGN, "phone"), None),
        (new(AT_SIGN, "website", ', handledBy: ["call-centre"]'), None),
        (removed(f"Touchpoint:{CALL}"), None),
        (new(AT_SIGN, "website"), FORBIDDEN),
        (new("other/wait", "phone"), FORBIDDEN),
        (new("home-quote/former", "phone"), NOT_FOUND),  # the former key of a step of the other journey
        (removed("Touchpoint:other/talk/phone"), FORBIDDEN),
        (removed(f"Touchpoint:{SIGN}"), FORBIDDEN),
        (removed(f"Touchpoint:{CALL}", cascade=", cascade: true"), FORBIDDEN),
        (removed(f"Touchpoint:{CALL}", "Touchpoint:other/talk/phone"), FORBIDDEN),
    ],
)
def test_guests_of_a_department_stay_in_their_journey(gateway, change, code):
    document = landscape()
    find(document["journeys"][1]["phases"][0]["steps"], "wait")["aliases"] = ["home-quote/former"]
    say(gateway, document, source="test-worked")
    answer = asked(gateway.address, Request(f"mutation {{{edit(change)}}}", by=GUEST)).to_json()
    assert refused(answer) == code, answer
    assert (touchpoints(gateway) != STANDS) is (code is None)


@pytest.mark.parametrize(
    "change",
    [
        '{step: {key: "home-quote/former", importance: 0.5}}',
        '{move: {id: "Step:home-quote/former", into: "home-quote/former-phase"}}',
        '{rename: {id: "Step:home-quote/former", key: "mine"}}',
        '{remove: {ids: ["Step:home-quote/former"], cascade: true}}',
    ],
)
def test_a_key_that_another_journey_had_leads_no_guest_there(gateway, change):
    document = landscape()
    other = document["journeys"][1]
    find(other["phases"][0]["steps"], "wait")["aliases"] = ["home-quote/former"]
    other["phases"][0]["aliases"] = ["home-quote/former-phase"]
    say(gateway, document, source="test-worked")
    before = dump(gateway)
    request = Request(
        f"mutation {{edit(changes: [{change}]) {{revision}}}}",
        by=replace(GUEST, departments=(), scope=Scope("home-quote")),
    )
    answer = asked(gateway.address, request).to_json()
    assert refused(answer) == FORBIDDEN and dump(gateway) == before, answer


# --- taken back ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        new(AT_SIGN, "phone", ', emotion: 1, needs: [], handledBy: ["desk"]'),
        new("other/wait", "sms"),
        removed(f"Touchpoint:{CALL}"),
        removed(f"Touchpoint:{CALL}", "Touchpoint:other/talk/phone"),
    ],
)
@pytest.mark.parametrize("measured", [False, True])
def test_what_was_added_or_removed_is_taken_back_and_done_again(gateway, sends, change, measured):
    if measured:
        sends("author", edit(f'{{measure: {{about: "Touchpoint:{CALL}", name: "NPS", value: 3}}}}'))
    answer = sends("centre", edit(change))
    done = touchpoints(gateway)
    for there in (STANDS, done, STANDS):
        answer = sends("centre", undo(answer))
        assert refused(answer) is None and touchpoints(gateway) == there, answer
    assert gateway.read("MATCH (m:Measure) RETURN count(m)") == [[int(measured)]]


def test_what_is_no_longer_theirs_is_not_theirs_to_take_back(gateway, sends):
    added, gone = sends("centre", edit(new(AT_SIGN, "sms"))), sends("centre", edit(removed(f"Touchpoint:{CALL}")))
    sends("steward", edit('{channel: {key: "sms", operatedBy: ["digital"]}}'))
    sends("steward", edit('{channel: {key: "phone", operatedBy: ["digital"]}}'))
    stands = touchpoints(gateway)
    for answer in (added, gone):
        assert refused(sends("centre", undo(answer))) == FORBIDDEN and touchpoints(gateway) == stands
        assert refused(sends("digital", undo(answer))) == FORBIDDEN  # who did not do it


def test_what_an_author_gave_to_others_is_not_taken_back(gateway, sends):
    added = sends("centre", edit(new(AT_SIGN, "phone")))
    sends("author", edit('{touchpoint: {key: "home-quote/sign/phone", handledBy: ["digital"]}}'))
    assert refused(sends("centre", undo(added))) == FORBIDDEN and touchpoints(gateway) > STANDS


def test_steps_where_nothing_was_to_happen_take_what_happens_there(gateway, sends):
    document = landscape()
    step(document, "sign")["touchpoints"] = []
    say(gateway, document, source="test-worked")
    added = sends("centre", edit(new(AT_SIGN, "phone")))
    assert refused(added) is None
    assert refused(sends("centre", undo(added))) is None and touchpoints(gateway) == STANDS - {SIGN}
