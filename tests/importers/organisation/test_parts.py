"""In the store: lines beside that of command, and parts of a chart, which withdraw nothing."""

import pytest

from graph.run import apply
from graph.statement import Options
from importers.organisation import chart
from tests.graph.tables import dump
from tests.importers.organisation.charts import gathered, imported, table
from tests.importers.organisation.test_kinds import saved, user

MAPPING = {"columns": {"key": "id", "department": "unit", "reportsTo": "boss"}}
LINES = "MATCH (a:Position)-[r:REPORTS_TO]->(b:Position) RETURN a.key, b.key, r.kind ORDER BY a.key, b.key"
TREE = """
MATCH (a)-[r:PART_OF|HEADS]->(b:Department) RETURN a.key, type(r), b.key ORDER BY a.key, type(r), b.key
"""


def read(gateway, statement):
    return [tuple(row) for row in gateway.read(statement)]


def staff(tmp_path, rows, name="staff.csv"):
    return table(tmp_path, "id|unit|boss\n" + rows, name)


@pytest.mark.parametrize("slice", [2, 20_000])
def test_lines_beside_are_kept_whatever_stands_in_which_slice(gateway, tmp_path, monkeypatch, slice):
    monkeypatch.setattr(chart, "SLICE", slice)
    path = staff(tmp_path, "1|A|\n2|A|1;5\n3|A|2\n4|A|3\n5|A|4;9\n")
    report = imported(gateway, "org-csv", path, mapping=MAPPING)
    assert read(gateway, LINES) == [
        ("hr:2", "hr:1", "SOLID"), ("hr:2", "hr:5", "DOTTED"), ("hr:3", "hr:2", "SOLID"), ("hr:4", "hr:3", "SOLID"),
        ("hr:5", "hr:4", "SOLID"), ("hr:5", "hr:9", "DOTTED"),
    ]  # fmt: skip
    assert report.status == "done" and not imported(gateway, "org-csv", path, mapping=MAPPING).changed
    imported(gateway, "org-csv", staff(tmp_path, "1|A|\n2|A|5\n3|A|2\n4|A|\n5|A|4\n"), mapping=MAPPING)
    assert read(gateway, LINES) == [("hr:2", "hr:5", "SOLID"), ("hr:3", "hr:2", "SOLID"), ("hr:5", "hr:4", "SOLID")]


def test_the_line_of_command_of_one_source_is_none_beside_it_because_another_says_so(gateway, tmp_path):
    aliases = {"crm:3": "three", "crm:1": "one", "crm:2": "two", "hr:3": "three", "hr:1": "one", "hr:2": "two"}
    hr, crm = staff(tmp_path, "1|A|\n2|A|\n3|A|1\n"), staff(tmp_path, "1|A|\n2|A|\n3|A|2;1\n", "crm.csv")
    told = MAPPING | {"aliases": {key.removeprefix("hr:"): name for key, name in aliases.items() if key[:2] == "hr"}}
    imported(gateway, "org-csv", hr, source="hr", mapping=told)
    imported(gateway, "org-csv", crm, source="crm", mapping=told)
    assert read(gateway, LINES) == [("three", "one", "DOTTED"), ("three", "two", "SOLID")]
    imported(gateway, "org-csv", hr, source="hr", mapping=told)
    held = dump(gateway)
    assert not imported(gateway, "org-csv", hr, source="hr", mapping=told).changed and dump(gateway) == held


PAGE = [user("1", department="Top"), user("2", "1", department="Calls"), user("3", "2", department="Calls")]


def test_a_part_takes_neither_heads_nor_what_stands_above_away(gateway, tmp_path):
    whole = {"totalResults": 3, "Resources": PAGE}
    imported(gateway, "scim", saved(tmp_path, whole))
    held = read(gateway, TREE)
    assert [row[1] for row in held] == ["HEADS", "HEADS", "PART_OF"]
    report = imported(gateway, "scim", saved(tmp_path, {**whole, "Resources": PAGE[2:]}), options=Options(sweep=False))
    assert (report.status, report.changed, read(gateway, TREE)) == ("done", False, held)


def test_a_table_that_is_said_to_be_a_part_does_so_neither(gateway, tmp_path):
    imported(gateway, "org-csv", staff(tmp_path, "1|Top|\n2|Calls|1\n3|Calls|2\n"), mapping=MAPPING)
    held = read(gateway, TREE)
    part = gathered("org-csv", staff(tmp_path, "3|Calls|2\n4|Fax|2\n"), mapping=MAPPING, partial=True)
    assert part.partial
    apply(gateway, part, Options(sweep=False))
    assert read(gateway, TREE) == held


def test_a_delta_changes_what_it_tells_and_nothing_else(gateway, tmp_path):
    users = [
        {"id": "1", "jobTitle": "Head", "department": "Top"},
        {"id": "2", "jobTitle": "Agent", "department": "Calls", "manager": {"id": "1"}},
    ]
    imported(gateway, "msgraph", saved(tmp_path, {"value": users}))
    places = "MATCH (p:Position)-[:IN]->(d) RETURN p.key, d.key ORDER BY p.key"
    held = read(gateway, TREE), read(gateway, LINES), read(gateway, places)
    told = {"@odata.deltaLink": "x", "value": [{"id": "2", "jobTitle": "Lead"}]}
    imported(gateway, "msgraph", saved(tmp_path, told), options=Options(sweep=False))
    assert (read(gateway, TREE), read(gateway, LINES), read(gateway, places)) == held
    assert read(gateway, "MATCH (p:Position) RETURN p.key, p.title ORDER BY p.key") == [
        ("hr:1", "Head"),
        ("hr:2", "Lead"),
    ]
    told["value"] = [{"id": "2", "department": "Fax"}]
    imported(gateway, "msgraph", saved(tmp_path, told), options=Options(sweep=False))
    assert read(gateway, places) == [("hr:1", "hr:Top"), ("hr:2", "hr:Fax")]
