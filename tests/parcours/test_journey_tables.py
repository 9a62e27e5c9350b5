"""Journeys as tables: out with what nobody told yet, filled in, and back."""

import pytest
from openpyxl import load_workbook

from tests.parcours.conftest import WORKED


@pytest.mark.parametrize("kind", ["journey-table", "xlsx"])
def test_a_table_that_goes_out_and_comes_back_changes_nothing_that_is_told(parcours, tmp_path, kind):
    parcours("import", WORKED)
    before = parcours("export").stdout
    assert parcours("export", kind, "--journey", "home-quote", "-o", "map.xlsx").returncode == 0
    done = parcours("import", "journey-table", "map.xlsx")
    assert done.returncode == 0 and "CONFLICTING" not in done.stderr, done.stderr
    assert parcours("export").stdout == before
    again = parcours("import", "journey-table", "map.xlsx", "--format", "json")
    assert not any(count["created"] + count["updated"] + count["removed"] for count in _written(again.stdout))


def _written(report):
    import json

    return json.loads(report)["written"].values()


def test_what_is_filled_in_is_known(parcours, tmp_path):
    (tmp_path / "map.csv").write_text(
        "Phase,Step,Channel,Emotion\nBefore,I ask for a quote,Website,1\nBefore,I call,Phone,-2\n", encoding="utf-8"
    )
    mapping = parcours("import", "journey-table", "map.csv", "--suggest-mapping").stdout
    (tmp_path / "map.yaml").write_text(mapping, encoding="utf-8")
    done = parcours("import", "journey-table", "map.csv", "--mapping", "map.yaml")
    assert done.returncode == 0, done.stderr
    parcours("export", "journey-table", "--journey", "map", "-o", "out.xlsx")
    book = load_workbook(tmp_path / "out.xlsx")
    sheet = book["Touchpoints"]
    heads = {cell.value: cell.column for cell in sheet[1]}
    needs, given = heads["Needs to be known"], heads["Given or made here"]
    assert sheet.cell(3, needs).fill.start_color.rgb.endswith("FFF2A8") and sheet.cell(3, needs).value is None
    sheet.cell(2, given).value, sheet.cell(2, needs).value = "Quote", "none"
    sheet.cell(3, needs).value = "Quote"
    book.save(tmp_path / "out.xlsx")
    assert parcours("import", "journey-table", "out.xlsx").returncode == 0
    told = parcours("export").stdout
    assert "produces: [quote]" in told and "needs: [quote]" in told and "needs: []" in told
    assert "emotion: -2" in told
