"""A small landscape in the store, and operations run against it in process."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from api.execute import Request
from api.rights import Role, Who
from graph import schema
from graph.address import Address
from graph.gateway import Gateway
from tests.asking import asked

LANDSCAPE = Path(__file__).with_name("landscape.cypher").read_text(encoding="utf-8")
Statements = list[tuple[str, dict[str, Any]]]
Ask = Callable[..., dict[str, Any]]


@pytest.fixture(scope="module")
def landscape(gateway_address: Address) -> Iterator[Gateway]:
    """The store, with the worked case of the questions in it and some things around."""
    gateway = Gateway(gateway_address)
    gateway.command("MATCH (n) DETACH DELETE n")
    schema.prepare(gateway)
    gateway.command("MATCH (g:Graph {key: 'graph'}) DELETE g")
    gateway.command(LANDSCAPE)
    yield gateway
    gateway.command("MATCH (n) DETACH DELETE n")
    gateway.close()


@pytest.fixture
def statements() -> Statements:
    """The statements that were sent in this test, with their parameters."""
    return []


@pytest.fixture
def run(landscape: Gateway, statements: Statements) -> Ask:
    """Run an operation; gives the whole answer."""

    def run(document: str, name: str | None = None, /, **variables: Any) -> dict[str, Any]:
        request = Request(document, variables, name, by=Who("anna", Role.STEWARD))
        return asked(landscape.address, request, lambda text, values: statements.append((text, dict(values)))).to_json()

    return run


@pytest.fixture
def ask(run: Ask) -> Ask:
    """Run an operation that goes well; gives its data."""

    def ask(document: str, name: str | None = None, /, **variables: Any) -> Any:
        answer = run(document, name, **variables)
        assert "errors" not in answer, answer["errors"]
        return answer["data"]

    return ask


@pytest.fixture
def code(run: Ask) -> Callable[..., tuple[str, str]]:
    """Run an operation that goes wrong; gives its code and its message."""

    def code(document: str, /, **variables: Any) -> tuple[str, str]:
        (error,) = run(document, **variables)["errors"]
        return error["extensions"]["code"], error["message"]

    return code
