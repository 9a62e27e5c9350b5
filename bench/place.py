"""A local Neo4j for measurements, in a home of its own."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph import local, schema
from graph.address import Address
from graph.gateway import Gateway
from parcours.settings import load


@contextmanager
def place() -> Iterator[Gateway]:
    """An empty store that is ready; gone afterwards."""
    with tempfile.TemporaryDirectory() as home, local.running(Path(home), load().cache) as store:
        gateway = Gateway(Address(store.uri, store.username, store.password))
        schema.prepare(gateway)
        try:
            yield gateway
        finally:
            gateway.close()


def wipe(gateway: Gateway) -> None:
    """Empty the store, schema apart."""
    gateway.command("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS")
    schema.prepare(gateway)
