"""What stops a run that says much less than is known: which contacts are gone, not how many there are."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from events.difference import covered, known, unsaid
from events.engine import Engine, Table
from events.record import LABEL
from events.span import Span
from events.staged import Staged
from events.store import EventStore
from graph.saying import Saying, saying
from graph.settling.guards import FEW, KEPT
from graph.terms import term

AT_ONCE = 50
"""Files whose spans are looked at in one go."""

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
    if row["gone"]:
        yield Gone(**row)
        spans = staged.spans(engine)
        for start in range(0, len(spans), AT_ONCE):
            yield from _within(engine, lacks, spans[start : start + AT_ONCE])


def _within(engine: Engine, lacks: Table, spans: list[Span]) -> Iterator[Gone]:
    inside = [span.within(lacks["at"]) for span in spans]
    counts = {f"known{n}": each.cast("int64").sum() for n, each in enumerate(inside)}
    counts |= {f"gone{n}": (each & lacks.lacks).cast("int64").sum() for n, each in enumerate(inside)}
    (row,) = engine.rows(lacks.aggregate(**counts))
    for n, span in enumerate(spans):
        yield Gone(row[f"known{n}"] or 0, row[f"gone{n}"] or 0, span.first, span.last, span.file)
