"""Org charts as tables: what a file says, and what the store then holds."""

from pathlib import Path
from typing import Any

import yaml

from graph.gateway import Gateway
from graph.report import Report
from graph.run import apply
from graph.said import Said, joined
from graph.statement import Options
from importers.gather import Gathered, gather
from importers.kind import Instructions

ALL = Options()
SECRET = b"a key that only tests use"
DATA = Path(__file__).parents[4] / "shared" / "data" / "org"


def gathered(kind: str, *files: Path, source: str | None = "hr", mapping: Any = None, **told: Any) -> Gathered:
    """What the files say; a mapping given as a dictionary is put into a file beside them."""
    if isinstance(mapping, dict):
        path = files[0].parent / "mapping-of-the-test.map"
        path.write_text(yaml.safe_dump(mapping, allow_unicode=True), encoding="utf-8")
        mapping = path
    options = Instructions(source=source, mapping=mapping, secret=lambda: SECRET, **told)
    (found,) = gather(kind, list(files), options)
    return found


def table(folder: Path, text: str, name: str = "staff.csv") -> Path:
    """A table: one row a line, the cells between bars, spaces around them left out."""
    rows = [[cell.strip() for cell in line.split("|")] for line in text.strip("\n").splitlines()]
    path = folder / name
    path.write_text("".join(",".join(row) + "\n" for row in rows), encoding="utf-8")
    return path


def whole(found: Gathered) -> Said:
    """All slices in one."""
    assert not found.refused, found.problems
    return joined(found.said)


def edges(said: Said, type: str) -> set[tuple[str, str]]:
    """The edges of a type, by keys."""
    return {ends for (_, name, _), found in said.edges.items() if name == type for ends in found}


def problems(found: Gathered) -> list[tuple[str, int | None, Any, str | None]]:
    """Code, row, column and value of what was found, in the order of the rows."""
    return [(p.code.value, p.place[1], p.place[2], p.value) for p in found.problems]


def imported(gateway: Gateway, kind: str, *files: Path, options: Options = ALL, **told: Any) -> Report:
    """Import files of one source into the store."""
    return apply(gateway, gathered(kind, *files, **told), options)
