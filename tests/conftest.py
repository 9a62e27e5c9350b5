"""The store that the tests use: `NEO4J_URI` where it is set, docker where it is asked for, else the local Neo4j.

Tests wipe the store between one another, so they take one that is named to them only if it is empty, or if it bears the
mark that they left there when it was: an index of no use.
"""

import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from hypothesis import settings
from platformdirs import user_cache_path

from graph import local, schema
from graph.address import Address
from graph.errors import StoreUnavailable
from graph.gateway import Gateway
from graph.local.leases import Folder

ROOT = Path(__file__).parent.parent
os.environ.setdefault("PARCOURS_STORE_KEEP", "PT0S")

settings.register_profile("nightly", max_examples=1000, deadline=None)

STEADY = "dbms.cypher.min_replan_interval=1h\n"
"""Tests empty the store and fill it again all the time: no reason to plan the same statements anew each time."""

MARK = "ParcoursTests"
OURS = "MATCH (n) DETACH DELETE n"


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Bytes go by the name of their argument: a compressed file holds the time, and two processes have to agree."""
    return argname if isinstance(val, bytes) else None


@pytest.fixture(scope="session")
def cache() -> Path:
    """Where the jars of the local Neo4j are kept."""
    return Path(os.environ.get("PARCOURS_CACHE") or user_cache_path("parcours"))


@pytest.fixture(scope="session")
def gateway_address(
    request: pytest.FixtureRequest, cache: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Address]:
    """Where the store of the tests is."""
    if uri := os.environ.get("NEO4J_URI"):
        user, password = os.environ.get("NEO4J_USERNAME", "neo4j"), os.environ.get("NEO4J_PASSWORD", "")
        yield _ours(Address(uri, user, password, os.environ.get("NEO4J_DATABASE", "neo4j")))
    elif os.environ.get("PARCOURS_TEST_STORE") == "docker":
        yield _ours(request.getfixturevalue("docker_address"))
    else:
        home = tmp_path_factory.mktemp("home")
        folder = Folder(home)
        folder.make()
        folder.own.write_text(STEADY, encoding="utf-8")
        with local.running(home, cache, print) as store:
            yield Address(store.uri, store.username, store.password, lives=partial(local.lives, home))


@pytest.fixture(scope="session")
def docker_compose_file() -> str:
    """The project's own compose file, for pytest-docker."""
    return str(ROOT / "docker-compose.yml")


@pytest.fixture(scope="session")
def docker_address(request: pytest.FixtureRequest) -> Address:
    """The Neo4j of the compose file, once it answers."""
    services = request.getfixturevalue("docker_services")
    port = services.port_for("neo4j", 7687)
    address = Address(f"bolt://127.0.0.1:{port}", "neo4j", os.environ["NEO4J_PASSWORD"])
    services.wait_until_responsive(timeout=120, pause=1, check=lambda: _answers(address))
    return address


@pytest.fixture
def gateway(gateway_address: Address) -> Iterator[Gateway]:
    """A store that is ready and empty."""
    gateway = Gateway(gateway_address)
    gateway.command(OURS)
    schema.prepare(gateway)
    yield gateway
    gateway.close()


def _answers(address: Address) -> bool:
    gateway = Gateway(address)
    try:
        gateway.version()
    except StoreUnavailable:
        return False
    finally:
        gateway.close()
    return True


def _ours(address: Address) -> Address:
    gateway = Gateway(address)
    try:
        ours = is_ours(gateway)
    finally:
        gateway.close()
    if not ours:
        pytest.exit(f"{address.uri} holds data that no test put there, and the tests would wipe it", 2)
    return address


def is_ours(gateway: Gateway) -> bool:
    """Whether the store may be wiped; an empty one is marked, so that it may be next time."""
    if gateway.read(f"SHOW INDEXES YIELD name WHERE name = '{MARK}' RETURN name"):
        return True
    if gateway.read("MATCH (n) RETURN 1 LIMIT 1"):
        return False
    gateway.command(f"CREATE INDEX {MARK} IF NOT EXISTS FOR (n:{MARK}) ON (n.key)")
    return True
