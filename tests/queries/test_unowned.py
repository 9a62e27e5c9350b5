"""Touchpoints that nobody, or more than one department, has taken charge of."""

from tests.graph.tables import WORKED, say
from tests.oracle.cases import LANDSCAPE, a_document, at, step
from tests.queries.answers import rows

SHARED = [dict(c, operatedBy=["digital", "network"]) if c["key"] == "branch" else c for c in LANDSCAPE["channels"]]


def unowned(gateway, *touchpoints, **given):
    proofs = [{"key": "e", "kind": "SURVEY", "about": ["Touchpoint:j/s/phone"]}]
    say(gateway, a_document(step("s", *touchpoints), channels=SHARED, evidence=proofs))
    return [(row["touchpoint"], row["why"], row["departments"]) for row in rows(gateway, "unowned", **given)]


def test_everything_has_an_owner(gateway):
    say(gateway, WORKED)
    assert rows(gateway, "unowned") == []


def test_nobodys_and_contested_the_largest_first_unknown_last(gateway):
    nobodys = at("phone", handledBy=[], volume=10)
    unheard = at("fax")
    assert unowned(gateway, nobodys, at("branch", volume=[1, 500]), unheard, at("website")) == [
        ("j/s/branch", "CONTESTED", ["digital", "network"]),
        ("j/s/phone", "NOBODY", []),
        ("j/s/fax", "NOBODY", []),
    ]


def test_a_contact_that_does_not_happen_is_somebodys_too(gateway):
    assert unowned(gateway, at("phone", handledBy=[], missing=True)) == [("j/s/phone", "NOBODY", [])]


def test_scope_and_evidence(gateway):
    touchpoints = (at("phone", handledBy=[]), at("branch"))
    assert unowned(gateway, *touchpoints, evidence=["SURVEY"]) == [("j/s/phone", "NOBODY", [])]
    assert unowned(gateway, *touchpoints, perspectives=["COMPETITOR"]) == []
    assert len(unowned(gateway, *touchpoints, journeys=["j"])) == 2
