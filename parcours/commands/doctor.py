"""`parcours doctor`: what runs where, what is missing, what to do about it."""

import platform
import sys
from collections.abc import Iterator

from graph import local, revision, standing
from graph.address import Address
from graph.errors import ParcoursError, StoreUnavailable
from graph.gateway import Gateway
from parcours.following import Finding, findings
from parcours.settings import Settings, load


def doctor() -> None:
    """Look at everything that Parcours needs and say what to do about what is missing."""
    found = list(_look(load()))
    for well, line in found:
        print(f"{'ok  ' if well else 'look'}  {line}")
    if not all(well for well, _ in found):
        raise StoreUnavailable("something is missing: see the lines that begin with 'look'")


def _look(settings: Settings) -> Iterator[Finding]:
    yield True, f"Python {platform.python_version()} on {platform.platform()}: {sys.executable}"
    if settings.neo4j_uri:
        where = Address(settings.neo4j_uri, settings.neo4j_username, settings.neo4j_password, settings.neo4j_database)
        yield True, f"NEO4J_URI names the store: {where.uri}, database {where.database}"
        yield from _store(where, settings)
        return
    yield True, f"no NEO4J_URI: a local Neo4j, its data in {settings.home.absolute()}"
    there = local.installed(settings.cache)
    yield (
        True,
        f"its jars are {'' if there else 'not yet '}in {settings.cache.absolute()}"
        + ("" if there else "; the first command that needs the store fetches them"),
    )
    found = local.status(settings.home)
    if found is None:
        yield True, "it is not running; a command starts it when it needs it (`parcours store start` keeps it)"
        yield from findings(settings, None)
        return
    yield True, f"it runs: {found.uri}, process {found.pid}"
    yield from _store(Address(found.uri, found.username, found.password), settings)


def _store(where: Address, settings: Settings) -> Iterator[Finding]:
    gateway = Gateway(where)
    try:
        yield True, f"it answers: Neo4j {gateway.version()}"
        found = standing.whole(gateway)
        ready = standing.is_ready(gateway, found)
        if found.format is None:
            yield True, "it is empty; the first import makes it ready"
            return
        yield ready, f"format {found.format}" + ("" if ready else ": the next import brings it up to date")
        whole = revision.is_whole(gateway)
        yield (
            whole,
            f"revision {revision.current(gateway)}"
            + ("" if whole else ": an import was cut off; the next command that opens the store repairs it"),
        )
        yield from findings(settings, gateway)
    except ParcoursError as error:
        yield False, str(error)
    finally:
        gateway.close()
