"""What changes in the event store when a source says what it says now."""

from dataclasses import dataclass
from pathlib import Path

import ibis

from events.engine import Engine, Table, both
from events.schema import FIELDS, STORED
from events.staged import Staged
from events.store import EventStore, write
from graph.report import Count


@dataclass(frozen=True)
class Difference:
    """The batch of a run, in a file that lives as long as the engine, and how many records are of each sort."""

    batch: Path
    count: Count


def known(store: EventStore, engine: Engine, source: str) -> Table:
    """The records that a source is known by."""
    records = store.records(engine)
    return records.filter(records.source == source)


def number(engine: Engine, table: Table) -> int:
    """How many rows a table has."""
    ((count,),) = (row.values() for row in engine.rows(table.aggregate(count=table.count())))
    return int(count)


def difference(store: EventStore, engine: Engine, staged: Staged, source: str, run: str, sweep: bool) -> Difference:
    """What is new, what changed, and, with a sweep, a tombstone for what the source no longer has."""
    before = known(store, engine, source)
    now = staged.records(engine).mutate(source=ibis.literal(source))
    held = before.select(**{f"{name}Before": before[name] for name in FIELDS})
    beside = now.left_join(held, now.id == held.idBefore)
    same = ibis.and_(*(beside[name].identical_to(beside[f"{name}Before"]) for name in FIELDS))
    told = engine.kept(beside.select(*now.columns, new=beside.idBefore.isnull(), same=same))
    changed = _stamped(told.filter(~told.same), run, withdrawn=False)
    gone = _stamped(before.anti_join(now, "id"), run, withdrawn=True)
    batch = write(engine, both([changed, gone]) if sweep else changed)
    return Difference(batch, _count(engine, told, engine.parquet(batch)))


def _stamped(table: Table, run: str, withdrawn: bool) -> Table:
    return table.mutate(run=ibis.literal(run), withdrawn=ibis.literal(withdrawn)).select(*STORED.names)


def _count(engine: Engine, told: Table, batch: Table) -> Count:
    created = number(engine, told.filter(told.new))
    unchanged = number(engine, told.filter(told.same))
    removed = number(engine, batch.filter(batch.withdrawn))
    return Count(created, number(engine, told) - created - unchanged, unchanged, removed)
