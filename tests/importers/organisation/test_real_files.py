"""Exports by others: each imports or is refused in plain words, twice the same, dry as wet, and without people."""

import csv
import json
import re
from functools import cache
from pathlib import Path

import pytest
import yaml

from graph.report import Report
from graph.statement import Options
from importers.kind import Instructions
from importers.organisation.chart_mapping import ChartMapping
from importers.organisation.org_csv import suggest
from importers.rows.columns import read_mapping
from tests.graph.tables import dump
from tests.importers.organisation.charts import DATA, gathered, imported

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason=f"the exports of others are not at {DATA}")

UK = DATA / "uk_organograms"
CHARTS: dict[str, tuple[str, list[str]]] = {
    "hefce": ("organogram", ["uk_organograms/HEFCE_*.csv"]),
    "home-office": ("organogram", ["uk_organograms/home_office*.csv"]),
    "budget": ("organogram", ["uk_organograms/office_for*.csv"]),
    "all offices": ("organogram", ["uk_organograms/*.csv"]),
    "d3": ("org-csv", ["csv/d3_org_chart.csv"]),
    "389ds": ("ldif", ["ldif/389ds_Example.ldif"]),
    "crew": ("ldif", ["ldif/00_people.ldif", "ldif/10_*.ldif", "ldif/30_*.ldif"]),
    "crew alone": ("ldif", ["ldif/10_*.ldif"]),
    "minimal": ("scim", ["scim/rfc7643-8.1-user-minimal.json"]),
    "full": ("scim", ["scim/rfc7643-8.2-user-full.json"]),
    "enterprise": ("scim", ["scim/rfc7643-8.3-enterprise_user.json"]),
    "partial": ("scim", ["scim/rfc7644-3.4.2-list_response-partial_attributes.json"]),
    "bulk": ("scim", ["scim/rfc7644-3.7.2-bulk_request-enterprise_user.json"]),
    "workday": ("workday", ["workday"]),
    "organisations": ("org-csv", ["workday/workday_organization_data.csv"]),
}
EXPECTED = {
    "hefce": (6, 86),
    "home-office": (169, 1047),
    "budget": (3, 7),
    "d3": (11, 107),
    "389ds": (5, 150),
    "crew": (1, 7),
    "enterprise": (3, 2),
    "workday": (15, 6),
    "organisations": (10, 0),
}
"""Departments and positions, stubs among them; counted by hand, or with grep."""


def files(patterns: list[str]) -> list[Path]:
    return [path for pattern in patterns for path in sorted(DATA.glob(pattern))]


def wrote(report: Report) -> dict[str, dict[str, int]]:
    return {name: vars(count) for name, count in report.written.items()}


@pytest.mark.parametrize("name", CHARTS)
def test_an_export_is_imported_dry_then_wet_then_without_a_change(gateway, name):
    kind, patterns = CHARTS[name]
    dry = imported(gateway, kind, *files(patterns), options=Options(dry_run=True))
    assert not gateway.read("MATCH (n) WHERE n:Position OR n:Department OR n:ImportRun RETURN n LIMIT 1")
    first = imported(gateway, kind, *files(patterns))
    assert (first.status, wrote(first)) == ("done", wrote(dry))
    held = dump(gateway)
    again = imported(gateway, kind, *files(patterns))
    assert (again.status, again.changed) == ("done", False)
    assert [str(found) for found in again.problems] == [str(found) for found in first.problems]
    assert dump(gateway) == held
    assert names_in(held) <= UNITS_AND_TITLES
    if name in EXPECTED:
        counts = tuple(gateway.read(f"MATCH (n:{label}) RETURN count(*)")[0][0] for label in ("Department", "Position"))
        assert counts == EXPECTED[name]


ALL = sorted(path for path in DATA.rglob("*") if path.is_file()) if DATA.is_dir() else []
KINDS = {"csv": "org-csv", "ldif": "ldif", "scim": "scim", "uk_organograms": "organogram", "workday": "workday"}


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
def test_each_file_alone_says_something_or_is_refused_in_plain_words(path):
    found = gathered(KINDS[path.parent.name], path)
    assert found.refused == (not found.said.sizes())
    if found.refused:
        assert re.search(r"nothing in it is|holds (no|changes)", "\n".join(map(str, found.problems)))


@pytest.mark.parametrize("path", [path for path in ALL if path.suffix == ".csv"], ids=lambda path: path.name)
def test_a_first_mapping_of_any_table_can_be_read(path, tmp_path):
    mapping = tmp_path / "first.yaml"
    mapping.write_text(suggest([path], Instructions()), encoding="utf-8")
    asked = read_mapping(mapping, ChartMapping).columns
    assert asked.model_fields_set or not gathered("org-csv", path).said.sizes()


def test_first_mappings_find_what_tells_positions_apart_and_who_is_above():
    def columns(name: str) -> dict[str, str]:
        return yaml.safe_load(suggest([DATA / name], Instructions()))["columns"]

    d3 = columns("csv/d3_org_chart.csv")
    assert (d3["key"], d3["reportsTo"], d3["departmentName"]) == ("id", "parentId", "department_name")
    senior = columns("uk_organograms/home_office-2012-09-30-senior.csv")
    assert (senior["key"], senior["reportsTo"]) == ("Post Unique Reference", "Reports to Senior Post")
    assert columns("workday/workday_organization_data.csv") == {
        "department": "id", "departmentName": "name", "departmentParent": "superior_organization_id"
    }  # fmt: skip


UNITS_AND_TITLES = {"people", "groups", "special users", "partners", "professor"}
"""What is a word in these files, and somebody's name too."""


@cache
def personal() -> set[str]:
    """Names, addresses, numbers of people in these files: long enough not to be met by chance."""
    found: set[str] = set()
    for path, columns in (
        (DATA / "csv/d3_org_chart.csv", ("lastName", "email", "phone_number")),
        (UK / "HEFCE_organogram_senior_data_31032011.csv", ("Name", "Contact Phone", "Contact E-mail")),
        (UK / "home_office-2012-09-30-senior.csv", ("Contact Phone", "Contact E-mail")),
        (DATA / "workday/workday_person_name_data.csv", ("first_name", "last_name", "reporting_name")),
    ):
        text = path.read_bytes().decode("utf-8", "replace")
        found |= {row.get(column) or "" for row in csv.DictReader(text.splitlines()) for column in columns}
    for path in (DATA / "ldif").glob("*.ldif"):
        lines = path.read_text(encoding="utf-8").splitlines()
        found |= {line.partition(": ")[2] for line in lines if re.match(r"(cn|mail|uid|telephonenumber): ", line, re.I)}
    enterprise = json.loads((DATA / "scim/rfc7643-8.3-enterprise_user.json").read_text())
    found |= {enterprise["userName"], enterprise["name"]["formatted"], "John Smith", "Hollywood Blvd"}
    return {text.casefold() for text in found if len(text) > 5}


def names_in(held: set[str]) -> set[str]:
    """Somebody's name, address or number that is in the store."""
    whole = "\n".join(held).casefold()
    return {text for text in personal() if text in whole}


def test_many_are_known_by_name():
    assert len(personal()) > 500
