"""The command `parcours`. Results go to standard output, everything else to standard error.

Exit status: 0 done, with warnings or not; 1 done, but something in the input was refused or nothing matched a name;
2 wrong usage; 3 the store cannot be reached, or has too much to do.
"""

import os
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from graph.errors import BadInput, Overloaded, ParcoursError, StoreUnavailable, WrongUsage
from parcours import settings
from parcours.commands import (
    ask,
    backup,
    demo,
    doctor,
    events,
    export,
    importing,
    link,
    runs,
    schema,
    serve,
    store,
    token,
    triage,
)

STATUS = {BadInput: 1, WrongUsage: 2, Overloaded: 3, StoreUnavailable: 3}
"""What each branch of the tree of errors means for a script."""

app = typer.Typer(
    name="parcours",
    help="A knowledge base of customer journeys: which hand-offs break, why, whose are they, what would repair them?",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
EnvFile = Annotated[
    Path | None, typer.Option("--env-file", help="Read settings from this file too, over those in PARCOURS_HOME/.env.")
]


def _told(asked: bool) -> None:
    if asked:
        print(version("parcours"))
        raise typer.Exit


Version = Annotated[bool, typer.Option("--version", callback=_told, is_eager=True, help="Print the version, and end.")]


@app.callback()
def before(env_file: EnvFile = None, version: Version = False) -> None:
    """Answer which hand-offs break, why, whose they are, and what would repair them."""
    if env_file:
        os.environ[settings.NAMED] = str(env_file.absolute())


app.command("demo")(demo.demo)
app.command("serve")(serve.serve)
app.command("import", no_args_is_help=True)(importing.import_)
app.add_typer(ask.app, name="ask")
app.command("link")(link.link)
app.command("export")(export.export)
app.command("triage")(triage.triage)
app.command("runs")(runs.runs)
app.command("schema")(schema.schema)
app.add_typer(store.app, name="store")
app.add_typer(token.app, name="token")
app.add_typer(events.app, name="events")
app.command("backup", no_args_is_help=True)(backup.backup)
app.command("restore", no_args_is_help=True)(backup.restore)
app.command("doctor")(doctor.doctor)


def main() -> None:
    """Run the command line; every error that we raise ends in one line and its exit status, never in a traceback."""
    try:
        app()
    except ParcoursError as error:
        print(f"parcours: {error}", file=sys.stderr)
        sys.exit(next((status for kind, status in STATUS.items() if isinstance(error, kind)), 1))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        print(f"parcours: {error.filename or 'a file'}: {error.strerror or error}", file=sys.stderr)
        sys.exit(1)
