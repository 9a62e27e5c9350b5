"""The demo in a real store."""

import tempfile
from contextlib import contextmanager

import pytest

import demo
from events.store import EventStore
from events.sync import Mining
from events.window import Window
from graph import schema
from graph.gateway import Gateway
from graph.language import Language
from graph.run import apply
from parcours.events import contacts


@contextmanager
def loaded(address, language):
    """The store with the demo in it."""
    gateway = Gateway(address)
    gateway.command("MATCH (n) DETACH DELETE n")
    schema.prepare(gateway)
    assert apply(gateway, demo.statement(language)).status == "done"
    gathered = demo.year(language, lambda: b"a key that only tests use")
    with tempfile.TemporaryDirectory() as folder:
        beside = contacts(Mining(EventStore(folder), Window()), gathered)
        assert apply(gateway, gathered, beside=beside).status == "done"
    yield gateway
    gateway.command("MATCH (n) DETACH DELETE n")
    gateway.close()


@pytest.fixture(scope="module")
def insurer(gateway_address):
    """The store with the demo in it, in French."""
    with loaded(gateway_address, Language.FR) as gateway:
        yield gateway
