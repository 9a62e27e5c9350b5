"""What the store looks at for six operations that front ends run does not grow unnoticed."""

import json

import pytest

from bench import dbhits
from bench.operations import operations
from graph import schema
from graph.gateway import Gateway

RECORD = json.loads(dbhits.RECORD.read_text(encoding="utf-8"))
ROOM = 1.5


@pytest.fixture(scope="module")
def found(gateway_address):
    gateway = Gateway(gateway_address)
    gateway.command("MATCH (n) DETACH DELETE n")
    schema.prepare(gateway)
    dbhits.load(gateway)
    yield dbhits.ours(gateway, dbhits.JOURNEYS)
    gateway.command("MATCH (n) DETACH DELETE n")
    gateway.close()


def test_the_record_is_of_these_operations():
    assert list(RECORD) == [each.name for each in operations(dbhits.JOURNEYS)]


@pytest.mark.parametrize("name", RECORD)
def test_no_operation_looks_at_half_as_much_again(found, name):
    assert found[name] <= ROOM * RECORD[name], "`python -m bench.dbhits` records anew what is meant to grow"
