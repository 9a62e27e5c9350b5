"""Every question of the catalogue, checked at once: its text, its parameters, its plan, its words."""

import re
import typing

import neo4j
import pytest

from graph.errors import WrongUsage
from graph.gateway import Gateway
from graph.language import Language
from graph.model import Word
from queries.catalogue import QUESTIONS
from queries.composing import composed, parameters
from queries.declare import Endpoint, fields
from queries.rests_on import RestsOn, rests_on
from tests.conftest import ROOT
from tests.graph.tables import WORKED, empty, say
from wording.labels import label

OWN = [question for question in QUESTIONS.values() if not question.connection]
SCOPE = {"journeys", "perspectives", "archived"}
WRITES = re.compile(r"\b(CREATE|MERGE|SET|DELETE|REMOVE|DETACH|LOAD|FOREACH)\b")
GIVEN = {
    "channel": "website",
    "department": "digital",
    "object": "quote",
    "system": "web-cms",
    "feed": {"from": "web-cms", "to": "core"},
    "persona": "nadia",
    "journeys": ["home-quote", "other"],
}
"""Something for every parameter that starts from a key."""

ONE_OF = {"what-breaks-without": ("system", "feed"), "change-impact": ("channel", "department", "object", "system")}
FROM_KEYS = [
    *(
        (q.id, {"journeys": ["home-quote"]})
        for q in OWN
        if q.scoped and not q.whole and q.id not in ("change-impact", "what-changed", "compare")
    ),
    *(("change-impact", {name: GIVEN[name]}) for name in ONE_OF["change-impact"]),
    ("journeys-through", {"from": {"channel": ["website"]}}),
    ("compare", {"journeys": ["home-quote", "other"]}),
]


def files(question):
    if question.whole:
        return {name: question.text(name) for part in parts(question) for name in (f"{part.name}.cypher",)}
    return {
        name: text
        for name, present in (
            (f"{question.id}.cypher", True),
            ("facts.cypher", question.compute),
            ("summary.cypher", question.summary),
        )
        if present
        for text in (question.text(name),)
    }


def parts(question):
    """Those of its parts that have a statement of their own."""
    return [part for part in fields(question.row).values() if not part.asks]


def example(question, **more):
    """Arguments that go together: what is required, and one of those of which one is wanted."""
    given = dict(more)
    for parameter in question.parameters:
        if parameter.required and parameter.name not in given:
            place = {"channel": ["website"]} if parameter.type is Endpoint else GIVEN.get(parameter.name)
            given[parameter.name] = [place] if parameter.many and not isinstance(place, list) else place
    wanted = ONE_OF.get(question.id)
    if wanted and not set(wanted) & set(given):
        given[wanted[0]] = GIVEN[wanted[0]]
    return given


TAKEN = {
    "losses": {"from", "to", "either", "evidence"},
    "handoffs": {"from", "to", "either", "evidence"},
    "ruptures": {"from", "to", "either", "evidence"},
    "flows": {"from", "to"},
    "period": {"reasons", "since", "until"},
    "sum": {"minimum"},
    "observed": {"reasons", "since", "until", "minimum"},
    "supported": {"evidence"},
}
"""The parameters that what is put into a text takes."""


@pytest.mark.parametrize("question", OWN, ids=lambda question: question.id)
def test_parameters_are_declared_and_used(question):
    texts = "\n".join(files(question).values())
    prepared = parameters(question, example(question))
    used = set(re.findall(r"\$(\w+)", texts)) - ({"rows", "whole"} if question.compute else set())
    assert used <= set(prepared), f"{used - set(prepared)} is not declared"
    own = {p.name for p in question.parameters} - SCOPE
    put = set(re.findall(r"//\+ (?:WHERE |AND )?(\w+)", texts))
    handled = put.union(*(TAKEN.get(name, ()) for name in put))
    computed = {"k", "hops", "feed"} if question.compute else set()
    renamed = {"since"} if question.prepare else set()
    assert own <= used | handled | computed | renamed, own - used - handled - computed - renamed
    if question.scoped:
        assert re.search(r"//\+ (journeys|losses|handoffs|ruptures)", texts) or "$journeys" in texts


@pytest.mark.parametrize("question", OWN, ids=lambda question: question.id)
def test_the_text_only_reads(question):
    for text in files(question).values():
        assert not WRITES.search(re.sub(r"'[^']*'|//.*", "", text))


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=lambda question: question.id)
def test_it_is_described(question):
    assert question.doc and set(question.sentence) == {*Language}
    flags = {p.flag for p in question.parameters}
    for sentence in question.sentence.values():
        assert set(re.findall(r"\{(\w+)\}", sentence)) <= flags
    assert all(p.doc for p in question.parameters)
    page = (ROOT / "docs" / "questions.md").read_text(encoding="utf-8")
    assert f"## {question.id}\n" in page


@pytest.mark.parametrize(
    "part",
    [part for question in OWN for part in fields(question.row).values() if part.asks],
    ids=lambda part: part.name,
)
def test_a_part_asks_a_question_of_its_name(part):
    asked = part.asks.question
    assert part.name == asked.field and part.many and part.type is asked.row
    assert set(part.asks.shown) <= set(fields(asked.row)) and not any(p.required for p in asked.parameters)


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=lambda question: question.id)
def test_rows_are_told_apart_and_described(question):
    row = fields(question.row)
    assert set(question.identity) <= set(row) and bool(question.identity) != question.whole
    for shown in row.values():
        assert shown.doc and all(shown.heads.values())
        if isinstance(shown.type, type) and issubclass(shown.type, Word):
            assert all(label(value, language) for value in shown.type for language in Language)


@pytest.fixture(scope="module")
def worked(gateway_address):
    """The store with the worked case in it, which these tests only read."""
    gateway = Gateway(gateway_address)
    empty(gateway)
    say(gateway, WORKED)
    yield gateway
    gateway.close()


@pytest.fixture(scope="module")
def driver(gateway_address):
    auth = (gateway_address.username, gateway_address.password)
    with neo4j.GraphDatabase.driver(gateway_address.uri, auth=auth, notifications_min_severity="OFF") as driver:
        yield driver


def plan(driver, text, values):
    """The names of the operators of a plan."""
    with driver.session() as session:
        summary = session.run("EXPLAIN " + text, values).consume()
    names, left = [], [summary.plan]
    while left:
        operator = left.pop()
        names.append(operator["operatorType"].partition("@")[0])
        left += operator.get("children", [])
    return names


@pytest.mark.parametrize("question", OWN, ids=lambda question: question.id)
def test_the_store_can_run_it(worked, driver, question):
    given = example(question)
    values = {**parameters(question, given), "rows": [], "whole": {}}
    for text in (*(composed(question, given, name) for name in files(question)), rests_on(given)):
        with driver.session() as session:
            assert session.run(text, values).consume().query_type == "r"


@pytest.mark.parametrize("question", [each for each in OWN if each.compute], ids=lambda question: question.id)
def test_facts_are_what_is_computed_from(worked, question):
    given = example(question)
    ((read,),) = worked.read(composed(question, given, "facts.cypher"), **parameters(question, given))
    declared = {**typing.get_type_hints(question.facts)}
    assert read.keys() == declared.keys()
    assert all(differing(hint, read[name]) == [] for name, hint in declared.items())


def differing(hint, value):
    """Where maps that were read have other keys than what they are declared as."""
    if isinstance(value, list) and value and typing.get_origin(hint) is list:
        return [found for each in value for found in differing(typing.get_args(hint)[0], each)]
    if not typing.is_typeddict(hint):
        return []
    hints = typing.get_type_hints(hint)
    keys = [(hint.__name__, value.keys() ^ hints.keys())] if value.keys() != hints.keys() else []
    return keys + [found for name in value.keys() & hints.keys() for found in differing(hints[name], value[name])]


@pytest.mark.parametrize(("id", "given"), FROM_KEYS, ids=str)
def test_what_starts_from_a_key_uses_its_index(worked, driver, id, given):
    question = QUESTIONS[id]
    given = example(question, **given)
    name = "facts.cypher" if question.compute else None
    operators = plan(driver, composed(question, given, name), parameters(question, given))
    assert any("IndexSeek" in operator for operator in operators), operators


def test_what_it_rests_on_is_described():
    assert all(shown.doc and all(shown.heads.values()) for shown in fields(RestsOn).values())


@pytest.mark.parametrize(
    ("id", "given"),
    [
        ("what-breaks-without", {}),
        ("what-breaks-without", {"system": "a", "feed": {"from": "a", "to": "b"}}),
        ("change-impact", {}),
        ("change-impact", {"system": "a", "channel": "b"}),
        ("compare", {"journeys": ["one"]}),
        ("compare", {"journeys": ["one", "one"]}),
        ("paths", {"from": {}, "to": {"channel": ["a"]}}),
        ("what-changed", {"since": "2026-02-30"}),
        ("what-changed", {"since": "the day before yesterday"}),
    ],
)
def test_arguments_that_do_not_go_together(id, given):
    with pytest.raises(WrongUsage):
        parameters(QUESTIONS[id], given)
