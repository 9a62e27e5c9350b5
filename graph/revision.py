"""The graph's revision, the runs that raised it, and the repair of one that was cut off.

`Graph.revision` rises with every run that changes something, and `Graph.changedAt` is when it last did;
`Graph.derived` is the revision that hand-offs and ruptures were derived from. A run of many rows is written in several
parts: the first raises `revision`, the last brings `derived` up to it, so that a run cut off between the two is
recognised. `Graph.minedFrom` names the batches of the
event store that flows were mined from, none while they are being written; a graph without it follows no event store.
"""

import datetime

from graph.changes import Changes
from graph.derive import upkeep
from graph.derive.moved import Moved
from graph.gateway import Gateway, Read, Work
from graph.held import DESCRIBED, Holdings
from graph.report import Report, tallied
from graph.said import Subgraph
from graph.settling import references
from graph.settling.kept import Kept
from graph.statement import Statement

BEGIN = """
MERGE (s:Source {key: $source})
SET s.name = $source, s.kind = $kind, s.family = $family, s.needs = $needs
SET s.path = coalesce($path, s.path), s.dated = coalesce($dated, s.dated)
CREATE (r:ImportRun {key: $run, command: $command, by: $by, status: 'RUNNING', startedAt: $began, dated: $dated})
CREATE (r)-[:OF]->(s)
WITH r MATCH (g:Graph {key: 'graph'})
SET g.revision = g.revision + $step
SET g.minedFrom = CASE WHEN $mines THEN [] ELSE g.minedFrom END
"""
FINISHED = "CASE WHEN datetime() < r.startedAt THEN r.startedAt ELSE datetime() END"
"""No run ends before it began, whatever the clock of the store says."""

END = f"""
MATCH (g:Graph {{key: 'graph'}})
SET g.changedAt = CASE WHEN g.derived = g.revision THEN g.changedAt ELSE datetime() END
SET g.derived = g.revision, g.minedFrom = coalesce($batches, g.minedFrom)
WITH g MATCH (r:ImportRun {{key: $run}})
SET r += $properties, r.status = 'DONE', r.finishedAt = {FINISHED}, r.revision = g.revision
"""
UNREFERRED = f"""
MATCH (n:{"|".join(DESCRIBED)} {{stub: true}}) WHERE n.firstSeen IS NOT NULL
  AND NOT EXISTS {{ (n)<-[r]-() WHERE r.sources IS NOT NULL }}
RETURN labels(n)[0], n.key
"""
"""Stubs of ours, whatever else somebody else's nodes may be called."""

CUT_OFF = "MATCH (g:Graph {key: 'graph'}) RETURN g.revision <> g.derived"
STOP = f"""
MATCH (g:Graph {{key: 'graph'}}), (r:ImportRun {{status: 'RUNNING'}})
SET r.status = 'STOPPED', r.finishedAt = {FINISHED}, r.revision = g.revision
"""
RAISE = "MATCH (g:Graph {key: 'graph'}) SET g.revision = g.revision + 1"
ADVANCE = """
MATCH (g:Graph {key: 'graph'}) SET g.revision = g.revision + 1, g.derived = g.derived + 1, g.changedAt = datetime()
"""
DERIVED = "MATCH (g:Graph {key: 'graph'}) SET g.derived = g.revision, g.changedAt = datetime()"
LAST = "MATCH (r:ImportRun) RETURN coalesce(max(r.key), '')"
MINED_FROM = "MATCH (g:Graph {key: 'graph'}) RETURN g.minedFrom"
FOLLOW = "MATCH (g:Graph {key: 'graph'}) WHERE g.minedFrom IS NULL SET g.minedFrom = []"

MOMENT = "%Y%m%dT%H%M%S.%fZ"
"""How the key of a run begins; keys sort by it."""


def current(read: Read) -> int:
    """The revision that the graph is at; 0 where nothing was ever written."""
    rows = read("MATCH (g:Graph {key: 'graph'}) RETURN g.revision")
    return int(rows[0][0]) if rows else 0


def advance(work: Work) -> None:
    """Raise the revision for a change that nothing is derived from."""
    work.run(ADVANCE)


def begin(work: Work, statement: Statement, kept: Kept, changed: bool) -> None:
    """Note that a run has begun."""
    work.run(
        BEGIN,
        source=statement.source,
        kind=statement.kind,
        family=statement.family,
        needs=[f"{reason}\t{need}" for reason, need in sorted(statement.needs.items())] or None,
        path=statement.path,
        dated=statement.dated,
        run=kept.run,
        began=began(kept.run),
        command=kept.command,
        by=kept.by,
        step=int(changed),
        mines=changed and statement.batches is not None,
    )


def end(work: Work, statement: Statement, kept: Kept, report: Report, moved: Moved) -> None:
    """Note what a run did, and that everything derived is right again."""
    properties = {**tallied(report.written), "changesLeftOut": kept.left_out, **moved.properties()}
    batches = None if statement.batches is None else list(statement.batches)
    work.run(END, run=kept.run, properties=properties, batches=batches)


def began(run: str) -> datetime.datetime | None:
    """The moment that the key of a run begins with; None for what is no such key."""
    try:
        return datetime.datetime.strptime(run.rsplit("-", 1)[0], MOMENT).replace(tzinfo=datetime.UTC)
    except ValueError:
        return None


def last(work: Work) -> str:
    """The greatest key of all runs; empty when there was none."""
    ((run,),) = work.run(LAST)
    return str(run)


def mined_from(read: Read) -> list[str] | None:
    """The batches of the event store that flows were mined from; None when the graph follows no event store."""
    ((batches,),) = read(MINED_FROM)
    return None if batches is None else list(batches)


def follow_events(work: Work) -> None:
    """Note, before the first batch is put, that the graph is to be told of the event store: it may be cut off then."""
    if mined_from(work.run) is None:
        work.run(FOLLOW)
        work.commit()


def is_whole(gateway: Gateway) -> bool:
    """Whether everything derived belongs to the revision that the graph is at."""
    rows = gateway.read("MATCH (g:Graph {key: 'graph'}) RETURN g.revision = g.derived")
    return bool(rows[0][0]) if rows else True


def cut_off(work: Work) -> bool:
    """Whether a run that is no more left something behind; such a run is noted as stopped."""
    ((cut,),) = work.run(CUT_OFF)
    if cut:
        work.run(STOP)
    return bool(cut)


def derive_anew(work: Work, run: str, progress: upkeep.Progress, moved: Moved) -> None:
    """Derive everything, without the stubs that a run which was cut off put or left where nothing refers to them."""
    bare = {(label, key) for label, key in work.run(UNREFERRED)}
    gone: dict[str, list[str]] = {}
    for label, key in bare - references.elsewhere(Holdings(work.run), bare, Subgraph()):
        gone.setdefault(label, []).append(key)
    changes = Changes(deleted=gone)
    moved.before(work.run, changes)
    changes.write(work)
    moved.note(changes)
    upkeep.everything(work, run, progress, moved)


def repair(work: Work, progress: upkeep.Progress) -> bool:
    """Derive anew what a run that was cut off left behind; says whether there was anything to repair.

    The claims of its source are settled by the source's next run.
    """
    if not cut_off(work):
        return False
    work.run(RAISE)
    derive_anew(work, last(work) or "repair", progress, Moved())
    work.run(DERIVED)
    work.commit()
    return True
