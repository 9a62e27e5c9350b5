"""Whatever the bytes: something is read, or there is a reason; never an error of Python's, never a hang."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.importers.organisation.charts import gathered, whole
from tests.often import often

KINDS = {"org-csv": "csv", "organogram": "csv", "workday": "csv", "ldif": "ldif", "scim": "json", "msgraph": "json",
         "bamboohr": "xml"}  # fmt: skip
MAPPING = {"columns": {"key": "id", "department": "unit", "departmentParent": "up", "reportsTo": "boss"}}
fuzzed = settings(max_examples=often(40), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

CELL = st.sampled_from(
    ["1", "2", "A", "a", "N/D", "XX", "", "é", "\0", '"', "=1", "a\nb", "x" * 3000, "x@y.z", "'Vacant'"]
)
ROWS = st.lists(st.lists(CELL, min_size=1, max_size=6), max_size=12)
NAMES = st.sampled_from(["id", "userName", "title", "value", "Resources", "schemas", "manager", "employees", "@removed",
                         "active", "department", "Operations", "data", "method", "path"])  # fmt: skip
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.just("User"),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=5),
    max_leaves=25,
)
LINES = st.lists(
    st.sampled_from([
        "dn: ou=a", "dn: cn=x,ou=a", "dn:: 4oKs", "dn:", "objectClass: person", "objectClass: organizationalUnit",
        "manager: cn=x, OU=A", "manager: nobody", "changetype: add", "changetype: modify", "-", " folded", "#", "", "x",
        "title:< file:///x", "ou:: !!", "\0",
    ])
)  # fmt: skip


def holds(kind, folder, content, mapping=None):
    """The file is read whole, or refused with a reason; what is said can be told again and again."""
    path = folder / f"file.{KINDS[kind]}"
    path.write_bytes(content)
    found = gathered(kind, path, mapping=mapping)
    if found.refused:
        assert found.problems
        return
    said = whole(found)
    assert found.said.sizes() == {label: len(nodes) for label, nodes in said.nodes.items() if nodes}
    for type, ends in said.edges.items():
        assert all(found.said.says(type, each) for each in list(ends)[:3])


@fuzzed
@given(ROWS)
@pytest.mark.parametrize("kind", ["org-csv", "organogram", "workday"])
def test_tables(tmp_path, kind, rows):
    heads = {
        "org-csv": "id,unit,up,boss,x",
        "organogram": "Post Unique Reference,Organisation,Unit,Reports to Senior Post,FTE",
        "workday": "id,name,superior_organization_id,type,inactive",
    }
    text = "\n".join([heads[kind], *(",".join(row) for row in rows)])
    holds(kind, tmp_path, text.encode(), MAPPING if kind == "org-csv" else None)


@fuzzed
@given(JSON)
@pytest.mark.parametrize("kind", ["scim", "msgraph", "bamboohr"])
def test_json(tmp_path, kind, content):
    holds(kind, tmp_path, json.dumps(content).encode())
    holds(kind, tmp_path, json.dumps({"Resources": content, "value": content, "employees": content}).encode())


@fuzzed
@given(LINES)
def test_directories(tmp_path, lines):
    holds("ldif", tmp_path, "\n".join(lines).encode())


@fuzzed
@given(st.binary(max_size=400))
@pytest.mark.parametrize("kind", KINDS)
def test_bytes(tmp_path, kind, content):
    holds(kind, tmp_path, content, MAPPING if kind == "org-csv" else None)


MUCH = 3_000_000


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("content", [b"x", b"\0", b"[", b"<a>", b"\n"], ids=["x", "nul", "brackets", "tags", "lines"])
def test_megabytes_of_one_thing_are_refused(tmp_path, kind, content):
    path = tmp_path / f"file.{KINDS[kind]}"
    path.write_bytes(content * (MUCH // len(content)))
    assert gathered(kind, path, mapping=MAPPING if kind == "org-csv" else None).refused
