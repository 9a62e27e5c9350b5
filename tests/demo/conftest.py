"""The demo in a real store."""

import pytest

import demo
from graph import schema
from graph.gateway import Gateway
from graph.run import apply


@pytest.fixture(scope="module")
def insurer(gateway_address):
    """The store with the demo in it, in French."""
    gateway = Gateway(gateway_address)
    gateway.command("MATCH (n) DETACH DELETE n")
    schema.prepare(gateway)
    assert apply(gateway, demo.statement("fr")).status == "done"
    yield gateway
    gateway.command("MATCH (n) DETACH DELETE n")
    gateway.close()
