"""One run of one source of contacts: what it says goes into the event store, what is mined from it into the graph."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path

from events import quality
from events.batches import is_whole, named, run
from events.difference import Outside, difference, number
from events.engine import Engine, Table
from events.gone import gone, others
from events.mined import observed
from events.record import LABEL
from events.staged import Staged
from events.store import EventStore
from events.window import Window
from graph import revision
from graph.errors import Refused
from graph.gateway import Read
from graph.held import Holdings
from graph.model import Family
from graph.problems import Code, Problem
from graph.report import Cause, Count, Loss, Report
from graph.saying import Saying, counting, saying
from graph.statement import Options, Statement
from graph.terms import term

SOURCE = "events"
"""The source of all that is mined from the event store, whoever said it."""

SOURCES = """
MATCH (run:ImportRun)-[:OF]->(source:Source)
WHERE run.key = $run OR $whole AND run.key < $run AND any(count IN run.counts WHERE count STARTS WITH $label)
RETURN DISTINCT source.key ORDER BY source.key
"""

DESCRIBED = """
MATCH (c:Channel) WHERE c.stub IS NULL AND any(key IN [c.key] + coalesce(c.aliases, []) WHERE key IN $keys)
RETURN c.key LIMIT 1
"""

DAMAGED = saying(
    "{file} is damaged ({why}): flows stay as they were mined before; "
    "`parcours events check` says what is lost and what to do",
    "{file} est endommagé ({why}) : les flux restent tels qu'ils avaient été calculés ; "
    "`parcours events check` dit ce qui est perdu et que faire",
)

LACKING = saying(
    "the event store {place} lacks {first}.parquet{more} that the flows of this graph were mined from: "
    "bring them back, or is PARCOURS_EVENTS another place?",
    "il manque à la base des contacts {place} {first}.parquet{more}, d'où viennent les flux de ce graphe : "
    "remettez-les, ou PARCOURS_EVENTS désigne-t-il un autre lieu ?",
)
MORE = counting(" and 1 more file", " and {n:,} more files", " et 1 autre fichier", " et {n:,} autres fichiers")
NO_IDS = saying(
    "{contacts} known from other times have the ids of contacts in these files, which have no ids of their own but by"
    " their places in their cases: map a column of ids, import all files in one command, or --allow-shrink if these"
    " are all that the source has",
    "{contacts} connus à d'autres dates ont les identifiants de contacts de ces fichiers, qui n'en ont d'autres que"
    " leur place dans leur dossier : indiquez une colonne d'identifiants, importez tous les fichiers en une commande,"
    " ou --allow-shrink si c'est tout ce qu'a la source",
)
NOT_CHANGED = saying("{reason}; nothing was changed", "{reason} ; rien n'a été modifié")
GO_ON = saying(
    "{reason}; --allow-shrink goes on with what is there", "{reason} ; --allow-shrink continue avec ce qui est là"
)


@dataclass
class Mining:
    """The event store, the engine that mines it, and how far apart two contacts are at most that belong together."""

    store: EventStore
    window: Window
    engine: Callable[[EventStore], AbstractContextManager[Engine]] = EventStore.engine
    beside: list[Path] = field(default_factory=list)
    """Batches that dry runs would have put into the store."""
    replaced: set[str] = field(default_factory=set)
    """Damaged files whose source has been imported whole since, in a dry run if nowhere else."""

    def statement(self, needs: Mapping[str, str]) -> Statement:
        """What the graph is told of all contacts, those of dry runs among them.

        Refused when a file is damaged: counts without its contacts would be wrong, and nobody would see it.
        """
        batches = self.store.names().counting
        said = self.store.reading(
            lambda engine: observed(self.store, engine, self.window, needs, *self.beside), self.engine
        )
        for path in sorted(self.store.damaged.keys() - self.replaced):
            raise Refused(DAMAGED(file=path, why=self.store.damaged[path]))
        return Statement(SOURCE, "flows", said, family=Family.OBSERVED.name, batches=tuple(batches))

    def again(self, read: Read) -> Statement:
        """What the graph is told when no contact changed, or when it was not told of those that did.

        Refused when flows were mined from batches that are not here.
        """
        if reason := lacking(self.store, read):
            raise Refused(NOT_CHANGED(reason=reason))
        return self.statement(reasons(Holdings(read), ""))


@dataclass(frozen=True)
class Put:
    """What a run put into the event store, and what there is to say of it."""

    count: Count
    deleted: int
    outside: Outside
    doubts: list[Problem]

    def tell(self, report: Report) -> None:
        """Add it to the report."""
        report.written[LABEL] = self.count
        for cause, n in (
            (Cause.DELETED_UPSTREAM, self.deleted),
            (Cause.WITHDRAWN, self.count.removed - self.deleted),
        ):
            report.losses += [Loss(cause, n, term(LABEL).counted(n))] if n else []
        if self.outside.count:
            report.problems.append(Problem(Code.OUTSIDE, self.outside.said, count=self.outside.count))
        report.problems += self.doubts


@dataclass
class Contacts:
    """What a source says now: its contacts (`staged`), and all else that is known of it."""

    mining: Mining
    statement: Statement
    staged: Staged

    def runs(self) -> list[str]:
        """The runs that the event store has batches of."""
        return self.mining.store.names().runs

    def stopped(self, graph: Holdings, options: Options) -> Saying | None:
        """Why what it says, or the event store, is probably no more than a part; null when neither is."""
        if options.allow_shrink:
            return None
        store = self.mining.store
        if reason := lacking(store, graph.read):
            return GO_ON(reason=reason)
        return store.reading(self._shrunk) if options.sweep else None

    def _shrunk(self, engine: Engine) -> Saying | None:
        unread = self.statement.unread.get(LABEL, 0)
        for each in gone(self.mining.store, engine, self.staged, self.statement.source):
            if each.too_many(unread):
                return each.said(number(engine, self.staged.records(engine)))
        mistaken = others(self.mining.store, engine, self.staged, self.statement.source)
        return NO_IDS(contacts=term(LABEL).counted(mistaken)) if mistaken else None

    def write(self, graph: Holdings, run: str, options: Options, report: Report) -> None:
        """Add a batch of what changed, if anything did; in a dry run it is only counted.

        A damaged batch of this source is set aside: what the source says now, as a whole, stands for it.
        """
        store = self.mining.store
        if not options.dry_run:
            store.tidy()
        found = store.reading(lambda engine: self._put(engine, graph, run, options))
        found.tell(report)
        for path in [*store.damaged] if options.sweep and not found.outside.count else ():
            if not is_whole(path) and sources(graph.read, path) == {self.statement.source}:
                self.mining.replaced.add(path)
                if not options.dry_run:
                    store.set_aside(path)

    def _put(self, engine: Engine, graph: Holdings, run: str, options: Options) -> Put:
        source, whole = self.statement.source, options.allow_shrink
        found = difference(self.mining.store, engine, self.staged, source, run, options.sweep, whole)
        doubts = [*quality.doubts(engine, found.after), *_stubs(engine, found.after, source, graph)]
        put = Put(found.count, found.deleted, found.outside, doubts)
        if options.dry_run:
            self.mining.beside.append(self.staged.keep(found.batch))
        elif found.count.changed:
            self.mining.store.append(run, found.batch)
        return put

    def follows(self, graph: Holdings) -> Statement | Problem:
        """What the graph is told of all contacts, now that these are among them; a problem where a file is damaged."""
        try:
            return self.mining.statement({**reasons(graph, self.statement.source), **self.statement.needs})
        except Refused as error:
            return Problem(Code.DAMAGED, error.said)


def _stubs(engine: Engine, contacts: Table, source: str, graph: Holdings) -> Iterator[Problem]:
    """That all contacts of a source stand on channels that nobody has described, under whatever key."""
    channels = quality.stubs(engine, contacts, source)
    if channels and not graph.read(DESCRIBED, keys=channels):
        yield quality.all_stubs(channels, number(engine, contacts), source)


def lacking(store: EventStore, read: Read) -> Saying | None:
    """Why the event store is no longer the one that flows were mined from; null when it is, or has come to be more."""
    gone = store.names().lacking(revision.mined_from(read) or ())
    if not gone:
        return None
    more = MORE(len(gone) - 1) if len(gone) > 1 else ""
    return LACKING(place=store.place, first=gone[0], more=more)


def sources(read: Read, path: str) -> set[str]:
    """The sources whose contacts a file has, as far as the graph knows; a whole has those of all runs up to its own."""
    rows = read(SOURCES, run=run(named(path)), whole=is_whole(path), label=f"{LABEL} ")
    return {source for (source,) in rows}


def reasons(graph: Holdings, source: str) -> dict[str, str]:
    """The need that each reason stands for, as the mappings of all other sources said."""
    told = [pair for key, (_, needs) in graph.sources().items() if key != source for pair in needs.items()]
    return dict(reversed(told))
