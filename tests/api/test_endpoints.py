"""Hand-offs and ruptures between endpoints, in scope, and filtered."""

import pytest

WEB_PHONE = "home-quote/ask-quote/website~home-quote/call-to-adjust/phone"
PHONE_BRANCH = "home-quote/call-to-adjust/phone~home-quote/a-sign/branch"
SMALL, UNKNOWN = "known~small", "unknown~volume"
ALL = [WEB_PHONE, PHONE_BRANCH, SMALL, UNKNOWN]
RUPTURES = ["COVERAGE_GAP", "CONTEXT_LOSS", "FORCED_SWITCH", "DEAD_END", "SILENT_GAP"]


@pytest.fixture
def found(ask, statements):
    """Keys of what the arguments find, and that their count agrees."""

    def found(field, arguments=""):
        call = f"{field}({arguments})" if arguments else field
        data = ask(f"{{{call} {{totalCount edges {{node {{key}}}}}}}}")[field]
        keys = [edge["node"]["key"] for edge in data["edges"]]
        assert data["totalCount"] == len(keys) and len(statements) == 1
        statements.clear()
        return keys

    return found


@pytest.mark.parametrize(
    ("arguments", "keys"),
    [
        ("", ALL),
        ('from: {channel: ["website"]}', [WEB_PHONE, SMALL]),
        ('from: {channel: ["website", "branch"]}', [WEB_PHONE, SMALL, UNKNOWN]),
        ("from: {channelKind: [WEBSITE]}", [WEB_PHONE, SMALL]),
        ('from: {department: ["web-team"]}', [WEB_PHONE, SMALL]),
        ('from: {department: ["digital"]}', [WEB_PHONE, SMALL]),
        ('from: {department: ["group", "digital"]}', ALL),
        ('from: {silo: ["marketing"]}', [WEB_PHONE, SMALL]),
        ('from: {system: ["web-cms"]}', [WEB_PHONE, SMALL]),
        ('to: {channel: ["phone"]}', [WEB_PHONE]),
        ('to: {system: ["core", "crm"]}', [WEB_PHONE, PHONE_BRANCH, SMALL]),
        ('from: {channel: ["website"]}, to: {department: ["call-centre"]}', [WEB_PHONE]),
        ('from: {channel: ["website"], silo: ["marketing"], system: ["web-cms"]}, to: {silo: ["sales"]}', [SMALL]),
        ('from: {channel: ["website"], silo: ["sales"]}', []),
        ('either: {channel: ["phone"]}', [WEB_PHONE, PHONE_BRANCH]),
        ('either: {channel: ["phone"]}, from: {channel: ["website"]}', [WEB_PHONE]),
        ('either: {department: ["digital"], system: ["web-cms"]}', [WEB_PHONE, SMALL, UNKNOWN]),
        ('either: {step: ["home-quote/a-sign"]}', [PHONE_BRANCH, SMALL, UNKNOWN]),
        ("from: {channel: []}", []),
        ("from: {}, to: null", ALL),
        ("from: {channel: null}", ALL),
        ("perspectives: [FUTURE]", ["future~one"]),
        ("perspectives: [REALITY, FUTURE]", ["future~one", *ALL]),
        ("archived: true", ["old~one", *ALL]),
        ("perspectives: null, archived: true", ["future~one", "old~one", *ALL]),
        ('journeys: ["future-quote", "old-quote"]', ["future~one", "old~one"]),
        ('journeys: ["future-quote", "old-quote"], perspectives: [FUTURE]', ["future~one"]),
        ("journeys: []", []),
        ('journeys: ["future-quote"], from: {channel: ["website"]}, to: {channel: ["phone"]}', ["future~one"]),
    ],
)
def test_hand_offs(found, arguments, keys):
    assert found("handoffs", arguments) == keys


@pytest.mark.parametrize(
    ("arguments", "keys"),
    [
        ("", RUPTURES),
        ('from: {channel: ["website"]}', ["COVERAGE_GAP", "CONTEXT_LOSS", "FORCED_SWITCH"]),
        ("from: {channelKind: [WEBSITE]}", ["COVERAGE_GAP", "CONTEXT_LOSS", "FORCED_SWITCH"]),
        ('from: {department: ["digital"]}', ["COVERAGE_GAP", "CONTEXT_LOSS", "FORCED_SWITCH"]),
        ('from: {silo: ["marketing"]}', ["COVERAGE_GAP", "CONTEXT_LOSS", "FORCED_SWITCH"]),
        ('from: {system: ["web-cms"]}', ["COVERAGE_GAP", "CONTEXT_LOSS", "FORCED_SWITCH"]),
        ('from: {channel: ["website"]}, to: {channel: ["phone"]}', ["COVERAGE_GAP", "CONTEXT_LOSS", "FORCED_SWITCH"]),
        ('from: {channel: ["website"]}, to: {channel: ["email"]}', []),
        ('to: {department: ["call-centre"]}', ["COVERAGE_GAP", "CONTEXT_LOSS", "FORCED_SWITCH"]),
        ('from: {channel: ["branch"]}', ["DEAD_END"]),
        ('from: {channel: ["email"]}', ["SILENT_GAP"]),
        ('from: {channel: ["branch"]}, to: {channel: ["phone"]}', []),
        ('either: {channel: ["phone"]}', ["COVERAGE_GAP", "CONTEXT_LOSS", "FORCED_SWITCH"]),
        ('either: {channel: ["branch"]}', ["DEAD_END"]),
        ('either: {channel: ["phone"]}, from: {channel: ["branch"]}', []),
        ('either: {step: ["home-quote/call-to-adjust"]}', [*RUPTURES[:3], "SILENT_GAP"]),
        ('from: {step: ["home-quote/ask-quote"]}', ["CONTEXT_LOSS", "FORCED_SWITCH"]),
        ('from: {step: ["home-quote/call-to-adjust"]}', ["COVERAGE_GAP", "SILENT_GAP"]),
        ('from: {touchpoint: ["home-quote/ask-quote/website"]}', ["CONTEXT_LOSS", "FORCED_SWITCH"]),
        ("resolved: true", [*RUPTURES, "GONE", "ORPHAN"]),
        ('resolved: true, journeys: ["home-quote"]', [*RUPTURES[:4], "GONE", "SILENT_GAP"]),
        ("perspectives: [FUTURE]", []),
    ],
)
def test_ruptures(found, arguments, keys):
    assert sorted(found("ruptures", arguments)) == sorted(keys)


@pytest.mark.parametrize(
    ("where", "keys"),
    [
        ("{}", ALL),
        ("{status: {eq: BROKEN}}", [WEB_PHONE]),
        ("{status: {ne: UNKNOWN}}", [WEB_PHONE, PHONE_BRANCH]),
        ("{status: {in: [BROKEN, UNKNOWN]}}", [WEB_PHONE, SMALL, UNKNOWN]),
        ("{basis: {eq: POSSIBLE}, changesChannel: {eq: false}}", [SMALL]),
        ("{crossesSilo: {eq: true}}", [WEB_PHONE]),
        ("{crossesSilo: {isNull: false}}", [WEB_PHONE]),
        ("{crossesSilo: {ne: true}}", [PHONE_BRANCH, SMALL, UNKNOWN]),
        ("{NOT: {crossesSilo: {eq: true}}}", [PHONE_BRANCH, SMALL, UNKNOWN]),
        ("{volumeHigh: {gt: 10.5}}", [WEB_PHONE, PHONE_BRANCH]),
        ("{volumeHigh: {gte: 10.5, lt: 4000}}", [SMALL]),
        ("{volumeHigh: {isNull: true}}", [UNKNOWN]),
        ('{key: {startsWith: "known"}}', [SMALL]),
        ('{key: {contains: "~home-quote/a"}}', [PHONE_BRANCH]),
        ('{OR: [{status: {eq: BROKEN}}, {key: {eq: "known~small"}}]}', [WEB_PHONE, SMALL]),
        ("{OR: []}", []),
        ("{AND: []}", ALL),
        ("{AND: [{status: {eq: UNKNOWN}}, {NOT: {volumeLow: {lte: 0}}}]}", [UNKNOWN]),
        ('{journey: {title: {contains: "logement"}}, distance: {eq: 2}}', [WEB_PHONE]),
        ('{journey: {NOT: {title: {contains: "logement"}}}}', []),
        ("{journey: {status: {isNull: true}}}", ALL),
    ],
)
def test_where(found, where, keys):
    assert found("handoffs", f"where: {where}") == keys


def test_where_on_ruptures(found):
    assert found("ruptures", "where: {kind: {in: [DEAD_END, SILENT_GAP]}, triage: {eq: OPEN}}") == [
        "DEAD_END",
        "SILENT_GAP",
    ]
    assert found("ruptures", "resolved: true, where: {journey: {key: {eq: \"home-quote\"}}, kind: {eq: DEAD_END}}") == [
        "DEAD_END", "GONE",
    ]  # fmt: skip


def test_comparing_with_null_is_bad_input(code):
    found, message = code("{handoffs(where: {status: {eq: null}}) {totalCount}}")
    assert found == "BAD_USER_INPUT" and "isNull" in message


def test_a_journey_without_a_perspective_shows_reality(found, landscape):
    landscape.command(
        """CREATE (:Journey {key: 'plain'})-[:HAS_HANDOFF]->
           (:Handoff {key: 'plain', basis: 'DECLARED', status: 'SOUND', undecided: [], changesChannel: true})"""
    )
    try:
        assert "plain" in found("handoffs") and "plain" not in found("handoffs", "perspectives: [FUTURE]")
    finally:
        landscape.command("MATCH (n {key: 'plain'}) DETACH DELETE n")


@pytest.mark.parametrize(
    ("node", "field", "arguments", "keys"),
    [
        ('channel(key: "phone")', "handoffs", "", [WEB_PHONE, PHONE_BRANCH]),
        ('channel(key: "phone")', "handoffs", "side: FROM", [PHONE_BRANCH]),
        ('channel(key: "phone")', "handoffs", "side: null", [WEB_PHONE, PHONE_BRANCH]),
        ('channel(key: "phone")', "handoffs", "side: TO, perspectives: [FUTURE]", ["future~one"]),
        ('channel(key: "phone")', "handoffs", "archived: true, first: 1", ["old~one"]),
        ('channel(key: "phone")', "handoffs", "where: {status: {eq: SOUND}}", [PHONE_BRANCH]),
        ('channel(key: "website")', "ruptures", "", ["COVERAGE_GAP", "CONTEXT_LOSS", "FORCED_SWITCH"]),
        ('channel(key: "website")', "ruptures", "side: TO", []),
        ('channel(key: "website")', "ruptures", "orderBy: [{kind: ASC}], last: 1", ["FORCED_SWITCH"]),
        ('department(key: "group")', "handoffs", "side: FROM", ALL),
        ('department(key: "network")', "ruptures", "", ["DEAD_END"]),
        ('system(key: "crm")', "ruptures", "side: TO", ["COVERAGE_GAP", "CONTEXT_LOSS", "FORCED_SWITCH"]),
        ('silo(key: "sales")', "handoffs", "side: TO", [PHONE_BRANCH, SMALL]),
        ('step(key: "home-quote/a-sign")', "ruptures", "", ["DEAD_END"]),
        ('step(key: "home-quote/call-to-adjust")', "handoffs", "side: TO", ["future~one", "old~one", WEB_PHONE]),
        ('touchpoint(key: "home-quote/call-to-adjust/email")', "ruptures", "", ["SILENT_GAP"]),
    ],
)
def test_at_a_node(ask, statements, node, field, arguments, keys):
    """A part of a journey is asked whatever the journey; all else in today's journeys unless told otherwise."""
    call = f"{field}({arguments})" if arguments else field
    (found,) = ask(f"{{{node} {{{call} {{totalCount edges {{node {{key}}}}}}}}}}").values()
    shown = [edge["node"]["key"] for edge in found[field]["edges"]]
    if "first" not in arguments and "last" not in arguments:
        assert found[field]["totalCount"] == len(shown)
    assert shown == keys and len(statements) == 1
