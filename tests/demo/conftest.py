"""The demo in a real store."""

from contextlib import contextmanager

import pytest

import demo
from graph import schema
from graph.gateway import Gateway
from graph.run import apply


@contextmanager
def loaded(address, language):
    """The store with the demo in it."""
    gateway = Gateway(address)
    gateway.command("MATCH (n) DETACH DELETE n")
    schema.prepare(gateway)
    assert apply(gateway, demo.statement(language)).status == "done"
    yield gateway
    gateway.command("MATCH (n) DETACH DELETE n")
    gateway.close()


@pytest.fixture(scope="module")
def insurer(gateway_address):
    """The store with the demo in it, in French."""
    with loaded(gateway_address, "fr") as gateway:
        yield gateway
