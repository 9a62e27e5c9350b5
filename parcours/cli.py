"""The command `parcours`. Results go to standard output, everything else to standard error.

Exit status: 0 done, with warnings or not; 1 done, but something in the input was refused or nothing matched a name;
2 wrong usage; 3 the store cannot be reached, or has too much to do.
"""

import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from graph.errors import BadInput, Overloaded, ParcoursError, StoreUnavailable, WrongUsage

STATUS = {BadInput: 1, WrongUsage: 2, Overloaded: 3, StoreUnavailable: 3}
"""What each branch of the tree of errors means for a script."""

COMMANDS = {
    "demo": ("demo:demo", "Load the demo into a store of its own, print the headline answer, serve the API."),
    "serve": (
        "serve:serve",
        "Serve the GraphQL API: on loopback to anybody, elsewhere to those with an access token.",
    ),
    "import": (
        "importing:import_",
        "Import files: knowledge files (.yaml .yml .json), or files of another KIND.",
    ),
    "link": (
        "link:link",
        "List departments that stand on one side only, with the likeliest match on the other, and why.",
    ),
    "new": ("new:app", "A commented file to begin with."),
    "export": ("export:export", "Write what sources said as a knowledge file."),
    "triage": ("triage:triage", "Note what was decided about a rupture; without a rupture, list what was decided."),
    "runs": (
        "runs:runs",
        "List what was imported, command by command, the newest first; `what-changed --since` takes any of these.",
    ),
    "schema": ("schema:schema", "Print a schema."),
    "backup": (
        "backup:backup",
        "Put graph, contacts, key of pseudonyms and access tokens into one file, while everything goes on.",
    ),
    "restore": (
        "backup:restore",
        "Put everything from such a file into an empty place: the local Neo4j, or another one (NEO4J_URI).",
    ),
    "doctor": (
        "doctor:doctor",
        "Look at everything that Parcours needs and say what to do about what is missing.",
    ),
    "ask": ("ask:app", "Ask a question of the catalogue."),
    "list": (
        "listing:list_",
        "List keys and names of what there is: channels, departments, personas …; without a label, how many of each.",
    ),
    "store": ("store:app", "The local Neo4j on its own."),
    "token": ("token:app", "Access tokens for the API."),
    "events": ("events:app", "What customers did: the event store."),
}
"""Each command: where it is below `parcours.commands`, and the line that the help has of it, as it stands there."""

BARE = ("import", "backup", "restore")
"""Those that only show their help where nothing is said with them."""


class Commands(TyperGroup):
    """All commands by their lines of help; one that is called is loaded, with what it needs, and no other is."""

    def __init__(self, **given: Any) -> None:
        lines: dict[str, Any] = {name: TyperCommand(name, help=line) for name, (_, line) in COMMANDS.items()}
        super().__init__(**{**given, "commands": lines})

    def resolve_command(self, *given: Any) -> Any:
        """The command that is called, loaded."""
        name, _, rest = super().resolve_command(*given)
        return name, load(str(name)), rest


def load(name: str) -> Any:
    """A command, or a group of some, as it is run."""
    module, _, attribute = COMMANDS[name][0].partition(":")
    found = getattr(import_module(f"parcours.commands.{module}"), attribute)
    if not isinstance(found, typer.Typer):
        alone = typer.Typer(add_completion=False, rich_markup_mode=None)
        alone.command(name, no_args_is_help=name in BARE)(found)
        found = alone
    return get_command(found)


app = typer.Typer(
    name="parcours",
    cls=Commands,
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
        from importlib.metadata import version

        print(version("parcours"))
        raise typer.Exit


Version = Annotated[bool, typer.Option("--version", callback=_told, is_eager=True, help="Print the version, and end.")]


@app.callback()
def before(env_file: EnvFile = None, version: Version = False) -> None:
    """Answer which hand-offs break, why, whose they are, and what would repair them."""
    if env_file:
        from parcours.settings import NAMED

        os.environ[NAMED] = str(env_file.absolute())


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
