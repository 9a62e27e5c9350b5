"""Small inputs after what others reported: none is wrong in silence, and in none anybody is named."""

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.importers.organisation.charts import edges, gathered, whole

CASES = Path(__file__).parents[4] / "shared" / "cases" / "org"
pytestmark = pytest.mark.skipif(not CASES.is_dir(), reason=f"the small inputs are not at {CASES}")

KINDS = {".ldif": "ldif", ".csv": "org-csv", ".xlsx": "org-csv", ".xls": "org-csv", ".ods": "org-csv"}
JSON = {"O5": "msgraph", "O7": "bamboohr", "O23": "workday"}
FILES = sorted(path for path in CASES.glob("*/*") if path.suffix in {*KINDS, ".json"})


def read(path: Path) -> Any:
    kind = KINDS.get(path.suffix) or JSON.get(path.parent.name, "scim")
    mapping = next((each for each in (path.parent / "map.yaml", path.parent / "suggested.yaml") if each.exists()), None)
    return gathered(kind, path, source="o", mapping=mapping if kind == "org-csv" else None)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_each_says_something_or_is_refused_and_names_nobody(path):
    found = read(path)
    if found.refused:
        assert all(each.message for each in found.problems)
        return
    told = str(whole(found).nodes) + str(whole(found).edges)
    assert {name for name in people(path) if name in told} == set()


def people(path: Path) -> set[str]:
    """The names of people in a file, in both orders."""
    if path.suffix in (".xlsx", ".ods"):
        return set()
    text = path.read_bytes().decode("utf-16" if "utf16" in path.name else "utf-8", "replace").removeprefix("\ufeff")
    if path.suffix == ".json":
        return set(_shown(json.loads(text)))
    names = set(re.findall(r"(?m)^cn:+ *(.+)$", text)) if path.suffix == ".ldif" else set()
    for row in csv.DictReader(text.splitlines()) if path.suffix == ".csv" else ():
        pairs = (("First Name", "Last Name"), ("FirstName", "LastName"), ("Pr\ufffdnom", "Nom"))
        names |= {f"{row[a]} {row[b]}" for a, b in pairs if row.get(a) and row.get(b)}
        names |= set(re.findall(r"\(([A-Z][a-z]+ [A-Z][a-z]+)\)", row.get("Supervisory Organization") or ""))
        names |= {re.sub(r" *\(.*", "", row.get("Reporting Manager") or "")} - {""}
    return {each for name in names for each in (name, ", ".join(reversed(name.split(" ", 1))))}


def _shown(given: Any) -> Iterator[str]:
    if isinstance(given, dict):
        yield from (str(value) for name, value in given.items() if name.casefold() == "displayname" and value)
        yield from (one for value in given.values() for one in _shown(value))
    elif isinstance(given, list):
        yield from (one for value in given for one in _shown(value))


REPORTS = {
    "O1/users.json": {"u-101": "u-100", "u-102": "u-101", "u-103": "u-101", "u-104": "u-101"},
    "O5/mgusers-utf8.json": {"22222222-bbbb": "11111111-aaaa"},
    "O5/mgusers-utf16.json": {"22222222-bbbb": "11111111-aaaa"},
    "O7/report.json": {"2": "1", "3": "1", "4": "3", "5": "2"},
    "O7/report.csv": {"103": "104", "101": "104", "102": "101"},
    "O11/employees.csv": {"PEP-02": "PEP-01", "PEP-03": "PEP-02", "PEP-04": "PEP-01"},
    "O12/staff.csv": {"1002": "1001", "1003": "1002", "1004": "1002"},
    "O16/Employee.csv": {"2": "1", "3": "2"},
    "O24/personnel.csv": {"00101": "00056", "00102": "00101", "00201": "00056"},
    "O25/staff.csv": {"2": "1", "5": "2"},
}


@pytest.mark.parametrize("name", REPORTS)
def test_who_reports_to_whom(name):
    told = edges(whole(read(CASES / name)), "REPORTS_TO")
    assert told == {(f"o:{one}", f"o:{other}") for one, other in REPORTS[name].items()}


def test_a_page_of_a_longer_list_withdraws_nothing():
    pages = [CASES / "O4" / name for name in ("page1.json", "page2.json")]
    assert not gathered("scim", *pages, source="o").partial
    alone = gathered("scim", pages[0], source="o")
    assert alone.partial and "5 of 9" in alone.problems[0].message
