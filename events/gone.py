"""What stops a run that says much less than is known: which contacts are gone, not how many there are."""

import datetime
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from events.difference import covered, known, number, unsaid
from events.engine import Engine, Table
from events.record import LABEL
from events.span import Span
from events.staged import Staged
from events.store import EventStore
from graph.saying import Saying, saying
from graph.settling.guards import FEW, KEPT
from graph.terms import term

EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)

GONE = saying(
    "the source now says {now}; of the {known:,} known from {first} to {last}{file} it no longer has"
    " {gone:,}: --allow-shrink takes it as it is, --no-sweep if it is only a part, and a mapping with"
    " `incremental: true` if it only ever tells what changed",
    "la source dit maintenant {now} ; des {known:,} connus du {first} au {last}{file}, il lui en"
    " manque {gone:,} : --allow-shrink l'accepte telle quelle, --no-sweep si ce n'en est qu'une partie, et un mapping"
    " avec `incremental: true` si elle ne dit jamais que ce qui a changé",
)
OF_FILE = saying(", the time of {name},", " (la période de {name})")


@dataclass(frozen=True)
class Gone:
    """How many contacts are known within a time, and how many of them the source neither has any more nor deleted."""

    known: int
    gone: int
    first: Any
    last: Any
    file: str = ""

    def too_many(self, unread: int) -> bool:
        """Whether so many are gone that this is probably no more than a part; what could not be read may be there."""
        lacking = self.gone - unread
        return lacking >= FEW and self.known - lacking < KEPT * self.known

    def said(self, now: int) -> Saying:
        """Why the run stops."""
        file = OF_FILE(name=self.file) if self.file else ""
        first, last = (f"{moment:%Y-%m-%d}" for moment in (self.first, self.last))
        return GONE(now=term(LABEL).counted(now), known=self.known, first=first, last=last, file=file, gone=self.gone)


def gone(store: EventStore, engine: Engine, staged: Staged, source: str) -> Iterator[Gone]:
    """What a source no longer has, in all that its files speak of and within the span of each of them."""
    before = known(store, engine, source)
    rest = unsaid(engine, staged, before.anti_join(staged.records(engine), "id"), sweep=True, whole=False)
    swept = rest.filter(rest.swept & ~rest.deleted).select(lacking="id")
    beside = before.left_join(swept, before.id == swept.lacking)
    here = beside.filter(covered(engine, staged, beside["at"], sweep=True, whole=False))
    lacks = engine.kept(here.select(at=here["at"], lacks=here.lacking.notnull()))
    (row,) = engine.rows(
        lacks.aggregate(
            known=lacks.count(), gone=lacks.lacks.cast("int64").sum(), first=lacks["at"].min(), last=lacks["at"].max()
        )
    )
    if (row["gone"] or 0) >= FEW:  # else no file lacks so many
        yield Gone(**row)
        known_at, gone_at = _moments(engine, lacks), _moments(engine, lacks.filter(lacks.lacks))
        for span in staged.spans(engine):
            yield Gone(_within(known_at, span), _within(gone_at, span), span.first, span.last, span.file)


def _moments(engine: Engine, contacts: Table) -> "array[int]":
    """When they were, in millionths of a second, in order: there may be as many files as days."""
    found = array("q")
    for batch in engine.batches(contacts.select("at").order_by("at")):
        found.extend(batch.column(0).cast(pa.int64()).to_pylist())
    return found


def _within(moments: "array[int]", span: Span) -> int:
    """How many of the moments lie in a span."""
    first, last = ((moment - EPOCH) // datetime.timedelta(microseconds=1) for moment in (span.first, span.last))
    return bisect_right(moments, last) - bisect_left(moments, first)


def others(store: EventStore, engine: Engine, staged: Staged, source: str) -> int:
    """How many contacts that lie outside of the files' spans have the id of one in them that was at another time.

    Ids that were made, of a case and the place of a contact in it, are others' in each file.
    """
    if not staged.made:
        return 0
    before = known(store, engine, source).select(known="id", was="at")
    told = staged.records(engine).select("id", "at")
    both = engine.kept(before.inner_join(told, before.known == told.id).filter(lambda each: each.was != each["at"]))
    return number(engine, both.filter(~covered(engine, staged, both.was, sweep=True, whole=False)))
