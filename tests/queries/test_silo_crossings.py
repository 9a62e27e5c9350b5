"""How much journeys cross silos."""

import pytest

from tests.graph.tables import WORKED, say
from tests.oracle.cases import LANDSCAPE, a_document, at, step
from tests.queries.answers import rows, summary

COUNTS = ("external", "internal", "unknown", "computed", "eiIndex", "crossingRate")
NOBODY = {"departments": [{"key": "digital"}, {"key": "call-centre"}, {"key": "network"}]}


def counts(found):
    return tuple(found[name] for name in COUNTS)


def of_two(*touchpoints, **landscape):
    """The first touchpoint's step, then one step with the others."""
    first, *others = touchpoints
    return a_document(step("s", first), step("t", *others), **landscape)


def test_the_worked_case(gateway):
    say(gateway, WORKED)
    (row,) = rows(gateway, "silo-crossings")
    assert (row["journey"], counts(row)) == ("home-quote", (2, 0, 0, 0, 1.0, 1.0))
    assert [key.split("~")[1] for key in row["handoffs"]] == [
        "home-quote/call-to-adjust/phone",
        "home-quote/sign/branch",
    ]
    assert counts(summary(gateway, "silo-crossings")) == (2, 0, 0, 0, 1.0, 1.0)


@pytest.mark.parametrize(
    ("touchpoints", "expected", "where"),
    [
        ([at("website"), at("website")], (0, 1, 0, 0, -1.0, 0.0), 0),  # no hand-off, and a way all the same
        ([at("website"), at("website"), at("phone")], (0, 1, 0, 0, -1.0, 0.0), 0),  # to the phone is only possible
        ([at("website", leadsTo=["t/website", "t/phone"]), at("website"), at("phone")], (1, 1, 0, 0, 0.0, 0.5), 1),
        ([at("website"), at("phone", handledBy=["digital"])], (0, 1, 0, 0, -1.0, 0.0), 0),
        ([at("website"), at("phone", handledBy=[])], (0, 0, 1, 0, None, None), 0),
        ([at("website"), at("phone", handledBy=["group"])], (0, 0, 1, 0, None, None), 0),  # at the cut: in no silo
        ([at("website"), at("phone", handledBy=["network", "group"])], (0, 0, 1, 0, None, None), 0),
        ([at("website"), at("phone", handledBy=["digital", "network"])], (0, 0, 1, 0, None, None), 0),
        ([at("website"), at("phone", handledBy=["call-centre", "network"])], (1, 0, 0, 0, 1.0, 1.0), 1),
        ([at("website", missing=True), at("phone")], (0, 0, 0, 0, None, None), 0),
    ],
)
def test_ways_between_silos(gateway, touchpoints, expected, where):
    say(gateway, of_two(*touchpoints))
    (row,) = rows(gateway, "silo-crossings")
    assert (counts(row), len(row["handoffs"])) == (expected, where)


def test_two_departments_of_one_silo_are_one_side(gateway):
    shop = {"key": "shop", "partOf": "digital"}  # in the silo of the one above it, which somebody declared
    say(
        gateway,
        of_two(at("website", handledBy=["digital", "shop"]), at("phone", handledBy=["shop"]))
        | {"departments": [*LANDSCAPE["departments"], shop]},
    )
    assert counts(rows(gateway, "silo-crossings")[0]) == (0, 1, 0, 0, -1.0, 0.0)


def test_silos_that_nobody_declared(gateway):
    units = [{"key": "group"}, *({"key": key, "partOf": "group"} for key in ("digital", "call-centre"))]
    partner = {"key": "network", "partner": True}
    say(
        gateway,
        a_document(
            step("s", at("website")), step("t", at("phone")), step("u", at("branch")), departments=[*units, partner]
        ),
    )
    assert counts(summary(gateway, "silo-crossings")) == (2, 0, 0, 2, 1.0, 1.0)


def test_departments_in_no_silo(gateway):
    say(gateway, of_two(at("website"), at("phone"), **NOBODY))
    assert counts(summary(gateway, "silo-crossings")) == (0, 0, 1, 0, None, None)


def test_largest_volume_first_unknown_last(gateway):
    channels = (("s", "website", None), ("t", "phone", None), ("u", "branch", 20), ("v", "website", 30))
    say(
        gateway,
        a_document(
            *(step(key, at(channel, volume=volume) if volume else at(channel)) for key, channel, volume in channels)
        ),
    )
    (row,) = rows(gateway, "silo-crossings")
    assert row["handoffs"] == ["j/t/phone~j/u/branch", "j/u/branch~j/v/website", "j/s/website~j/t/phone"]


def a_journey(key, *channels, **fields):
    steps = [step(f"s{n}", at(channel)) for n, channel in enumerate(channels)]
    return {"key": key, "phases": [{"key": "p", "steps": steps}], **fields}


def test_most_crossings_first_counts_add_up(gateway):
    say(
        gateway,
        {
            **LANDSCAPE,
            "journeys": [
                a_journey("none"),
                a_journey("a", "website", "website"),
                a_journey("b", "website", "phone", "branch"),
                a_journey("future", "website", "phone", perspective="FUTURE"),
                a_journey("old", "website", "phone", status="ARCHIVED"),
            ],
        },
    )
    assert [(row["journey"], row["external"], row["internal"]) for row in rows(gateway, "silo-crossings")] == [
        ("b", 2, 0),
        ("a", 0, 1),
        ("none", 0, 0),
    ]
    assert counts(summary(gateway, "silo-crossings"))[4:] == (pytest.approx(1 / 3), pytest.approx(2 / 3))
    assert [row["journey"] for row in rows(gateway, "silo-crossings", journeys=["future", "old"])] == ["future", "old"]
    assert summary(gateway, "silo-crossings", archived=True)["external"] == 3


def test_what_evidence_supports(gateway):
    proof = {"key": "e", "kind": "SURVEY", "about": ["Touchpoint:a/s2/branch"]}
    against = {"key": "f", "kind": "INTERVIEW", "stance": "CONTRADICTS", "about": ["Touchpoint:a/s2/branch"]}
    journeys = [a_journey("a", "website", "phone", "branch"), a_journey("b", "website", "phone")]
    say(gateway, {**LANDSCAPE, "journeys": journeys, "evidence": [proof, against]})
    (row,) = rows(gateway, "silo-crossings", evidence=["SURVEY"])
    assert (row["journey"], row["external"], row["handoffs"]) == ("a", 1, ["a/s1/phone~a/s2/branch"])
    assert rows(gateway, "silo-crossings", evidence=["INTERVIEW"]) == []


def test_an_empty_graph(gateway):
    assert rows(gateway, "silo-crossings") == []
    assert counts(summary(gateway, "silo-crossings")) == (0, 0, 0, 0, None, None)
