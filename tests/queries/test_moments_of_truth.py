"""The touchpoints on which a relationship turns."""

from tests.graph.tables import WORKED, say
from tests.oracle.cases import a_document, at, step
from tests.queries.answers import rows

COLUMNS = ("touchpoint", "priority", "quadrant", "unknown")


def moments(gateway, *steps, **given):
    say(gateway, a_document(*steps))
    return [tuple(row[name] for name in COLUMNS) for row in rows(gateway, "moments-of-truth", **given)]


def test_nobody_said_what_matters(gateway):
    say(gateway, WORKED)
    assert rows(gateway, "moments-of-truth") == []


def test_the_factors_and_the_priority(gateway):
    big = step("a", at("website", volume=[1, 1000]))
    say(gateway, a_document(big, step("b", at("phone", impact=0.9, performance=0.35, volume=500), importance=0.8)))
    (row,) = rows(gateway, "moments-of-truth")
    assert (row["importance"], row["impact"], row["performance"], row["reach"]) == (0.8, 0.9, 0.35, 0.5)
    assert abs(row["priority"] - 0.8 * 0.9 * 0.65 * 0.5) < 1e-12


def test_unknown_factors_are_named_and_come_last(gateway):
    found = moments(
        gateway,
        step("a", at("website", impact=0.9, volume=10), at("phone", impact=0.9, performance=0.5), importance=0.9),
        step("b", at("branch", impact=0.7, performance=0.4, volume=10), importance=0.7),
        step("c", at("branch", impact=0.69, performance=0, volume=10), importance=1),
        step("d", at("branch", performance=0, volume=10), importance=1),
        step("e", at("branch", impact=1, performance=0, volume=10)),
    )
    assert [row[0] for row in found] == ["j/b/branch", "j/a/phone", "j/a/website"]
    assert found[1:] == [("j/a/phone", None, "KEEP_UP", ["REACH"]), ("j/a/website", None, None, ["PERFORMANCE"])]


def test_quadrants_with_their_cross(gateway):
    steps = [
        step("a", at("website", impact=1, performance=0.5), importance=0.5),
        step("b", at("website", impact=1, performance=0.49), importance=0.5),
        step("c", at("website", impact=1, performance=0.5), importance=0.49),
        step("d", at("website", impact=1, performance=0.49), importance=0.49),
    ]
    found = [row[2] for row in moments(gateway, *steps, importance=0, impact=0)]
    assert found == ["KEEP_UP", "CONCENTRATE_HERE", "POSSIBLE_OVERKILL", "LOW_PRIORITY"]


def test_what_was_measured_counts_where_nothing_was_said(gateway):
    measures = [{"name": "CSAT", "value": 2, "scale": [1, 5], "method": "SURVEY"}]
    (row,) = moments(gateway, step("a", at("website", impact=1, volume=5, measures=measures), importance=1))
    assert row == ("j/a/website", 0.75, "CONCENTRATE_HERE", [])


def test_scope_and_evidence(gateway):
    a = step("a", at("website", impact=1), importance=1)
    assert len(moments(gateway, a)) == 1
    assert moments(gateway, a, evidence=["SURVEY"]) == moments(gateway, a, perspectives=["FUTURE"]) == []


def test_several_journeys_one_after_the_other(gateway):
    small = step("a", at("website", impact=0.9, performance=0.5, volume=10), importance=0.8)
    large = step("a", at("website", impact=1, performance=0, volume=5000), at("phone", volume=10000), importance=1)
    document = a_document(small, step("b", at("phone", impact=0.9, performance=0.1, volume=5), importance=0.8))
    document["journeys"].append({**a_document(large)["journeys"][0], "key": "k"})
    say(gateway, document)
    found = [(row["touchpoint"], row["reach"]) for row in rows(gateway, "moments-of-truth")]
    assert found == [("j/a/website", 1), ("j/b/phone", 0.5), ("k/a/website", 0.5)]  # k's has the highest priority
