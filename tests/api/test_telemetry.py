"""What is told of a request: its id, its line in the log, its spans; never its document or its variables."""

import json
import logging

import pytest
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from api.access import Access
from api.app import Memory
from api.execute import PLANS
from api.tokens import Tokens
from parcours.logs import Json
from tests.api.test_http import Client

NAMED = {"query": "query Phone($k: String!) {channel(key: $k) {name}}", "variables": {"k": "phone"}}
CALLER = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


@pytest.fixture(scope="module")
def exporter():
    exporter = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    trace.set_tracer_provider(provider)
    return exporter


def test_an_operation_and_its_statement_are_one_trace(landscape, exporter):
    exporter.clear()
    client = Client(landscape.address, memory=Memory(seconds=None))
    client.post("/graphql", json=NAMED, headers={"traceparent": CALLER})
    *_, statement, operation = exporter.get_finished_spans()
    assert operation.name == "query Phone" and operation.parent.span_id == int(CALLER.split("-")[2], 16)
    assert operation.attributes["graphql.operation.type"] == "query"
    assert operation.attributes["graphql.operation.name"] == "Phone"
    assert operation.attributes["graphql.document.hash"].startswith("sha256:")
    assert statement.attributes["db.system.name"] == "neo4j"
    assert statement.parent.span_id == operation.context.span_id
    assert "phone" not in operation.to_json() + statement.to_json()


def test_an_act_is_told_as_what_it_is(landscape, exporter):
    exporter.clear()
    body = {"query": "mutation Decide {triage(ruptures: [], to: OPEN) {revision}}"}
    Client(landscape.address, memory=Memory(seconds=None)).post("/graphql", json=body)
    *_, act, operation = exporter.get_finished_spans()
    assert operation.name == "mutation Decide" and operation.attributes["graphql.operation.type"] == "mutation"
    assert act.name == "act" and act.parent.span_id == operation.context.span_id


def test_an_error_is_told_by_its_code(landscape, exporter):
    exporter.clear()
    client = Client(landscape.address, memory=Memory(seconds=None))
    client.post("/graphql", json={"query": "{nothing}"})
    (operation,) = exporter.get_finished_spans()
    assert operation.name == "query" and operation.attributes["error.type"] == "GRAPHQL_VALIDATION_FAILED"


def test_ids_are_taken_over_when_they_are_safe(landscape):
    client = Client(landscape.address)
    assert client.post("/graphql", json=NAMED, headers={"x-request-id": "abc-1"}).headers["x-request-id"] == "abc-1"
    for given in ("x" * 129, 'a" b', ""):
        made = client.post("/graphql", json=NAMED, headers={"x-request-id": given}).headers["x-request-id"]
        assert len(made) == 32 and made != given


def test_one_line_for_each_request(landscape, caplog, tmp_path):
    caplog.set_level(logging.INFO, "parcours.requests")
    tokens = Tokens(tmp_path / "tokens.json")
    client = Client(landscape.address, access=Access(tokens=tokens))
    client.post("/graphql", json=NAMED, headers={"authorization": f"Bearer {tokens.create('app')}"})
    client.post("/graphql%0Afaked", json=NAMED)
    client.post("/graphql", json=NAMED)
    answered, unknown, refused = (json.loads(Json().format(record)) for record in caplog.records)
    assert answered["client"] == "app" and answered["operation"] == "Phone" and answered["status"] == 200
    assert refused["client"] == "127.0.0.1" and refused["codes"] == ["UNAUTHENTICATED"] and refused["status"] == 401
    assert unknown["path"] == "/graphql%0Afaked" and unknown["status"] == 404
    assert "phone" not in json.dumps(answered) and "channel" not in json.dumps(answered)


def test_large_answers_are_compressed(landscape):
    asked = {"query": "{__schema {types {name description fields {name description}}}}"}
    assert Client(landscape.address).post("/graphql", json=asked).headers["content-encoding"] == "gzip"
    assert "content-encoding" not in Client(landscape.address).post("/graphql", json=NAMED).headers


def test_an_internal_error_is_known_by_the_id_of_its_request(landscape, monkeypatch):
    PLANS.clear()
    monkeypatch.setattr("api.execute.compile_operation", lambda *_: 1 / 0)
    answer = Client(landscape.address).post("/graphql", json=NAMED, headers={"x-request-id": "abc-2"})
    assert "abc-2" in answer.json()["errors"][0]["message"] and "division" not in answer.text
