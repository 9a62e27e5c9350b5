"""The graph's revision, the runs that raised it, and the repair of one that was cut off.

`Graph.revision` rises with every run that changes something; `Graph.derived` is the revision that hand-offs and
ruptures were derived from. A run of many rows is written in several parts: the first raises `revision`, the last brings
`derived` up to it, so that a run cut off between the two is recognised.
"""

from typing import TYPE_CHECKING

from graph import references
from graph.changes import Changes
from graph.derive import store
from graph.derive.moved import Moved
from graph.gateway import Gateway, Work
from graph.held import TOLD, Holdings
from graph.kept import Kept
from graph.report import Report
from graph.said import Subgraph

if TYPE_CHECKING:
    from graph.run import Statement

BEGIN = """
MERGE (s:Source {key: $source})
SET s.name = $source, s.kind = $kind, s.family = $family, s.needs = $needs
SET s.path = coalesce($path, s.path), s.dated = coalesce($dated, s.dated)
CREATE (r:ImportRun {key: $run, command: $command, status: 'RUNNING', startedAt: datetime(), dated: $dated})-[:OF]->(s)
WITH r MATCH (g:Graph {key: 'graph'})
SET g.revision = g.revision + $step
"""
END = """
MATCH (g:Graph {key: 'graph'}) SET g.derived = g.revision
WITH g MATCH (r:ImportRun {key: $run})
SET r += $properties, r.status = 'DONE', r.finishedAt = datetime(), r.revision = g.revision
"""
UNREFERRED = f"""
MATCH (n:{"|".join(TOLD)} {{stub: true}}) WHERE n.firstSeen IS NOT NULL
  AND NOT EXISTS {{ (n)<-[r]-() WHERE r.sources IS NOT NULL }}
RETURN labels(n)[0], n.key
"""
"""Stubs of ours, whatever else somebody else's nodes may be called."""

CUT_OFF = "MATCH (g:Graph {key: 'graph'}) RETURN g.revision <> g.derived"
STOP = """
MATCH (g:Graph {key: 'graph'}), (r:ImportRun {status: 'RUNNING'})
SET r.status = 'STOPPED', r.finishedAt = datetime(), r.revision = g.revision
"""
RAISE = "MATCH (g:Graph {key: 'graph'}) SET g.revision = g.revision + 1"
ADVANCE = "MATCH (g:Graph {key: 'graph'}) SET g.revision = g.revision + 1, g.derived = g.derived + 1"
DERIVED = "MATCH (g:Graph {key: 'graph'}) SET g.derived = g.revision"
LAST = "MATCH (r:ImportRun) RETURN r.key ORDER BY r.key DESC LIMIT 1"


def current(gateway: Gateway) -> int:
    """The revision that the graph is at; 0 where nothing was ever written."""
    rows = gateway.read("MATCH (g:Graph {key: 'graph'}) RETURN g.revision")
    return int(rows[0][0]) if rows else 0


def advance(work: Work) -> None:
    """Raise the revision for a change that nothing is derived from."""
    work.run(ADVANCE)


def begin(work: Work, statement: "Statement", kept: Kept, changed: bool) -> None:
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
        command=kept.command,
        step=int(changed),
    )


def end(work: Work, kept: Kept, report: Report, moved: Moved) -> None:
    """Note what a run did, and that everything derived is right again."""
    counts = report.written.values()
    properties = {
        "created": sum(c.created for c in counts),
        "updated": sum(c.updated for c in counts),
        "removed": sum(c.removed for c in counts),
        "counts": [f"{n} +{c.created} ~{c.updated} -{c.removed} ={c.unchanged}" for n, c in report.written.items()],
        "changesLeftOut": kept.left_out,
        **moved.properties(),
    }
    work.run(END, run=kept.run, properties=properties)


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


def derive_anew(work: Work, run: str, progress: store.Progress, moved: Moved) -> None:
    """Derive everything, without the stubs that a run which was cut off put or left where nothing refers to them."""
    bare = {(label, key) for label, key in work.run(UNREFERRED)}
    gone: dict[str, list[str]] = {}
    for label, key in bare - references.elsewhere(Holdings(work.run), bare, Subgraph()):
        gone.setdefault(label, []).append(key)
    changes = Changes(deleted=gone)
    moved.before(work.run, changes)
    changes.write(work)
    moved.note(changes)
    store.everything(work, run, progress, moved)


def repair(work: Work, progress: store.Progress) -> bool:
    """Derive anew what a run that was cut off left behind; says whether there was anything to repair.

    The claims of its source are settled by the source's next run.
    """
    if not cut_off(work):
        return False
    work.run(RAISE)
    ((run,),) = work.run(LAST) or [["repair"]]
    derive_anew(work, run, progress, Moved())
    work.run(DERIVED)
    work.commit()
    return True
