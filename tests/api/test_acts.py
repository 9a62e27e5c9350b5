"""What is done through the API: signed, never over GET, never answered from memory, all or nothing."""

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from api import acts
from api.access import Access
from api.acts import Acts
from api.app import Memory, create_app
from api.execute import Request, execute
from api.limits import Budget
from api.rights import Role, Who
from api.tokens import Tokens
from graph.gateway import AsyncGateway, Gateway
from graph.language import Language
from graph.model.words import Triage
from tests.api.test_http import RESPONSE, Client
from tests.asking import asked
from tests.graph.tables import decide, graph_at, say
from tests.graph.test_derived_upkeep import GAP, LOSS, SWITCH, worked

TRIAGE = """mutation Decide(
  $ruptures: [ID!]!, $to: Triage!, $note: String, $owner: String, $due: String, $expected: Int
) {
  triage(ruptures: $ruptures, to: $to, note: $note, owner: $owner, due: $due, expected: $expected) {
    revision
    ruptures { key triage triageNote triageOwner { key name } triageDue triagedBy }
  }
}"""
READ = "query ($key: String!) {rupture(key: $key) {triage triageNote triagedBy}}"
ANNA = Who("anna", Role.CONTRIBUTOR)
PLANNED = {"ruptures": [f"Rupture:{LOSS}"], "to": "PLANNED"}


@pytest.fixture
def loaded(gateway):
    say(gateway, worked(), source="test-worked")
    return gateway


@pytest.fixture
def decided(loaded):
    """Ask for decisions, as somebody; gives the whole answer."""

    def decided(by="anna", language=Language.EN, budget=None, **variables):
        request = Request(TRIAGE, variables, language=language, by=by and Who(by, Role.CONTRIBUTOR))
        return asked(loaded.address, request, budget=budget).to_json()

    return decided


CONNECTIONS = "CALL dbms.listConnections() YIELD connectionId RETURN connectionId"
CUT = "CALL dbms.killConnections($ids) YIELD connectionId RETURN connectionId"


def code(answer):
    (error,) = answer["errors"]
    return error["extensions"]["code"]


def test_a_decision_is_taken_and_read_as_it_stands_then(loaded, decided):
    ids = [f"Rupture:{key}" for key in (GAP, LOSS, GAP)]
    answer = decided(ruptures=ids, to="PLANNED", note=" Vu ", owner="digital", due="2026-12-31", expected=1)
    owner = {"key": "digital", "name": "Direction du digital"}
    each = {
        "triage": "PLANNED",
        "triageNote": "Vu",
        "triageOwner": owner,
        "triageDue": "2026-12-31",
        "triagedBy": "anna",
    }
    assert answer["data"] == {"triage": {"revision": 2, "ruptures": [{"key": GAP, **each}, {"key": LOSS, **each}]}}
    assert answer["extensions"]["cost"] == 9  # three to be written, read, and their owners with them
    again = decided(ruptures=ids[:1], to="PLANNED", owner=None)
    assert again["data"]["triage"]["revision"] == 3 and again["data"]["triage"]["ruptures"][0]["triageNote"] == "Vu"
    assert again["data"]["triage"]["ruptures"][0]["triageOwner"] is None
    same = decided(by="bo", ruptures=ids[:1], to="PLANNED")
    assert same["data"]["triage"]["revision"] == 3 and same["data"]["triage"]["ruptures"][0]["triagedBy"] == "anna"


@pytest.mark.parametrize("expected", [-5, 2, 99_999])
def test_a_revision_that_the_graph_never_had_is_expected_in_vain(loaded, decided, expected):
    told = {}
    for language in Language:
        (error,) = decided(**PLANNED, expected=expected, language=language)["errors"]
        assert error["extensions"]["code"] == "BAD_USER_INPUT"
        told[language] = error["message"]
    assert "at revision 1, " in told[Language.EN] and f"expected revision {expected}:" in told[Language.EN]
    assert "à la révision 1," in told[Language.FR] and f"attendue {expected}\N{NO-BREAK SPACE}:" in told[Language.FR]
    assert graph_at(loaded) == (1, 1) and "errors" not in decided(**PLANNED, expected=1)


@pytest.mark.parametrize(
    ("given", "expected", "said"),
    [
        ({"ruptures": ["Rupture:nowhere"]}, "NOT_FOUND", "il n'y a pas de rupture « nowhere »"),
        ({"owner": "zzz"}, "NOT_FOUND", "owner : il n'y a pas de direction « zzz »"),
        ({"ruptures": ["Channel:website"]}, "BAD_USER_INPUT", "ruptures : « Channel:website » n'est pas l'identifiant"),
        ({"due": "31/12/2026"}, "BAD_USER_INPUT", "due : « 31/12/2026 » n'est pas une date ; écrivez-la ainsi"),
        ({"note": "é" * 2001}, "BAD_USER_INPUT", "note : 2 001 caractères, c'est trop ; 2 000 au plus"),
        ({"note": "vu\x1b[2J"}, "BAD_USER_INPUT", "note : le caractère U+001B"),
        ({"ruptures": [f"Rupture:{n}" for n in range(1001)]}, "BAD_USER_INPUT", "ruptures : 1 001, c'est trop"),
        ({"by": None}, "FORBIDDEN", "Qui n'est pas connu ici ne peut que lire : connectez-vous"),
    ],
)
def test_what_cannot_be_is_told_in_the_language_of_who_asks(loaded, decided, given, expected, said):
    answer = decided(**{**PLANNED, "language": Language.FR, **given})
    (error,) = answer["errors"]
    message = error["message"].replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")
    assert (error["extensions"]["code"], message[: len(said)]) == (expected, said)
    assert answer.get("data") is None and graph_at(loaded) == (1, 1)


def test_a_conflict_tells_what_stands_and_writes_nothing(loaded, decided):
    decide(loaded, LOSS, Triage.ACCEPTED, {"note": "Tel quel"}, by="bo")
    answer = decided(**{**PLANNED, "ruptures": [f"Rupture:{GAP}", f"Rupture:{LOSS}"]}, expected=1)
    (error,) = answer["errors"]
    (stands,) = error["extensions"].pop("conflicts")
    assert error["extensions"] == {"code": "CONFLICT"} and error["path"] == ["triage"]
    assert stands.pop("triagedAt").endswith("Z")
    assert stands == {
        "id": f"Rupture:{LOSS}", "fields": ["triage"], "triage": "ACCEPTED", "triageNote": "Tel quel",
        "triageOwner": None, "triageDue": None, "triagedBy": "bo",
    }  # fmt: skip
    assert answer["data"] is None and graph_at(loaded) == (2, 2)
    assert decided(**PLANNED, expected=2)["data"]["triage"]["revision"] == 3


def test_a_former_key_is_followed(loaded, decided):
    document = worked()
    document["journeys"][0] |= {"key": "home", "aliases": ["home-quote"]}
    say(loaded, document, source="test-worked")
    (rupture,) = decided(**PLANNED)["data"]["triage"]["ruptures"]
    assert (rupture["key"], rupture["triage"]) == (LOSS.replace("home-quote", "home"), "PLANNED")


def test_what_is_worked_out_is_read_in_the_same_transaction(loaded):
    document = TRIAGE.replace("triagedBy }", "triagedBy rootCause { key rupture { key triage } } }")
    answer = asked(loaded.address, Request(document, {"ruptures": [f"Rupture:{GAP}"], "to": "IGNORED"}, by=ANNA))
    (rupture,) = answer.to_json()["data"]["triage"]["ruptures"]
    assert rupture["rootCause"] == {"key": GAP, "rupture": {"key": GAP, "triage": "IGNORED"}}


def test_who_waits_too_long_for_the_writer_is_told(loaded, decided, monkeypatch):
    with loaded.writing(), monkeypatch.context() as patch:
        patch.setattr(acts, "WITHIN", 2.0)
        begun = time.monotonic()
        (error,) = decided(**PLANNED, language=Language.FR)["errors"]
        assert time.monotonic() - begun < 5
    assert error["extensions"] == {"code": "OVERLOADED", "retryAfter": 5}
    assert error["message"].startswith("Quelqu'un d'autre écrit en ce moment")
    assert "errors" not in decided(**PLANNED)


def test_acts_of_one_process_wait_for_each_other(loaded, monkeypatch):
    """Those that wait hold no thread, so whoever only asks is answered meanwhile."""
    monkeypatch.setattr(acts, "WITHIN", 2.0)

    async def many():
        gateway, pen = AsyncGateway(loaded.address), Acts()

        def slow(own, within):
            time.sleep(3)

        first = asyncio.create_task(pen.perform(gateway, slow))
        await asyncio.sleep(0.1)
        others = await asyncio.gather(*(pen.perform(gateway, slow) for _ in range(20)), return_exceptions=True)
        await first
        pen.close()
        await gateway.close()
        return others

    assert {type(each).__name__ for each in asyncio.run(many())} == {"WriterBusy"}


def test_an_act_is_done_after_its_connection_has_died_in_between(loaded, monkeypatch):
    """As when the store was started anew since the last one."""
    monkeypatch.setattr("graph.gateway.IDLE", 0.0)

    async def twice():
        gateway, pen = AsyncGateway(loaded.address), Acts()

        def writes(own, within):
            with own.writing(within) as work:
                return work.run("RETURN 1")

        before = {row[0] for row in loaded.read(CONNECTIONS)}
        await pen.perform(gateway, writes)
        opened = {row[0] for row in loaded.read(CONNECTIONS)} - before
        loaded.read(CUT, ids=list(opened))
        again = await pen.perform(gateway, writes)
        pen.close()
        await gateway.close()
        return opened, again

    opened, again = asyncio.run(twice())
    assert opened and again == [[1]]


def test_it_costs_what_a_client_may_spend(loaded, decided):
    budget = Budget(10)
    assert "errors" not in decided(**PLANNED, budget=budget)
    assert code(decided(**{**PLANNED, "to": "OPEN"}, budget=budget)) == "BUDGET_EXCEEDED"
    assert graph_at(loaded) == (2, 2)


def test_in_process_somebody_signs(loaded):
    async def run(by):
        gateway = AsyncGateway(loaded.address)
        try:
            return await execute(TRIAGE, PLANNED, gateway=gateway, by=by and Who(by, Role.CONTRIBUTOR))
        finally:
            await gateway.close()

    assert code(asyncio.run(run(None))) == "FORBIDDEN"
    assert asyncio.run(run("ada"))["data"]["triage"]["ruptures"][0]["triagedBy"] == "ada"


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ('{triageOwner: {key: {eq: "digital"}}}', [LOSS, GAP]),
        ('{triageDue: {lt: "2027-01-01"}}', [LOSS]),
        ('{triageNote: {contains: "Vu"}, triagedBy: {eq: "anna"}, triagedAt: {gt: "2026-01-01"}}', [LOSS, GAP]),
        ("{triageDue: {isNull: true}}", [SWITCH]),
    ],
)
def test_decisions_are_filtered_and_put_in_order(decided, loaded, where, found):
    for key, due in ((GAP, "2027-03-31"), (LOSS, "2026-12-31")):
        decided(ruptures=[f"Rupture:{key}"], to="PLANNED", note="Vu", owner="digital", due=due)
    document = f"{{ruptures(where: {where}, orderBy: [{{triageDue: ASC}}]) {{edges {{node {{key}}}}}}}}"
    edges = asked(loaded.address, Request(document)).to_json()["data"]["ruptures"]["edges"]
    assert [edge["node"]["key"] for edge in edges] == found


# --- over HTTP -------------------------------------------------------------------------------------------------------


def sent(client, method="POST", **options):
    return client.request(method, "/graphql", headers={"accept": RESPONSE, **options.pop("headers", {})}, **options)


ASKED = {"query": TRIAGE, "variables": PLANNED}


def test_who_sits_at_this_machine_signs_as_local(loaded):
    answer = sent(Client(loaded.address), json=ASKED)
    assert answer.json()["data"]["triage"]["ruptures"][0]["triagedBy"] == "local" and "etag" not in answer.headers


def test_a_token_signs_by_its_name(loaded, tmp_path):
    tokens = Tokens(tmp_path / "tokens.json")
    client = Client(loaded.address, access=Access(tokens=tokens))
    assert sent(client, json=ASKED).status_code == 401
    told = {"authorization": f"Bearer {tokens.create('board', role=Role.CONTRIBUTOR)}"}
    assert sent(client, json=ASKED, headers=told).json()["data"]["triage"]["ruptures"][0]["triagedBy"] == "board"


def test_whoever_comes_from_elsewhere_without_a_token_only_reads(loaded):
    async def from_elsewhere(body):
        app = create_app(AsyncGateway(loaded.address))
        transport = httpx.ASGITransport(app, client=("192.0.2.7", 4000))
        async with (
            app.router.lifespan_context(app),
            httpx.AsyncClient(transport=transport, base_url="http://test") as client,
        ):
            return await client.post("/graphql", json=body, headers={"accept": RESPONSE})

    answer = asyncio.run(from_elsewhere(ASKED))
    assert (answer.status_code, code(answer.json())) == (403, "FORBIDDEN") and graph_at(loaded) == (1, 1)
    assert asyncio.run(from_elsewhere({"query": READ, "variables": {"key": LOSS}})).status_code == 200


def test_over_get_nothing_is_done(loaded):
    for method in ("GET", "HEAD"):
        answer = sent(
            Client(loaded.address), method, params={"query": "mutation {triage(ruptures: [], to: OPEN) {revision}}"}
        )
        assert (answer.status_code, answer.headers["allow"]) == (405, "POST")


def test_a_form_of_another_site_does_nothing(loaded):
    """A browser sends such a request without asking first; JSON it would have to ask for."""
    client = Client(loaded.address)
    for media in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data"):
        assert sent(client, content=b"{}", headers={"content-type": media}).status_code == 415
    assert sent(client, json=ASKED, headers={"origin": "https://evil.example"}).status_code == 403
    assert graph_at(loaded) == (1, 1)


def test_what_was_decided_is_visible_at_once(loaded):
    """Also where answers are remembered for longer; and each act is done, also where it is the same as before."""

    async def run():
        app = create_app(AsyncGateway(loaded.address), memory=Memory(60.0))
        transport = httpx.ASGITransport(app)
        async with (
            app.router.lifespan_context(app),
            httpx.AsyncClient(transport=transport, base_url="http://test") as client,
        ):

            async def post(query, **variables):
                answer = await client.post("/graphql", json={"query": query, "variables": variables})
                return next(iter(answer.json()["data"].values()))

            seen = [(await post(READ, key=LOSS))["triage"]]
            for to in ("PLANNED", "OPEN", "PLANNED"):
                await post(TRIAGE, **{**PLANNED, "to": to})
                seen.append((await post(READ, key=LOSS))["triage"])
            other = Gateway(loaded.address)
            decide(other, LOSS, Triage.IGNORED)
            other.close()
            seen.append((await post(READ, key=LOSS))["triage"])  # as remembered: nobody told this process
            known = {"parcours-revision": "5"}
            body = {"query": READ, "variables": {"key": LOSS}}
            answer = await client.post("/graphql", json=body, headers=known)
            seen.append(answer.json()["data"]["rupture"]["triage"])
            return seen

    assert asyncio.run(run()) == ["OPEN", "PLANNED", "OPEN", "PLANNED", "PLANNED", "IGNORED"]


def test_two_at_once_over_http(loaded):
    """Both have seen revision 1: one of them is told of the other."""

    def send(to):
        return Client(loaded.address).post(
            "/graphql", json={"query": TRIAGE, "variables": {**PLANNED, "to": to, "expected": 1}}
        )

    with ThreadPoolExecutor(2) as pool:
        answers = [each.json() for each in pool.map(send, ("PLANNED", "IGNORED"))]
    assert sorted("errors" in each for each in answers) == [False, True]
    assert code(next(each for each in answers if "errors" in each)) == "CONFLICT" and graph_at(loaded) == (2, 2)
