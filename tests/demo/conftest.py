"""The demo in a real store."""

import tempfile
from contextlib import contextmanager
from typing import Any

import pytest

import demo
from events.store import EventStore
from events.sync import Mining
from events.window import Window
from graph import dump, schema
from graph.gateway import Gateway
from graph.language import Language
from graph.run import apply
from parcours.events import contacts
from tests.graph.tables import empty

State = tuple[dict[str, Any], list[bytes], list[bytes], int]

HELD: dict[Language, State] = {}
"""What a store holds once the demo has been loaded, by its language."""


@contextmanager
def loaded(address, language):
    """The store with the demo in it: loaded the first time, and then put back where it is no longer as it was."""
    gateway = Gateway(address)
    schema.prepare(gateway)
    if language not in HELD:
        load(gateway, language)
        HELD[language] = state(gateway)
    elif state(gateway) != HELD[language]:
        put_back(gateway, HELD[language])
    yield gateway
    gateway.close()


def load(gateway, language):
    """Import the demo, and nothing else."""
    empty(gateway)
    assert apply(gateway, demo.statement(language)).status == "done"
    gathered = demo.year(language, lambda: b"a key that only tests use")
    with tempfile.TemporaryDirectory() as folder:
        beside = contacts(Mining(EventStore(folder), Window()), gathered)
        assert apply(gateway, gathered, beside=beside).status == "done"


def state(gateway):
    """All that a store holds."""
    ((count,),) = gateway.read("MATCH (n) RETURN count(n)")
    return dump.graph(gateway), sorted(dump.nodes(gateway)), sorted(dump.edges(gateway)), count


def put_back(gateway, held):
    """Make the store hold this again, and nothing else."""
    graph, nodes, edges, _ = held
    empty(gateway)
    with gateway.writing() as work:
        dump.write_nodes(work, nodes, lambda _: None)
        dump.write_edges(work, edges, lambda _: None)
        work.run("MATCH (g:Graph {key: 'graph'}) SET g = $properties", properties=dump.decoded(graph))
    assert state(gateway) == held


@pytest.fixture(scope="module")
def insurer(gateway_address):
    """The store with the demo in it, in French."""
    with loaded(gateway_address, Language.FR) as gateway:
        yield gateway
