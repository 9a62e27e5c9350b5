"""Org charts as programs save them: below titles, in merged cells, in any spreadsheet; found without being told."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from openpyxl import Workbook

from importers.kind import Instructions
from importers.organisation.org_csv import suggest
from tests.importers.journeys.maps import as_ods, ods_sheet, rows
from tests.importers.organisation.charts import edges, gathered, problems, whole

CASES = Path(__file__).parents[4] / "shared" / "cases" / "org"
MAPPING = {"columns": {"key": "Post", "title": "What", "department": "Unit", "reportsTo": "Boss"}}
REPORTS = {("hr:p2", "hr:p1"), ("hr:p3", "hr:p1")}


def saved(folder: Path, *sheets: list[list[Any]], merged: tuple[str, ...] = ()) -> Path:
    """A workbook; the cells that are merged are of its last sheet."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for lines in sheets:
        sheet = book.create_sheet()
        for line in lines:
            sheet.append(line)
    for each in merged:
        book.worksheets[-1].merge_cells(each)
    book.save(folder / "chart.xlsx")
    return folder / "chart.xlsx"


def proposed(file: Path) -> dict[str, str]:
    """Our columns and theirs, as a first mapping has them."""
    columns: dict[str, str] = yaml.safe_load(suggest([file], Instructions()))["columns"]
    return columns


CHART: list[list[Any]] = [
    ["Posts of the house"],
    ["Printed on", "2026-05-04"],
    [],
    ["Unit", "Post", "What", "Boss"],
    ["Top", "p1", "Head", None],
    ["Calls", "p2", "Agent", "p1"],
    [None, "p3", "Agent", "p1"],
]


def test_a_unit_merged_over_its_posts_is_that_of_each(tmp_path):
    found = gathered("org-csv", saved(tmp_path, CHART, merged=("A1:D1", "A6:A7")), mapping=MAPPING)
    assert edges(whole(found), "IN") == {("hr:p1", "hr:Top"), ("hr:p2", "hr:Calls"), ("hr:p3", "hr:Calls")}
    assert edges(whole(found), "REPORTS_TO") == REPORTS
    assert whole(found).places["Position", "hr:p3"][1] == 7


def test_the_names_of_columns_are_proposed_from_below_titles_and_remarks(tmp_path):
    file = saved(tmp_path, [["How to read this:"], ["each row is a post"]], CHART, merged=("A6:A7",))
    assert proposed(file) == {"key": "Post", "department": "Unit", "reportsTo": "Boss"}


def test_a_division_above_a_service_is_proposed_and_a_number_of_who_is_above(tmp_path):
    file = tmp_path / "agents.csv"
    lines = ["État du personnel;;;;", "", "Matricule;Poste;Direction;Service;Matricule N+1"]
    lines += ["007;Chef;Ventes;Rayons;", "008;Vendeur;Ventes;Rayons;007"]
    file.write_bytes("\r\n".join(lines).encode("cp1252"))
    assert proposed(file) == {
        "key": "Matricule", "title": "Poste", "department": "Service", "departmentParent": "Direction",
        "reportsTo": "Matricule N+1",
    }  # fmt: skip


WORKERS: list[list[Any]] = [
    ["Everybody"],
    ["On the day", "2026-05-04", "Kind", "All"],
    [],
    ["Worker ID", "Position_ID", "Job Title", "Supervisory_Organization", "Manager ID"],
    ["1", "P1", "Head", "Top", None],
    ["2", "P2", "Agent", "Calls", "1"],
]


@pytest.mark.parametrize("named", [None, Path("workday")])
def test_a_mapping_of_the_product_fits_a_table_below_titles(tmp_path, named):
    found = gathered("org-csv", saved(tmp_path, WORKERS), mapping=named)
    assert edges(whole(found), "REPORTS_TO") == {("hr:P2", "hr:P1")}
    assert set(whole(found).nodes["Department"]) == {"hr:Top", "hr:Calls"}


def test_a_spreadsheet_of_libreoffice(tmp_path):
    table = ods_sheet(rows("Post | What | Unit | Boss\np1 | Head | Top\np2 | Agent | Calls | p1\np3 | - | #REF! | p1"))
    found = gathered("org-csv", as_ods(tmp_path / "chart.ods", ("One", table)), mapping=MAPPING)
    assert edges(whole(found), "REPORTS_TO") == REPORTS
    assert edges(whole(found), "IN") == {("hr:p1", "hr:Top"), ("hr:p2", "hr:Calls")}
    assert problems(found) == [("BAD_VALUE", 4, "Unit", "#REF!")]


@pytest.mark.parametrize(
    ("case", "kind", "reports"),
    [
        ("O13/chart.xlsx", "map.yaml", 5),
        ("O24/personnel.csv", "map.yaml", 3),
        ("O28/sap.xls", "map.yaml", 1),
        ("O31/workers.xlsx", None, 2),
    ],
)
def test_files_that_others_saved(case, kind, reports):
    file = CASES / case
    if not file.exists():
        pytest.skip(f"{file} is not there")
    found = gathered("org-csv", file, mapping=kind and file.parent / kind)
    assert len(edges(whole(found), "REPORTS_TO")) == reports
