"""An act: one change that somebody makes, whole or not at all, signed, and noted with all that it changed.

Whoever acts may say which revision they saw: what they set and somebody else changed since then is a conflict.
"""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from graph import revision, standing
from graph.derive import upkeep
from graph.errors import BadInput
from graph.gateway import Gateway, Rows, Work
from graph.report import Count, tallied
from graph.run import new_command, new_run
from graph.saying import saying
from graph.settling.fields import Change
from graph.settling.kept import MOST, Kept
from graph.statement import EDITS

NEVER = saying(
    "The graph is at revision {stands}, so nobody saw the expected revision {expected}: look at what stands there now, "
    "and do it again",
    "Le graphe en est à la révision {stands}, personne n'a donc vu la révision attendue {expected}\N{NO-BREAK SPACE}: "
    "regardez ce qui est là maintenant, et recommencez",
)
LOCAL = "local"
"""Signs for whoever sits at this machine."""

SINCE = """
UNWIND $nodes AS node
MATCH (change:FieldChange {node: node})<-[:CHANGED]-(run:ImportRun)-[:OF]->(source:Source)
WHERE run.revision > $revision
RETURN node, change.field, change.after, coalesce(run.by, source.key), toString(run.startedAt), run.revision
ORDER BY run.key, change.key
"""
LOG = """
MERGE (s:Source {key: $source}) SET s.name = $source, s.kind = $source
CREATE (r:ImportRun {key: $run, command: $command, by: $by, status: 'DONE', startedAt: $began, finishedAt: $began})
SET r.rupturesAppeared = 0, r.rupturesGone = 0, r.handoffsBroken = 0, r.handoffsSound = 0, r.changesLeftOut = $leftOut
SET r += $properties
CREATE (r)-[:OF]->(s)
WITH r MATCH (g:Graph {key: 'graph'})
SET g.revision = g.revision + 1, g.derived = g.derived + 1, g.changedAt = datetime()
SET r.revision = g.revision
"""


@dataclass(frozen=True)
class Signed:
    """Who acts, and the revision that they saw; null for whoever does not say."""

    by: str
    expected: int | None = None


@dataclass(frozen=True)
class Meanwhile:
    """What somebody else put into a field: as its change tells it, who, when, in which revision."""

    stands: str | None
    by: str
    at: str
    revision: int


class Acting:
    """One act under way: nothing of it is seen, nor lasts, before its end."""

    def __init__(self, work: Work, signed: Signed) -> None:
        self.work = work
        """The transaction of the act."""
        self.signed = signed
        self.wrote = False
        """Whether anything had to be changed so far."""
        self.discarded = False
        """Whether it is only tried."""

    def discard(self) -> None:
        """Have nothing of it last: at its end all is rolled back; until then the act sees what it has written."""
        self.discarded = True

    def run(self, statement: str, **parameters: object) -> Rows:
        """Run one statement of the act, which sees what it has written so far."""
        return self.work.run(statement, **parameters)

    def revision(self) -> int:
        """The revision at which the graph is."""
        return revision.current(self.run)

    def changed_since(self, revision: int | None, nodes: Sequence[str]) -> dict[tuple[str, str | None], Meanwhile]:
        """Which fields of these nodes (`Label:key`) were changed since a revision, and how last; none since null."""
        if revision is None or not nodes:
            return {}
        rows = self.run(SINCE, nodes=list(nodes), revision=revision)
        return {(node, field): Meanwhile(*told) for node, field, *told in rows}

    def log(
        self, changes: Sequence[Change], run: str | None = None, properties: Mapping[str, Any] | None = None
    ) -> None:
        """Note who changed what, under the key of a run, with what else is known of it, and raise the revision."""
        self.wrote = True
        kept = Kept(run or new_run(revision.last(self.work)), new_command())
        self.run(
            LOG,
            source=EDITS,
            run=kept.run,
            command=kept.command,
            by=self.signed.by,
            began=revision.began(kept.run),
            properties=properties or _updated(changes),
            leftOut=max(0, len(changes) - MOST),
        )
        kept.write(self.work, changes)
        kept.write_gone(self.work)


def _updated(changes: Sequence[Change]) -> dict[str, Any]:
    """What an act that only updates nodes tells of itself."""
    updated = Counter(label for label, _ in {change.ref for change in changes})
    return tallied({label: Count(updated=count) for label, count in sorted(updated.items())})


@contextmanager
def acting(gateway: Gateway, signed: Signed, within: float = math.inf) -> Iterator[Acting]:
    """The right to act, for as long as the block lasts; what it writes is rolled back if it is left by an error, or
    the act was discarded.

    WriterBusy where somebody else has the right to write for `within` seconds; Refused where the graph is not whole;
    BadInput where the graph was never at the revision that is expected, as another graph may have been.
    """
    with standing.writing(gateway, within) as work:
        revision.repair(work, upkeep.quiet)  # else the rise would hide that a run was cut off
        work.whole = True
        act = Acting(work, signed)
        stands = act.revision()
        if signed.expected is not None and not 0 <= signed.expected <= stands:
            raise BadInput(NEVER(stands=stands, expected=signed.expected))
        yield act
        if act.discarded:
            work.leave()
