"""`parcours store`: the local Neo4j on its own."""

import json
from importlib.metadata import version
from typing import Annotated, Literal

import typer

from graph import local, revision, schema
from graph.gateway import Address, Gateway
from parcours.settings import Settings, load
from parcours.store import say

app = typer.Typer(help="The local Neo4j on its own.", no_args_is_help=True, rich_markup_mode=None)
Format = Annotated[Literal["text", "json"], typer.Option(help="How to print it.")]


@app.command()
def start() -> None:
    """Start the local Neo4j and keep it until `parcours store stop`."""
    settings = load()
    found = local.start(settings.home, settings.cache, say)
    gateway = Gateway(Address(found.uri, found.username, found.password))
    schema.prepare(gateway)
    gateway.close()
    print(found.uri)


@app.command()
def stop() -> None:
    """Stop the local Neo4j."""
    say("Stopped." if local.stop(load().home, say) else "It was not running.")


@app.command()
def status(format: Format = "text") -> None:
    """Tell what runs where: address, user, password file, versions, revision."""
    facts = _facts(load())
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


def _facts(settings: Settings) -> dict[str, object]:
    found = local.status(settings.home)
    facts: dict[str, object] = {"running": found is not None, "home": str(settings.home.absolute())}
    if found is None:
        return facts
    gateway = Gateway(Address(found.uri, found.username, found.password))
    try:
        schema.prepare(gateway)
        return facts | {
            "address": found.uri,
            "user": found.username,
            "passwordFile": str(local.password_file(settings.home)),
            "pid": found.pid,
            "versions": {"parcours": version("parcours"), "neo4j": gateway.version()},
            "revision": revision.current(gateway),
        }
    finally:
        gateway.close()
