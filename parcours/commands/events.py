"""`parcours events`: what is in the event store, whether it is sound, mine it anew, put its files together."""

import json
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer
from rich.console import Console
from rich.table import Table

from graph import run, standing
from graph.errors import BadInput, Refused
from graph.language import Language
from parcours import following, progress
from parcours.answers import width
from parcours.opening import Purpose, opened, say
from parcours.settings import Settings, load
from wording.reports import text

if TYPE_CHECKING:
    from events.check import Lost

app = typer.Typer(
    no_args_is_help=True, add_completion=False, rich_markup_mode=None, help="What customers did: the event store."
)

Format = Annotated[Literal["text", "json"], typer.Option(help="For people, or for programs.")]
Demo = Annotated[bool, typer.Option("--demo", help="The demo's own event store.")]


@app.command()
def status(format: Format = "text", demo: Demo = False) -> None:
    """Tell what is in the event store, by source, channel and month."""
    from events.status import status as told  # which takes Arrow along, that no other command needs
    from parcours.events import event_store

    settings = load()
    store = event_store(settings, _home(settings, demo))
    found = told(store)
    for well, line in following.files(store):
        if not well:
            say(line)
    if format == "json":
        print(json.dumps(found, ensure_ascii=False))
    else:
        _print(found)


@app.command()
def check(format: Format = "text", demo: Demo = False) -> None:
    """Read all files to their end; tell which are damaged, what is lost with them, and what to do."""
    from events.check import check as checked
    from parcours.events import event_store

    settings = load()
    home = _home(settings, demo)
    store = event_store(settings, home)
    with opened(settings, home, Purpose.CHECKING) as gateway:
        lost = checked(store, gateway.read)
    if format == "json":
        print(json.dumps({"place": store.place, "damaged": [each.to_json() for each in lost]}, ensure_ascii=False))
    else:
        print("\n".join(map(_lost, lost)) or f"all files can be read: {store.place}")
    if lost:
        raise BadInput(f"{len(lost)} of {len(store.batches())} files are damaged")


@app.command()
def mine(demo: Demo = False) -> None:
    """Mine flows and routes anew, after a setting has changed (PARCOURS_FLOW_WINDOW)."""
    from parcours.events import mining

    settings = load()
    home = _home(settings, demo)
    mined = mining(settings, home)
    with opened(settings, home, Purpose.IMPORTING) as gateway, progress.shown() as show:
        say(text(run.follow(gateway, mined.again, show), Language.EN))


@app.command()
def compact(demo: Demo = False) -> None:
    """Put all batches into one file, without what no longer counts."""
    from events.sync import lacking
    from parcours.events import event_store

    settings = load()
    home = _home(settings, demo)
    # The right to write to the graph is the right to write batches, too.
    with opened(settings, home, Purpose.WRITING) as gateway, standing.writing(gateway):
        store = event_store(settings, home)
        if reason := lacking(store, gateway.read):
            raise Refused(f"{reason}; nothing was put together")
        gone = store.compact()
    say(f"{gone} files are one now, in {store.place}" if gone else f"nothing to put together in {store.place}")


def _home(settings: Settings, demo: bool) -> Any:
    return settings.home / "demo" if demo else None


def _lost(lost: "Lost") -> str:
    by = f"brought by {lost.run}" + (
        f" on {lost.imported[:10]}" if lost.imported else ", which this graph does not know"
    )
    of = f"contacts of {', '.join(lost.sources) or 'a source that this graph does not know'}"
    days = f", of {lost.first} to {lost.last}" if lost.first else ""
    rows = "nobody can tell how many rows" if lost.rows is None else f"{lost.readable} of {lost.rows} rows can be read"
    counts = f" (that run wrote {lost.counts})" if lost.counts else ""
    return f"{lost.file}: {lost.why}\n  {by}: {of}{days}; {rows}{counts}\n  {lost.remedy}"


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
