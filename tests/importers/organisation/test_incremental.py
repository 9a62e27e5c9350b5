"""A mapping says once that the files of an org chart tell what changed only."""

import json

import pytest

from graph.statement import Options
from parcours.commands.importing import within
from tests.graph.tables import check_nodes
from tests.importers.organisation.charts import gathered, imported, table

COLUMNS = {"key": "id", "title": "title", "department": "unit", "departmentName": "unit"}
WHOLE = "id|title|unit\n1|Head|Sales\n2|Clerk|Sales\n3|Head|Claims\n"
CHANGED = "id|title|unit\n2|Lead|Sales\n"


@pytest.mark.parametrize("incremental, titles", [(True, {"Head", "Lead"}), (False, {"Lead"})])
def test_what_a_chart_does_not_tell_stays(gateway, tmp_path, incremental, titles):
    mapping = {"columns": COLUMNS, "incremental": incremental}
    imported(gateway, "org-csv", table(tmp_path, WHOLE), mapping=mapping)
    changed = table(tmp_path, CHANGED)
    found = gathered("org-csv", changed, mapping=mapping)
    assert found.partial is incremental
    imported(gateway, "org-csv", changed, mapping=mapping, options=within(Options(), found))
    assert {title for _, title in check_nodes(gateway, "Position", ("title",))} == titles


@pytest.mark.parametrize(
    "kind, content",
    [
        ("msgraph", {"value": [{"id": "1", "displayName": "A", "department": "Sales"}]}),
        (
            "scim",
            {"Resources": [{"id": "1", "userName": "a", "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"]}]},
        ),
    ],
)
def test_kinds_that_know_of_parts_heed_it_too(tmp_path, kind, content):
    file = tmp_path / "users.json"
    file.write_text(json.dumps(content))
    assert not gathered(kind, file).partial
    assert gathered(kind, file, mapping={"incremental": True}).partial
