"""What is too much is refused before anything runs."""

import pytest

from api import execute
from api.execute import Request
from api.limits import Budget
from api.profile import DEVELOPMENT, PRODUCTION
from graph.errors import OverLimit
from tests.asking import asked

DEEP = '{ journey(key: "home-quote") { steps { ' + "next { step { " * 13 + "key" + " } }" * 13 + " } } }"
BOMB = "{ steps(first: 1) { edges { node { ...f0 } } } }" + "".join(
    f" fragment f{i} on Step {{ {' '.join(f'{x}: touchpoints {{ step {{ ...f{i + 1} }} }}' for x in 'ab')} }}"
    for i in range(10)
) + " fragment f10 on Step { key }"  # fmt: skip


@pytest.mark.parametrize(
    ("document", "told"),
    [
        ("{ steps(first: 1000) { edges { node { journey { handoffs(first: 1000) { edges { node { key } } } } } } } }",
         "nodes to read at most"),
        (DEEP, "levels"),
        ("{" + " ".join(f'a{i}: silo(key: "sales") {{ key }}' for i in range(201)) + "}", "201 aliases"),
        (BOMB, "in more than 2000 places"),
    ],
)  # fmt: skip
def test_too_much_is_refused_before_it_is_asked(run, statements, document, told):
    (error,) = run(document)["errors"]
    assert error["extensions"]["code"] == "LIMIT_EXCEEDED" and told in error["message"]
    assert statements == []


def test_a_document_of_too_many_tokens(run):
    (error,) = run("{" + " a" * 10_001 + "}")["errors"]
    assert error["extensions"]["code"] == "GRAPHQL_PARSE_FAILED" and "10000 tokens" in error["message"]


@pytest.mark.parametrize(
    ("document", "cost"),
    [
        ('{ step(key: "x") { key text } }', 1),
        ("{ steps { edges { node { key } } } }", 50),
        (
            "{ steps(first: 10) { edges { node { journey { key } touchpoints { channel { key } } } } } }",
            10 + 10 + 30 + 30,
        ),
        ("{ steps { totalCount } questions { id } __typename }", 0),
        ('{ nodes(ids: ["Step:a", "Step:b"]) { ... on Step { text } } }', 2),
        ("{ bestRepairs(first: 5) { rows { from { name } } } }", 10),
    ],
)
def test_what_an_operation_costs(run, document, cost):
    assert run(document)["extensions"]["cost"] == cost


def test_the_size_of_a_page_may_be_a_variable(run, statements):
    document = "query ($n: Int) { steps(first: $n) { edges { node { key } } } }"
    assert [run(document, n=n)["extensions"]["cost"] for n in (7, 700)] == [7, 700]
    assert statements[0][0] == statements[1][0]


def test_a_budget_comes_back_evenly(monkeypatch):
    now = [0.0]
    monkeypatch.setattr("api.limits.time.monotonic", lambda: now[0])
    budget = Budget(600)
    budget.spend("a", 500)
    with pytest.raises(OverLimit, match="100 left of 600"):
        budget.spend("a", 200)
    budget.spend("b", 600)
    now[0] = 10.0
    budget.spend("a", 200)
    with pytest.raises(OverLimit, match="again in 1 s"):
        budget.spend("a", 1)


def test_a_budget_is_each_clients_own(landscape):
    budget = Budget(60)

    whole = "{ steps { edges { node { key } } } }"
    requests = [Request(whole, client=client) for client in ("a", "a", "b")]
    first, second, third = (asked(landscape.address, request, budget=budget) for request in requests)
    assert not first.errors and not third.errors and not second.executed
    assert second.errors[0].extensions == {"code": "BUDGET_EXCEEDED", "retryAfter": 40}


def test_the_plan_is_made_once_for_all_values_of_a_structure(run):
    execute.planned.cache_clear()
    document = """query ($w: StepFilter, $o: [StepOrder!], $t: Boolean!) {
      steps(where: $w, orderBy: $o) { edges { node { key text @include(if: $t) } } } }"""

    def plans(**variables):
        run(document, **variables)
        return execute.planned.cache_info().currsize

    assert plans(w={"text": {"contains": "a"}}, t=True) == 1
    assert plans(w={"text": {"contains": "b"}}, t=True) == 1
    assert plans(w={"text": {"contains": "b"}}, t=False) == 2
    assert plans(w={"text": {"startsWith": "b"}}, t=True) == 3
    assert plans(w={"text": {"contains": "a"}}, o=[{"text": "ASC"}], t=True) == 4
    assert plans(w={"text": {"contains": "a"}}, o=[{"text": "DESC"}], t=True) == 5
    assert plans(w={"text": {"contains": "c"}}, o=[{"text": "DESC"}], t=True) == 5
    assert plans(w={"OR": [{"order": {"in": [1, 2]}}, {"order": {"in": [3]}}]}, t=True) == 6
    assert plans(w={"OR": [{"order": {"in": [1]}}]}, t=True) == 7


def test_how_an_answer_was_found_is_told_in_development_only(landscape):
    request = Request("query ($k: String!) { silo(key: $k) { name } }", {"k": "sales"}, explain=True)

    found = asked(landscape.address, request, profile=DEVELOPMENT).extensions["explain"]
    assert "MATCH (silo" in found["cypher"] and list(found["parameters"].values()) == ["sales"] and found["cost"] == 1
    assert set(found["milliseconds"]) == {"plan", "store", "shape"}
    assert asked(landscape.address, request, profile=PRODUCTION).extensions == {"cost": 1}
