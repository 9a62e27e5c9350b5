"""Connections: pages, cursors, counts."""

import base64

import pytest

from api.compiler.cursors import mark

PAGE = """query ($first: Int, $after: String) { handoffs(first: $first, after: $after) {
  edges { cursor node { key } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount } }"""
ORDER = [
    "home-quote/ask-quote/website~home-quote/call-to-adjust/phone",
    "home-quote/call-to-adjust/phone~home-quote/a-sign/branch",
    "known~small",
    "unknown~volume",
]
INSERT = """CREATE (:Channel {key: 'aaa'}), (:Channel {key: 'g'})
            WITH 1 AS x MATCH (e:Channel {key: 'email'}) SET e.key = 'x'"""
TAKE_OUT = """MATCH (c:Channel) WHERE c.key IN ['aaa', 'g'] DELETE c
              WITH count(*) AS x MATCH (e:Channel {key: 'x'}) SET e.key = 'email'"""
CHANNELS = ["branch", "email", "phone", "website"]


def keys(connection):
    return [edge["node"]["key"] for edge in connection["edges"]]


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5])
def test_pages_follow_each_other(ask, statements, size):
    found: list[str] = []
    after, pages = None, 0
    while True:
        page = ask(PAGE, first=size, after=after)["handoffs"]
        found, pages = found + keys(page), pages + 1
        assert page["totalCount"] == 4 and page["pageInfo"]["hasPreviousPage"] is (after is not None)
        assert page["pageInfo"]["startCursor"] == page["edges"][0]["cursor"]
        after = page["pageInfo"]["endCursor"]
        assert after == page["edges"][-1]["cursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break
    assert found == ORDER and len(statements) == pages


NODES = """query ($after: String) { channels(first: 2, after: $after, orderBy: [{name: ASC}]) {
  %s pageInfo { hasNextPage endCursor } totalCount } }"""


def test_nodes_are_those_of_the_edges(ask, statements):
    found = [ask(NODES % "nodes { key name }")["channels"]]
    found.append(ask(NODES % "nodes { key name }", after=found[0]["pageInfo"]["endCursor"])["channels"])
    asked = [ask(NODES % "edges { node { key name } }")["channels"]]
    asked.append(ask(NODES % "edges { node { key name } }", after=asked[0]["pageInfo"]["endCursor"])["channels"])
    assert [page["nodes"] for page in found] == [[edge["node"] for edge in page["edges"]] for page in asked]
    assert len(found[1]["nodes"]) == 2 and not found[1]["pageInfo"]["hasNextPage"]
    assert [page["pageInfo"] for page in found] == [page["pageInfo"] for page in asked]
    assert len(statements) == 4


def test_nodes_and_edges_that_select_the_same_are_read_once(run, statements):
    same = run("{ channels { nodes { key operatedBy { name } } edges { cursor node { key operatedBy { name } } } } }")
    once = run("{ channels { edges { cursor node { key operatedBy { name } } } } }")
    assert [statement for statement, _ in statements[:1]] == [statement for statement, _ in statements[1:]]
    assert same["extensions"]["cost"] == once["extensions"]["cost"]
    found, edges = same["data"]["channels"]["nodes"], once["data"]["channels"]["edges"]
    assert found == [edge["node"] for edge in edges] and same["data"]["channels"]["edges"] == edges


def test_nodes_and_edges_may_select_what_differs(ask):
    data = ask("{ channels { nodes { is: key } edges { node { is: kind } } ...More } } "
               "fragment More on ChannelConnection { others: nodes { __typename name } }")["channels"]  # fmt: skip
    assert [node["is"] for node in data["nodes"]] == CHANNELS
    kinds = [edge["node"]["is"] for edge in data["edges"]]
    assert kinds == ["STORE", "EMAIL", "PHONE", "WEBSITE"]
    assert data["others"][0]["__typename"] == "Channel"


@pytest.mark.parametrize(
    ("document", "path"),
    [
        ('{ search(text: "devis", first: 2) { nodes { id label } edges { score node { id label } } } }', ["search"]),
        ('{ history(id: "Channel:phone") { nodes { id } edges { node { id } } } }', ["history"]),
        ('{ need(key: "get-a-quote") { steps { nodes { text } edges { node { text } } } } }', ["need", "steps"]),
        ('{ channel(key: "phone") { ruptures { nodes { kind } edges { node { kind } } } } }', ["channel", "ruptures"]),
    ],
)
def test_every_kind_of_connection_has_nodes(ask, document, path):
    found = ask(document)
    for name in path:
        found = found[name]
    assert found["nodes"] == [edge["node"] for edge in found["edges"]]
    assert found["nodes"] or path == ["history"]


def test_a_page_of_none_knows_whether_there_are_more(ask):
    page = ask(PAGE, first=0)["handoffs"]
    assert page["edges"] == [] and page["totalCount"] == 4
    assert page["pageInfo"] == {
        "hasNextPage": True, "hasPreviousPage": False, "startCursor": None, "endCursor": None,
    }  # fmt: skip


def test_a_cursor_stays_right_when_rows_come_and_go(ask, landscape):
    query = (
        "query ($after: String) {channels(first: 2, after: $after) {edges {cursor node {key}} pageInfo {hasNextPage}}}"
    )
    first = ask(query)["channels"]
    assert keys(first) == CHANNELS[:2]
    landscape.command(INSERT)
    try:
        assert keys(ask(query, after=first["edges"][-1]["cursor"])["channels"]) == ["g", "phone"]
    finally:
        landscape.command(TAKE_OUT)
    assert keys(ask(query, after=first["edges"][-1]["cursor"])["channels"]) == CHANNELS[2:]


def test_nested_connections_page_on_their_own(ask, statements):
    query = """query ($after: String) { departments(first: 3) { edges { node { key
        children(first: 1, after: $after) { totalCount edges { cursor node { key } } pageInfo { hasNextPage } }
    } } } }"""
    data = ask(query)["departments"]["edges"]
    assert [edge["node"]["key"] for edge in data] == ["call-centre", "digital", "group"]
    group = data[2]["node"]["children"]
    assert keys(group) == ["call-centre"] and group["totalCount"] == 3 and group["pageInfo"]["hasNextPage"]
    assert keys(data[0]["node"]["children"]) == [] and data[0]["node"]["children"]["totalCount"] == 0
    again = ask(query, after=group["edges"][0]["cursor"])["departments"]["edges"][2]["node"]["children"]
    assert keys(again) == ["digital"] and again["totalCount"] == 3
    assert len(statements) == 2


def test_connections_over_edges_that_carry_something_are_of_nodes(ask):
    data = ask("""{
      persona(key: "nadia") { feelings { edges { node { key felt { emotion persona { key } } } } } }
      system(key: "core") { fedBy { edges { node { feeds { delay objects system { key } } } } } }
      department(key: "digital") { contributions { edges { node { contributedBy { role department { key } } } } } }
    }""")
    felt = {"key": "home-quote/call-to-adjust/phone", "felt": [{"emotion": -1, "persona": {"key": "nadia"}}]}
    assert data["persona"]["feelings"]["edges"] == [{"node": felt}]
    feed = {"delay": "PT1H", "objects": ["quote"], "system": {"key": "core"}}
    assert data["system"]["fedBy"]["edges"][0]["node"] == {"feeds": [feed]}
    contribution = {"role": "author", "department": {"key": "digital"}}
    assert data["department"]["contributions"]["edges"][0]["node"] == {"contributedBy": [contribution]}


def test_edges_under_two_names(ask):
    data = ask(
        "{silos(first: 1) {a: edges {node {key} __typename} b: edges {n: node {name} m: node {key}}"
        " __typename pageInfo {__typename}}}"
    )
    assert data["silos"] == {
        "a": [{"node": {"key": "customer-service"}, "__typename": "SiloEdge"}],
        "b": [{"n": {"name": "Service client"}, "m": {"key": "customer-service"}}],
        "__typename": "SiloConnection",
        "pageInfo": {"__typename": "PageInfo"},
    }


def test_a_count_alone_reads_no_rows(ask, statements):
    assert ask("{channels {totalCount} silos {__typename}}") == {
        "channels": {"totalCount": 4}, "silos": {"__typename": "SiloConnection"},
    }  # fmt: skip
    assert "collect" not in statements[0][0]
    assert "count" not in ask("{channels {edges {node {key}}}}") and "count(" not in statements[1][0]


def test_hand_offs_of_a_journey_begin_with_the_largest(ask):
    query = """query ($after: String) {
      journey(key: "home-quote") {handoffs(first: 3, after: $after) {edges {cursor node {key}}}} }"""
    first = ask(query)["journey"]["handoffs"]
    assert keys(first) == ORDER[:3]
    assert keys(ask(query, after=first["edges"][2]["cursor"])["journey"]["handoffs"]) == ORDER[3:]
    assert keys(ask(query, after=first["edges"][0]["cursor"])["journey"]["handoffs"]) == ORDER[1:]


@pytest.mark.parametrize("first", [-1, 1001])
def test_first_out_of_range_is_bad_input(code, first):
    found, message = code('query ($n: Int) {silo(key: "sales") {departments(first: $n) {totalCount}}}', n=first)
    assert found == "BAD_USER_INPUT" and str(first) in message and "0 to 1000" in message


def cursor(text):
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


OWN = mark("Query.handoffs", "volumeHigh DESC")
PLACES = ["{}", "[]", "[1]", '["a"]', '["a", "b"]', '[1, "b"]', "[", f'["{OWN}"]', f'["{OWN}", "b"]',
          f'["{OWN}", true, "b"]', f'["{OWN}", 1e999, "b"]', f'["{OWN}", 1, 2]', f'["{OWN}", "a", "b"]']  # fmt: skip


@pytest.mark.parametrize("after", ["", "x", "é", "!!!", *map(cursor, PLACES)])
def test_a_malformed_cursor_is_bad_input(code, after):
    found, message = code("query ($after: String) {handoffs(after: $after) {edges {cursor}}}", after=after)
    assert found == "BAD_USER_INPUT" and "cursor" in message


def test_a_cursor_of_another_connection_is_bad_input(ask, code):
    other = ask("{handoffs(first: 1) {edges {cursor}}}")["handoffs"]["edges"][0]["cursor"]
    assert code("query ($after: String) {silos(after: $after) {edges {cursor}}}", after=other)[0] == "BAD_USER_INPUT"


CHANNEL = ("{channels(first: 2, %s) {edges {cursor node {key}}}}", "query ($c: String) {channels(%s) {edges {cursor}}}")
NAME, KIND, KEY = "orderBy: [{name: ASC}]", "orderBy: [{kind: ASC}]", "orderBy: [{key: ASC}]"


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        (NAME, "orderBy: [{name: DESC}], after: $c"),
        (NAME, f"{KIND}, after: $c"),
        (NAME, f"{KIND}, first: 1, before: $c"),
        (NAME, f"{KEY}, after: $c"),
        (NAME, "orderBy: [{name: ASC}, {kind: ASC}], after: $c"),
        (NAME, "after: $c"),
        ("where: {}", f"{NAME}, after: $c"),
        ("orderBy: [{touchpoints: {count: ASC}}]", "orderBy: [{flowsIn: {count: ASC}}], after: $c"),
    ],
)
def test_a_cursor_of_another_order_is_bad_input(ask, code, given, asked):
    cursor = ask(CHANNEL[0] % given)["channels"]["edges"][0]["cursor"]
    found, message = code(CHANNEL[1] % asked, c=cursor)
    assert found == "BAD_USER_INPUT" and "in the same order" in message and cursor in message


def test_a_cursor_of_the_same_order_of_another_list_is_bad_input(ask, code):
    cursor = ask("{channels(first: 1) {edges {cursor}}}")["channels"]["edges"][0]["cursor"]
    for other in ("silos(after: $c) {totalCount edges {cursor}}", 'need(key: "x") {steps(after: $c) {edges {cursor}}}'):
        assert code(f"query ($c: String) {{{other}}}", c=cursor)[0] == "BAD_USER_INPUT"
    inside = '{system(key: "web-cms") {touchpoints(first: 1) {edges {cursor}}}}'
    cursor = ask(inside)["system"]["touchpoints"]["edges"][0]["cursor"]
    query = 'query ($c: String) {system(key: "crm") {%s(after: $c) {edges {node {key}}}}}'
    assert code(query % "channels", c=cursor)[0] == "BAD_USER_INPUT"
    assert ask(query % "touchpoints", c=cursor)["system"]["touchpoints"]["edges"] == [
        {"node": {"key": "home-quote/call-to-adjust/phone"}}
    ]


def test_a_cursor_stays_right_under_other_filters_and_the_other_way_round(ask):
    cursor = ask(CHANNEL[0] % NAME)["channels"]["edges"][1]["cursor"]
    query = "query ($c: String) {channels(orderBy: [{name: ASC}], %s) {edges {node {key}}}}"
    for asked, found in (
        ("after: $c", ["website", "phone"]),
        ("where: {kind: {ne: PHONE}}, after: $c", ["website"]),
        ("before: $c", ["branch"]),
        ("last: 1, before: $c", ["branch"]),
    ):
        assert keys(ask(query % asked, c=cursor)["channels"]) == found


def test_a_cursor_of_another_search_is_bad_input(ask, code):
    query = "query ($t: String!, $c: String) {search(text: $t, first: 1, after: $c, types: %s) {edges {cursor}}}"
    cursor = ask(query % "null", t="devis")["search"]["edges"][0]["cursor"]
    assert len(ask(query % "[STEP]", t=" devis ", c=cursor)["search"]["edges"]) == 1
    assert code(query % "null", t="site", c=cursor)[0] == "BAD_USER_INPUT"
    channels = "query ($c: String) {channels(after: $c) {edges {cursor}}}"
    assert code(channels, c=cursor)[0] == "BAD_USER_INPUT"
