"""What changes in the event store when a source says what it says now."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ibis

from events.engine import Engine, Table, both
from events.record import LABEL
from events.schema import FIELDS, STORED
from events.span import spoken_of
from events.staged import Staged
from events.store import EventStore, write
from graph.report import Count
from graph.saying import Saying, saying
from graph.terms import term

SHOWN = ("id", "customer", "at", "channel")
"""What is asked of records once it is settled which of them count."""


OUTSIDE = saying(
    "{contacts} known from {first} to {last}, before, after or between what these files speak of: they stay as they"
    " are; --allow-shrink withdraws them, too, if the files are all that the source has",
    "{contacts} connus du {first} au {last}, avant, après ou entre ce dont parlent ces fichiers : ils"
    " restent tels quels ; --allow-shrink les retire aussi, si ces fichiers sont tout ce qu'a la source",
)


@dataclass(frozen=True)
class Outside:
    """How many contacts are known, and from when to when, of which no file spoke: they stay as they are."""

    count: int
    first: Any = None
    last: Any = None

    @property
    def said(self) -> Saying:
        """What is said of them."""
        first, last = (f"{moment:%Y-%m-%d}" for moment in (self.first, self.last))
        return OUTSIDE(contacts=term(LABEL).counted(self.count), first=first, last=last)


@dataclass(frozen=True)
class Difference:
    """The batch of a run, in a file that lives as long as the engine, and how many records are of each sort.

    `deleted` of those that are removed the source says that it deleted; `after` are its contacts from then on.
    """

    batch: Path
    count: Count
    deleted: int
    outside: Outside
    after: Table


def known(store: EventStore, engine: Engine, source: str) -> Table:
    """The records that a source is known by."""
    records = store.records(engine)
    return records.filter(records.source == source)


def number(engine: Engine, table: Table) -> int:
    """How many rows a table has."""
    ((count,),) = (row.values() for row in engine.rows(table.aggregate(count=table.count())))
    return int(count)


def difference(
    store: EventStore, engine: Engine, staged: Staged, source: str, run: str, sweep: bool, whole: bool = False
) -> Difference:
    """What is new, what changed, and a tombstone for what the source says it deleted.

    With a sweep also for what it no longer has within the spans of its files; wherever it was where they are `whole`.
    """
    before = known(store, engine, source)
    now = staged.records(engine).mutate(source=ibis.literal(source))
    held = before.select(**{f"{name}Before": before[name] for name in FIELDS})
    beside = now.left_join(held, now.id == held.idBefore)
    same = ibis.and_(*(beside[name].identical_to(beside[f"{name}Before"]) for name in FIELDS))
    told = engine.kept(beside.select(*now.columns, new=beside.idBefore.isnull(), same=same))
    rest = unsaid(engine, staged, before.anti_join(now, "id"), sweep, whole)
    leaves, stays = rest.filter(rest.deleted | rest.swept), rest.filter(~(rest.deleted | rest.swept))
    changed = _stamped(told.filter(~told.same), run, withdrawn=False)
    gone = _stamped(before.semi_join(leaves, "id"), run, withdrawn=True)
    batch = write(engine, both([changed, gone]))
    return Difference(
        batch,
        _count(engine, told, engine.parquet(batch)),
        number(engine, rest.filter(rest.deleted)),
        _outside(engine, stays) if sweep else Outside(0),
        both([told.select(*SHOWN), stays.select(*SHOWN)]),
    )


def unsaid(engine: Engine, staged: Staged, rest: Table, sweep: bool, whole: bool) -> Table:
    """What is known and is not said now: whether the source says it `deleted` it, and whether it is `swept`."""
    rest = engine.kept(rest.select(*SHOWN, "case"))
    if staged.deletions:
        told = staged.of_deleted(engine, rest).select(told="id")
        rest = rest.left_join(told, rest.id == told.told).mutate(deleted=ibis._.told.notnull())
    else:
        rest = rest.mutate(deleted=ibis.literal(False))
    if staged.unread:
        missed = staged.missed(engine).select(missed="id")
        rest = rest.left_join(missed, rest.id == missed.missed).mutate(there=ibis._.missed.notnull())
    else:
        rest = rest.mutate(there=ibis.literal(False))
    return engine.kept(rest.mutate(swept=covered(engine, staged, rest["at"], sweep, whole) & ~rest["there"]))


def covered(engine: Engine, staged: Staged, at: Table, sweep: bool, whole: bool) -> Table:
    """Whether the files say that what they do not have is gone. Those that tell of nothing at all say it of all."""
    empty = not staged.count and not staged.deletions
    if not sweep or whole or empty:
        return ibis.literal(sweep)
    return spoken_of(staged.spans(engine), at)


def _outside(engine: Engine, stays: Table) -> Outside:
    (row,) = engine.rows(stays.aggregate(count=stays.count(), first=stays["at"].min(), last=stays["at"].max()))
    return Outside(**row)


def _stamped(table: Table, run: str, withdrawn: bool) -> Table:
    return table.mutate(run=ibis.literal(run), withdrawn=ibis.literal(withdrawn)).select(*STORED.names)


def _count(engine: Engine, told: Table, batch: Table) -> Count:
    created = number(engine, told.filter(told.new))
    unchanged = number(engine, told.filter(told.same))
    removed = number(engine, batch.filter(batch.withdrawn))
    return Count(created, number(engine, told) - created - unchanged, unchanged, removed)
