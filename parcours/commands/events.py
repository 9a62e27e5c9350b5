"""`parcours events`: what is in the event store, mine it anew, put its files together."""

import json
from typing import Annotated, Any, Literal

import typer
from rich.console import Console
from rich.table import Table

from graph.run import FOLLOWING, apply
from parcours import progress, reporting
from parcours.answers import width
from parcours.settings import Settings, load
from parcours.store import Purpose, opened, say

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="What customers did: the event store.")

Format = Annotated[Literal["text", "json"], typer.Option(help="For people, or for programs.")]
Demo = Annotated[bool, typer.Option("--demo", help="The demo's own event store.")]


@app.command()
def status(format: Format = "text", demo: Demo = False) -> None:
    """Tell what is in the event store, by source, channel and month."""
    from events.status import status as told  # which takes Arrow along, that no other command needs
    from parcours.events import event_store

    settings = load()
    found = told(event_store(settings, _home(settings, demo)))
    if format == "json":
        print(json.dumps(found, ensure_ascii=False))
    else:
        _print(found)


@app.command()
def mine(demo: Demo = False) -> None:
    """Mine flows and routes anew, after a setting has changed (PARCOURS_FLOW_WINDOW)."""
    from parcours.events import mining

    settings = load()
    home = _home(settings, demo)
    mined = mining(settings, home)
    with opened(settings, home, Purpose.IMPORTING) as gateway, progress.shown() as show:
        say(reporting.text(apply(gateway, mined.again(gateway.read), FOLLOWING, show)))


@app.command()
def compact(demo: Demo = False) -> None:
    """Put all batches into one file, without what no longer counts."""
    from parcours.events import event_store

    settings = load()
    home = _home(settings, demo)
    # The right to write to the graph is the right to write batches, too.
    with opened(settings, home, Purpose.WRITING) as gateway, gateway.writing():
        store = event_store(settings, home)
        gone = store.compact()
    say(f"{gone} files are one now, in {store.place}" if gone else f"nothing to put together in {store.place}")


def _home(settings: Settings, demo: bool) -> Any:
    return settings.home / "demo" if demo else None


def _print(found: dict[str, Any]) -> None:
    screen = Console(width=width(), markup=False, highlight=False, emoji=False)
    size = f"{found['records']} records of {found['customers']} customers in {found['files']} files"
    screen.print(f"{size}: {found['place']}")
    if not found["rows"]:
        return
    table = Table(box=None, pad_edge=False)
    for head in ("source", "channel", "month"):
        table.add_column(head)
    for head in ("records", "customers"):
        table.add_column(head, justify="right")
    for row in found["rows"]:
        table.add_row(*(str(row[name]) for name in ("source", "channel", "month", "records", "customers")))
    screen.print(table)
