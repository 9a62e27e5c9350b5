"""Whose a rupture is, and the state that the graph is in."""

import pytest


@pytest.mark.parametrize(
    ("rupture", "departments"),
    [
        ("CONTEXT_LOSS", ["call-centre", "web-team"]),
        ("FORCED_SWITCH", ["call-centre", "web-team"]),
        ("COVERAGE_GAP", ["call-centre"]),
        ("DEAD_END", ["network"]),
        ("SILENT_GAP", ["call-centre"]),
        ("GONE", []),
    ],
)
def test_whose_a_rupture_is(ask, statements, rupture, departments):
    found = ask("query ($key: String!) { rupture(key: $key) { concerns { key silo { key } } } }", key=rupture)
    assert [each["key"] for each in found["rupture"]["concerns"]] == departments
    assert len(statements) == 1


def test_what_a_rupture_causes(ask):
    found = ask('{ rupture(key: "COVERAGE_GAP") { causes { totalCount edges { node { key } } } } }')["rupture"][
        "causes"
    ]
    assert found == {"totalCount": 1, "edges": [{"node": {"key": "FORCED_SWITCH"}}]}


def test_the_state_of_the_graph(ask, landscape, statements):
    assert ask("{ revision lastChange }") == {"revision": 3, "lastChange": None}
    assert len(statements) == 1
    landscape.command("MATCH (g:Graph {key: 'graph'}) SET g.changedAt = datetime('2026-11-02T09:30:00Z')")
    assert ask("{ lastChange revision }") == {"lastChange": "2026-11-02T09:30:00Z", "revision": 3}
    landscape.command("MATCH (g:Graph {key: 'graph'}) SET g.key = 'away'")
    assert ask("{ revision lastChange }") == {"revision": 0, "lastChange": None}
    landscape.command("MATCH (g:Graph {key: 'away'}) SET g.key = 'graph' REMOVE g.changedAt")
