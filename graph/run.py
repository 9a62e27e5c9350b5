"""One import run: what a source says is settled with the graph, written, derived from, acknowledged, in that order."""

import datetime
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from graph import held as holdings
from graph import parts, references, revision, trees
from graph.changes import Changes, difference
from graph.claims import Settled, settle
from graph.derive import store
from graph.derive.moved import Moved
from graph.gateway import Gateway, Work
from graph.lengths import too_long
from graph.report import Code, FileRead, Problem, Report
from graph.said import Ref, Said, Subgraph

KEPT = 4 / 5
"""The share of what the last run saw that a run must see, label by label, unless a shrinking source is allowed…"""

FEW = 10
"""… or fewer than this many are gone."""


@dataclass(frozen=True)
class Statement:
    """What one source says, read and checked: `named` when a person named the source, not its file."""

    source: str
    kind: str
    said: Said
    files: tuple[FileRead, ...] = ()
    problems: tuple[Problem, ...] = ()
    dated: datetime.datetime | None = None
    path: str | None = None
    named: bool = True


@dataclass(frozen=True)
class Options:
    """How to run: `sweep` withdraws what the source no longer says; the two `allow_` lift a guard."""

    dry_run: bool = False
    sweep: bool = True
    allow_shrink: bool = False
    allow_older: bool = False


DEFAULT = Options()


@dataclass
class _Plan:
    settled: Settled
    changes: Changes
    touched: set[Ref] = field(default_factory=set)


def quiet(what: str, done: int, of: int) -> None:
    """Show no progress."""


def apply(
    gateway: Gateway, statement: Statement, options: Options = Options(), progress: store.Progress = quiet
) -> Report:
    """Bring the graph to what the source says now; the report tells what was written and found.

    A run that a guard stops changes nothing and says why. When the call returns, everything derived is right again.
    """
    report = Report(statement.source, statement.kind, files=list(statement.files), problems=list(statement.problems))
    if options.dry_run:
        return _dry(gateway, statement, options, report)
    with gateway.writing() as work:
        run = new_run()
        known = _guarded(work.run, statement, options, report)
        if known is None:
            revision.repair(work, progress)
            return report
        plan = _plan(work.run, statement, known, options, run)
        report.problems += plan.settled.problems
        report.written = plan.changes.counts(plan.settled.wanted)
        report.run = run
        _write(work, statement, plan, run, report, progress)
    return report


def _dry(gateway: Gateway, statement: Statement, options: Options, report: Report) -> Report:
    known = _guarded(gateway.read, statement, options, report)
    if known is not None:
        plan = _plan(gateway.read, statement, known, options, "dry-run")
        report.problems += plan.settled.problems
        report.written = plan.changes.counts(plan.settled.wanted)
        report.status = "dry-run"
    return report


def new_run() -> str:
    """A key for a run, which sorts by time."""
    return f"{datetime.datetime.now(datetime.UTC):%Y%m%dT%H%M%S.%fZ}-{secrets.token_hex(3)}"


def _guarded(read: holdings.Read, statement: Statement, options: Options, report: Report) -> set[Ref] | None:
    """What the source claimed before; None, with the reason in the report, when a guard stops the run."""
    known = holdings.claimed(read, statement.source)
    rows = read("MATCH (s:Source {key: $key}) RETURN s.path, s.dated", key=statement.source)
    path, dated = rows[0] if rows else (None, None)
    wrong = too_long(statement.said) or _moved(statement, path) or _older(statement, dated, options)
    report.status, report.reason = "refused", wrong
    if report.reason is None:
        whole = known - holdings.half_written(read, statement.source)
        report.status, report.reason = "stopped", _shrunk(statement, whole, options)
    if report.reason is None:
        report.status = "done"
        return known
    return None


def _moved(statement: Statement, path: str | None) -> str | None:
    if statement.named or path is None or path == statement.path:
        return None
    return (
        f"the name {statement.source!r} stands for {path}, this is {statement.path}: "
        f"say which source it is with --source NAME or a line `source: NAME`"
    )


def _older(statement: Statement, dated: Any, options: Options) -> str | None:
    if dated is None or statement.dated is None or options.allow_older or statement.dated >= dated.to_native():
        return None
    last, this = f"{dated.to_native():%Y-%m-%d %H:%M:%S}", f"{statement.dated:%Y-%m-%d %H:%M:%S}"
    newer = f"the last one of {statement.source!r} was of {last}"
    return f"this export is of {this}, {newer}: --allow-older takes it all the same"


def _shrunk(statement: Statement, known: Iterable[Ref], options: Options) -> str | None:
    if options.allow_shrink or not options.sweep:
        return None
    before: dict[str, int] = {}
    for label, _ in known:
        before[label] = before.get(label, 0) + 1
    for label, count in before.items():
        now = len(statement.said.nodes.get(label, {}))
        if now < KEPT * count and count - now >= FEW:
            return (
                f"the source now says {now} of label {label}, the last time it said {count}: "
                f"--allow-shrink takes it as it is, --no-sweep if it is only a part"
            )
    return None


def _plan(read: holdings.Read, statement: Statement, known: set[Ref], options: Options, run: str) -> _Plan:
    said = statement.said
    concerned = known | {(label, key) for label, nodes in said.nodes.items() for key in nodes}
    there = holdings.labels(read)
    looked_up = {ref for ref in concerned if ref[0] in there}
    held = holdings.nodes(read, looked_up)
    holdings.edges_out(read, looked_up, held)
    settled = settle(held, known, said, statement.source, run, options.sweep)
    settled.problems += parts.keep(read, held, settled.wanted, said, statement.source, options.sweep)
    settled.problems += trees.keep(read, settled.wanted, said)
    settled.problems += _stubs(read, settled, said, run)
    _let_go(read, held, settled)
    changes = difference(held, settled.wanted)
    return _Plan(settled, changes, changes.touched())


def _stubs(read: holdings.Read, settled: Settled, said: Said, run: str) -> list[Problem]:
    """Put a stub where an edge leads and nothing is; say so of those that this source refers to."""
    wanted, problems = settled.wanted, []
    for (start, _, label), edges in wanted.edges.items():
        for one, key in edges:
            if (label, key) in settled.bare and said.has((start, one)):
                problems.append(_dangling(said, (start, one), (label, key)))
    targets = {(type[2], key) for type, edges in wanted.edges.items() for _, key in edges} | references.within(wanted)
    absent = {ref for ref in targets if not wanted.has(ref)}
    there = holdings.nodes(read, absent)
    undescribed = {ref for ref in absent if there.nodes.get(ref[0], {}).get(ref[1], {"stub": True}).get("stub")}
    for label, key in sorted(absent):
        if not there.has((label, key)):
            wanted.node(label, key, {"sources": [], "stub": True, "firstSeen": run})
    for (start, _, label), edges in said.edges.items():
        problems += [_dangling(said, (start, one), (label, key)) for one, key in edges if (label, key) in undescribed]
    problems += [_dangling(said, one, end) for one, end in references.pairs(said) if end in undescribed]
    return problems


def _dangling(said: Said, start: Ref, end: Ref) -> Problem:
    message = f"{start[0]}:{start[1]} refers to {end[0]}:{end[1]}, which nobody describes: it stands as a stub"
    return Problem(Code.DANGLING_REFERENCE, message, said.places.get(start, ("", None, None)), end[1])


def _let_go(read: holdings.Read, held: Subgraph, settled: Settled) -> None:
    """Take away what nobody describes and nobody refers to any more."""
    wanted = settled.wanted
    dropped = {
        (type[2], ends[1])
        for type, edges in held.edges.items()
        for ends in edges
        if ends not in wanted.edges.get(type, {})
    } | (references.within(held) - references.within(wanted))
    stubs = holdings.nodes(read, {ref for ref in dropped if not wanted.has(ref)})
    for label, nodes in stubs.nodes.items():
        for key, properties in nodes.items():
            if properties.get("stub"):
                held.nodes.setdefault(label, {})[key] = properties
                wanted.nodes.setdefault(label, {})[key] = properties
                settled.bare.add((label, key))
    referred = _referred(holdings.edges_in(read, settled.bare), held, wanted)
    referred |= references.within(wanted) | references.elsewhere(read, settled.bare, held)
    for label, key in settled.bare - referred:
        del wanted.nodes[label][key]


def _referred(entering: Subgraph, held: Subgraph, wanted: Subgraph) -> set[Ref]:
    """The nodes that an edge will still enter: one from elsewhere, or one that stays or comes."""
    refs = {(type[2], ends[1]) for type, edges in wanted.edges.items() for ends in edges}
    for type, edges in entering.edges.items():
        ours = held.edges.get(type, {})
        refs |= {(type[2], ends[1]) for ends in edges if ends not in ours}
    return refs


def _write(work: Work, statement: Statement, plan: _Plan, run: str, report: Report, progress: store.Progress) -> None:
    cut_off = revision.cut_off(work)
    revision.begin(work, statement, run, changed=cut_off or bool(plan.changes))
    moved = Moved()
    if plan.changes:
        progress("writing", 0, 1)
        moved.before(work.run, plan.changes)
        plan.changes.write(work)
        progress("writing", 1, 1)
        moved.note(plan.changes)
    if cut_off:  # not before: what follows from half a statement would be remembered as ruptures that were resolved
        revision.derive_anew(work, run, progress, moved)
    elif plan.changes:
        store.after(work, plan.touched, run, progress, moved)
    revision.end(work, run, report, moved)
