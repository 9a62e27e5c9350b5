"""What imports did to the findings."""

from tests.graph.tables import WORKED, say
from tests.oracle.cases import LANDSCAPE, a_document, at, step
from tests.queries.answers import rows

COLUMNS = ("change", "rupture", "handoff", "touchpoint", "department", "silo")
SWITCH = "j/s/website~j/t/phone"


def changes(gateway, **given):
    """What changed but for the maps themselves, without what did not have a part in it."""
    found = rows(gateway, "what-changed", **given)
    return [tuple(row[name] for name in COLUMNS if row[name] is not None) for row in found if row["key"] is None]


def map_(silo="customer-service", operator="call-centre", needs=("quote",)):
    departments = [dict(d, silo=silo) if d["key"] == "call-centre" else d for d in LANDSCAPE["departments"]]
    channels = [dict(c, operatedBy=[operator]) if c["key"] == "phone" else c for c in LANDSCAPE["channels"]]
    steps = [step("s", at("website", needs=[], produces=["quote"])), step("t", at("phone", needs=list(needs)))]
    return a_document(*steps, departments=departments, channels=channels)


LOSS = "CONTEXT_LOSS~j/s/website~j/t/phone~quote"


def test_the_first_import_brings_ruptures_and_moves_nothing(gateway):
    say(gateway, WORKED)
    assert {change for change, *_ in changes(gateway)} == {"RUPTURE_NEW"}
    assert len(changes(gateway, since="2020-01-01")) == 3
    assert changes(gateway, since="2999-01-01") == []


def test_gone_and_back(gateway):
    first = say(gateway, map_()).run
    say(gateway, map_(needs=()))
    assert ("RUPTURE_GONE", LOSS) in changes(gateway)
    second = say(gateway, map_()).run
    assert ("RUPTURE_REOPENED", LOSS) in changes(gateway)
    assert [c for c in changes(gateway, since=first) if LOSS in c] == [("RUPTURE_REOPENED", LOSS)]
    assert changes(gateway, since=second) == []


def test_another_owner(gateway):
    say(gateway, map_())
    say(gateway, map_(operator="network"))
    assert [c for c in changes(gateway) if c[0].startswith("OWNER")] == [
        ("OWNER_GAINED", "j/t/phone", "network"),
        ("OWNER_LOST", "j/t/phone", "call-centre"),
    ]


def test_a_reorganisation(gateway):
    first = say(gateway, map_()).run
    say(gateway, map_(silo="marketing"))
    assert changes(gateway) == [
        ("CROSSING_ENDED", SWITCH),
        ("SILO_GAINED", "j/t/phone", "call-centre", "marketing"),
        ("SILO_LOST", "j/t/phone", "call-centre"),
    ]
    say(gateway, map_())
    assert changes(gateway, since=first) == []


def test_only_the_scope(gateway):
    say(gateway, map_())
    assert changes(gateway, perspectives=["FUTURE"]) == changes(gateway, evidence=["SURVEY"]) == []
    assert changes(gateway, journeys=["j"]) == changes(gateway) != []


def test_an_empty_graph(gateway):
    assert changes(gateway) == []
