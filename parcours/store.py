"""The store that a command works with: another Neo4j where one is named, else the local one."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph import local, revision, schema
from graph.errors import Refused
from graph.gateway import Address, Gateway
from parcours import progress
from parcours.settings import Settings


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


def mend(gateway: Gateway) -> None:
    """Derive anew what a run that was cut off left behind; nothing happens while one is still at it."""
    if not revision.is_whole(gateway):
        say("An import was cut off before its end: deriving hand-offs and ruptures anew.")
        with gateway.writing() as work, progress.shown() as show:
            revision.repair(work, show)


def refuse_others(gateway: Gateway, source: str) -> None:
    """Refused when the store holds what another source said: it is somebody's, not the demo's."""
    rows = gateway.read("MATCH (s:Source) WHERE s.key <> $source RETURN s.key ORDER BY s.key", source=source)
    if rows:
        names = ", ".join(key for (key,) in rows[:5])
        raise Refused(f"{gateway.address.uri} holds data of {names}: the demo only loads into a store of its own")
