"""One import run: what a source says is settled with the graph, written, derived from, acknowledged, in that order."""

import datetime
import hashlib
import secrets
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, replace
from functools import partial

from graph import revision, standing
from graph.aliases import Names
from graph.changes import Changes
from graph.derive import touched, upkeep
from graph.derive.moved import Moved
from graph.gateway import Gateway, Read, Work
from graph.held import Holdings
from graph.problems import Code, Problem
from graph.report import Count, Report
from graph.said import Ref, Whole
from graph.saying import saying
from graph.settling import guards, moving, rekeying, rename, replaced, spared
from graph.settling.declared import declared
from graph.settling.foreseen import Foreseen
from graph.settling.kept import Kept
from graph.settling.ranks import ranks
from graph.settling.renamed import Renamed
from graph.settling.slices import Slice, Slices
from graph.settling.spared import Spared
from graph.statement import Beside, Options, Statement

FOLLOWING = Options(allow_shrink=True, allow_older=True)
"""How the graph is told what follows from what a source says beside it."""

HELD = "OPTIONAL MATCH (s:Source {key: $source}) RETURN s.held"
TELL_HELD = "MATCH (s:Source {key: $source}) SET s.held = $held"

WRITING = saying("writing", "écriture")


def apply(
    gateway: Gateway,
    statement: Statement,
    options: Options = Options(),
    progress: upkeep.Progress = upkeep.quiet,
    beside: Beside | None = None,
    foreseen: Foreseen | None = None,
) -> Report:
    """Bring the graph to what the source says now; the report tells what was written and found.

    A run that a guard stops changes nothing and says why. When the call returns, everything derived is right again.
    Dry runs that are meant to follow each other share what they have `foreseen`.
    """
    if statement.refused:
        return statement.refusal()
    report = Report(statement.source, statement.kind, files=list(statement.files), problems=list(statement.problems))
    if options.dry_run:
        with nullcontext(foreseen) if foreseen else Foreseen(gateway) as graph:
            if _rehearsed(graph, statement, options, report, beside) and beside:
                _follow(beside.follows(graph), report, partial(_rehearsed, graph), replace(FOLLOWING, dry_run=True))
        return report
    options = replace(options, command=options.command or new_command())
    with standing.writing(gateway) as work:
        if not _ran(work, statement, options, report, progress, beside):
            revision.repair(work, progress)
        elif beside:
            run = partial(_ran, work, progress=progress)
            _follow(beside.follows(Holdings(work.run)), report, run, replace(FOLLOWING, command=options.command))
    return report


def follow(gateway: Gateway, found: Callable[[Read], Statement], progress: upkeep.Progress = upkeep.quiet) -> Report:
    """Bring the graph to what follows from what lies beside it; the report tells what was written.

    It is found out while nobody else can write: what another adds meanwhile, older findings would take away again.
    """
    with standing.writing(gateway) as work:
        statement = found(gateway.read)
        report = Report(statement.source, statement.kind)
        if not _ran(work, statement, replace(FOLLOWING, command=new_command()), report, progress):
            revision.repair(work, progress)
    return report


def _follow(following: Statement | Problem, report: Report, run: Callable[..., bool], options: Options) -> None:
    """Run what follows, and add its report; what many nodes refer to and nobody describes is told once."""
    if isinstance(following, Problem):
        report.problems.append(following)
        return
    told = Report(report.source, report.kind)
    run(following, options, told)
    report.written |= told.written
    report.problems += {(problem.code, problem.value): problem for problem in reversed(told.problems)}.values()


@dataclass(frozen=True)
class Checked:
    """A statement that no guard stops, under the keys that count, and what moves to these before it is settled."""

    statement: Statement
    options: Options
    claimed: Mapping[str, int]
    moves: moving.Moves
    whole: Whole
    """All that is said, with what people removed."""

    def slices(self, graph: Holdings, run: str, report: Report) -> Slices:
        """What the run changes, once everything has moved; what was found on the way goes into the report."""
        source, said, options = self.statement.source, self.statement.said, self.options
        report.problems += self.moves.problems
        if options.sweep:
            report.problems += rename.find(graph, said, source, self.claimed)
            report.problems += replaced.find(graph, said, source, self.claimed)
        known = ranks(graph, source, self.statement.family, self.statement.kind)
        return Slices(graph, source, said, self.claimed, run, options.sweep, known)


def _rehearsed(
    graph: Foreseen, statement: Statement, options: Options, report: Report, beside: Beside | None = None
) -> bool:
    """Find out what a run would write; false when a guard stops it."""
    checked = _checked(graph, statement, options, report, beside)
    if checked is None:
        return False
    if beside:
        beside.write(graph, "dry-run", options, report)
    graph.move(checked.moves)
    gone = Changes()
    for part in checked.slices(graph, "dry-run", report).each():
        _tell(report, part)
        graph.note(part.changes.without_deleted(gone), part.wanted)
    graph.note(gone)
    graph.note_source(statement.source, statement.family, statement.kind, statement.needs)
    report.status = "dry-run"
    return True


def _ran(
    work: Work, statement: Statement, options: Options, report: Report, progress: upkeep.Progress,
    beside: Beside | None = None,
) -> bool:  # fmt: skip
    """Write what the source says, and what it says beside; false when a guard stops it."""
    checked = _checked(Holdings(work.run), statement, options, report, beside)
    if checked is None:
        return False
    report.run = new_run(revision.last(work), *(beside.runs() if beside else ()))
    if beside:
        revision.follow_events(work)
        beside.write(Holdings(work.run), report.run, options, report)
    if statement.pictures:
        statement.pictures.keep()
    _write(work, checked, Kept(report.run, options.command, by=options.by), report, progress)
    spared.note(work, statement.source, checked.whole, options.sweep)
    _tell_held_once(work, checked, report)
    return True


def _tell_held_once(work: Work, checked: Checked, report: Report) -> None:
    """Leave out of the report what its source was told before that people hold: else it is read no more."""
    source, sweep = checked.statement.source, checked.options.sweep
    ((former,),) = work.run(HELD, source=source)
    held = {_mark(problem): problem for problem in report.problems if problem.code == Code.HELD}
    known = set(former or ())
    report.problems = [p for p in report.problems if p.code != Code.HELD or _mark(p) not in known]
    if held or former:
        work.run(TELL_HELD, source=source, held=sorted(held if sweep else known | {*held}) or None)


def _mark(problem: Problem) -> str:
    """What tells a difference from another one."""
    return hashlib.sha256((problem.same or problem.message).encode()).hexdigest()[:16]


def new_run(*former: str) -> str:
    """A key for a run that sorts behind those of former ones: it begins with the time, or right after the latest.

    Clocks are set back, and two machines have two. Keys are given out to whoever has the right to write.
    """
    after = [began + datetime.timedelta(microseconds=1) for began in map(revision.began, former) if began]
    return f"{max([datetime.datetime.now(datetime.UTC), *after]):{revision.MOMENT}}-{secrets.token_hex(3)}"


def new_command() -> str:
    """An id for a command, whose runs all name it."""
    return f"{datetime.datetime.now(datetime.UTC):%Y%m%dT%H%M%SZ}-{secrets.token_hex(3)}"


def _checked(
    graph: Holdings, statement: Statement, options: Options, report: Report, beside: Beside | None
) -> Checked | None:
    """The statement, ready to be settled; None, with the reason in the report, when a guard stops it."""
    found = declared(graph, statement.said, statement.source, options.sweep)
    if names := Names(found.aliases):
        statement = replace(statement, said=Renamed(statement.said, names))
    report.problems += found.problems
    whole = statement.said
    if gone := frozenset(spared.removed(graph.read)):
        here = Spared(whole, gone, partial(spared.standing, graph))
        report.problems += here.told()
        statement = replace(statement, said=here)
    report.status, report.reason = "refused", guards.refused(graph.read, statement, options)
    if report.reason:
        return None
    claimed = graph.claimed(statement.source)
    report.status, report.reason = "stopped", guards.shrunk(graph.read, statement, options, claimed)
    if beside and not report.reason:
        report.reason = beside.stopped(graph, options)
    if report.reason:
        return None
    report.status = "done"
    report.losses += statement.losses
    moves = moving.find(graph.read, names, statement.said, statement.source, options.sweep)
    return Checked(statement, options, claimed, moves, whole)


def _tell(report: Report, part: Slice) -> None:
    report.problems += part.problems
    for name, count in part.counts.items():
        report.written.setdefault(name, Count()).add(count)


def _write(work: Work, checked: Checked, kept: Kept, report: Report, progress: upkeep.Progress) -> None:
    statement, moves, run = checked.statement, checked.moves, kept.run
    cut_off = revision.cut_off(work)
    moved = Moved()
    concerned: set[Ref] = set()
    gone = Changes()
    begun = bool(moves)
    if moves:
        revision.begin(work, statement, kept, changed=True)
        progress(WRITING(), 0, 1)
        rekeying.carry_out(work, moves)
        concerned |= moves.touched()
    for part in checked.slices(Holdings(work.run, work.look), run, report).each():
        _tell(report, part)
        if not begun and (cut_off or part.changes):
            revision.begin(work, statement, kept, changed=True)
            begun = True
            progress(WRITING(), 0, 1)
        if part.changes:
            concerned |= touched.changed(part.changes)
            _carry_out(part.changes.without_deleted(gone), work, moved)
            kept.write(work, part.told)
    if gone:
        _carry_out(gone, work, moved)
    kept.write_gone(work)
    if not begun:
        revision.begin(work, statement, kept, changed=False)
    progress(WRITING(), 1, 1)
    if cut_off:  # not before: what follows from half a statement would be remembered as ruptures that were resolved
        revision.derive_anew(work, run, progress, moved)
    elif concerned:
        upkeep.after(work, concerned, run, progress, moved)
    revision.end(work, statement, kept, report, moved)


def _carry_out(changes: Changes, work: Work, moved: Moved) -> None:
    moved.before(work.run, changes)
    changes.write(work)
    moved.note(changes)
