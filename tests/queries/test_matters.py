"""What is behind the ruptures."""

from typing import Any

from api.execute import Request
from tests.asking import asked
from tests.graph.tables import WORKED, say
from tests.oracle.cases import a_document, at, step
from tests.queries.answers import rows

CALL = "home-quote/call-to-adjust"
FIRST = f"home-quote/ask-quote/website~{CALL}/phone"
LOSS, SWITCH, GAP = (
    f"CONTEXT_LOSS~{FIRST}~quote", f"FORCED_SWITCH~{FIRST}", f"COVERAGE_GAP~{CALL}~website"
)  # fmt: skip
COLUMNS = ("number", "key", "ruptures", "handoffs", "volume")
ROOT_CAUSE = "rootCause { key feed { from { key } to { name } objects { key } } rupture { key kind } }"


def matters(gateway, **given):
    return [tuple(row[name] for name in COLUMNS) for row in rows(gateway, "matters", **given)]


def causes(gateway, more=""):
    """The root cause of each rupture of whatever journey, with the statements that it took."""
    sent = []
    scope = "perspectives: [REALITY, FUTURE], archived: true, resolved: true"
    request = Request(f"{{ ruptures({scope}) {{ edges {{ node {{ key {ROOT_CAUSE} {more} }} }} }} }}")
    answer = asked(gateway.address, request, lambda text, _: sent.append(text))
    assert not answer.errors and answer.data
    return {edge["node"]["key"]: edge["node"]["rootCause"] for edge in answer.data["ruptures"]["edges"]}, sent


def test_the_worked_case(gateway):
    say(gateway, WORKED)
    assert matters(gateway) == [
        (1, GAP, [GAP, SWITCH], [FIRST], (4000, 4000)),
        (2, "FEED~web-cms~crm", [LOSS], [FIRST], (4000, 4000)),
    ]
    gap, feed = rows(gateway, "matters")
    assert (gap["feed"], gap["rupture"]) == (None, GAP)
    assert (feed["feed"], feed["rupture"]) == ({"from": "web-cms", "to": "crm", "objects": ["quote"]}, None)
    assert matters(gateway, perspectives=["FUTURE"]) == matters(gateway, to={"channel": ["branch"]}) == []
    assert [key for _, key, *_ in matters(gateway, from_={"system": ["web-cms"]})] == [GAP, "FEED~web-cms~crm"]


def test_a_rupture_tells_its_root_cause(gateway):
    say(gateway, WORKED)
    found, sent = causes(gateway, f"handoffs {{ ruptures {{ again: {ROOT_CAUSE} }} }}")
    assert found[LOSS] == {
        "key": "FEED~web-cms~crm",
        "feed": {"from": {"key": "web-cms"}, "to": {"name": "CRM"}, "objects": [{"key": "quote"}]},
        "rupture": None,
    }
    gap = {"key": GAP, "feed": None, "rupture": {"key": GAP, "kind": "COVERAGE_GAP"}}
    assert found[SWITCH] == found[GAP] == gap
    assert len(sent) == 2  # what it is worked out from is read once, however often it is asked for


SYSTEMS: list[dict[str, Any]] = [
    {"key": "web-cms", "stores": ["quote", "order"], "runBy": "digital"},
    {"key": "crm", "runBy": "call-centre"},
    {"key": "core", "feeds": [{"system": "crm", "objects": ["quote"]}]},
]
WEB = at("website", needs=[], produces=["quote", "order"], volume=100)


def test_one_feed_is_behind_all_that_it_is_the_first_to_repair(gateway):
    steps = (
        step("a", WEB, next=["b"]),
        step("b", at("phone", needs=["quote"], volume=40), expectedOn=["phone"]),
        step("c", at("branch", needs=["quote"], volume=10)),
    )
    say(gateway, a_document(*steps, systems=SYSTEMS))
    (matter,) = matters(gateway)
    assert matter == (
        1,
        "FEED~web-cms~core",
        ["CONTEXT_LOSS~j/a/website~j/b/phone~quote", "CONTEXT_LOSS~j/a/website~j/c/branch~quote"],
        ["j/a/website~j/b/phone", "j/b/phone~j/c/branch"],
        (50, 50),
    )


def test_a_hand_off_counts_once_in_a_matter(gateway):
    say(gateway, a_document(step("a", WEB), step("b", at("phone", needs=["quote", "order"], volume=40), expectedOn=[]),
                            systems=SYSTEMS[:2]))  # fmt: skip
    (matter,) = matters(gateway)
    assert (len(matter[2]), matter[3:]) == (2, (["j/a/website~j/b/phone"], (40, 40)))


def test_what_breaks_no_hand_off_has_a_volume_of_its_own(gateway):
    say(gateway, a_document(step("b", WEB), step("c", at("website", missing=True), expectedOn=["phone"])))
    found = {key.split("~")[0]: (ruptures, handoffs) for _, key, ruptures, handoffs, _ in matters(gateway)}
    assert found == {
        "SILENT_GAP": (["SILENT_GAP~j/c/website"], []),
        "COVERAGE_GAP": (["COVERAGE_GAP~j/c~phone"], []),
    }
    assert {row["knownVolume"] for row in rows(gateway, "matters")} == {100}


def test_other_journeys_have_the_root_causes_of_today(gateway):
    today = a_document(step("a", WEB), step("b", at("phone", needs=["quote"]), expectedOn=[]), systems=SYSTEMS[:2])
    target = a_document(step("a", WEB), step("b", at("phone", needs=["quote", "order"]), expectedOn=[]))["journeys"][0]
    today["journeys"].append({**target, "key": "k", "perspective": "FUTURE"})
    say(gateway, today)
    found, _ = causes(gateway)
    loss = "CONTEXT_LOSS~{0}/a/website~{0}/b/phone~{1}"
    assert found[loss.format("j", "quote")]["key"] == found[loss.format("k", "quote")]["key"] == "FEED~web-cms~crm"
    alone = loss.format("k", "order")
    assert found[alone] == {"key": alone, "feed": None, "rupture": {"key": alone, "kind": "CONTEXT_LOSS"}}
    assert [key for _, key, *_ in matters(gateway, perspectives=["FUTURE"])] == [alone, "FEED~web-cms~crm"]


def test_what_is_resolved_has_nothing_behind_it(gateway):
    broken = step("a", WEB), step("b", at("phone", needs=["quote"]), expectedOn=[])
    say(gateway, a_document(*broken, systems=SYSTEMS[:2]))
    fed = {**SYSTEMS[0], "feeds": [{"system": "crm", "objects": ["quote"]}]}
    say(gateway, a_document(*broken, systems=[fed, SYSTEMS[1]]))
    assert matters(gateway) == []
    ((key, cause),) = causes(gateway)[0].items()
    assert key == cause["key"] == cause["rupture"]["key"]
