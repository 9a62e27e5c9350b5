"""Operations that are known are planned before anybody asks, and answered by these plans."""

import asyncio

import pytest

from api import execute
from api.compiler import Plan
from api.execute import Store, answer, prepared
from api.kept import Kept
from api.profile import DEVELOPMENT
from api.turns import Turns
from api.warming import CLIENT, requests, warm
from graph.gateway import AsyncGateway
from graph.language import Language
from parcours.asking import known_requests

KNOWN = """
query One($key: String!, $ids: [ID!]!, $where: JourneyFilter!, $first: Int = 3) {
  journey(key: $key) { title }
  journeys(first: $first, where: $where) { totalCount }
  nodes(ids: $ids) { id }
}
query Other { channels { totalCount } }
"""
ASKED = requests(KNOWN, DEVELOPMENT, Language.EN)


@pytest.fixture
def plans(monkeypatch):
    """Plans that nobody made yet."""
    kept: Kept[execute.Key, Plan] = Kept(execute.BYTES, execute.LARGEST)
    monkeypatch.setattr(execute, "PLANS", kept)
    return kept


def warmed(landscape, known, turns=None):
    """The statements that are sent for these requests."""
    sent: list[str] = []

    async def run():
        gateway = AsyncGateway(landscape.address, lambda statement, _: sent.append(statement))
        try:
            await warm(Store(gateway, turns or Turns(), CLIENT), known, DEVELOPMENT)
        finally:
            await gateway.close()

    asyncio.run(run())
    return sent


def test_each_operation_is_planned_and_nothing_is_run(landscape, plans, monkeypatch):
    sent = warmed(landscape, ASKED)
    assert [request.operation_name for request in ASKED] == ["One", "Other"]
    assert len(sent) == 2 and all(statement.startswith("EXPLAIN ") for statement in sent)

    async def asked():
        found: list[str] = []
        gateway = AsyncGateway(landscape.address, lambda statement, _: found.append(statement))
        answered = await answer(ASKED[1], gateway)
        await gateway.close()
        return answered.to_json(), found

    monkeypatch.setattr(execute, "compile_operation", None)  # the plan that was made is the one that answers
    answered, found = asyncio.run(asked())
    assert "errors" not in answered and f"EXPLAIN {found[0]}" == sent[1]


def test_a_mutation_is_planned_and_not_done(landscape, plans):
    known = "mutation Decide($ids: [ID!]!) { triage(ruptures: $ids, to: IGNORED) { revision ruptures { key } } }"
    (sent,) = warmed(landscape, requests(known, DEVELOPMENT, Language.EN))
    assert sent.startswith("EXPLAIN ") and "Rupture" in sent


def test_what_cannot_be_planned_is_passed_over(landscape, plans):
    broken = "query($after: String!) { journeys(after: $after) { totalCount } }"
    assert requests("{ nothing }", DEVELOPMENT, Language.EN) == requests("{", DEVELOPMENT, Language.EN) == []
    assert len(warmed(landscape, [*requests(broken, DEVELOPMENT, Language.EN), *ASKED])) == 2


def test_it_waits_while_others_ask(landscape, plans):
    async def run():
        turns, sent = Turns(), []
        gateway = AsyncGateway(landscape.address, lambda statement, _: sent.append(statement))
        async with turns.taken("somebody", 1):
            warming = asyncio.create_task(warm(Store(gateway, turns, CLIENT), ASKED, DEVELOPMENT))
            done, _ = await asyncio.wait({warming}, timeout=1)
            assert not done and not sent
        await warming
        await gateway.close()
        return sent

    assert len(asyncio.run(run())) == 2


@pytest.mark.parametrize("known", known_requests(Language.FR), ids=lambda request: request.document[:40])
def test_every_question_of_the_catalogue_can_be_planned(known):
    plan, variables = prepared(known)
    assert plan.cypher and plan.parameters(variables.values)
