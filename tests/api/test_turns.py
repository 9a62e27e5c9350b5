"""Who may ask the store, and when."""

import asyncio
from contextlib import AsyncExitStack

import pytest

from api.turns import WAITING, Turns
from graph.errors import Overloaded


async def take(turns, client, within=30.0):
    """A turn, and how to give it back."""
    stack = AsyncExitStack()
    await stack.enter_async_context(turns.taken(client, within))
    return stack


async def settle():
    for _ in range(5):
        await asyncio.sleep(0)


def test_one_client_leaves_room_for_others():
    async def shared():
        turns = Turns(4)
        mine = [await take(turns, "a") for _ in range(2)]
        more = [asyncio.ensure_future(take(turns, "a")) for _ in range(2)]
        await settle()
        assert not any(each.done() for each in more)
        others = [await take(turns, "b"), await take(turns, "c")]  # though "a" has waited longer
        late = asyncio.ensure_future(take(turns, "c"))
        await settle()
        await others[0].aclose()
        await settle()
        assert late.done() and not any(each.done() for each in more)
        await mine[0].aclose()
        await settle()
        assert [each.done() for each in more] == [True, False]  # in the order in which they came
        await mine[1].aclose()
        for each in (others[1], await late, await more[0], await more[1]):
            await each.aclose()
        assert not turns._running and not turns._waiting

    asyncio.run(shared())


def test_a_turn_that_does_not_come_in_time():
    async def waited():
        turns = Turns(1)
        mine = await take(turns, "a")
        with pytest.raises(Overloaded, match="turn did not come"):
            await take(turns, "b", 0.05)
        given_up = asyncio.ensure_future(take(turns, "b"))
        await settle()
        given_up.cancel()
        await settle()
        await mine.aclose()
        too_late = asyncio.ensure_future(take(turns, "c"))
        await (await too_late).aclose()
        assert not turns._running and not turns._waiting

    asyncio.run(waited())


def test_a_turn_that_comes_to_one_who_is_gone_goes_on():
    async def gone():
        turns = Turns(1)
        mine = await take(turns, "a")
        first, second = (asyncio.ensure_future(take(turns, client)) for client in "bc")
        await settle()
        await mine.aclose()
        first.cancel()
        await (await asyncio.wait_for(second, 5)).aclose()
        assert not turns._running and not turns._waiting

    asyncio.run(gone())


def test_so_many_wait_and_no_more():
    async def full():
        turns = Turns(1)
        mine = await take(turns, "a")
        waiting = [asyncio.ensure_future(take(turns, "a")) for _ in range(WAITING)]
        await settle()
        assert [each.done() for each in waiting].count(True) == WAITING // 2  # refused: half of the room is for others
        with pytest.raises(Overloaded, match="Too many"):
            await take(turns, "a")
        for each in waiting:
            each.cancel()
        found = await asyncio.gather(*waiting, return_exceptions=True)
        assert [type(each) for each in found].count(Overloaded) == WAITING // 2
        await mine.aclose()
        assert not turns._running and not turns._waiting

    asyncio.run(full())
