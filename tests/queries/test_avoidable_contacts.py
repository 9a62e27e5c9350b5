"""Contacts that exist only because something failed before."""

from tests.graph.tables import WORKED, say
from tests.oracle.cases import a_document, at, step
from tests.queries.answers import rows, summary

COLUMNS = ("touchpoint", "from", "only", "avoidable", "volume")


def avoidable(gateway, *steps, **given):
    say(gateway, a_document(*steps))
    return [tuple(row[name] for name in COLUMNS) for row in rows(gateway, "avoidable-contacts", **given)]


def web(**more):
    return step(
        "a", at("website", **more), next=[{"step": "b", "kind": "FAILURE", "share": 0.2}, {"step": "c", "share": 0.8}]
    )


def test_nothing_fails(gateway):
    say(gateway, WORKED)
    assert rows(gateway, "avoidable-contacts") == []
    assert summary(gateway, "avoidable-contacts") == {"avoidable": None, "unknownVolumes": 0}


def test_only_failure_leads_there_so_all_of_it_is_avoidable(gateway):
    steps = (web(volume=1000), step("b", at("phone", volume=[100, 300]), next=[]), step("c", at("branch")))
    assert avoidable(gateway, *steps) == [("j/b/phone", ["j/a/website"], True, (100, 300), (100, 300))]
    assert summary(gateway, "avoidable-contacts") == {"avoidable": (100, 300), "unknownVolumes": 0}


def test_of_an_unknown_volume_the_share_of_what_fails_is_known(gateway):
    steps = (web(volume=1000), step("b", at("phone"), next=[]), step("c", at("branch")))
    assert avoidable(gateway, *steps) == [("j/b/phone", ["j/a/website"], True, (200, 200), None)]


def test_where_others_come_too_only_what_fails_is_avoidable(gateway):
    steps = (web(volume=1000), step("b", at("phone", volume=100), next=[]), step("c", at("branch"), next=["b"]))
    assert avoidable(gateway, *steps) == [("j/b/phone", ["j/a/website"], False, (100, 100), (100, 100))]


def test_declared_volumes_are_not_cut(gateway):
    lead = {"to": "b/phone", "kind": "FAILURE", "volume": [70, 80]}
    steps = (
        step("a", at("website", leadsTo=[lead])),
        step("b", at("phone", volume=10)),
        step("c", at("website", leadsTo=["b/phone"])),
    )
    assert avoidable(gateway, *steps) == [("j/b/phone", ["j/a/website"], False, (70, 80), (10, 10))]


def test_nobody_knows_how_many(gateway):
    steps = (web(), step("b", at("phone"), next=[]), step("c", at("branch")))
    assert avoidable(gateway, *steps) == [("j/b/phone", ["j/a/website"], True, None, None)]
    assert summary(gateway, "avoidable-contacts") == {"avoidable": None, "unknownVolumes": 1}


def test_scope_and_evidence(gateway):
    steps = (web(volume=1000), step("b", at("phone")), step("c", at("branch")))
    assert avoidable(gateway, *steps, perspectives=["FUTURE"]) == avoidable(gateway, *steps, evidence=["SURVEY"]) == []


def test_where_the_journey_begins_a_way_back_is_not_all_there_is(gateway):
    first = step("a", at("website", volume=1000), next=["b"])
    then = step(
        "b", at("phone", volume=300), next=[{"step": "a", "kind": "FAILURE", "share": 0.1}, {"step": "c", "share": 0.9}]
    )
    found = avoidable(gateway, first, then, step("c", at("branch")))
    assert found == [("j/a/website", ["j/b/phone"], False, (30, 30), (1000, 1000))]
