"""Nodes by id."""

import pytest


def test_a_node_of_any_label(ask, statements):
    query = "query ($id: ID!) {node(id: $id) {__typename id key ... on Channel {kind} ... on Step {text phase {name}}}}"
    assert ask(query, id="Channel:phone")["node"] == {
        "__typename": "Channel", "id": "Channel:phone", "key": "phone", "kind": "PHONE",
    }  # fmt: skip
    assert ask(query, id="Step:home-quote/a-sign")["node"]["phase"] == {"name": "Après"}
    assert ask(query, id="Silo:sales")["node"] == {"__typename": "Silo", "id": "Silo:sales", "key": "sales"}
    assert ask(query, id="Silo:nowhere") == {"node": None}
    assert len(statements) == 4


def test_nodes_keep_the_order_of_their_ids(ask, statements):
    ids = ["Silo:sales", "Channel:phone", "Silo:nowhere", "Channel:website", "Silo:sales"]
    data = ask("query ($ids: [ID!]!) {nodes(ids: $ids) {__typename key ... on Channel {name}}}", ids=ids)["nodes"]
    assert data == [
        {"__typename": "Silo", "key": "sales"},
        {"__typename": "Channel", "key": "phone", "name": "Téléphone"},
        None,
        {"__typename": "Channel", "key": "website", "name": "Site web"},
        {"__typename": "Silo", "key": "sales"},
    ]
    assert len(statements) == 1
    assert ask("{nodes(ids: []) {id}}") == {"nodes": []}


MALFORMED = ["", "phone", "Channel", "Channel:", "Nothing:phone", "Graph:graph", ":x", "`Step`:x"]


@pytest.mark.parametrize("id_", MALFORMED)
def test_a_malformed_id_is_bad_input(code, statements, id_):
    found, message = code("query ($id: ID!) {node(id: $id) {id}}", id=id_)
    assert found == "BAD_USER_INPUT" and repr(id_) in message
    assert code("query ($id: ID!) {nodes(ids: [$id]) {id}}", id=id_)[0] == "BAD_USER_INPUT"
    assert statements == []


@pytest.mark.parametrize("id_", MALFORMED)
def test_one_malformed_id_leaves_the_others(run, statements, id_):
    query = "query ($ids: [ID!]!) {found: nodes(ids: $ids) {id}}"
    for ids in (["Silo:sales", id_, "Channel:phone"], ["Silo:sales", "Channel:phone", id_]):
        answer = run(query, ids=ids)
        assert answer["data"] == {"found": [None if each == id_ else {"id": each} for each in ids]}
        (error,) = answer["errors"]
        assert error["path"] == ["found", ids.index(id_)] and error["extensions"]["code"] == "BAD_USER_INPUT"
        assert f"ids[{ids.index(id_)}]: {id_!r} is not an id" in error["message"] and error["locations"]
    assert len(statements) == 2


def test_lookups_side_by_side_fail_by_themselves(run, statements):
    query = """query ($a: ID!, $b: ID!) {
      a: node(id: $a) {id} b: node(id: $b) {id} c: node(id: "none") {id} channel(key: "phone") {key} }"""
    good, bad = {"id": "Silo:sales"}, {"path": ["c"], "code": "BAD_USER_INPUT"}
    for given, data, wrong in (
        ({"a": "Silo:sales", "b": "Silo:sales"}, (good, good), [bad]),
        ({"a": "Silo:sales", "b": "Silo"}, (good, None), [{**bad, "path": ["b"]}, bad]),
        ({"a": "x", "b": "Silo:sales"}, (None, good), [{**bad, "path": ["a"]}, bad]),
        ({"a": "y", "b": "Silo:sales"}, (None, good), [{**bad, "path": ["a"]}, bad]),
    ):
        answer = run(query, **given)
        assert answer["data"] == {"a": data[0], "b": data[1], "c": None, "channel": {"key": "phone"}}
        assert [{"path": e["path"], "code": e["extensions"]["code"]} for e in answer["errors"]] == wrong
        assert all(repr(given[e["path"][0]]) in e["message"] for e in answer["errors"] if e["path"] != ["c"])
    assert len(statements) == 4


def test_what_is_wrong_is_told_beside_introspection(run):
    answer = run('{node(id: "x") {id} __schema {queryType {name}}}')
    assert answer["data"] == {"node": None, "__schema": {"queryType": {"name": "Query"}}}
    assert [error["path"] for error in answer["errors"]] == [["node"]]


def test_too_many_ids_are_bad_input(code):
    found, message = code("query ($ids: [ID!]!) {nodes(ids: $ids) {id}}", ids=["Silo:sales"] * 1001)
    assert found == "BAD_USER_INPUT" and "1000" in message
