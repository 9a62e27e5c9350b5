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


@pytest.mark.parametrize("id_", ["", "phone", "Channel", "Channel:", "Nothing:phone", "Graph:graph", ":x", "`Step`:x"])
def test_a_malformed_id_is_bad_input(code, statements, id_):
    found, message = code("query ($id: ID!) {node(id: $id) {id}}", id=id_)
    assert found == "BAD_USER_INPUT" and repr(id_) in message
    assert code("query ($id: ID!) {nodes(ids: [$id]) {id}}", id=id_)[0] == "BAD_USER_INPUT"
    assert statements == []


def test_too_many_ids_are_bad_input(code):
    found, message = code("query ($ids: [ID!]!) {nodes(ids: $ids) {id}}", ids=["Silo:sales"] * 1001)
    assert found == "BAD_USER_INPUT" and "1000" in message
