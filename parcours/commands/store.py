"""`parcours store`: the local Neo4j on its own."""

import json
from contextlib import closing
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Literal

import typer

from graph import local, revision, standing
from graph.address import Address
from graph.errors import WrongUsage
from graph.gateway import Gateway
from parcours import room
from parcours.opening import connected, say
from parcours.settings import Settings, load

app = typer.Typer(help="The local Neo4j on its own.", no_args_is_help=True, add_completion=False, rich_markup_mode=None)
Demo = Annotated[bool, typer.Option("--demo", help="The demo's own store, which `parcours demo` filled.")]
Format = Annotated[Literal["text", "json"], typer.Option(help="How to print it.")]


@app.command()
def start(demo: Demo = False) -> None:
    """Start the local Neo4j and keep it until `parcours store stop`."""
    settings = load()
    home = _home(settings, demo)
    if demo and not local.has_data(home):
        raise WrongUsage("there is no demo here yet: `parcours demo` makes it")
    room.demand(home, room.TO_START)
    found = local.start(home, settings.cache, say)
    with closing(Gateway(Address(found.uri, found.username, found.password))) as gateway:
        standing.make_ready(gateway)
    print(found.uri)


@app.command()
def adopt() -> None:
    """Make the store that NEO4J_URI names ours, although it holds somebody else's nodes; these are not touched."""
    settings = load()
    if not settings.neo4j_uri:
        raise WrongUsage("the local Neo4j is ours already; name another store with NEO4J_URI")
    with connected(settings) as gateway:
        before = standing.adopt(gateway)
        where = gateway.address
    if before.foreign:
        say(f"{where.uri} is shared from now on: its {before.nodes} nodes stay as they are.")
    else:
        say(f"{where.uri} is ours{' already' if before.format else ''}, and up to date.")


@app.command()
def stop(demo: Demo = False) -> None:
    """Stop the local Neo4j."""
    say("Stopped." if local.stop(_home(load(), demo), say) else "It was not running.")


@app.command()
def status(format: Format = "text", demo: Demo = False) -> None:
    """Tell what runs where: address, user, password file, versions, revision."""
    settings = load()
    if settings.neo4j_uri:
        say(f"This is the local one; NEO4J_URI names another, {settings.neo4j_uri}, of which `parcours doctor` tells.")
    facts = _facts(_home(settings, demo))
    if format == "json":
        print(json.dumps(facts))
        return
    for name, value in facts.items():
        told = ", ".join(f"{n} {v}" for n, v in value.items()) if isinstance(value, dict) else value
        print(f"{name}: {told}")


@app.command()
def path() -> None:
    """Print the folder that holds the data of the local Neo4j."""
    print(load().home.absolute())


def _home(settings: Settings, demo: bool) -> Path:
    return settings.home / "demo" if demo else settings.home


def _facts(home: Path) -> dict[str, object]:
    found = local.status(home)
    facts: dict[str, object] = {"running": found is not None, "home": str(home.absolute())}
    if found is None:
        return facts
    with closing(Gateway(Address(found.uri, found.username, found.password))) as gateway:
        return facts | {
            "address": found.uri,
            "user": found.username,
            "passwordFile": str(local.password_file(home)),
            "pid": found.pid,
            "versions": {"parcours": version("parcours"), "neo4j": gateway.version()},
            "format": standing.look(gateway).format,
            "revision": revision.current(gateway),
        }
