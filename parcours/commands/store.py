"""`parcours store`: the local Neo4j on its own."""

from contextlib import closing
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Literal

from graph import local, revision, standing
from graph.address import Address
from graph.errors import WrongUsage
from graph.gateway import Gateway
from graph.language import Language, both
from graph.saying import saying
from graph.terms import NODES
from parcours import room
from parcours.help import group, option
from parcours.language import french
from parcours.opening import connected, say
from parcours.options import Demo
from parcours.output import as_json, give
from parcours.settings import Settings, load
from wording.writing import COLON, NO, YES

app = group("The local Neo4j on its own.", "Le Neo4j local, pris à part.")
Format = Annotated[Literal["text", "json"], option("How to print it.", "Comment l'afficher.")]

FACTS = {
    "running": both("running", "en marche"),
    "home": both("home", "dossier"),
    "address": both("address", "adresse"),
    "user": both("user", "utilisateur"),
    "passwordFile": both("file of the password", "fichier du mot de passe"),
    "pid": both("process", "processus"),
    "versions": both("versions", "versions"),
    "format": both("format", "format"),
    "revision": both("revision", "révision"),
}
NO_DEMO = saying(
    "there is no demo here yet: `parcours demo` makes it", "il n'y a pas encore de démo ici : `parcours demo` la crée"
)
OURS_ALREADY = saying(
    "the local Neo4j is ours already; name another store with NEO4J_URI",
    "le Neo4j local est déjà à nous ; nommez une autre base avec NEO4J_URI",
)
SHARED = saying(
    "{uri} is shared from now on: what it holds ({nodes}) stays as it is.",
    "{uri} est désormais partagée : ce qu'elle contient ({nodes}) reste tel quel.",
)
OURS = saying("{uri} is ours already, and up to date.", "{uri} est déjà à nous, et à jour.")
OURS_NOW = saying("{uri} is ours, and up to date.", "{uri} est à nous, et à jour.")
STOPPED, NOT_RUNNING = saying("Stopped.", "Arrêté."), saying("It was not running.", "Il n'était pas en marche.")
LOCAL = saying(
    "This is the local one; NEO4J_URI names another, {uri}, of which `parcours doctor` tells.",
    "Ceci est le Neo4j local ; NEO4J_URI en nomme un autre, {uri}, dont parle `parcours doctor`.",
)


@app.command()
@french("Démarrer le Neo4j local et le garder en marche jusqu'à `parcours store stop`.")
def start(demo: Demo = False) -> None:
    """Start the local Neo4j and keep it until `parcours store stop`."""
    settings = load()
    home = _home(settings, demo)
    if demo and not local.has_data(home):
        raise WrongUsage(NO_DEMO())
    room.demand(home, room.TO_START)
    found = local.start(home, settings.cache, say)
    with closing(Gateway(Address(found.uri, found.username, found.password))) as gateway:
        standing.make_ready(gateway)
    give(found.uri)


@app.command()
@french("Faire nôtre la base que nomme NEO4J_URI, bien qu'elle contienne les nœuds d'un autre, qui restent intacts.")
def adopt() -> None:
    """Make the store that NEO4J_URI names ours, although it holds somebody else's nodes; these are not touched."""
    settings = load()
    if not settings.neo4j_uri:
        raise WrongUsage(OURS_ALREADY())
    with connected(settings) as gateway:
        before = standing.adopt(gateway)
        where = gateway.address
    if before.foreign:
        say(SHARED(uri=where.uri, nodes=NODES(before.nodes)))
    else:
        say((OURS if before.format else OURS_NOW)(uri=where.uri))


@app.command()
@french("Arrêter le Neo4j local.")
def stop(demo: Demo = False) -> None:
    """Stop the local Neo4j."""
    say(STOPPED() if local.stop(_home(load(), demo), say) else NOT_RUNNING())


@app.command()
@french("Dire ce qui tourne et où : adresse, utilisateur, fichier du mot de passe, versions, révision.")
def status(format: Format = "text", demo: Demo = False) -> None:
    """Tell what runs where: address, user, password file, versions, revision."""
    settings = load()
    if settings.neo4j_uri:
        say(LOCAL(uri=settings.neo4j_uri))
    facts = _facts(_home(settings, demo))
    if format == "json":
        give(as_json(facts))
        return
    spoken = settings.language()
    give("\n".join(f"{FACTS[name][spoken]}{COLON[spoken]} {_shown(value, spoken)}" for name, value in facts.items()))


@app.command()
@french("Afficher le dossier où sont les données du Neo4j local.")
def path() -> None:
    """Print the folder that holds the data of the local Neo4j."""
    give(str(load().home.absolute()))


def _shown(value: object, language: Language) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {each}" for name, each in value.items())
    if isinstance(value, bool):
        return (YES if value else NO)[language]
    return str(value)


def _home(settings: Settings, demo: bool) -> Path:
    return settings.of(demo) or settings.home


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
            "revision": revision.current(gateway.read),
        }
