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


def test_owners_whose_keys_have_spaces(gateway):
    night = "o32:Calls 100% by night"
    before, after = map_(), map_(operator=night)
    after["departments"] = [*after["departments"], {"key": night, "partOf": "group"}]
    say(gateway, before)
    say(gateway, after)
    assert ("OWNER_GAINED", "j/t/phone", night) in changes(gateway)


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


EDITED = ("change", "key", "called", "name", "place", "volume", "emotion")


def edits(gateway, **given):
    """What changed in the maps: what, where, what it is called, before and after."""
    found = rows(gateway, "what-changed", **given)
    return [_edit(row) for row in found if row["key"]]


def _edit(row):
    pair = next((row[name] for name in ("name", "place", "volume", "emotion") if row[name]), None)
    return (row["change"], row["key"], row["called"], *((pair["before"], pair["after"]) if pair else ()))


def journey(*phases):
    return {**LANDSCAPE, "journeys": [{"key": "j", "phases": [*phases]}]}


def phase(key, *steps, name=None):
    return {"key": key, "name": name or key.upper(), "steps": [*steps]}


CALL = step("t", at("phone", volume=[3000, 4000], emotion=-2), text="J'appelle")
ASK = step("s", at("website"), text="Je demande")
SIGN = step("u", at("branch"), text="Je signe")


def test_the_first_import_adds_the_map(gateway):
    say(gateway, journey(phase("p", ASK)))
    assert edits(gateway) == [
        ("ELEMENT_ADDED", "j", "j"),
        ("ELEMENT_ADDED", "j/p", "P"),
        ("ELEMENT_ADDED", "j/s", "Je demande"),
        ("ELEMENT_ADDED", "j/s/website", "Je demande (website)"),
    ]


def test_added_removed_renamed_moved(gateway):
    first = say(gateway, journey(phase("p", ASK, CALL), phase("q", SIGN))).run
    told = {**CALL, "text": "Je rappelle"}
    say(gateway, journey(phase("p", step("new", text="Je cherche"), ASK), phase("q", told, name="Après")))
    expected = [
        ("ELEMENT_ADDED", "j/new", "Je cherche"),
        ("ELEMENT_MOVED", "j/t", "Je rappelle", "P", "Après"),
        ("ELEMENT_REMOVED", "j/u", "Je signe"),
        ("ELEMENT_REMOVED", "j/u/branch", "Je signe (branch)"),
        ("ELEMENT_RENAMED", "j/q", "Après", "Q", "Après"),
        ("ELEMENT_RENAMED", "j/t", "Je rappelle", "J'appelle", "Je rappelle"),
    ]
    assert edits(gateway) == edits(gateway, since=first) == expected


def test_volumes_emotions_channels_and_places(gateway):
    say(gateway, journey(phase("p", ASK, CALL, SIGN)))
    touchpoint = {**at("branch", volume=12), "key": "phone"}
    say(gateway, journey(phase("p", SIGN, ASK, {**CALL, "touchpoints": [touchpoint]})))
    assert edits(gateway) == [
        ("ELEMENT_MOVED", "j/t/phone", "J'appelle (phone)", "phone", "branch"),
        ("ELEMENT_MOVED", "j/u", "Je signe", "3", "1"),
        ("EMOTION_CHANGED", "j/t/phone", "J'appelle (phone)", -2, None),
        ("VOLUME_CHANGED", "j/t/phone", "J'appelle (phone)", (3000, 4000), (12, 12)),
    ]


def test_what_changed_back_is_no_row(gateway):
    first = say(gateway, journey(phase("p", ASK, CALL))).run
    say(gateway, journey(phase("p", CALL)))
    say(gateway, journey(phase("p", ASK, {**CALL, "text": "Je rappelle"}, SIGN)))
    say(gateway, journey(phase("p", ASK, CALL)))
    assert edits(gateway, since=first) == []
    assert {change for change, *_ in edits(gateway)} == {"ELEMENT_REMOVED", "ELEMENT_RENAMED"}


def test_a_journey_that_is_gone(gateway):
    say(gateway, journey(phase("p", ASK)))
    say(gateway, LANDSCAPE, allow_shrink=True)
    assert [edit[:2] for edit in edits(gateway)] == [
        ("ELEMENT_REMOVED", key) for key in ("j", "j/p", "j/s", "j/s/website")
    ]
    assert edits(gateway, journeys=["j"]) == []


def test_all_runs_of_the_last_command_that_changed_something(gateway):
    say(gateway, LANDSCAPE, "landscape", command="first")
    say(gateway, {"journeys": journey(phase("p", ASK))["journeys"]}, "one", command="second")
    say(gateway, {"needs": [{"key": "safe"}]}, "two", command="second")
    say(gateway, {"needs": [{"key": "safe"}]}, "two", command="third")
    assert [edit[1] for edit in edits(gateway)] == ["j", "j/p", "j/s", "j/s/website"]
    assert changes(gateway, since="20200101T000000Z-abcdef") == changes(gateway)


def test_since_a_command_is_after_all_of_its_runs(gateway):
    command = "20990101T000000Z-abcdef"
    say(gateway, journey(phase("p", ASK)), "one", command=command)
    say(gateway, {"needs": [{"key": "safe"}]}, "two", command=command)
    assert rows(gateway, "what-changed", since=command) == []
    say(gateway, journey(phase("p", ASK, CALL)), "one")
    assert [edit[1] for edit in edits(gateway, since=command)] == ["j/t", "j/t/phone"]


def test_more_than_a_run_keeps(gateway, monkeypatch):
    monkeypatch.setattr("graph.settling.kept.MOST", 0)
    say(gateway, LANDSCAPE)
    (row,) = rows(gateway, "what-changed")
    assert (row["change"], row["more"]) == ("MORE_NOT_KEPT", 11)


def test_a_run_that_was_cut_off_is_the_last_that_changed_something(gateway):
    say(gateway, journey(phase("p", ASK)))
    gateway.command("MATCH (r:ImportRun) SET r.status = 'STOPPED' REMOVE r.created, r.updated, r.removed")
    assert len(edits(gateway)) == 4


def test_moved_and_back_while_the_journey_is_renamed(gateway):
    def phases(journey, *steps, **more):
        told = [
            {"key": key, "steps": [step(s, at("website")) for s in inside]}
            for key, inside in zip("pq", steps, strict=True)
        ]
        return {**LANDSCAPE, "journeys": [{"key": journey, "phases": told, **more}]}

    first = say(gateway, phases("old", "ab", "c")).run
    say(gateway, phases("old", "a", "bc"))
    say(gateway, phases("new", "a", "bc", aliases=["old"]))
    moved = [row for row in rows(gateway, "what-changed", since=first) if row["change"] == "ELEMENT_MOVED"]
    assert [row["key"] for row in moved] == ["new/b"]
    assert (moved[0]["place"]["before"], moved[0]["place"]["after"]) == ("new/p", "new/q")
    say(gateway, phases("new", "ab", "c", aliases=["old"]))
    assert not [row for row in rows(gateway, "what-changed", since=first) if row["change"] == "ELEMENT_MOVED"]
