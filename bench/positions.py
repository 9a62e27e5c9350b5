"""An org chart of a million positions against a hand-written MERGE of the same. `python -m bench.positions [N [D]]`"""

import csv
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import psutil

from bench.place import place
from graph.gateway import BATCH, Gateway

LEVELS = (1, 4, 12, 40, 120, 350, 700, 1100, 1300)
"""Departments of the first nine levels; all others stand on the tenth."""

HEAD = ("id", "title", "grade", "department", "parent_department", "manager")
MAPPING = "columns: {key: id, title: title, grade: grade, department: department, " + (
    "departmentParent: parent_department, reportsTo: manager}\n"
)
DEPARTMENTS = """
UNWIND $rows AS row MERGE (d:Department {key: row.department}) SET d.name = row.department
FOREACH (_ IN CASE row.parent_department WHEN '' THEN [] ELSE [1] END |
  MERGE (p:Department {key: row.parent_department}) MERGE (d)-[:PART_OF]->(p))
"""
POSITIONS = "UNWIND $rows AS row MERGE (p:Position {key: row.id}) SET p.title = row.title, p.grade = row.grade"
IN = """
UNWIND $rows AS row MATCH (p:Position {key: row.id}) MATCH (d:Department {key: row.department}) MERGE (p)-[:IN]->(d)
"""
REPORTS_TO = """
UNWIND $rows AS row MATCH (p:Position {key: row.id}) MATCH (m:Position {key: row.manager}) MERGE (p)-[:REPORTS_TO]->(m)
"""

Row = dict[str, str]


def main(positions: int, departments: int) -> None:
    """By hand, ours, ours again with nothing changed, and with one row in a hundred changed."""
    with tempfile.TemporaryDirectory() as folder:
        file, mapping = Path(folder) / "staff.csv", Path(folder) / "staff.yaml"
        mapping.write_text(MAPPING)
        write(file, list(staff(positions, departments)))
        with place() as gateway:
            hand = timed(lambda: by_hand(gateway, file))
            told("by hand", hand, positions, hand)
        with place() as gateway:
            first = ours("first run", gateway, file, mapping, positions, hand)
            ours("the same again", gateway, file, mapping, positions, first)
            write(file, changed(list(staff(positions, departments))))
            ours("1 % changed", gateway, file, mapping, positions, first)
        print(f"load            {os.getloadavg()[1]:.1f}")


def staff(positions: int, departments: int) -> Iterator[Row]:
    """Rows in no order: each department's first position heads it and reports to the head above."""
    draw = random.Random(7)
    parents: dict[int, int | None] = {0: None}
    above, sizes = [0], [*LEVELS[1:], max(0, departments - sum(LEVELS))]
    for size in sizes:
        level = range(len(parents), min(len(parents) + size, departments))
        parents |= {unit: draw.choice(above) for unit in level}
        above = list(level) or above
    homes = [*parents, *(draw.randrange(len(parents)) for _ in range(positions - len(parents)))]
    order = list(range(len(homes)))
    draw.shuffle(order)
    for post in order:
        home, parent = homes[post], parents[homes[post]]
        manager = home if post >= len(parents) else parent
        yield {
            "id": f"E{post:07d}",
            "title": f"Title {draw.randrange(200)}",
            "grade": f"G{draw.randrange(12)}",
            "department": f"Department {home}",
            "parent_department": "" if parent is None else f"Department {parent}",
            "manager": "" if manager is None else f"E{manager:07d}",
        }


def changed(rows: list[Row]) -> list[Row]:
    """One row in a hundred with another title, or in another department."""
    for number, row in enumerate(rows[::100]):
        if number % 2:
            row["title"] = "Another title"
        else:
            row["department"], row["parent_department"] = rows[number]["department"], rows[number]["parent_department"]
    return rows


def write(path: Path, rows: list[Row]) -> None:
    """The rows as a CSV."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, HEAD)
        writer.writeheader()
        writer.writerows(rows)


def by_hand(gateway: Gateway, file: Path) -> None:
    """What one would write for this file alone, in batches: departments, positions, then their edges."""
    for statement in (DEPARTMENTS, POSITIONS, IN, REPORTS_TO):
        with file.open(newline="", encoding="utf-8") as lines:
            rows = csv.DictReader(lines)
            seen: dict[str, Row] = {}
            while batch := list(islice(rows, BATCH)):
                if statement is DEPARTMENTS:
                    batch = [row for row in batch if seen.setdefault(row["department"], row) is row]
                gateway.command(statement, rows=batch)


def ours(what: str, gateway: Gateway, file: Path, mapping: Path, positions: int, against: float) -> float:
    """Import the file in a process of its own; seconds."""
    where = gateway.address
    store = {"NEO4J_URI": where.uri, "NEO4J_USERNAME": where.username, "NEO4J_PASSWORD": where.password}
    command = [str(Path(sys.executable).with_name("parcours")), "import", "org-csv", str(file)]
    flags = ["--mapping", str(mapping), "--source", "hr", "--format", "json"]
    begun = time.perf_counter()
    with subprocess.Popen([*command, *flags], env={**os.environ, **store}, stdout=subprocess.PIPE, text=True,
                          stderr=subprocess.DEVNULL) as process:  # fmt: skip
        peak = watched(process)
        assert process.stdout
        report = json.loads(process.stdout.read())
    seconds = time.perf_counter() - begun
    told(what, seconds, positions, against, peak)
    print(f"                {written(report)}")
    return seconds


def watched(process: "subprocess.Popen[str]") -> float:
    """The most memory that the process had, in MB, until it ended."""
    peak = 0.0
    while process.poll() is None:
        try:
            peak = max(peak, psutil.Process(process.pid).memory_info().rss / 1e6)
        except psutil.Error:
            break
        time.sleep(0.1)
    return peak


def written(report: Any) -> str:
    """What the run wrote, label by label."""
    counts = report["written"].items()
    shown = (f"{name} +{c['created']} ~{c['updated']} -{c['removed']}" for name, c in counts if any(
        c[kind] for kind in ("created", "updated", "removed")))  # fmt: skip
    return ", ".join(shown) or "nothing written"


def told(what: str, seconds: float, positions: int, against: float, peak: float | None = None) -> None:
    """One line of the table."""
    memory = f" {peak:>6.0f} MB" if peak else ""
    print(
        f"{what:<16}{seconds:>8.1f} s {positions / seconds:>9,.0f} rows/s {against / seconds:>6.2f}×{memory}",
        flush=True,
    )


def timed(act: Callable[[], object]) -> float:
    """Seconds that it takes."""
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


if __name__ == "__main__":
    main(*(int(given) for given in [*sys.argv[1:], *("1000000", "5000")[len(sys.argv) - 1 :]]))
