"""One run of one source of contacts: what it says goes into the event store, what is mined from it into the graph."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path

from events.difference import difference, known, number
from events.engine import Engine
from events.mined import observed
from events.record import LABEL
from events.staged import Staged
from events.store import EventStore
from events.window import Window
from graph import guards
from graph.held import Holdings, Read
from graph.model import Family
from graph.report import Count
from graph.run import Options, Statement

SOURCE = "events"
"""The source of all that is mined from the event store, whoever said it."""


@dataclass
class Mining:
    """The event store, the engine that mines it, and how far apart two contacts are at most that belong together."""

    store: EventStore
    window: Window
    engine: Callable[[EventStore], AbstractContextManager[Engine]] = EventStore.engine
    beside: list[Path] = field(default_factory=list)
    """Batches that dry runs would have put into the store."""

    def statement(self, needs: Mapping[str, str]) -> Statement:
        """What the graph is told of all contacts, those of dry runs among them."""
        with self.engine(self.store) as engine:
            said = observed(self.store, engine, self.window, needs, *self.beside)
        return Statement(SOURCE, "flows", said, family=Family.OBSERVED.name)

    def again(self, read: Read) -> Statement:
        """What the graph is told when nothing but the window changed."""
        return self.statement(reasons(Holdings(read), ""))


@dataclass
class Contacts:
    """What a source says now (`staged`), `unread` rows that could not be read, the `needs` of its reasons."""

    mining: Mining
    source: str
    staged: Staged
    unread: int = 0
    needs: Mapping[str, str] = field(default_factory=dict)

    def stopped(self, options: Options) -> str | None:
        """Why what it says is probably no more than a part; null when it is not."""
        if options.allow_shrink or not options.sweep:
            return None
        store = self.mining.store
        with store.engine() as engine:
            before = number(engine, known(store, engine, self.source))
            now = number(engine, self.staged.records(engine)) + self.unread
        return guards.fewer(LABEL, before, now)

    def write(self, run: str, options: Options) -> dict[str, Count]:
        """Add a batch of what changed, if anything did; in a dry run it is only counted."""
        store = self.mining.store
        with store.engine() as engine:
            found = difference(store, engine, self.staged, self.source, run, options.sweep)
            if options.dry_run:
                self.mining.beside.append(self.staged.keep(found.batch))
            elif found.count.changed:
                store.append(run, found.batch)
        return {LABEL: found.count}

    def follows(self, graph: Holdings) -> Statement:
        """What the graph is told of all contacts, now that these are among them."""
        return self.mining.statement({**reasons(graph, self.source), **self.needs})


def reasons(graph: Holdings, source: str) -> dict[str, str]:
    """The need that each reason stands for, as the mappings of all other sources said."""
    told = [pair for key, (_, needs) in graph.sources().items() if key != source for pair in needs.items()]
    return dict(reversed(told))
