"""A way to a store that can be slow, or fall silent."""

import asyncio
from contextlib import asynccontextmanager
from dataclasses import replace
from urllib.parse import urlsplit


@asynccontextmanager
async def between(address, slow=0.0, lives=None):
    """The address of a way to the store, and an event after which nothing goes that way without the end being told.

    On each connection the first words take `slow` seconds. `lives` is who keeps watch over the store, if anybody.
    """
    silent, store = asyncio.Event(), urlsplit(address.uri)
    writers: list[asyncio.StreamWriter] = []

    async def pass_on(reader, writer, wait):
        while data := await reader.read(65536):
            await asyncio.sleep(wait)
            wait = 0
            if not silent.is_set():
                writer.write(data)

    async def joined(reader, writer):
        there, back = await asyncio.open_connection(store.hostname, store.port)
        writers.extend((back, writer))
        await asyncio.gather(pass_on(reader, back, slow), pass_on(there, writer, 0))

    server = await asyncio.start_server(joined, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    try:
        yield replace(address, uri=f"bolt://127.0.0.1:{port}", lives=lives), silent
    finally:
        server.close()
        for writer in writers:
            writer.close()
            await writer.wait_closed()
