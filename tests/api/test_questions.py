"""The questions of the catalogue as fields: typed in every part, one statement each, sensible on whatever graph."""

import asyncio

import pytest

from api.execute import execute
from graph import schema
from graph.gateway import AsyncGateway, Gateway
from graph.language import Language
from parcours.selection import selection
from queries.catalogue import QUESTIONS
from tests.graph.tables import WORKED, say

OWN = [question for question in QUESTIONS.values() if not question.connection and not question.whole]
PLAIN = ("common-manager", "compare", "designed-vs-observed", "emotion-curve", "frequent-routes", "handoff-matrix")
"""Some that the operation's own statement answers; what others are computed from is read by one more each."""
ARGUMENTS = {
    "change-impact": '(system: "web-cms")',
    "common-manager": '(from: {channel: ["website"]}, to: {department: ["call-centre"]})',
    "compare": '(journeys: ["home-quote", "bare"])',
    "journeys-through": '(from: {channel: ["website"]})',
    "paths": '(from: {channel: ["website"]}, to: {channel: ["branch"]})',
    "what-breaks-without": '(feed: {from: "web-cms", to: "core"})',
    "what-repairs": '(feed: [{from: "web-cms", to: "crm"}])',
    "what-changed": '(since: "2020-01-01")',
    "who-can-see": '(object: "quote")',
}
BARE = {"journeys": [{"key": "bare", "phases": [{"key": "p", "steps": [{"key": "s"}]}]}]}


@pytest.fixture(scope="module", params=["worked", "bare", "empty"])
def graph(request, gateway_address):
    """A store with the worked case in it, or a journey without touchpoints, or nothing."""
    gateway = Gateway(gateway_address)
    gateway.command("MATCH (n) DETACH DELETE n")
    schema.prepare(gateway)
    if request.param != "empty":
        say(gateway, BARE, source="bare")
    if request.param == "worked":
        say(gateway, WORKED)
    yield request.param, gateway
    gateway.close()


def ask(gateway, document, sent=None):
    async def once():
        api = AsyncGateway(gateway.address, lambda text, values: sent.append(text) if sent is not None else None)
        try:
            return await execute(document, gateway=api)
        finally:
            await api.close()

    return asyncio.run(once())


def asked(question, more=""):
    arguments = ARGUMENTS.get(question.id, "")
    return f"{question.field}{arguments} {{ __typename {selection(question, Language.FR)} {more} }}"


@pytest.mark.parametrize("question", OWN, ids=lambda question: question.id)
def test_everything_can_be_selected_in_one_statement(graph, question):
    kind, gateway = graph
    sent: list[str] = []
    answer = ask(gateway, f"{{ {asked(question)} }}", sent)
    assert "errors" not in answer, answer["errors"]
    assert len(sent) == (2 if question.compute else 1)
    found = answer["data"][question.field]
    assert found["totalCount"] >= len(found["rows"]) and found["__typename"] == f"{question.name}Answer"
    if kind == "empty":
        assert found["rows"] == []


@pytest.mark.parametrize("computed", [(), ("costs", "paths")], ids=["plain", "computed"])
def test_several_in_one_operation(graph, computed):
    _, gateway = graph
    sent: list[str] = []
    several = [QUESTIONS[id] for id in (*PLAIN[: 6 - 2 * len(computed)], *computed)]
    document = "{ " + " ".join(f"q{n}: {asked(question)}" for n, question in enumerate(several)) + " }"
    answer = ask(gateway, document, sent)
    assert "errors" not in answer and len(sent) == 1 + len(computed)
    alone = ask(gateway, f"{{ {asked(several[2])} }}")["data"][several[2].field]
    assert answer["data"]["q2"] == alone


@pytest.fixture
def worked(gateway):
    """The worked case."""
    say(gateway, WORKED)
    return gateway


def test_a_row_leads_on_to_whatever_its_nodes_lead_to(worked):
    answer = ask(
        worked,
        """{ whatBreaksWithout(feed: {from: "web-cms", to: "core"}) { rows {
             handoff { id ...Ends ruptures { kind } }
             objects { name storedIn(first: 1) { edges { node { key } } } } } } }
           fragment Ends on Handoff { from { step { text } } to { channel { kind } } }""",
    )
    assert answer["data"]["whatBreaksWithout"]["rows"] == [
        {
            "handoff": {
                "id": "Handoff:home-quote/call-to-adjust/phone~home-quote/sign/branch",
                "from": {"step": {"text": "J'appelle pour ajuster mon devis"}},
                "to": {"channel": {"kind": "STORE"}},
                "ruptures": [],
            },
            "objects": [{"name": "Devis", "storedIn": {"edges": [{"node": {"key": "crm"}}]}}],
        }
    ]


def test_pages(worked):
    whole = ask(worked, "{ hypotheses { rows { element { key } } totalCount } }")["data"]["hypotheses"]
    assert whole["totalCount"] == 7 == len(whole["rows"])
    page = ask(worked, "{ hypotheses(first: 2, skip: 3) { rows { element { key } } totalCount } }")["data"][
        "hypotheses"
    ]
    assert page == {"rows": whole["rows"][3:5], "totalCount": 7}
    assert ask(worked, "{ hypotheses(first: 0) { rows { why } } }")["data"]["hypotheses"]["rows"] == []
    computed = (
        '{ paths(from: {channel: ["website"]}, to: {channel: ["branch"]}, skip: 1) { rows { rank } totalCount } }'
    )
    assert ask(worked, computed)["data"]["paths"] == {"rows": [], "totalCount": 1}


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("hypotheses(first: 1001)", "first: 1001 is out of range"),
        ("hypotheses(skip: -1)", "skip: -1 is less than 0"),
        ("momentsOfTruth(importance: 2)", "importance: 2.0 is out of range"),
        ('paths(from: {step: ["s"]}, to: {step: ["t"]}, k: 0)', "k: 0 is out of range"),
        ("paths(from: {}, to: {channel: null})", "from: name a place"),
        ("whatBreaksWithout", "either a system or a feed"),
        ("changeImpact", "one thing"),
        ('compare(journeys: ["home-quote"])', "at least two journeys"),
        ('whatChanged(since: "last week")', "give the key of an import or the id of a command"),
    ],
)
def test_what_cannot_be_asked(gateway, field, said):
    (error,) = ask(gateway, f"{{ {field} {{ totalCount }} }}")["errors"]
    assert error["extensions"]["code"] == "BAD_USER_INPUT" and said in error["message"]


def test_keys_of_nothing_give_nothing(worked):
    for field in ('changeImpact(system: "x")', 'whoCanSee(object: "x")', 'siloCrossings(journeys: ["x"])'):
        assert ask(worked, f"{{ found: {field} {{ totalCount }} }}")["data"]["found"]["totalCount"] == 0
    for field in ('paths(from: {channel: ["x"]}, to: {channel: ["website"]})', 'whatBreaksWithout(system: "x")'):
        assert ask(worked, f"{{ found: {field} {{ totalCount }} }}")["data"]["found"]["totalCount"] == 0


def test_evidence_restricts_hand_offs_and_ruptures_too(worked):
    count = "{ handoffs(evidence: [VERBATIM]) { totalCount } ruptures(evidence: [VERBATIM]) { totalCount } }"
    assert ask(worked, count)["data"] == {"handoffs": {"totalCount": 0}, "ruptures": {"totalCount": 0}}
    proof = {"key": "e", "kind": "VERBATIM", "about": ["Touchpoint:home-quote/call-to-adjust/phone"]}
    say(worked, {"evidence": [proof]}, source="proofs")
    assert ask(worked, count)["data"] == {"handoffs": {"totalCount": 2}, "ruptures": {"totalCount": 3}}


def test_the_catalogue_needs_no_store(gateway):
    sent: list[str] = []
    document = "{ questions { id field sentence(language: FR) parameters { name type required default } __typename } }"
    found = ask(gateway, document, sent)["data"]["questions"]
    assert sent == [] and [each["id"] for each in found] == list(QUESTIONS)
    paths = next(each for each in found if each["id"] == "paths")
    assert paths["field"] == "paths" and paths["sentence"].startswith("Comment un client")
    assert paths["parameters"][0] == {"name": "from", "type": "EndpointInput", "required": True, "default": None}
    assert {"name": "k", "type": "Int", "required": False, "default": "5"} in paths["parameters"]


def test_what_answers_rest_on(worked):
    found = ask(worked, "{ restsOn { journeys touchpoints handoffs unknownVolumes stubs hypotheses } }")["data"][
        "restsOn"
    ]
    assert found == {
        "journeys": 1,
        "touchpoints": 3,
        "handoffs": 2,
        "unknownVolumes": 1,
        "stubs": 0,
        "hypotheses": 3,
    }
    none = ask(worked, "{ restsOn(perspectives: [FUTURE]) { journeys touchpoints } }")["data"]["restsOn"]
    assert none == {"journeys": 0, "touchpoints": 0}
