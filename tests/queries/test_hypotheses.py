"""What the map says without proof."""

from tests.graph.tables import say
from tests.oracle.cases import a_document, at, step
from tests.queries.answers import rows, summary


def doubts(gateway, *evidence, **given):
    proofs = [{"key": f"e{n}", **each} for n, each in enumerate(evidence)]
    say(gateway, a_document(step("b", at("phone")), step("a", at("website")), evidence=proofs))
    return [
        (row["element"], row["why"], row["kinds"], row["contradicted"]) for row in rows(gateway, "hypotheses", **given)
    ]


def about(*elements, **more):
    return {"about": list(elements), **more}


def test_nothing_is_proven(gateway):
    none: tuple[str, list[str], int] = ("NO_EVIDENCE", [], 0)
    elements = ("j", "j/b", "j/b/phone", "j/a", "j/a/website")
    assert doubts(gateway) == [(element, *none) for element in elements]
    assert summary(gateway, "hypotheses") == {"elements": 5, "withoutEvidence": 5, "withoutCustomers": 0}


def test_customers_staff_and_contradiction(gateway):
    found = doubts(
        gateway,
        about("Touchpoint:j/b/phone", kind="VERBATIM"),
        about("Step:j/b", kind="EXPERT_OPINION"),
        about("Step:j/b", kind="STAFF_COCREATION", stance="SUPPORTS"),
        about("Journey:j", kind="SURVEY", stance="CONTRADICTS"),
        about("Step:j/a"),
    )
    assert found == [
        ("j", "NO_EVIDENCE", [], 1),
        ("j/b", "NOT_FROM_CUSTOMERS", ["EXPERT_OPINION", "STAFF_COCREATION"], 0),
        ("j/a", "NOT_FROM_CUSTOMERS", [], 0),
        ("j/a/website", "NO_EVIDENCE", [], 0),
    ]
    assert summary(gateway, "hypotheses") == {"elements": 5, "withoutEvidence": 2, "withoutCustomers": 2}


def test_another_scope(gateway):
    assert doubts(gateway, perspectives=["FUTURE"]) == []
    assert summary(gateway, "hypotheses", perspectives=["FUTURE"])["elements"] == 0
