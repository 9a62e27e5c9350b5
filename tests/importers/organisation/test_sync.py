"""What a sync promises: the same graph however it is cut, whoever else speaks, and whatever the file became."""

import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from graph.problems import Code
from graph.statement import Options
from importers.organisation import chart
from tests.graph.cut import environment
from tests.graph.tables import RUN_KEYS, check_edges, check_nodes, dump, empty, say, written
from tests.importers.organisation.charts import imported, table
from tests.often import every

ROOT = Path(__file__).parents[3]
COLUMNS = {"key": "id", "title": "title", "department": "unit", "departmentParent": "up", "reportsTo": "boss"}
MAPPING = {"columns": COLUMNS}
HEAD = "id|title|unit|up|boss\n"


def staff(count: int = 40, seed: int = 1) -> dict[int, list[str]]:
    """Rows by id: managers anywhere in the file, departments in a tree."""
    draw = random.Random(seed)
    rows = {}
    for n in range(count):
        unit = draw.randrange(6)
        up = f"U{(unit - 1) // 2}" if unit else ""
        rows[n] = [str(n), f"t{draw.randrange(5)}", f"U{unit}", up, str(draw.randrange(n)) if n else ""]
    return rows


def reorganised(rows: dict[int, list[str]]) -> dict[int, list[str]]:
    """Some left, some came, some moved, one line is turned round, one department goes."""
    rows = {n: list(row) for n, row in rows.items() if n % 9 != 4}
    for n, row in rows.items():
        if row[2] == "U5":
            row[2:4] = ["U6", "U0"]
        if n % 7 == 3:
            row[1] = "moved"
        if row[4] and int(row[4]) not in rows:
            row[4] = "0"
    rows[0][4], rows[1][4] = "1", ""
    rows[100] = ["100", "new", "U2", "U0", "5"]
    return rows


def written_to(folder: Path, rows: dict[int, list[str]], name: str = "staff.csv") -> Path:
    order = list(rows.values())
    random.Random(3).shuffle(order)
    return table(folder, HEAD + "".join("|".join(row) + "\n" for row in order), name)


BEFORE = staff()
AFTER = reorganised(BEFORE)


def test_the_size_of_slices_changes_nothing(gateway, tmp_path, monkeypatch):
    held = []
    for count in (10_000, 1, 7, 1000):
        monkeypatch.setattr(chart, "SLICE", count)
        empty(gateway)
        reports = []
        for rows in (BEFORE, BEFORE, AFTER, AFTER, BEFORE):
            file = written_to(tmp_path, rows)
            dry = imported(gateway, "org-csv", file, mapping=MAPPING, options=Options(dry_run=True, allow_shrink=True))
            reports.append(imported(gateway, "org-csv", file, mapping=MAPPING, options=Options(allow_shrink=True)))
            assert written(dry) == written(reports[-1])
        assert [report.changed for report in reports] == [True, False, True, False, True]
        held.append((dump(gateway, RUN_KEYS), [written(report) for report in reports]))
        assert held[-1] == held[0], count


def test_what_is_imported_over_another_version_is_what_is_imported_alone(gateway, tmp_path, monkeypatch):
    monkeypatch.setattr(chart, "SLICE", 5)
    imported(gateway, "org-csv", written_to(tmp_path, AFTER), mapping=MAPPING)
    alone = dump(gateway, RUN_KEYS)
    empty(gateway)
    for rows in (BEFORE, AFTER):
        imported(gateway, "org-csv", written_to(tmp_path, rows), mapping=MAPPING, options=Options(allow_shrink=True))
    assert dump(gateway, RUN_KEYS) == alone


@pytest.fixture
def command(gateway, tmp_path):
    (tmp_path / "m.yaml").write_text("columns: {" + ", ".join(f"{a}: {b}" for a, b in COLUMNS.items()) + "}\n")

    def run(file: Path, after: int) -> subprocess.CompletedProcess[str]:
        words = [
            sys.executable,
            "-m",
            "tests.importers.organisation.cut",
            str(file),
            str(tmp_path / "m.yaml"),
            str(after),
        ]
        return subprocess.run(words, cwd=ROOT, env=environment(gateway), capture_output=True, text=True, timeout=60)

    return run


@pytest.mark.parametrize("first", [{}, BEFORE], ids=["new", "changed"])
def test_a_run_that_was_killed_is_made_good_by_the_next(gateway, tmp_path, command, first):
    former = written_to(tmp_path, first, "former.csv")

    def begin() -> None:
        empty(gateway)
        if first:
            imported(gateway, "org-csv", former, mapping=MAPPING)

    file = written_to(tmp_path, AFTER)
    begin()
    whole = command(file, 0)
    assert whole.stdout.split()[1] == "done", whole.stderr
    uncut, statements = dump(gateway, RUN_KEYS), int(whole.stdout.split()[0])
    for after in every(range(12, statements, max(1, statements // 6))):
        begin()
        assert command(file, after).returncode == -signal.SIGKILL
        report = imported(gateway, "org-csv", file, mapping=MAPPING, options=Options(allow_shrink=True))
        assert report.status == "done"
        assert dump(gateway, RUN_KEYS) == uncut


# --- several sources -------------------------------------------------------------------------------------------------

KNOWLEDGE = {
    "departments": [
        {"key": "group", "name": "Groupe"},
        {"key": "care", "name": "Relation client", "partOf": "group", "kind": "direction"},
        {"key": "calls", "name": "Centre d'appels", "partOf": "care", "aliases": ["hr:9"]},
    ],
    "channels": [{"key": "phone", "operatedBy": ["calls"]}],
}


def test_an_org_chart_speaks_for_departments_whoever_came_last(gateway, tmp_path):
    chart_ = table(tmp_path, "id|name|up\n9|Call Centre|8\n8|Sales|\n")
    mapping = {"columns": {"department": "id", "departmentName": "name", "departmentParent": "up"}}
    say(gateway, KNOWLEDGE)
    report = imported(gateway, "org-csv", chart_, mapping=mapping)
    told = {
        ("group", "Groupe", None),
        ("care", "Relation client", "direction"),
        ("calls", "Call Centre", None),
        ("hr:8", "Sales", None),
    }
    assert check_nodes(gateway, "Department", ("name", "kind")) == told
    assert check_edges(gateway, "Department", "PART_OF", "Department") == {("care", "group"), ("calls", "hr:8")}
    said = [problem.message for problem in report.problems if problem.code == Code.CONFLICTING_VALUE]
    assert said == [
        "Call Centre, name: hr says 'Call Centre', test says \"Centre d'appels\"; hr speaks",
        "Call Centre, department above: hr says 'Sales', test says 'Relation client'; hr speaks",
    ]
    assert not say(gateway, KNOWLEDGE).changed
    assert check_nodes(gateway, "Department", ("name", "kind")) == told
    assert not imported(gateway, "org-csv", chart_, mapping=mapping).changed
    say(gateway, {"needs": []}, allow_shrink=True)
    assert ("calls", "Call Centre") in check_nodes(gateway, "Department", ("name",))


def test_an_alias_of_another_source_is_read_as_its_key(gateway, tmp_path, monkeypatch):
    monkeypatch.setattr(chart, "SLICE", 2)
    say(gateway, KNOWLEDGE | {"positions": [{"key": "chief", "aliases": ["hr:1"]}]})
    rows = "1|Chief|9||\n2|Agent|9||1\n3|Agent|9||1\n"
    for _ in range(2):
        report = imported(gateway, "org-csv", table(tmp_path, HEAD + rows), mapping=MAPPING)
        assert check_nodes(gateway, "Position") == {"chief", "hr:2", "hr:3"}
        assert check_edges(gateway, "Position", "IN", "Department") == {(p, "calls") for p in ("chief", "hr:2", "hr:3")}
        assert check_edges(gateway, "Position", "REPORTS_TO", "Position") == {("hr:2", "chief"), ("hr:3", "chief")}
    assert not report.changed


def test_a_department_that_only_changed_its_key_is_named(gateway, tmp_path):
    def rows(unit: str, count: int) -> Path:
        return table(tmp_path, HEAD + "".join(f"{n}|t|{unit if n < count else 'Rest'}||\n" for n in range(12)))

    imported(gateway, "org-csv", rows("5001", 10), mapping=MAPPING)
    report = imported(gateway, "org-csv", rows("7001", 8), mapping=MAPPING)
    (found,) = [problem for problem in report.problems if problem.code == Code.RENAMED]
    assert found.value == "hr:5001"
    assert "department 'hr:7001' is new with 8 of its 10 positions" in found.message
    assert "aliases: {'7001': hr:5001}" in found.message
    report = imported(gateway, "org-csv", rows("8001", 6), mapping=MAPPING)
    assert Code.RENAMED not in [problem.code for problem in report.problems]


def test_rows_that_could_not_be_read_count_as_seen(gateway, tmp_path):
    imported(gateway, "org-csv", table(tmp_path, HEAD + "".join(f"{n}|t|U||\n" for n in range(20))), mapping=MAPPING)
    half = "".join(f"{n if n < 9 else ''}|t|U||\n" for n in range(20))
    assert imported(gateway, "org-csv", table(tmp_path, HEAD + half), mapping=MAPPING).status == "done"
    imported(gateway, "org-csv", table(tmp_path, HEAD + "".join(f"{n}|t|U||\n" for n in range(20))), mapping=MAPPING)
    report = imported(
        gateway, "org-csv", table(tmp_path, HEAD + "".join(f"{n}|t|U||\n" for n in range(9))), mapping=MAPPING
    )
    assert (report.status, "positions" in str(report.reason)) == ("stopped", True)


def test_what_is_swept_leaves_a_stub_where_others_refer_to_it(gateway, tmp_path, monkeypatch):
    monkeypatch.setattr(chart, "SLICE", 1)
    imported(gateway, "org-csv", table(tmp_path, HEAD + "1|A|U||\n2|B|U||1\n3|C|U||2\n"), mapping=MAPPING)
    say(gateway, {"positions": [{"key": "aide", "reportsTo": "hr:3"}]})
    report = imported(gateway, "org-csv", table(tmp_path, HEAD + "1|A|U||\n"), mapping=MAPPING)
    assert written(report) == {"Position": (0, 1, 1), "IN": (0, 0, 2), "HEADS": (0, 0, 1), "REPORTS_TO": (0, 0, 2)}
    assert check_nodes(gateway, "Position", ("stub",)) == {("hr:1", None), ("hr:3", True), ("aide", None)}


def test_a_manager_outside_of_the_file_is_a_stub_and_said_so_each_time(gateway, tmp_path):
    file = table(tmp_path, HEAD + "1|A|U||7\n")
    for _ in range(2):
        report = imported(gateway, "org-csv", file, mapping=MAPPING)
        (found,) = report.problems
        assert (found.code, found.place, found.value) == ("DANGLING_REFERENCE", (str(file), 2, "boss"), "hr:7")
    assert check_nodes(gateway, "Position", ("stub",)) == {("hr:1", None), ("hr:7", True)}
