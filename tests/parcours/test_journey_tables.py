"""Journeys as tables: out with what nobody told yet, filled in, and back."""

import json

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
    heads = {cell.value: place for place, cell in enumerate(sheet[1], 1)}
    needs, given = heads["Needs to be known"], heads["Given or made here"]
    assert sheet.cell(3, needs).fill.start_color.rgb.endswith("FFF2A8") and sheet.cell(3, needs).value is None
    sheet.cell(2, given).value, sheet.cell(2, needs).value = "Quote", "none"
    sheet.cell(3, needs).value = "Quote"
    book.save(tmp_path / "out.xlsx")
    assert parcours("import", "journey-table", "out.xlsx").returncode == 0
    told = parcours("export").stdout
    assert "produces: [quote]" in told and "needs: [quote]" in told and "needs: []" in told
    assert "emotion: -2" in told


def test_a_step_that_is_worded_anew_is_told_with_the_line_that_keeps_it(parcours, tmp_path):
    def table(step):
        rows = f"Phase,Step,Channel\nBefore,I ask for a quote,Website\nBefore,{step},Phone\n"
        (tmp_path / "map.csv").write_text(rows, encoding="utf-8")

    table("I call to adjust my quote")
    mapping = parcours("import", "journey-table", "map.csv", "--suggest-mapping").stdout
    (tmp_path / "map.yaml").write_text(mapping, encoding="utf-8")
    first = parcours("import", "journey-table", "map.csv", "--mapping", "map.yaml")
    assert "question" in first.stderr and "to-ask --journey map" in first.stderr, first.stderr
    table("I call to adjust the quote")
    told = parcours("import", "journey-table", "map.csv", "--mapping", "map.yaml", "--dry-run").stderr
    assert "aliases: {'I call to adjust the quote': i-call-to-adjust-my-quote}" in told, told
    (tmp_path / "map.yaml").write_text(mapping + "aliases: {I call to adjust the quote: i-call-to-adjust-my-quote}\n")
    kept = parcours("import", "journey-table", "map.csv", "--mapping", "map.yaml", "--format", "json")
    assert json.loads(kept.stdout)["written"]["Step"] == {"created": 0, "updated": 1, "unchanged": 1, "removed": 0}
