"""Who may do what: each cell of the matrix of roles and acts, and what is told to whoever may not."""

import asyncio
import datetime
import re
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from httpx import ASGITransport, AsyncClient, Response

from api.access import Access, Strangers
from api.app import create_app
from api.execute import Request
from api.people import People
from api.rights import ASK, EDIT, IMPORT, INVITE, LEAST, RELEASE, TRIAGE, UNDO, Role, Scope, Who, demand, least, may
from api.tokens import Tokens
from graph.errors import Forbidden
from graph.gateway import AsyncGateway, Gateway
from graph.language import Language
from pages.site import routes
from parcours.intake import Intake
from tests.asking import PATIENCE, asked
from tests.conftest import ROOT
from tests.graph.tables import say
from tests.graph.test_derived_upkeep import LOSS, worked
from wording.problems import said


def anna(role: Role | None) -> Who | None:
    return Who("anna", role) if role else None


@pytest.mark.parametrize("act", LEAST)
@pytest.mark.parametrize("role", [None, *Role])
def test_each_role_may_what_those_before_it_may(role, act):
    allowed = [*Role].index(role or Role.READER) >= [*Role].index(LEAST[act])
    assert may(anna(role), act) is allowed
    if allowed:
        assert demand(anna(role), act).name == ("anna" if role else "")
    else:
        with pytest.raises(Forbidden) as refused:
            demand(anna(role), act)
        assert refused.value.role == LEAST[act]


def test_what_an_edit_touches_may_be_a_stewards():
    assert least(EDIT, steward=True) is Role.STEWARD
    assert may(anna(Role.AUTHOR), EDIT) and not may(anna(Role.AUTHOR), EDIT, steward=True)


@pytest.mark.parametrize(
    ("role", "english", "french"),
    [
        (None, "as contributor or more", "au moins comme contributeur"),
        (Role.READER, "anna is reader here, and this takes contributor", "anna est ici lecteur"),
    ],
)
def test_who_may_not_is_told_who_may(role, english, french):
    with pytest.raises(Forbidden) as refused:
        demand(anna(role), "triage")
    assert english in said(refused.value.said, Language.EN) and french in said(refused.value.said, Language.FR)


MATRIX = [
    (ASK, False), (TRIAGE, False), (IMPORT, False), (EDIT, False), (EDIT, True), (UNDO, False), (RELEASE, False),
    (INVITE, False),
]  # fmt: skip
"""The rows of the matrix in docs/roles.md: an act, and whether what it touches is a steward's."""


def test_the_matrix_of_the_documentation_is_that_of_the_code():
    page = (ROOT / "docs" / "roles.md").read_text(encoding="utf-8")
    _, _, table = page.partition("<!-- the matrix")
    rows = [line.strip("| ").split(" | ") for line in table.splitlines() if line.startswith("|")][: len(MATRIX) + 2]
    assert rows[0][2:] == ["stranger", *Role]
    told = [(cells[1].strip("`"), [each == "✓" for each in cells[2:]]) for cells in rows[2:]]
    assert told == [
        ({ASK: "query"}.get(act, act), [may(anna(role), act, steward) for role in (None, *Role)])
        for act, steward in MATRIX
    ]
    assert {act for act, _ in MATRIX} == LEAST.keys()


# --- over HTTP -------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def opened(gateway_address, tmp_path_factory) -> Iterator[Callable[..., Response]]:
    """Ask a server, as somebody of a role: each has an account, and a token that acts for it."""
    home = tmp_path_factory.mktemp("home")
    people, tokens = People(home), Tokens(home / "tokens.json")
    held = {}
    for role in Role:
        people.accounts.create(f"a-{role}", role, [], "correct horse battery")
        of = people.accounts.named(f"a-{role}")
        held[role] = {"authorization": f"Bearer {tokens.create(f't-{role}', account=of)}"}
    access = Access(tokens=tokens, people=people, strangers=Strangers.ALWAYS)
    with asyncio.Runner() as runner:
        stack = AsyncExitStack()
        made = partial(routes, intake=Intake(home / "brought", gateway_address))
        app = create_app(AsyncGateway(gateway_address, timeout=PATIENCE), access=access, routes=made)
        runner.run(stack.enter_async_context(app.router.lifespan_context(app)))
        client = AsyncClient(transport=ASGITransport(app), base_url="http://localhost")
        runner.run(stack.enter_async_context(client))

        def ask(role: Role | None, method: str, path: str, **options: Any) -> Response:
            return runner.run(client.request(method, path, headers=held[role] if role else {}, **options))

        yield ask
        runner.run(stack.aclose())


def asks(opened, role) -> Response:
    return opened(role, "POST", "/graphql", json={"query": "{channels {totalCount}}"})


def triages(opened, role) -> Response:
    query = f'mutation {{triage(ruptures: ["Rupture:{LOSS}"], to: PLANNED) {{revision}}}}'
    return opened(role, "POST", "/graphql", json={"query": query})


def imports(opened, role) -> Response:
    """Bring a table, and have it written once it is shown."""
    table = "Étape\tCanal\nJe demande\tSite web\nJ'appelle\tTéléphone\n"
    shown = opened(role, "POST", "/import", files={"file": ("carte.tsv", table.encode())})
    given = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', shown.text))
    if shown.status_code == 403:
        return shown
    fields = given | {"do": "write"}
    return opened(role, "POST", "/import", files={name: (None, each) for name, each in fields.items()})


def edits(opened, role) -> Response:
    query = 'mutation {edit(changes: [{step: {key: "home-quote/sign", text: "Je signe"}}]) {revision}}'
    return opened(role, "POST", "/graphql", json={"query": query})


def undoes(opened, role) -> Response:
    """Take back what a steward has just done."""
    query = 'mutation {edit(changes: [{step: {key: "home-quote/sign", text: "Je signe"}}]) {edit {id}}}'
    run = opened(Role.STEWARD, "POST", "/graphql", json={"query": query}).json()["data"]["edit"]["edit"]["id"]
    return opened(role, "POST", "/graphql", json={"query": f'mutation {{undo(edit: "{run}") {{revision}}}}'})


def releases(opened, role) -> Response:
    """Give back what a steward has just said."""
    query = 'mutation {edit(changes: [{step: {key: "home-quote/sign", text: "Je signe"}}]) {revision}}'
    opened(Role.STEWARD, "POST", "/graphql", json={"query": query})
    query = 'mutation {release(id: "Step:home-quote/sign") {revision}}'
    return opened(role, "POST", "/graphql", json={"query": query})


def invites(opened, role) -> Response:
    """Open the page, and have an address made."""
    shown = opened(role, "GET", "/invite/home-quote")
    seal = re.search(r'name="seal" value="(\w+)"', shown.text)
    if shown.status_code == 403 or seal is None:
        return shown
    soon = (datetime.datetime.now() + datetime.timedelta(days=1)).isoformat(timespec="minutes")
    fields = {"seal": seal[1], "role": "customer", "until": soon}
    return opened(role, "POST", "/invite/home-quote", data=fields)


OVER_HTTP = {
    ASK: asks, TRIAGE: triages, IMPORT: imports, EDIT: edits, UNDO: undoes, RELEASE: releases, INVITE: invites,
}  # fmt: skip
PAGES = {IMPORT, INVITE}
"""Acts that are done on pages alone."""
BEFORE = {UNDO, RELEASE}
"""Acts that a steward's goes before."""


def test_every_act_is_tried_over_http():
    assert OVER_HTTP.keys() == LEAST.keys()


@pytest.mark.parametrize("act", OVER_HTTP)
@pytest.mark.parametrize("role", [None, *Role])
def test_over_http_each_does_what_the_matrix_says_and_signs_it(gateway, opened, role, act):
    say(gateway, worked(), source="test-worked")
    before = gateway.read("MATCH (r:ImportRun) RETURN count(r)")
    answer = OVER_HTTP[act](opened, role)
    signed = gateway.read("MATCH (r:ImportRun) WHERE r.by IS NOT NULL RETURN r.by")
    if may(anna(role), act):
        assert answer.status_code in (200, 303) and "errors" not in (answer.text if act not in PAGES else "")
        own = [[f"a-{Role.STEWARD}"]] if act in BEFORE else []
        assert sorted(signed) == sorted([] if act in (ASK, INVITE) else [*own, [f"a-{role}"]])
        return
    own = [[f"a-{Role.STEWARD}"]] if act in BEFORE else []
    assert signed == own and gateway.read("MATCH (r:ImportRun) RETURN count(r)") == [[before[0][0] + len(own)]]
    if act in PAGES:
        assert answer.status_code == 403
    else:
        (error,) = answer.json()["errors"]
        assert error["extensions"] == {"code": "FORBIDDEN", "role": LEAST[act]}


# --- what is edited, and whose it is ---------------------------------------------------------------------------------

NEW = '{channel: {name: "Chat"}}'
STANDS = '{channel: {key: "phone", name: "Ligne"}}'
OWN = '{touchpoint: {key: "home-quote/call-to-adjust/phone", emotion: -1}}'
OTHERS = '{touchpoint: {key: "home-quote/sign/branch", emotion: -1}}'
STEP = '{step: {key: "home-quote/sign", text: "Je signe"}}'


def test_what_a_steward_did_to_the_landscape_a_steward_takes_back(gateway):
    say(gateway, worked(), source="test-worked")

    def sent(query, name, role):
        return asked(gateway.address, Request(f"mutation {{{query}}}", by=Who(name, role))).to_json()

    for change, refused in ((STANDS, ["steward"]), (STEP, [])):
        run = sent(f"edit(changes: [{change}]) {{edit {{id}}}}", "eve", Role.STEWARD)["data"]["edit"]["edit"]["id"]
        answer = sent(f'undo(edit: "{run}") {{revision}}', "anna", Role.AUTHOR)
        assert [each["extensions"]["role"] for each in answer.get("errors", ())] == refused
    own = sent(f"edit(changes: [{NEW}]) {{edit {{id}}}}", "anna", Role.AUTHOR)["data"]["edit"]["edit"]["id"]
    assert "errors" not in sent(f'undo(edit: "{own}") {{revision}}', "anna", Role.AUTHOR)


@pytest.mark.parametrize(
    ("role", "departments", "change", "refused"),
    [
        (Role.AUTHOR, (), NEW, None),
        (Role.AUTHOR, (), STANDS, Role.STEWARD),
        (Role.AUTHOR, (), '{remove: {ids: ["Channel:phone"], cascade: true}}', Role.STEWARD),
        (Role.STEWARD, (), STANDS, None),
        (Role.CONTRIBUTOR, ("call-centre",), OWN, None),
        (Role.CONTRIBUTOR, ("group",), OWN, None),
        (Role.CONTRIBUTOR, ("call-centre",), OTHERS, Role.AUTHOR),
        (Role.CONTRIBUTOR, ("call-centre",), STEP, Role.AUTHOR),
        (Role.CONTRIBUTOR, (), OWN, Role.AUTHOR),
        (Role.READER, ("call-centre",), OWN, Role.CONTRIBUTOR),
        (Role.READER, (), STEP, Role.AUTHOR),
        (Role.READER, (), STANDS, Role.STEWARD),
    ],
)
def test_what_is_edited_decides_who_may(gateway, role, departments, change, refused):
    say(gateway, worked(), source="test-worked")
    who = Who("anna", role, departments)
    request = Request(f"mutation {{edit(changes: [{change}]) {{revision}}}}", by=who)
    answer = asked(gateway.address, request).to_json()
    told = [each["extensions"].get("role") for each in answer.get("errors", ())]
    assert told == ([refused] if refused else [])


# --- guests ----------------------------------------------------------------------------------------------------------

THERE = Who("Ana (guest)", Role.CONTRIBUTOR, (), Scope("home-quote"))
ELSEWHERE = Who("Ana (guest)", Role.CONTRIBUTOR, (), Scope("home"))
CENTRE = Who("Ana (guest)", Role.CONTRIBUTOR, ("call-centre",), Scope("home-quote", "call-centre"))
CUSTOMER = Who("Ana (guest)", Role.READER, (), Scope("home-quote", remarks=True))
JOURNEY = '{journey: {key: "home-quote", title: "Mon devis"}}'
MOVE = '{move: {id: "Step:home-quote/sign", before: "Step:home-quote/ask-quote"}}'
RENAME = '{rename: {id: "Step:home-quote/sign", key: "signed"}}'
REMOVE = '{remove: {ids: ["Step:home-quote/sign"], cascade: true}}'
NEW_STEP = '{step: {after: "home-quote/sign", text: "Je paie"}}'
REMARK = '{evidence: {quote: "Trop long", about: ["Step:home-quote/sign", "Journey:home-quote"]}}'


@pytest.mark.parametrize("change", [JOURNEY, MOVE, RENAME, REMOVE, NEW_STEP, STEP, OWN, OTHERS])
@pytest.mark.parametrize(
    ("who", "its"),
    [
        (THERE, {JOURNEY, MOVE, RENAME, REMOVE, NEW_STEP, STEP, OWN, OTHERS}),
        (CENTRE, {OWN}),
        (ELSEWHERE, set()),
        (CUSTOMER, set()),
    ],
    ids=["contributor", "department", "elsewhere", "customer"],
)
def test_guests_edit_their_journey_alone(gateway, who, its, change):
    lane = change in (OWN, OTHERS) and who is not CENTRE  # for which an account as contributor would do
    refused = Role.CONTRIBUTOR if lane else Role.AUTHOR
    assert edited(gateway, who, change) == (None if change in its else refused)


@pytest.mark.parametrize(
    ("change", "role"),
    [
        (STANDS, Role.STEWARD),
        (NEW, Role.AUTHOR),
        ('{journey: {title: "Neuf"}}', Role.AUTHOR),
        ('{rename: {id: "Journey:home-quote", key: "mine"}}', Role.AUTHOR),
        ('{remove: {ids: ["Journey:home-quote"], cascade: true}}', Role.AUTHOR),
        ('{remove: {ids: ["Step:home-quote/sign", "Persona:nadia"]}}', Role.AUTHOR),
        ('{move: {id: "Step:home-quote/sign", after: "Step:other/a"}}', Role.AUTHOR),
        ('{step: {key: "home-quote/x", phase: "other/p", text: "Je paie"}}', Role.AUTHOR),
        ('{step: {key: "home-quote/sign", aliases: ["other/a"]}}', Role.AUTHOR),
        ('{journey: {key: "home-quote", copyOf: "home-quote"}}', Role.AUTHOR),
        ('{journey: {key: "home-quote", aliasesAltered: {add: ["other"]}}}', Role.AUTHOR),
        ('{persona: {key: "nadia", name: "N"}}', Role.AUTHOR),
        (REMARK.replace("Journey:home-quote", "Journey:other"), Role.CONTRIBUTOR),
    ],
)
def test_what_is_more_than_the_journey_is_no_guests(gateway, change, role):
    assert edited(gateway, THERE, change) == role


@pytest.mark.parametrize(
    ("who", "kind"),
    [
        (CUSTOMER, "CUSTOMER_COCREATION"),
        (THERE, "STAFF_COCREATION"),
        (CENTRE, "STAFF_COCREATION"),
        (Who("ben", Role.CONTRIBUTOR, ("network",)), "STAFF_COCREATION"),
        (Who("bea", Role.CONTRIBUTOR), "STAFF_COCREATION"),
        (Who("anna", Role.AUTHOR), "SURVEY"),
    ],
    ids=lambda each: each.name if isinstance(each, Who) else "",
)
def test_what_somebody_remarks_is_what_they_can_know(gateway, who, kind):
    if who.role.may(Role.AUTHOR):
        assert edited(gateway, who, REMARK.replace("quote:", "kind: SURVEY, quote:")) is None
    else:
        assert edited(gateway, who, REMARK) is None
    assert gateway.read("MATCH (e:Evidence) RETURN e.kind, e.quote") == [[kind, "Trop long"]]


@pytest.mark.parametrize("who", [CUSTOMER, THERE, CENTRE, Who("bea", Role.CONTRIBUTOR)])
def test_who_remarks_as_something_else_is_told_and_nothing_is_written(gateway, who):
    say(gateway, worked(), source="test-worked")
    its = "CUSTOMER_COCREATION" if who is CUSTOMER else "STAFF_COCREATION"
    for kind in (its, "null", "SURVEY"):
        change = REMARK.replace("quote:", f"kind: {kind}, quote:")
        query = f"mutation {{edit(changes: [{REMARK}, {change}]) {{problems {{code}}}}}}"
        answer = asked(gateway.address, Request(query, by=who)).to_json()
        assert ("errors" in answer) is (kind == "SURVEY"), answer
    (error,) = answer["errors"]
    assert its in error["message"]
    assert error["extensions"] == {"code": "BAD_USER_INPUT", "change": 1, "field": "kind"}
    assert gateway.read("MATCH (e:Evidence) RETURN e.kind") == [[its]] * 4


def test_who_reads_remarks_nothing(gateway):
    assert edited(gateway, Who("rea", Role.READER, ("network",)), REMARK) == Role.CONTRIBUTOR


@pytest.mark.parametrize("who", [Who("rea", Role.READER), None])
def test_who_may_not_is_told_for_what_very_act_which_role_would_do(gateway, who):
    say(gateway, worked(), source="test-worked")

    def told(*changes):
        request = Request(f"mutation {{edit(changes: [{', '.join(changes)}]) {{revision}}}}", by=who)
        (error,) = asked(gateway.address, request).to_json()["errors"]
        assert error["extensions"]["code"] == "FORBIDDEN"
        return error["extensions"]["role"], "of the department that handles the touchpoint" in error["message"]

    assert told(REMARK) == ("contributor", False)
    assert told(OWN) == told(REMARK, OWN) == told(WEB_TOO) == told(TAKEN_OFF) == ("contributor", True)
    assert told(OWN, STEP) == told(NEW) == ("author", False)
    assert told(OWN, STANDS) == ("steward", False)


@pytest.mark.parametrize(
    "change",
    [
        '{evidence: {quote: "Trop long"}}',
        '{evidence: {quote: "Trop long", about: []}}',
        '{evidence: {quote: "Trop long", about: ["Channel:phone"]}}',
        '{evidence: {quote: "Trop long", about: ["Step:home-quote/sign", "Step:home-quotes/sign"]}}',
        '{evidence: {key: "e", upsert: true, quote: "Trop long", about: ["Step:home-quote/sign"]}}',
        STEP,
    ],
)
def test_customers_only_remark_on_their_journey(gateway, change):
    would = Role.CONTRIBUTOR if "home-quotes" in change else Role.AUTHOR
    assert edited(gateway, CUSTOMER, change) == would


@pytest.mark.parametrize(("who", "its"), [(THERE, True), (CENTRE, True), (ELSEWHERE, False), (CUSTOMER, False)])
def test_guests_decide_about_their_journey_alone(gateway, who, its):
    query = f'mutation {{triage(ruptures: ["Rupture:{LOSS}"], to: PLANNED) {{revision}}}}'
    assert refused(gateway, who, query) == (None if its else Role.CONTRIBUTOR)


GAP = "COVERAGE_GAP~home-quote/call-to-adjust~website"
BRANCH = Who("Bo (guest)", Role.CONTRIBUTOR, ("network",), Scope("home-quote", "network"))
SITE = Who("Cy (guest)", Role.CONTRIBUTOR, ("digital",), Scope("home-quote", "digital"))


@pytest.mark.parametrize(("who", "its"), [(SITE, True), (CENTRE, True), (BRANCH, False)])
@pytest.mark.parametrize("rupture", [LOSS, GAP])
def test_a_departments_guests_decide_where_it_has_to_do_with_it(gateway, who, its, rupture):
    query = f'mutation {{triage(ruptures: ["Rupture:{rupture}"], to: PLANNED) {{revision}}}}'
    assert refused(gateway, who, query) == (None if its else Role.CONTRIBUTOR)


NOTE = '{touchpoint: {key: "home-quote/call-to-adjust/phone", emotion: -1, needs: [], volume: {low: 1, high: 2}}}'
BEN, BEA = Who("ben", Role.CONTRIBUTOR, ("call-centre",)), Who("bea", Role.CONTRIBUTOR, ("network",))
TAKEN_OFF = '{remove: {ids: ["Touchpoint:home-quote/sign/branch"]}}'
WEB_TOO = '{touchpoint: {step: "home-quote/sign", channel: "website", emotion: 1}}'


@pytest.mark.parametrize(
    ("who", "change", "its"),
    [
        *((who, NOTE, True) for who in (BEN, CENTRE, THERE)),
        *((who, REMARK, True) for who in (BEN, CENTRE, THERE, CUSTOMER)),
        *((THERE, change, True) for change in (JOURNEY, MOVE, RENAME, NEW_STEP, WEB_TOO, STEP, OTHERS)),
        *((BEN, change, False) for change in (STEP, OTHERS, MOVE, RENAME, NEW_STEP, WEB_TOO, REMOVE, NEW, STANDS)),
        *((CENTRE, change, False) for change in (STEP, OTHERS, MOVE, RENAME, NEW_STEP, WEB_TOO, REMOVE)),
        *((THERE, change, False) for change in (NEW, STANDS)),
        *((CUSTOMER, change, False) for change in (NOTE, STEP)),
        (ELSEWHERE, STEP, False),
        (ELSEWHERE, REMARK, False),
        (Who("rea", Role.READER, ("call-centre",)), NOTE, False),
    ],
    ids=lambda each: each.name if isinstance(each, Who) else str(each)[:24],
)
def test_what_somebody_could_say_they_take_back(gateway, who, change, its):
    """The act was signed by their name, whoever did it: only what they may say counts."""
    say(gateway, worked(), source="test-worked")
    author = Who(who.name, Role.STEWARD)
    done = asked(gateway.address, Request(f"mutation {{edit(changes: [{change}]) {{edit {{id}}}}}}", by=author))
    run = done.to_json()["data"]["edit"]["edit"]["id"]
    undo = f'mutation {{undo(edit: "{run}") {{revision}}}}'
    stranger = asked(gateway.address, Request(undo, by=replace(who, name="zoe"))).to_json()
    assert stranger["errors"][0]["extensions"]["code"] == "FORBIDDEN"
    answer = asked(gateway.address, Request(undo, by=who)).to_json()
    assert ("errors" not in answer) is its, answer


@pytest.mark.parametrize("act", LEAST)
@pytest.mark.parametrize("who", [THERE, CUSTOMER])
def test_guests_only_ask_unless_it_is_their_own(who, act):
    if act == ASK:
        assert demand(who, act) is who
        return
    with pytest.raises(Forbidden) as told:
        demand(who, act)
    assert told.value.role == LEAST[act] and "home-quote" in said(told.value.said, Language.FR)


def edited(gateway: Gateway, who: Who, change: str) -> str | None:
    return refused(gateway, who, f"mutation {{edit(changes: [{change}]) {{revision}}}}")


def refused(gateway: Gateway, who: Who, query: str) -> str | None:
    """The role that would do, where somebody may not; nothing is written then."""
    say(gateway, worked(), source="test-worked")
    answer = asked(gateway.address, Request(query, by=who)).to_json()
    if "errors" not in answer:
        assert signed(gateway) == [who.name]
        return None
    (error,) = answer["errors"]
    assert error["extensions"]["code"] == "FORBIDDEN" and signed(gateway) == []
    return str(error["extensions"]["role"])


def signed(gateway: Gateway) -> list[str]:
    return [by for (by,) in gateway.read("MATCH (r:ImportRun) WHERE r.by IS NOT NULL RETURN r.by")]
