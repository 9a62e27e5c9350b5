"""Hand-offs between each two channels, departments or silos."""

import pytest

from tests.graph.tables import WORKED, say
from tests.oracle.cases import LANDSCAPE, a_document, at, step
from tests.queries.answers import rows

COLUMNS = ("from", "to", "handoffs", "broken", "unknown", "sound", "volume", "unknownVolumes")


def matrix(gateway, *steps, document=None, **given):
    if steps or document:
        say(gateway, document or a_document(*steps))
    return [tuple(row[name] for name in COLUMNS) for row in rows(gateway, "handoff-matrix", **given)]


@pytest.mark.parametrize(
    ("by", "one", "two", "three"),
    [
        ("CHANNEL", "website", "phone", "branch"),
        ("DEPARTMENT", "digital", "call-centre", "network"),
        ("SILO", "marketing", "customer-service", "sales"),
    ],
)
def test_the_worked_case(gateway, by, one, two, three):
    found = matrix(gateway, document=WORKED, by=by)
    assert sorted(found) == sorted([(one, two, 1, 1, 0, 0, (4000, 4000), 0), (two, three, 1, 0, 0, 1, (3000, 4000), 0)])


def test_counts_add_up_and_one_unknown_volume_hides_the_sum(gateway):
    a, b = step("a", at("website", volume=10)), step("b", at("phone", volume=10, needs=[]))
    c, d = step("c", at("website")), step("d", at("phone"))
    found = matrix(gateway, a, b, c, d)
    assert ("website", "phone", 2, 0, 1, 1, None, 1) in found


def test_a_contested_touchpoint_counts_for_each_of_its_departments(gateway):
    a, b = step("a", at("website")), step("b", at("phone", handledBy=["network", "call-centre"], needs=[]))
    cells = [cell[:3] for cell in matrix(gateway, a, b, by="DEPARTMENT")]
    assert cells == [("digital", "call-centre", 1), ("digital", "network", 1)]
    assert [cell[:3] for cell in matrix(gateway, a, b, by="CHANNEL")] == [("website", "phone", 1)]


def test_two_departments_of_one_silo_are_one_side(gateway):
    more = [*LANDSCAPE["departments"], {"key": "shop", "partOf": "group", "silo": "sales"}]
    steps = step("a", at("website")), step("b", at("phone", handledBy=["network", "shop"], needs=[]))
    found = matrix(gateway, document=a_document(*steps, departments=more), by="SILO")
    assert [cell[:3] for cell in found] == [("marketing", "sales", 1)]


def test_nobodys_side_is_null_and_last(gateway):
    a, b = step("a", at("website")), step("b", at("phone", handledBy=[]), at("branch", needs=[]))
    assert [cell[:2] for cell in matrix(gateway, a, b, by="DEPARTMENT")] == [("digital", "network"), ("digital", None)]


def test_nothing_to_count(gateway):
    assert matrix(gateway) == []
    assert matrix(gateway, step("a")) == []
    assert matrix(gateway, document=WORKED, perspectives=["FUTURE"]) == matrix(gateway, evidence=["SURVEY"]) == []
