"""What tests of contacts share: gather files of one source, and look at its records as a table."""

from pathlib import Path
from typing import Any

import yaml

from events.engine import duckdb
from events.schema import FIELDS
from importers.gather import Gathered, gather
from importers.kind import Instructions

SECRET = b"a key that is only for tests ....."
DATA = Path(__file__).parents[3].parent / "shared" / "data"
"""Real exports, where they are."""


def gathered(kind: str, *paths: Path, mapping: Any = None, source: str = "crm", **options: Any) -> Gathered:
    """What the files of one source say; `mapping` is a file, or what it holds."""
    if isinstance(mapping, dict):
        file = paths[0].absolute().parent / "mapping-of-a-test.yaml"
        file.write_text(yaml.safe_dump(mapping, allow_unicode=True), encoding="utf-8")
        mapping = file
    (found,) = gather(kind, paths, Instructions(source=source, mapping=mapping, secret=lambda: SECRET, **options))
    return found


def records(found: Gathered, *fields: str) -> list[Any]:
    """The records that count, by their ids: these fields of each (a single one alone); times as ISO 8601 in UTC."""
    assert found.contacts is not None, "\n".join(map(str, found.problems))
    with duckdb() as engine:
        rows = engine.rows(found.contacts.records(engine).order_by("id"))
    shown = [tuple(_shown(row[name]) for name in fields or FIELDS) for row in rows]
    return [row[0] for row in shown] if len(fields) == 1 else shown


def _shown(value: Any) -> Any:
    return value.isoformat().replace("+00:00", "Z") if hasattr(value, "isoformat") else value


def problems(found: Gathered) -> list[tuple[str, int | None, Any, str | None]]:
    """Code, row, column and value of each problem that is shown."""
    return [(str(p.code), p.place[1], p.place[2], p.value) for p in found.problems]
