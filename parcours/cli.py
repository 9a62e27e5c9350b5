"""The command `parcours`. Results go to standard output, everything else to standard error.

Exit status: 0 done, with warnings or not; 1 done, but something in the input was refused or nothing matched a name;
2 wrong usage; 3 the store cannot be reached, or has too much to do.
"""

import os
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException
from typer.main import get_command

from graph.errors import BadInput, Overloaded, ParcoursError, StoreUnavailable, WrongUsage
from parcours.help import Context, Lang, alone, option, spoken, wrong
from parcours.language import VARIABLE, told, worded

if TYPE_CHECKING:
    from graph.saying import Saying

STATUS = {BadInput: 1, WrongUsage: 2, Overloaded: 3, StoreUnavailable: 3}
"""What each branch of the tree of errors means for a script."""

COMMANDS = {
    "demo": (
        "demo:demo",
        told(
            "Load the demo into a store of its own, print the headline answer, serve pages and API.",
            "Charger la démo dans une base à part, donner la réponse principale, servir pages et API.",
        ),
    ),
    "serve": (
        "serve:serve",
        told(
            "Serve the pages and the GraphQL API: on loopback to anybody, elsewhere to who is known.",
            "Servir les pages et l'API GraphQL : à tous sur cette machine, ailleurs à qui est connu.",
        ),
    ),
    "import": (
        "importing:import_",
        told(
            "Import files: knowledge files (.yaml .yml .json), or files of another KIND.",
            "Importer des fichiers : de connaissances (.yaml .yml .json), ou d'un autre TYPE.",
        ),
    ),
    "link": (
        "link:link",
        told(
            "List departments that stand on one side only, with the likeliest match on the other, and why.",
            "Lister les directions connues d'un seul côté, avec leur pendant le plus probable de l'autre, et pourquoi.",
        ),
    ),
    "pages": (
        "pages:pages",
        told(
            "Write every page as files that open without a server: for a share, a mail, a wiki.",
            "Écrire toutes les pages en fichiers qui s'ouvrent sans serveur : pour un partage, un courriel, un wiki.",
        ),
    ),
    "export": (
        "export:export",
        told(
            "Write what the graph knows as a file, of a kind that --list names; pictures are put beside it.",
            "Écrire ce que le graphe sait dans un fichier, d'un type que nomme --list ; les images vont à côté.",
        ),
    ),
    "triage": (
        "triage:triage",
        told(
            "Note what was decided about a rupture; without a rupture, list what was decided.",
            "Noter ce qui a été décidé d'une rupture ; sans rupture, lister les décisions prises.",
        ),
    ),
    "release": (
        "release:release",
        told(
            "Give what was edited by hand back to its sources: their next import counts again.",
            "Rendre à ses sources ce qui a été modifié à la main : leur prochain import compte de nouveau.",
        ),
    ),
    "new": ("new:app", told("A commented file to begin with.", "Un fichier commenté pour commencer.")),
    "runs": (
        "runs:runs",
        told(
            "List imports and decisions by command, the newest first; `what-changed --since` takes any of these.",
            "Lister les imports et les décisions, commande par commande, du plus récent au plus ancien ; `what-changed"
            " --since` les accepte tous.",
        ),
    ),
    "schema": ("schema:schema", told("Print a schema.", "Afficher un schéma.")),
    "backup": (
        "backup:backup",
        told(
            "Put graph, contacts, key of pseudonyms, tokens and accounts into one file, while everything goes on.",
            "Mettre le graphe, les contacts, la clé des pseudonymes, les jetons et les comptes dans un seul fichier,"
            " sans rien arrêter.",
        ),
    ),
    "restore": (
        "backup:restore",
        told(
            "Put everything from such a file into an empty place: the local Neo4j, or another one (NEO4J_URI).",
            "Remettre tout le contenu d'un tel fichier en un lieu vide : le Neo4j local, ou un autre (NEO4J_URI).",
        ),
    ),
    "doctor": (
        "doctor:doctor",
        told(
            "Look at everything that Parcours needs and say what to do about what is missing.",
            "Examiner tout ce dont Parcours a besoin, et dire que faire de ce qui manque.",
        ),
    ),
    "ask": ("ask:app", told("Ask a question of the catalogue.", "Poser une question du catalogue.")),
    "draw": (
        "draw:draw",
        told(
            "Draw the picture of a page as an SVG or PNG file.",
            "Dessiner l'image d'une page dans un fichier SVG ou PNG.",
        ),
    ),
    "store": ("store:app", told("The local Neo4j on its own.", "Le Neo4j local, pris à part.")),
    "token": ("token:app", told("Access tokens for the API.", "Les jetons d'accès à l'API.")),
    "account": (
        "account:app",
        told("Accounts: who signs in, and may do what.", "Les comptes : qui se connecte, et peut faire quoi."),
    ),
    "invite": (
        "invite:app",
        told(
            "Invite guests to a journey until an hour: an address, and a QR code of it.",
            "Inviter à un parcours jusqu'à une heure dite : une adresse, et son code QR.",
        ),
    ),
    "events": (
        "events:app",
        told("What customers did: the event store.", "Ce que les clients ont fait : la base des contacts."),
    ),
    "list": (
        "listing:list_",
        told(
            "List keys and names of what there is: channels, departments, personas …; without a label, how many of"
            " each.",
            "Lister les clés et les noms de ce qu'il y a : canaux, directions, personas… ; sans type, combien de"
            " chaque.",
        ),
    ),
}
"""Each command: where it is below `parcours.commands`, and the line that the help has of it, as it stands there."""

BARE = ("import", "release", "backup", "restore")
"""Those that only show their help where nothing is said with them."""


class Commands(TyperGroup):
    """All commands by their lines of help; one that is called is loaded, with what it needs, and no other is."""

    def __init__(self, **given: Any) -> None:
        lines: dict[str, Any] = {name: TyperCommand(name, help=line) for name, (_, line) in COMMANDS.items()}
        super().__init__(**{**given, "commands": lines})
        self.context_class = Context

    def resolve_command(self, *given: Any) -> Any:
        """The command that is called, loaded."""
        name, _, rest = super().resolve_command(*given)
        return name, load(str(name)), rest


def load(name: str) -> Any:
    """A command, or a group of some, as it is run."""
    _settle()
    module, _, attribute = COMMANDS[name][0].partition(":")
    found = getattr(import_module(f"parcours.commands.{module}"), attribute)
    if isinstance(found, typer.Typer):
        return spoken(get_command(found))
    return alone(name, found, no_args_is_help=name in BARE)


def _settle() -> None:
    """Let the files of settings name the language where nothing else does."""
    if VARIABLE in os.environ:
        return
    from parcours.settings import load as settings

    with suppress(ParcoursError):  # the command will meet it, and say it
        os.environ[VARIABLE] = settings().lang


app = typer.Typer(
    name="parcours",
    cls=Commands,
    help=told(
        "A knowledge base of customer journeys: which hand-offs break, why, whose are they, what would repair them?",
        "Une base de connaissances sur les parcours clients : quels passages de relais se rompent, pourquoi, qui en"
        " répond, qu'est-ce qui les réparerait ?",
    ),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _named(file: Path | None) -> None:
    if file:
        from parcours.settings import NAMED

        os.environ[NAMED] = str(file.absolute())


EnvFile = Annotated[
    Path | None,
    option(
        "Read settings from this file too, over those in PARCOURS_HOME/.env.",
        "Lire aussi les réglages de ce fichier, par-dessus ceux de PARCOURS_HOME/.env.",
        "--env-file",
        callback=_named,
        is_eager=True,
    ),
]


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        print(version("parcours"))
        raise typer.Exit


Version = Annotated[
    bool, option("Print the version, and end.", "Afficher la version.", "--version", callback=_version, is_eager=True)
]


@app.callback()
def before(env_file: EnvFile = None, version: Version = False, lang: Lang = None) -> None:
    """Answer which hand-offs break, why, whose they are, and what would repair them."""


def main() -> None:
    """Run the command line; every error that we raise ends in one line and its exit status, never in a traceback."""
    try:
        sys.exit(app(standalone_mode=False))
    except TyperException as error:
        print(worded(wrong(error)), end="", file=sys.stderr)
        sys.exit(error.exit_code)
    except ParcoursError as error:
        _tell(error.said)
        sys.exit(next((status for kind, status in STATUS.items() if isinstance(error, kind)), 1))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        from graph.system import REFUSED, why

        _tell(REFUSED(file=error.filename or told("a file", "un fichier"), why=why(error)))
        sys.exit(1)


def _tell(said: "Saying | str") -> None:
    print(f"parcours: {worded(said)}", file=sys.stderr)
