"""Busy is not gone: a store that says nothing more, one that is slow, and one that somebody knows to be alive."""

import asyncio
import gc
import socket
import threading
import time
from contextlib import closing
from dataclasses import replace

import psutil
import pytest

from graph import address as addresses
from graph import gateway as gateways
from graph import local, watch
from graph.address import PROBE, Address
from graph.errors import Overloaded, StoreUnavailable, TookTooLong
from graph.gateway import AsyncGateway, Gateway
from graph.presence import greets
from tests.between import between

SLOW = "UNWIND range(1, 4000) AS a UNWIND range(1, 9000) AS b RETURN sum((a * b) % 7) >= 0"
FOREVER = "UNWIND range(1, 1000000000) AS n RETURN sum(n)"


class Silenced(Gateway):
    """Whose way falls silent; `store` is where the store itself is."""

    def __init__(self, address: Address, store: str) -> None:
        super().__init__(address)
        self.store = store


pytestmark = pytest.mark.filterwarnings("ignore:unclosed  Session:ResourceWarning")
"""Closing a driver ends the waits of its sessions; some then fail to close, and the driver complains of them."""


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    monkeypatch.setattr(gateways, "PATIENCE", 0.3)
    monkeypatch.setattr(watch, "PATIENCE", 0.1)
    yield
    gc.collect()  # complained of here, and not in whichever test is next


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

    assert asyncio.run(waited()) < 0.3 + PROBE + 3


def test_a_store_that_falls_silent_while_it_is_waited_for_is_given_up(gateway_address, monkeypatch):
    monkeypatch.setattr(gateways, "PROBE", 0.5)

    async def waited():
        async with between(gateway_address) as (address, silent):
            asyncio.get_running_loop().call_later(1, silent.set)  # after it was found there
            with pytest.raises(StoreUnavailable, match="does not answer"):
                await asked(address, FOREVER)

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
    running = local.status(*gateway_address.lives.args)
    assert running is not None
    store = psutil.Process(running.pid)
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


def reading(gateway, silence):
    silence()
    gateway.read("RETURN 1")


def row_by_row(gateway, silence):
    for _ in gateway.each("UNWIND range(1, 10000) AS n RETURN n"):
        silence()


def commanding(gateway, silence):
    silence()
    gateway.command("RETURN 1")


def waiting_for_another_writer(gateway, silence):
    with closing(Gateway(replace(gateway.address, uri=gateway.store))) as other, other.writing():
        threading.Timer(1, silence).start()  # after it was found there
        with gateway.writing():
            pass


def changing(gateway, silence):
    with gateway.writing() as work:
        work.run("RETURN 1")  # whoever has no connection yet waits for one, half a minute
        silence()
        work.run("RETURN 1")


def committing(gateway, silence):
    with gateway.writing() as work:
        work.run("CREATE (:Widget)")
        silence()


WAYS = [reading, row_by_row, commanding, waiting_for_another_writer, changing, committing]


@pytest.mark.parametrize("way", WAYS)
def test_a_command_gives_up_a_store_that_falls_silent(gateway, way, monkeypatch):
    monkeypatch.setattr(addresses, "PROBE", 0.3)  # each of the looks that find nobody takes as long

    async def waited():
        async with between(gateway.address) as (address, silent):
            loop = asyncio.get_running_loop()

            async def fall():
                silent.set()

            silenced = Silenced(address, gateway.address.uri)
            await asyncio.to_thread(silenced.read, "RETURN 1")
            with pytest.raises(StoreUnavailable, match="does not answer"):
                await asyncio.to_thread(way, silenced, lambda: asyncio.run_coroutine_threadsafe(fall(), loop).result())
            silenced.close()

    asyncio.run(waited())
    assert gateway.read("MATCH (w:Widget) RETURN count(w)") == [[0]]


def test_a_command_waits_for_a_store_that_is_there_only_as_long_as_a_statement_may_take(gateway_address, monkeypatch):
    monkeypatch.setattr(watch, "LATE", 0.5)

    async def waited():
        async with between(gateway_address, lives=lambda: True) as (address, silent):
            silenced = Gateway(address, limit=0.5)
            await asyncio.to_thread(silenced.read, "RETURN 1")
            silent.set()
            with pytest.raises(TookTooLong, match="busy"):
                await asyncio.to_thread(silenced.read, "RETURN 1")
            silenced.close()

    asyncio.run(waited())


def test_a_statement_of_a_command_that_takes_long_is_waited_for(gateway_address):
    waiting = Gateway(gateway_address)
    assert waiting.read(SLOW) == [[True]]
    waiting.close()


@pytest.mark.parametrize(("lives", "told"), [(True, Overloaded), (False, StoreUnavailable)])
def test_a_store_that_does_not_let_us_in_is_busy_where_it_is_there(lives, told):
    address = Address("bolt://127.0.0.1:1", lives=lambda: lives)
    refused = Gateway(address)
    for run in (refused.read, refused.command):
        with pytest.raises(told):
            run("RETURN 1")
    refused.close()
    with pytest.raises(told):
        asyncio.run(asked(address, "RETURN 1"))


def broken():
    """A watch that cannot tell."""
    raise KeyError("pid")


def test_where_who_keeps_watch_cannot_tell_the_store_is_asked(gateway_address):
    assert replace(gateway_address, lives=broken).is_there()
    assert not Address("bolt://127.0.0.1:1", lives=broken).is_there()
    with pytest.raises(TookTooLong):
        asyncio.run(asked(replace(gateway_address, lives=broken), FOREVER, timeout=1))


def test_what_speaks_another_language_is_no_store():
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer():
            with server.accept()[0] as taken:
                taken.recv(20)
                taken.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

        threading.Thread(target=answer).start()
        assert not greets(f"bolt://127.0.0.1:{server.getsockname()[1]}")
