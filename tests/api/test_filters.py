"""Filters and orders: a few that are verified by hand, and random ones against a naive reading."""

import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.shown import comparable, related
from graph.model import MODEL, Word
from tests.often import often

from .naive import Copy

T1, T2 = "home-quote/ask-quote/website", "home-quote/call-to-adjust/phone"
MISSING, T3 = "home-quote/call-to-adjust/email", "home-quote/a-sign/branch"


@pytest.fixture
def keys(ask):
    """The keys of a connection at the root, under a filter and an order."""

    def keys(plural, where=None, order=None, **paging):
        type_ = next(label for label, node in MODEL.items() if node.plural == plural)
        document = f"""query ($where: {type_}Filter, $order: [{type_}Order!], $first: Int, $after: String, $last: Int,
          $before: String) {{ {plural}(where: $where, orderBy: $order, first: $first, after: $after, last: $last,
          before: $before) {{ totalCount edges {{ cursor node {{ key }} }} }} }}"""
        found = ask(document, where=where, order=order, **paging)[plural]
        return [edge["node"]["key"] for edge in found["edges"]]

    return keys


@pytest.mark.parametrize(
    ("plural", "where", "expected"),
    [
        ("touchpoints", {"channel": {"kind": {"eq": "PHONE"}}}, [T2]),
        ("touchpoints", {"volumeHigh": {"isNull": True}, "missing": {"eq": True}}, [MISSING]),
        ("touchpoints", {"OR": [{"emotion": {"lt": 0}}, {"step": {"outcome": {"eq": "GOAL"}}}]}, [T3, T2]),
        ("touchpoints", {"NOT": {"emotion": {"gt": 0}}}, [T3, MISSING, T2]),
        ("touchpoints", {"handledBy": {"some": {"silo": {"key": {"in": ["marketing", "sales"]}}}}}, [T3, T1]),
        ("touchpoints", {"handledBy": {"none": {}}}, [MISSING]),
        ("touchpoints", {"performance": {"lt": 0.5}}, [T2]),
        ("steps", {"touchpoints": {"count": {"gte": 2}}}, ["home-quote/call-to-adjust"]),
        ("steps", {"touchpoints": {"every": {"emotion": {"gte": -2}}}}, ["home-quote/ask-quote"]),
        ("journeys", {"steps": {"some": {"touchpoints": {"some": {"uses": {"some": {"key": {"eq": "crm"}}}}}}}},
         ["home-quote"]),
        ("journeys", {"steps": {"every": {"text": {"startsWith": "J"}}}}, ["future-quote", "home-quote", "old-quote"]),
        ("journeys", {"ruptures": {"some": {"kind": {"eq": "CONTEXT_LOSS"}}}, "steps": {"some": {"order": {"eq": 3}}}},
         ["home-quote"]),
        ("departments", {"stub": {"eq": True}}, ["network"]),
        ("departments", {"children": {"some": {"silo": {"key": {"eq": "sales"}}}}}, ["group"]),
        ("importRuns", {"startedAt": {"gt": "2026-11-01T12:00:00Z"}}, ["run-2"]),
        ("opportunities", {"due": {"lte": "2027-01-31"}}, ["share-quotes"]),
        ("handoffs", {"journey": {"key": {"eq": "home-quote"}}, "from": {"channel": {"key": {"eq": "branch"}}}},
         ["unknown~volume"]),
        ("ruptures", {"causedBy": {"kind": {"eq": "COVERAGE_GAP"}}}, ["FORCED_SWITCH"]),
        ("channels", {"AND": [{"runsOn": {"count": {"eq": 1}}}, {"name": {"contains": "é"}}]}, ["phone"]),
    ],
)  # fmt: skip
def test_what_a_filter_leaves(keys, statements, plural, where, expected):
    assert keys(plural, where) == expected
    assert len(statements) == 1


@pytest.mark.parametrize(
    ("plural", "order", "expected"),
    [
        ("touchpoints", [{"volumeHigh": "DESC"}], [T1, T2, T3, MISSING]),
        ("touchpoints", [{"volumeHigh": "ASC"}], [T2, T1, T3, MISSING]),
        ("touchpoints", [{"step": {"order": "DESC"}}, {"key": "DESC"}], [T3, T2, MISSING, T1]),
        ("channels", [{"touchpoints": {"count": "DESC"}}], ["branch", "email", "phone", "website"]),
        ("journeys", [{"ruptures": {"count": "ASC"}}, {"title": "DESC"}], ["old-quote", "future-quote", "home-quote"]),
        ("importRuns", [{"startedAt": "DESC"}], ["run-2", "run-1"]),
    ],
)
def test_what_an_order_puts_first(keys, plural, order, expected):
    assert keys(plural, None, order) == expected


@pytest.mark.parametrize("paging", [{"first": 2, "last": 2}, {"last": -1}, {"last": 1001}, {"before": "x"}])
def test_pages_that_cannot_be(code, paging):
    arguments = ", ".join(
        f'{name}: "{value}"' if name == "before" else f"{name}: {value}" for name, value in paging.items()
    )
    found, message = code(f"{{ steps({arguments}) {{ totalCount }} }}")
    assert found == "BAD_USER_INPUT" and next(iter(paging)) in message


@pytest.mark.parametrize(
    ("plural", "where"),
    [
        ("opportunities", '{due: {lt: "soon"}}'),
        ("importRuns", '{NOT: {startedAt: {in: ["2026-11-01T09:30:00Z", "9:30"]}}}'),
        ("journeys", '{opportunities: {some: {OR: [{due: {eq: "2026-13-01"}}]}}}'),
    ],
)
def test_what_is_no_time_is_bad_input(code, plural, where):
    found, message = code(f"{{ {plural}(where: {where}) {{ totalCount }} }}")
    assert found == "BAD_USER_INPUT" and "write it as 2026-11-23" in message


@pytest.mark.parametrize("order", ["{}", "{key: ASC, text: DESC}", "{phase: {}}"])
def test_an_order_names_one_field(code, order):
    found, message = code(f"{{ steps(orderBy: [{order}]) {{ totalCount }} }}")
    assert found == "BAD_USER_INPUT" and "one field" in message


def test_a_cursor_of_another_order_is_bad_input(ask, code):
    cursor = ask("{ steps(orderBy: [{text: ASC}], first: 1) { edges { cursor } } }")["steps"]["edges"][0]["cursor"]
    found, message = code(f'{{ steps(orderBy: [{{importance: ASC}}], after: "{cursor}") {{ totalCount }} }}')
    assert found == "BAD_USER_INPUT" and "in this order" in message


@pytest.fixture(scope="module")
def copy(landscape):
    return Copy(landscape)


class Random:
    """Random filters and orders over what a copy holds."""

    def __init__(self, copy, draw):
        self.copy, self.draw = copy, draw

    def where(self, label, depth=3):
        names = self.draw(st.lists(st.sampled_from(self._names(label, depth)), min_size=1, max_size=2, unique=True))
        return {name: self._asked(label, name, depth) for name in names}

    def _names(self, label, depth):
        return [*comparable(label), *([*related(label), "AND", "OR", "NOT"] if depth else [])]

    def _asked(self, label, name, depth):
        if name in ("AND", "OR"):
            return [self.where(label, depth - 1) for _ in range(self.draw(st.integers(0, 2)))]
        if name == "NOT":
            return self.where(label, depth - 1)
        if name in comparable(label):
            return self._compared(label, comparable(label)[name])
        relation, target = related(label)[name]
        if not relation.many:
            return self.draw(st.sampled_from([{}, self.where(target, depth - 1)]))
        word = self.draw(st.sampled_from(["some", "every", "none", "count"]))
        if word == "count":
            return {"count": {self.draw(st.sampled_from(["eq", "gt", "lte"])): self.draw(st.integers(0, 3))}}
        return {word: self.where(target, depth - 1)}

    def _compared(self, label, declared):
        there = [v for v in (self.copy.value(n, declared.name) for n in self.copy.all(label)) if v is not None]
        if not there or (self.draw(st.booleans()) and self.draw(st.booleans())):
            return {"isNull": self.draw(st.booleans())}
        value = self.draw(st.sampled_from(there))
        value = value.isoformat() if isinstance(value, datetime.date) else value
        operators = ["eq", "ne"]
        if declared.type is not bool:
            operators.append("in")
        if declared.type is not bool and not issubclass(declared.type, Word):
            operators += ["lt", "lte", "gt", "gte"]
        operator = self.draw(st.sampled_from(operators))
        return {operator: [value] if operator == "in" else value}

    def order(self, label, depth=2):
        name = self.draw(st.sampled_from([*comparable(label), *(related(label) if depth else [])]))
        direction = self.draw(st.sampled_from(["ASC", "DESC"]))
        if name in comparable(label):
            return {name: direction}
        relation, target = related(label)[name]
        return {name: {"count": direction} if relation.many else self.order(target, depth - 1)}


@given(data=st.data())
@settings(max_examples=often(20), deadline=None, suppress_health_check=list(HealthCheck))
def test_random_filters_and_orders_against_a_naive_reading(keys, copy, ask, data):
    label = data.draw(st.sampled_from([each for each in MODEL if each not in ("Handoff", "Rupture")]))
    random = Random(copy, data.draw)
    where, order = random.where(label), [random.order(label) for _ in range(data.draw(st.integers(1, 2)))]
    plural = MODEL[label].plural
    expected = [key for _, key in copy.sorted([n for n in copy.all(label) if copy.holds(n, where)], order)]
    assert keys(plural, where, order) == expected

    everything = [key for _, key in copy.sorted(copy.all(label), order)]
    assert walked(ask, label, order, "first", "after", "endCursor") == everything
    assert walked(ask, label, order, "last", "before", "startCursor") == everything


def walked(ask, label, order, size, cursor, edge):
    """All keys, page by page, from one end to the other."""
    plural = MODEL[label].plural
    more = "hasNextPage" if size == "first" else "hasPreviousPage"
    document = f"""query ($order: [{label}Order!], $cursor: String) {{
      {plural}(orderBy: $order, {size}: 2, {cursor}: $cursor) {{
        edges {{ node {{ key }} }} pageInfo {{ {edge} {more} }} }} }}"""
    found: list[str] = []
    at = None
    while True:
        page = ask(document, order=order, cursor=at)[plural]
        here = [one["node"]["key"] for one in page["edges"]]
        found = [*found, *here] if size == "first" else [*here, *found]
        if not page["pageInfo"][more]:
            return found
        at = page["pageInfo"][edge]


def test_what_connections_add_up(ask, statements):
    data = ask("""{
      touchpoints { aggregate { count volumeHigh { known sum avg min max } emotion { known avg }
        byChannel { value count node { id ... on Channel { name } } byMissing { value count } }
        byReliesOn { value count } } }
      journey(key: "home-quote") { ruptures(first: 0, where: {triage: {eq: OPEN}}) {
        aggregate { count byKind { value count volumeHigh { sum } } } } }
      none: steps(where: {key: {eq: "nothing"}}) { aggregate { count importance { known sum } byPhase { value } } }
      types: steps(where: {key: {eq: "nothing"}}) { aggregate { importance { __typename } byPhase { value } } }
    }""")
    whole = data["touchpoints"]["aggregate"]
    assert whole["count"] == 4 and whole["emotion"] == {"known": 2, "avg": -0.5}
    assert whole["volumeHigh"] == {"known": 2, "sum": 16000.0, "avg": 8000.0, "min": 4000.0, "max": 12000.0}
    assert whole["byChannel"][1] == {
        "value": "email", "count": 1, "node": {"id": "Channel:email", "name": "E-mail"},
        "byMissing": [{"value": "true", "count": 1}],
    }  # fmt: skip
    assert whole["byReliesOn"] == [{"value": None, "count": 4}]
    by_kind = {each["value"]: each for each in data["journey"]["ruptures"]["aggregate"]["byKind"]}
    assert by_kind["CONTEXT_LOSS"]["volumeHigh"] == {"sum": 4000.0}
    assert by_kind["DEAD_END"]["count"] == 2 and by_kind["SILENT_GAP"]["volumeHigh"] == {"sum": None}
    assert data["none"]["aggregate"] == {"count": 0, "importance": {"known": 0, "sum": None}, "byPhase": []}
    assert data["types"]["aggregate"] == {"importance": {"__typename": "Numbers"}, "byPhase": []}
    assert len(statements) == 1
