"""What contacts cost a year, and what a repair would save at most."""

import pytest

from graph.language import Language
from queries.catalogue.costs.drawing import told
from tests.graph.tables import say
from tests.oracle.cases import LANDSCAPE, a_document, at, step
from tests.queries.answers import rows, summary
from wording import cells

COLUMNS = ("of", "cost", "known", "contacts", "unknown")
COSTS = {"website": [0.1, 0.2], "phone": 6}
CHANNELS = [
    {**each, "cost": COSTS[each["key"]]} if each["key"] in COSTS else each for each in LANDSCAPE["channels"]
]  # the branch's cost is unknown


def cost(gateway, by, *steps, **given):
    say(gateway, a_document(*steps, channels=CHANNELS, personas=["nadia"]))
    return [tuple(row[name] for name in COLUMNS) for row in rows(gateway, "costs", by=by, **given)]


STEPS = (
    step("a", at("website", volume=1000), at("branch", volume=50)),
    step("b", at("phone", volume=[100, 300], cost=[4, 5], handledBy=["call-centre", "digital"]), at("website")),
    step("c", at("phone", volume=10, handledBy=[]), at("phone", key="back", missing=True, volume=7)),
)
# website 100–200, branch unknown, phone at its own cost 400–1,500, website unknown, phone at the channel's 60


def test_a_sum_tells_what_of_it_is_known(gateway):
    assert cost(gateway, "JOURNEY", *STEPS) == [("j", None, (560, 1760), 5, 2)]
    assert summary(gateway, "costs") == {"cost": None, "known": (560, 1760), "contacts": 5, "unknown": 2}


def test_by_channel(gateway):
    assert cost(gateway, "CHANNEL", *STEPS) == [
        ("phone", (460, 1560), (460, 1560), 2, 0),
        ("website", None, (100, 200), 2, 1),
        ("branch", None, None, 1, 1),
    ]


def test_what_is_contested_counts_for_each_and_once_in_all(gateway):
    assert cost(gateway, "DEPARTMENT", *STEPS) == [
        ("digital", None, (500, 1700), 3, 1),
        ("call-centre", (400, 1500), (400, 1500), 1, 0),
        (None, (60, 60), (60, 60), 1, 0),
        ("network", None, None, 1, 1),
    ]
    assert summary(gateway, "costs", by="DEPARTMENT")["known"] == (560, 1760)


SWITCH = "FORCED_SWITCH~j/a/website~j/b/phone"
GAP = "COVERAGE_GAP~j/b~website"
FORCED = (
    step("a", at("website", volume=1000, produces=[]), next=[{"step": "b", "share": 0.2}]),
    step(
        "b",
        at("phone", needs=[], volume=900),
        expectedOn=["website"],
        next=[{"step": "c", "kind": "FAILURE", "share": 0.5}],
    ),
    step("c", at("phone", needs=[], cost=10), outcome="GOAL"),
)
# a → b: 200 at 6; b → c: half of 900 at 10


def test_a_rupture_costs_the_contacts_that_it_causes(gateway):
    assert cost(gateway, "RUPTURE", *FORCED) == [
        (SWITCH, (5700, 5700), (5700, 5700), 2, 0),
        (GAP, (4500, 4500), (4500, 4500), 1, 0),
    ]
    assert summary(gateway, "costs", by="RUPTURE")["cost"] == (5700, 5700)


def test_a_repair_saves_each_contact_once(gateway):
    assert cost(gateway, "MATTER", *FORCED) == [(GAP, (5700, 5700), (5700, 5700), 2, 0)]


def test_what_a_feed_would_save(gateway):
    lost = (
        step("a", at("website", produces=["quote"])),
        step("b", at("phone", needs=["quote"], volume=100), next=[{"step": "c", "kind": "FAILURE", "share": 0.5}]),
        step("c", at("website", needs=[]), outcome="GOAL"),
    )
    say(gateway, a_document(*lost, channels=CHANNELS))
    (row,) = rows(gateway, "costs", by="MATTER", evidence=None)
    assert row["feed"] == {"from": "web-cms", "to": "crm", "objects": ["quote"]}
    assert (row["of"], row["cost"]) == (None, (5, 10))


def test_what_causes_no_contact_costs_nothing_and_what_nobody_counted_is_unknown(gateway):
    quiet = (step("a", at("website"), expectedOn=["phone", "website"], outcome="GOAL"),)
    assert cost(gateway, "RUPTURE", *quiet) == [("COVERAGE_GAP~j/a~phone", None, None, 0, 0)]
    uncounted = (step("a", at("branch")), step("b", at("phone", needs=[]), expectedOn=["branch"], outcome="GOAL"))
    assert cost(gateway, "RUPTURE", *uncounted) == [
        ("FORCED_SWITCH~j/a/branch~j/b/phone", None, None, 1, 1),
        ("COVERAGE_GAP~j/b~branch", None, None, 0, 0),
    ]


def test_scope_and_evidence(gateway):
    assert cost(gateway, "JOURNEY", *STEPS, perspectives=["FUTURE"]) == []
    assert cost(gateway, "CHANNEL", *STEPS, evidence=["SURVEY"]) == []
    assert summary(gateway, "costs", evidence=["SURVEY"]) == {"cost": None, "known": None, "contacts": 0, "unknown": 0}


@pytest.mark.parametrize(
    ("known", "contacts", "unknown", "french", "english"),
    [
        (1200, 2, 0, "1\u202f200\u00a0€", "€1,200"),
        (1200, 3, 1, "1\u202f200\u00a0€ + 1 inconnu", "€1,200 + 1 unknown"),
        (0, 3, 2, "0\u00a0€ + 2 inconnus", "€0 + 2 unknown"),
        (None, 3, 3, "inconnu", "unknown"),
        (None, 0, 0, "aucun", "none"),
    ],
)
def test_how_a_sum_is_told(known, contacts, unknown, french, english):
    interval = None if known is None else {"low": known, "high": known, "currency": "EUR"}
    row = {"known": interval, "contacts": contacts, "unknown": unknown}
    assert [told(row, cells, language) for language in (Language.FR, Language.EN)] == [french, english]
