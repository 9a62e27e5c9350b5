"""Operations that are known are planned before anybody asks, and answered by these plans."""

import asyncio
from typing import Any

import pytest

from api import execute
from api.execute import Request, Store, answer
from api.kept import Kept
from api.profile import DEVELOPMENT
from api.turns import Turns
from api.warming import CLIENT, warm
from graph.gateway import AsyncGateway
from graph.language import Language

KNOWN = """
query One($key: String!, $ids: [ID!]!, $where: JourneyFilter!, $first: Int = 3) {
  journey(key: $key) { title }
  journeys(first: $first, where: $where) { totalCount }
  nodes(ids: $ids) { id }
}
query Other { channels { totalCount } }
"""


@pytest.fixture
def plans(monkeypatch):
    """Plans that nobody made yet."""
    kept: Kept[Any, Any] = Kept(execute.BYTES, execute.LARGEST)
    monkeypatch.setattr(execute, "PLANS", kept)
    return kept


def warmed(landscape, *documents, turns=None):
    """The statements that are sent for these documents."""
    sent: list[str] = []

    async def run():
        gateway = AsyncGateway(landscape.address, lambda statement, _: sent.append(statement))
        try:
            await warm(Store(gateway, turns or Turns(), CLIENT), documents, DEVELOPMENT, Language.EN)
        finally:
            await gateway.close()

    asyncio.run(run())
    return sent


def test_each_operation_is_planned_and_nothing_is_run(landscape, plans):
    sent = warmed(landscape, KNOWN)
    assert len(sent) == 2 and all(statement.startswith("EXPLAIN ") for statement in sent)

    async def asked():
        found: list[str] = []
        gateway = AsyncGateway(landscape.address, lambda statement, _: found.append(statement))
        answered = await answer(Request(KNOWN, operation_name="Other"), gateway)
        await gateway.close()
        return answered.to_json(), found

    answered, found = asyncio.run(asked())
    assert "errors" not in answered and f"EXPLAIN {found[0]}" == sent[1]


def test_what_cannot_be_planned_is_passed_over(landscape, plans):
    broken = ("{ nothing }", "{", "query($after: String!) { journeys(after: $after) { totalCount } }")
    assert len(warmed(landscape, *broken, KNOWN)) == 2


def test_it_waits_while_others_ask(landscape, plans):
    async def run():
        turns, sent = Turns(), []
        gateway = AsyncGateway(landscape.address, lambda statement, _: sent.append(statement))
        async with turns.taken("somebody", 1):
            warming = asyncio.create_task(warm(Store(gateway, turns, CLIENT), [KNOWN], DEVELOPMENT, Language.EN))
            done, _ = await asyncio.wait({warming}, timeout=1)
            assert not done and not sent
        await warming
        await gateway.close()
        return sent

    assert len(asyncio.run(run())) == 2
