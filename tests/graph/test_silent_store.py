"""A store that takes connections and says nothing more."""

import asyncio
import time
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

import pytest

from graph import gateway as gateways
from graph.errors import StoreUnavailable
from graph.gateway import Address, AsyncGateway


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    monkeypatch.setattr(gateways, "PATIENCE", 0.3)


@asynccontextmanager
async def between(address):
    """A way to the store that can be closed without a word: its address, and an event that closes it."""
    silent, store, writers = asyncio.Event(), urlsplit(address.uri), []

    async def pass_on(reader, writer):
        while data := await reader.read(65536):
            if not silent.is_set():
                writer.write(data)

    async def joined(reader, writer):
        there, back = await asyncio.open_connection(store.hostname, store.port)
        writers.extend((back, writer))
        await asyncio.gather(pass_on(reader, back), pass_on(there, writer))

    server = await asyncio.start_server(joined, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    yield Address(f"bolt://127.0.0.1:{port}", address.username, address.password), silent
    server.close()
    for writer in writers:
        writer.close()
        await writer.wait_closed()


def test_a_store_that_falls_silent_is_given_up(gateway_address):
    async def asked():
        async with between(gateway_address) as (address, silent):
            gateway = AsyncGateway(address)
            assert await gateway.value("RETURN 1", {}) == 1
            silent.set()
            begun = time.monotonic()
            with pytest.raises(StoreUnavailable, match="does not answer"):
                await gateway.value("RETURN 2", {})
            waited = time.monotonic() - begun
            await gateway.close()
            return waited

    assert asyncio.run(asked()) < 0.3 + gateways.PROBE + 3


def test_a_statement_that_takes_long_is_waited_for(gateway_address):
    async def asked():
        gateway = AsyncGateway(gateway_address)
        slow = "UNWIND range(1, 4000) AS a UNWIND range(1, 9000) AS b RETURN sum((a * b) % 7) >= 0"
        found = await gateway.value(slow, {})
        await gateway.close()
        return found

    assert asyncio.run(asked()) is True
