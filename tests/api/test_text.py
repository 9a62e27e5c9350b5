"""The text of a statement depends on the shape of the operation; values are parameters, whatever they hold."""

import pytest

QUERY = """query ($key: String!, $first: Int!, $after: String, $journeys: [String!],
                  $from: EndpointInput, $where: HandoffFilter) {
  channel(key: $key) { name touchpoints(first: $first) { totalCount } }
  handoffs(first: $first, after: $after, from: $from, where: $where, journeys: $journeys) { edges { node { key } } }
}"""
EVIL = ["' OR 1=1 //", '"}) DETACH DELETE n //', "`) RETURN 1 //", "$other", "\\' \\u0027", "{{{ @ }}} %s", "é\n\0"]


def test_values_do_not_change_the_text(ask, statements):
    for first, word in ((1, "a"), (20, "b"), (0, "z")):
        where = {"key": {"contains": word}, "OR": [{"status": {"eq": "SOUND"}}, {"volumeHigh": {"gt": first}}]}
        ask(QUERY, key=word, first=first, where=where, journeys=[word] * first, **{"from": {"channel": [word] * first}})
    assert len({text for text, _ in statements}) == 1


@pytest.mark.parametrize("evil", EVIL)
def test_no_value_enters_the_text(ask, landscape, statements, evil):
    where = {"key": {"eq": evil, "contains": evil, "in": [evil]}}
    endpoint = {"channel": [evil], "department": [evil], "silo": [evil], "system": [evil]}
    assert ask(QUERY, key=evil, first=1, where=where, journeys=[evil], **{"from": endpoint}) == {
        "channel": None, "handoffs": {"edges": []},
    }  # fmt: skip
    assert ask("query ($id: ID!) {node(id: $id) {id}}", id=f"Channel:{evil}") == {"node": None}
    assert all(evil not in text for text, _ in statements)
    assert landscape.read("MATCH (c:Channel) RETURN count(c)") == [[4]]


def test_inline_values_are_parameters_too(ask, statements):
    ask('{handoffs(first: 7, journeys: ["needle"], where: {key: {eq: "needle"}}) {edges {node {key}}}}')
    ((text, parameters),) = statements
    assert "needle" not in text and "7" not in text.replace("17", "") and 8 in parameters.values()


def test_only_what_is_asked_for_is_read(ask, statements):
    ask('{channel(key: "phone") {name}}')
    ((text, _),) = statements
    assert text.splitlines()[-1] == "RETURN [channel3] AS value" and "kind" not in text and "id" not in text
