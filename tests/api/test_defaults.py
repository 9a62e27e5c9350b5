"""What nobody said: unknown, or the default that the model declares, which readers, filters and orders agree on."""

import pytest

from graph.model import MODEL, Property

EMAIL, PHONE = "home-quote/call-to-adjust/email", "home-quote/call-to-adjust/phone"
BRANCH, WEBSITE = "home-quote/a-sign/branch", "home-quote/ask-quote/website"
DEFAULTS = {
    ("Touchpoint", "missing"): False,
    ("Persona", "real"): False,
    ("Department", "partner"): False,
    ("Measure", "higherIsBetter"): True,
    ("Position", "vacant"): None,
    ("Contribution", "validated"): None,
}


def told(properties):
    return {p.name: p.default for p in properties if isinstance(p, Property) and p.told and p.type is bool}


def test_of_every_yes_or_no_that_sources_tell_it_is_known_what_silence_means():
    holders = {node.label: node.properties for node in MODEL.values()}
    holders |= {r.edge.name: r.edge.properties for node in MODEL.values() for r in node.relations if r.edge}
    assert {(holder, n): value for holder, found in holders.items() for n, value in told(found).items()} == DEFAULTS


def meaning(label, name):
    declared = MODEL[label].by_name[name]
    assert isinstance(declared, Property)
    return declared.meaning


def test_a_default_is_part_of_the_meaning():
    assert meaning("Touchpoint", "missing").endswith("; false unless said")
    assert meaning("Touchpoint", "initiator") == "Who starts the contact; CUSTOMER unless said"
    assert meaning("Position", "vacant") == "Nobody holds it"


def test_it_is_shown(ask, statements):
    data = ask("""{
      touchpoints { edges { node { key missing initiator } } }
      persona(key: "nadia") { real }
      groups: department(key: "group") { partner }
      measures { edges { node { higherIsBetter } } }
      step(key: "home-quote/call-to-adjust") { next { kind share } }
      touchpoint(key: "home-quote/call-to-adjust/phone") { leadsTo { kind } }
      position(key: "ceo") { vacant }
      silo(key: "sales") { declared }
    }""")
    found = {edge["node"]["key"]: edge["node"]["missing"] for edge in data["touchpoints"]["edges"]}
    assert found == {BRANCH: False, WEBSITE: False, EMAIL: True, PHONE: False}
    assert {edge["node"]["initiator"] for edge in data["touchpoints"]["edges"]} == {"CUSTOMER"}
    assert data["persona"]["real"] is data["groups"]["partner"] is False
    assert [edge["node"]["higherIsBetter"] for edge in data["measures"]["edges"]] == [True]
    assert data["step"]["next"] == [{"kind": "PROGRESS", "share": None}]
    assert data["touchpoint"]["leadsTo"] == [{"kind": "PROGRESS"}]
    assert data["position"]["vacant"] is None and data["silo"]["declared"] is None
    assert len(statements) == 1


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ("{missing: {eq: false}}", [BRANCH, WEBSITE, PHONE]),
        ("{missing: {ne: true}}", [BRANCH, WEBSITE, PHONE]),
        ("{missing: {eq: true}}", [EMAIL]),
        ("{missing: {ne: false}}", [EMAIL]),
        ("{missing: {isNull: true}}", []),
        ("{missing: {isNull: false}}", [BRANCH, WEBSITE, EMAIL, PHONE]),
        ("{NOT: {missing: {eq: true}}}", [BRANCH, WEBSITE, PHONE]),
        ("{initiator: {in: [CUSTOMER]}, channel: {kind: {eq: PHONE}}}", [PHONE]),
        ("{initiator: {eq: COMPANY}}", []),
    ],
)
def test_filters_agree_with_what_is_shown(ask, statements, where, found):
    data = ask(f"{{touchpoints(where: {where}) {{totalCount edges {{node {{key}}}}}}}}")["touchpoints"]
    assert [edge["node"]["key"] for edge in data["edges"]] == found and data["totalCount"] == len(found)
    assert len(statements) == 1


@pytest.mark.parametrize(
    ("direction", "found"), [("ASC", [BRANCH, WEBSITE, PHONE, EMAIL]), ("DESC", [EMAIL, BRANCH, WEBSITE, PHONE])]
)
def test_orders_and_their_pages_too(ask, direction, found):
    query = """query ($after: String) {touchpoints(orderBy: [{missing: %s}], first: 1, after: $after) {
      edges {node {key}} pageInfo {endCursor}} }"""
    after = None
    seen: list[str] = []
    for _ in found:
        page = ask(query % direction, after=after)["touchpoints"]
        seen, after = seen + [edge["node"]["key"] for edge in page["edges"]], page["pageInfo"]["endCursor"]
    assert seen == found


def test_groups_too(ask):
    groups = ask("{touchpoints {aggregate {byMissing {value count}}}}")["touchpoints"]["aggregate"]["byMissing"]
    assert groups == [{"value": "false", "count": 3}, {"value": "true", "count": 1}]
