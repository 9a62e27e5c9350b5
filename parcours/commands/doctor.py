"""`parcours doctor`: what runs where, what is missing, what to do about it."""

import platform
import sys
from collections.abc import Iterator

from graph import local, revision, standing
from graph.address import Address
from graph.errors import ParcoursError, StoreUnavailable
from graph.gateway import Gateway
from graph.saying import Saying, saying
from graph.terms import ROLES, named
from graph.unsayable import unsayable
from parcours.following import Finding, findings
from parcours.language import french, told, worded
from parcours.output import give
from parcours.settings import Settings, load

WELL, LOOK = told("ok  ", "ok    "), told("look", "à voir")
MISSING = saying(
    "something is missing: see the lines that begin with 'look'",
    "il manque quelque chose : voyez les lignes qui commencent par « à voir »",
)
PYTHON = saying("Python {version} on {platform}: {place}", "Python {version} sur {platform} : {place}")
NAMED = saying(
    "NEO4J_URI names the store: {uri}, database {database}", "NEO4J_URI nomme la base : {uri}, base {database}"
)
LOCAL = saying(
    "no NEO4J_URI: a local Neo4j, its data in {home}", "pas de NEO4J_URI : un Neo4j local, ses données dans {home}"
)
JARS = saying("its jars are in {cache}", "ses fichiers sont dans {cache}")
NO_JARS = saying(
    "its jars are not yet in {cache}; the first command that needs the store fetches them",
    "ses fichiers ne sont pas encore dans {cache} ; la première commande qui a besoin de la base les télécharge",
)
NOT_RUNNING = saying(
    "it is not running; a command starts it when it needs it (`parcours store start` keeps it)",
    "il n'est pas en marche ; une commande le démarre quand elle en a besoin (`parcours store start` le garde)",
)
RUNS = saying("it runs: {uri}, process {pid}", "il est en marche : {uri}, processus {pid}")
ANSWERS = saying("it answers: Neo4j {version}", "la base répond : Neo4j {version}")
EMPTY = saying("it is empty; the first import makes it ready", "elle est vide ; le premier import la prépare")
READY = saying("format {format}", "format {format}")
BEHIND = saying(
    "format {format}: the next import brings it up to date", "format {format} : le prochain import la met à jour"
)
WHOLE = saying("revision {revision}", "révision {revision}")
CUT_OFF = saying(
    "revision {revision}: an import was cut off; the next command that opens the store repairs it",
    "révision {revision} : un import a été interrompu ; la prochaine commande qui ouvre la base la répare",
)

MOST = 20
"""How many nodes are named of which no file can say all that stands there."""

UNSAYABLE = saying(
    "{node}, {role}: no file can say what stands there, and an import of what `parcours export` writes is refused;"
    " say it anew, on its page or by `edit`",
    "{node}, {role}\N{NO-BREAK SPACE}: aucun fichier ne peut dire ce qui est là, et un import de ce que"
    " `parcours export` écrit est refusé\N{NO-BREAK SPACE}; dites-le autrement, dans sa page ou par `edit`",
)


@french("Examiner tout ce dont Parcours a besoin, et dire que faire de ce qui manque.")
def doctor() -> None:
    """Look at everything that Parcours needs and say what to do about what is missing."""
    found = list(_look(load()))
    give("\n".join(f"{WELL if well else LOOK}  {worded(line)}" for well, line in found))
    if not all(well for well, _ in found):
        raise StoreUnavailable(MISSING())


def _look(settings: Settings) -> Iterator[Finding]:
    yield True, PYTHON(version=platform.python_version(), platform=platform.platform(), place=sys.executable)
    if settings.neo4j_uri:
        where = Address(settings.neo4j_uri, settings.neo4j_username, settings.neo4j_password, settings.neo4j_database)
        yield True, NAMED(uri=where.uri, database=where.database)
        yield from _store(where, settings)
        return
    yield True, LOCAL(home=settings.home.absolute())
    yield True, (JARS if local.installed(settings.cache) else NO_JARS)(cache=settings.cache.absolute())
    found = local.status(settings.home)
    if found is None:
        yield True, NOT_RUNNING()
        yield from findings(settings, None)
        return
    yield True, RUNS(uri=found.uri, pid=found.pid)
    yield from _store(Address(found.uri, found.username, found.password), settings)


def _store(where: Address, settings: Settings) -> Iterator[Finding]:
    gateway = Gateway(where)
    try:
        yield True, ANSWERS(version=gateway.version())
        found = standing.whole(gateway)
        ready = standing.is_ready(gateway, found)
        if found.format is None:
            yield True, EMPTY()
            return
        yield ready, (READY if ready else BEHIND)(format=found.format)
        whole = revision.is_whole(gateway)
        yield whole, (WHOLE if whole else CUT_OFF)(revision=revision.current(gateway.read))
        for ref, role in unsayable(gateway.read, MOST):
            yield False, UNSAYABLE(node=named(*ref), role=Saying(ROLES[role], {}))
        yield from findings(settings, gateway)
    except ParcoursError as error:
        yield False, error.said
    finally:
        gateway.close()
