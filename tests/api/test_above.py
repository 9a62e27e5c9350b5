"""What stands above a department, however far: as a field, and to choose by."""

import pytest

from api.execute import Request
from tests.asking import asked
from tests.graph.tables import say

LEVELS = 12


@pytest.fixture
def tower(gateway) -> None:
    """A department in another, twelve times; a channel that the last one runs; another one beside the first."""
    rows = [{"key": f"d{n}", **({"partOf": f"d{n - 1}"} if n else {})} for n in range(LEVELS)]
    rows.append({"key": "beside"})
    channels = [{"key": "phone", "operatedBy": [f"d{LEVELS - 1}", "beside"]}, {"key": "web", "operatedBy": ["beside"]}]
    say(gateway, {"parcours": 1, "departments": rows, "channels": channels}, source="test-tower")


def found(gateway, query, **variables):
    answer = asked(gateway.address, Request(query, variables)).to_json()
    assert "errors" not in answer, answer
    return answer["data"]


def test_all_that_a_department_is_part_of(gateway, tower):
    data = found(gateway, '{ a: department(key: "d3") { above { key } } b: department(key: "d0") { above { key } } }')
    assert [each["key"] for each in data["a"]["above"]] == ["d0", "d1", "d2"] and data["b"]["above"] == []


@pytest.mark.parametrize(("key", "channels"), [("d0", ["phone"]), ("d5", ["phone"]), ("d11", []), ("beside", [])])
def test_what_departments_below_one_run(gateway, tower, key, channels):
    query = """query ($key: String!) {
      channels(where: { operatedBy: { some: { above: { some: { key: { eq: $key } } } } } }) {
        totalCount edges { node { key operatedBy { above(where: {}) { key } } } }
      }
    }"""
    data = found(gateway, query.replace("(where: {})", ""), key=key)["channels"]
    assert [edge["node"]["key"] for edge in data["edges"]] == channels and data["totalCount"] == len(channels)
