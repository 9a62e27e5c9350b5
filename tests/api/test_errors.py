"""What goes wrong has a code; what is nobody's business is masked."""

import asyncio
import logging
import time

import pytest

from api.errors import located
from api.execute import Request
from graph.address import Address
from graph.errors import TookTooLong
from graph.gateway import AsyncGateway
from tests.asking import asked

CASES = [
    ("{", {}, "GRAPHQL_PARSE_FAILED"),
    ("{nothing}", {}, "GRAPHQL_VALIDATION_FAILED"),
    ("query ($k: String!) {channel(key: $k) {key}}", {}, "BAD_USER_INPUT"),
    ("query ($k: String!) {channel(key: $k) {key}}", {"k": 3}, "BAD_USER_INPUT"),
    ("query ($w: HandoffFilter) {handoffs(where: $w) {totalCount}}", {"w": {"x": 1}}, "BAD_USER_INPUT"),
    ("query ($n: Int) {channels(first: $n) {totalCount}}", {"n": "x"}, "BAD_USER_INPUT"),
    ("query a {__typename} query b {__typename}", {}, "OPERATION_RESOLUTION_FAILURE"),
    ("fragment f on Channel {key}", {}, "GRAPHQL_VALIDATION_FAILED"),
    ("subscription {__typename}", {}, "OPERATION_RESOLUTION_FAILURE"),
    (
        "mutation {a: triage(ruptures: [], to: OPEN) {revision} triage(ruptures: [], to: OPEN) {revision}}",
        {},
        "BAD_USER_INPUT",
    ),
]


@pytest.mark.parametrize(("document", "variables", "expected"), CASES)
def test_codes(run, statements, document, variables, expected):
    answer = run(document, **variables)
    assert "data" not in answer and {e["extensions"]["code"] for e in answer["errors"]} == {expected}
    assert statements == []


def test_a_statement_that_takes_too_long_says_so(gateway_address):
    async def slow():
        gateway = AsyncGateway(gateway_address, timeout=0.2)
        try:
            await gateway.value("UNWIND range(1, 1000000000) AS n RETURN sum(n)", {})
        finally:
            await gateway.close()

    with pytest.raises(TookTooLong, match="ask for less"):
        asyncio.run(slow())
    assert located(TookTooLong("x")).extensions == {"code": "TOOK_TOO_LONG"}


def test_an_error_names_its_place(run):
    (error,) = run("{\n  a: channels(first: 1) {totalCount}\n  b: channels(first: -1) {totalCount}\n}")["errors"]
    assert error["locations"] == [{"line": 3, "column": 3}]


def test_the_operation_that_is_named_is_run(ask, code):
    document = 'query a {channel(key: "phone") {key}} query b {__typename}'
    assert ask(document, "b") == {"__typename": "Query"}


def test_while_the_store_is_away():
    start = time.monotonic()
    (error,) = asked(Address("bolt://127.0.0.1:1"), Request("{channels {totalCount}}")).to_json()["errors"]
    assert error["extensions"]["code"] == "STORE_UNAVAILABLE" and time.monotonic() - start < 5


def test_what_breaks_inside_is_masked(run, landscape, caplog, monkeypatch):
    monkeypatch.setattr("api.execute.compile_operation", lambda *_: 1 / 0)
    with caplog.at_level(logging.ERROR, "parcours.api"):
        (error,) = run('{channel(key: "phone") {key}}')["errors"]
    assert error["extensions"] == {"code": "INTERNAL"} and "division" not in error["message"]
    assert caplog.records[0].args[0] in error["message"] and caplog.records[0].exc_info


def test_data_that_is_no_valid_answer_is_masked_where_it_stands(run, landscape, caplog):
    landscape.command("CREATE (:Rupture {key: 'broken', kind: 'NONSENSE', triage: 'OPEN'})")
    try:
        answer = run('{rupture(key: "broken") {key kind} channel(key: "phone") {key}}')
    finally:
        landscape.command("MATCH (r:Rupture {key: 'broken'}) DELETE r")
    assert answer["data"] == {"rupture": None, "channel": {"key": "phone"}}
    (error,) = answer["errors"]
    assert error["path"] == ["rupture", "kind"] and error["extensions"]["code"] == "INTERNAL"
