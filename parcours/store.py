"""The store that a command works with: another Neo4j where one is named, else the local one."""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph import local, revision, schema
from graph.errors import ParcoursError, Refused
from graph.gateway import Address, Gateway
from graph.model import MODEL
from parcours import progress
from parcours.settings import Settings

LOOK_EVERY = 2.0
"""Seconds between two looks at whether the local Neo4j is still there, while the API is served."""


def say(line: str) -> None:
    """Tell the person at the terminal; results alone go to standard output."""
    print(line, file=sys.stderr, flush=True)


@contextmanager
def address(settings: Settings, home: Path | None = None) -> Iterator[Address]:
    """Where the store is; the local one runs for as long as the block lasts."""
    if settings.neo4j_uri:
        yield Address(settings.neo4j_uri, settings.neo4j_username, settings.neo4j_password, settings.neo4j_database)
        return
    with local.running(home or settings.home, settings.cache, say) as store:
        yield Address(store.uri, store.username, store.password)


@contextmanager
def opened(settings: Settings, home: Path | None = None, importing: bool = False) -> Iterator[Gateway]:
    """A store that is ready: reached, new enough, with its schema, and whole after a run that was cut off.

    An import makes the graph whole itself, together with what it writes.
    """
    with address(settings, home) as where:
        gateway = Gateway(where)
        try:
            gateway.version()
            schema.prepare(gateway)
            if not importing:
                mend(gateway)
            yield gateway
        finally:
            gateway.close()


@contextmanager
def revived(settings: Settings, home: Path | None = None) -> Iterator[None]:
    """While the block lasts, a local Neo4j that is gone (it was killed, say) is started again, on its old port."""
    ended = threading.Event()

    def watch() -> None:
        while not ended.wait(LOOK_EVERY):
            try:
                if local.status(home or settings.home) is None:
                    say("The local Neo4j is gone; starting it again.")
                    with address(settings, home):
                        say("It answers again.")
            except ParcoursError as error:
                say(str(error))

    watcher = threading.Thread(target=watch, daemon=True)
    if not settings.neo4j_uri:
        watcher.start()
    try:
        yield
    finally:
        ended.set()


def mend(gateway: Gateway) -> None:
    """Derive anew what a run that was cut off left behind; nothing happens while one is still at it."""
    if not revision.is_whole(gateway):
        say("An import was cut off before its end: deriving hand-offs and ruptures anew.")
        with gateway.writing() as work, progress.shown() as show:
            revision.repair(work, show)


def refuse_others(gateway: Gateway, *sources: str) -> None:
    """Refused when the store holds what any other source said, or nodes that are none of ours: it is somebody's."""
    ours = "|".join((*MODEL, "Graph"))
    if gateway.read(f"MATCH (n) WHERE NOT n:{ours} RETURN 1 LIMIT 1"):
        raise Refused(f"{gateway.address.uri} holds another graph: the demo only loads into a store of its own")
    rows = gateway.read("MATCH (s:Source) WHERE NOT s.key IN $sources RETURN s.key ORDER BY s.key", sources=sources)
    if rows:
        names = ", ".join(key for (key,) in rows[:5])
        raise Refused(f"{gateway.address.uri} holds data of {names}: the demo only loads into a store of its own")
