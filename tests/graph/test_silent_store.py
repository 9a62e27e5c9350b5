"""Busy is not gone: a store that says nothing more, one that is slow, and one that somebody knows to be alive."""

import asyncio
import time

import psutil
import pytest

from graph import gateway as gateways
from graph import local
from graph.errors import StoreUnavailable, TookTooLong
from graph.gateway import Address, AsyncGateway
from graph.presence import greets
from tests.between import between

SLOW = "UNWIND range(1, 4000) AS a UNWIND range(1, 9000) AS b RETURN sum((a * b) % 7) >= 0"


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    monkeypatch.setattr(gateways, "PATIENCE", 0.3)


def asked(address, statement, timeout=30.0):
    """The value, over a gateway of its own."""

    async def once():
        gateway = AsyncGateway(address, timeout=timeout)
        try:
            return await gateway.value(statement, {})
        finally:
            await gateway.close()

    return once()


def test_a_store_that_falls_silent_is_given_up(gateway_address):
    async def waited():
        async with between(gateway_address) as (address, silent):
            gateway = AsyncGateway(address)
            assert await gateway.value("RETURN 1", {}) == 1
            silent.set()
            begun = time.monotonic()
            with pytest.raises(StoreUnavailable, match="does not answer"):
                await gateway.value("RETURN 2", {})
            await gateway.close()
            return time.monotonic() - begun

    assert asyncio.run(waited()) < 0.3 + gateways.PROBE + 3


def test_a_store_that_falls_silent_while_it_is_waited_for_is_given_up(gateway_address, monkeypatch):
    monkeypatch.setattr(gateways, "PROBE", 0.5)

    async def waited():
        async with between(gateway_address) as (address, silent):
            asyncio.get_running_loop().call_later(1, silent.set)  # after it was found there
            with pytest.raises(StoreUnavailable, match="does not answer"):
                await asked(address, "UNWIND range(1, 1000000000) AS n RETURN sum(n)")

    asyncio.run(waited())


def test_a_store_that_greets_late_is_busy(gateway_address):
    async def waited():
        async with between(gateway_address, slow=2) as (address, _):
            return await asyncio.gather(*(asked(address, "RETURN 1") for _ in range(3)))

    assert asyncio.run(waited()) == [1, 1, 1]


def test_a_store_that_is_known_to_live_is_waited_for(gateway_address, monkeypatch):
    monkeypatch.setattr(gateways, "LATE", 0.5)

    async def waited():
        async with between(gateway_address, lives=lambda: True) as (address, silent):
            silent.set()
            with pytest.raises(TookTooLong, match="busy"):
                await asked(address, "RETURN 1", timeout=1)

    asyncio.run(waited())


def test_a_store_whose_process_is_stopped_is_gone(gateway_address):
    if gateway_address.lives is None:
        pytest.skip("the process of this store is not ours to stop")
    store = psutil.Process(local.status(*gateway_address.lives.args).pid)
    store.suspend()  # it still takes connections: the kernel does
    try:
        while store.status() != psutil.STATUS_STOPPED:
            time.sleep(0.01)
        assert not gateway_address.is_there() and not greets(gateway_address.uri, 0.5)
        with pytest.raises(StoreUnavailable, match="does not answer"):
            asyncio.run(asked(gateway_address, "RETURN 1"))
    finally:
        store.resume()
    assert asyncio.run(asked(gateway_address, "RETURN 1")) == 1


def test_a_statement_that_takes_long_is_waited_for(gateway_address):
    assert asyncio.run(asked(gateway_address, SLOW)) is True


def test_who_is_there(gateway_address):
    assert gateway_address.is_there() and greets(gateway_address.uri)
    assert not Address("bolt://127.0.0.1:1").is_there()
