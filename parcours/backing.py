"""What a backup holds, how it is taken while everything goes on, and how it is put into an empty place."""

import datetime
import hashlib
import re
import tempfile
from collections.abc import Callable, Iterable
from functools import partial
from importlib.metadata import version
from pathlib import Path

import orjson

from api.accounts import FILE as ACCOUNTS
from api.tokens import FILE as TOKENS
from events.store import EventStore
from events.sync import lacking
from graph import dump, migrations, pictures, schema, standing, terms
from graph.errors import BadInput, Refused
from graph.format import FIRST, FORMAT
from graph.gateway import Gateway
from graph.local.leases import write_whole
from graph.saying import Saying, counting, saying
from parcours.archive import ANOTHER, CHUNK, Archive, Part, Writer
from parcours.language import worded
from parcours.secret import NAME as KEY
from parcours.secret import known_key
from parcours.settings import Settings

GRAPH, NODES, EDGES = "graph.json", "nodes.jsonl", "edges.jsonl"
EVENTS, PICTURES = "events/", "pictures/"
PART = re.compile(
    rf"{re.escape(GRAPH)}|{NODES}|{EDGES}|{re.escape(KEY)}|{re.escape(TOKENS)}|{re.escape(ACCOUNTS)}"
    rf"|{EVENTS}[^/\\:.\0][^/\\:\0]*\.parquet|{PICTURES}{pictures.NAME.pattern}"
)
"""What the parts of a backup are called: what is restored from one becomes a file of that name."""

RESTORING = "MATCH (g:Graph {key: 'graph'}) SET g += {restoring: $file, revision: 1, derived: 0}"
RESTORED = """
MATCH (g:Graph {key: 'graph'}) WITH g, g.adopted AS adopted
SET g = $properties SET g.adopted = adopted
"""

BATCHES_OF = counting("1 batch of contacts", "{n:,} batches of contacts", "1 lot de contacts", "{n:,} lots de contacts")
PICTURES_OF = counting("1 picture", "{n:,} pictures", "1 image", "{n:,} images")
SECRETS = {
    KEY: saying("the key of pseudonyms", "la clé des pseudonymes"),
    TOKENS: saying("access tokens", "des jetons d'accès"),
    ACCOUNTS: saying("accounts", "des comptes"),
}
PARTS = {NODES: saying("nodes", "nœuds"), EDGES: saying("edges", "relations")}
NO_GRAPH = saying(
    "{uri} holds no graph yet: there is nothing to back up",
    "{uri} ne contient pas encore de graphe : il n'y a rien à sauvegarder",
)
NOT_TAKEN = saying("{reason}; nothing was backed up", "{reason} ; rien n'a été sauvegardé")
LATER = saying(
    "{file} holds a graph of format {format}, and this Parcours knows those up to {known}: use Parcours {version} or "
    "newer",
    "{file} contient un graphe au format {format}, et ce Parcours les connaît jusqu'au {known} : utilisez Parcours "
    "{version} ou un plus récent",
)
NO_PART = saying("{file} has no part {part}", "{file} n'a pas de partie {part}")
NO_SUCH = saying(
    "{file} has a part {part!r}, which no backup has", "{file} a une partie {part!r}, qu'aucune sauvegarde n'a"
)
NO_ENDS = saying(
    "{file} names edges between nodes that it does not hold: take another backup",
    "{file} nomme des relations entre des nœuds qu'il ne contient pas : prenez une autre sauvegarde",
)
NOT_EMPTY = saying(
    "{uri} holds a graph of {nodes}: restore into an empty place, with another PARCOURS_HOME or NEO4J_URI",
    "{uri} contient un graphe de {nodes} : restaurez en un lieu vide, avec un autre PARCOURS_HOME ou NEO4J_URI",
)
HOLDS_CONTACTS = saying(
    "{place} holds contacts, {file} for one: restore with an empty PARCOURS_EVENTS",
    "{place} contient des contacts, dont {file} : restaurez avec un PARCOURS_EVENTS vide",
)
ANOTHER_KEY = saying(
    "{place} is there, and another than the backup's: move it away, or restore elsewhere",
    "{place} est déjà là, et n'est pas celui de la sauvegarde : déplacez-le, ou restaurez ailleurs",
)

Progress = Callable[[Saying, int, int], None]


def take(gateway: Gateway, store: EventStore, settings: Settings, writer: Writer) -> None:
    """Put everything into an archive as it stands at one moment.

    No import can write meanwhile, so that graph and contacts belong together; they wait. Who reads is not held up.
    Refused when contacts are missing that flows were mined from. A damaged batch, which the event store then knows,
    goes along as it is: what can be read of it may be all that there is.
    """
    if standing.whole(gateway).format is None:
        raise Refused(NO_GRAPH(uri=gateway.address.uri))
    with standing.writing(gateway):
        if reason := lacking(store, gateway.read):
            raise Refused(NOT_TAKEN(reason=reason))
        store.readable()
        graph = dump.graph(gateway)
        writer.add(GRAPH, [dump.line(graph)])
        writer.add(NODES, dump.nodes(gateway))
        writer.add(EDGES, dump.edges(gateway))
        for name in pictures.named(gateway.read):
            if content := pictures.picture(settings.pictures_at(), name):
                writer.add(PICTURES + name, [content], packed=True)
        for path in store.batches():
            with store.opened(path) as file:
                writer.add(EVENTS + path.rsplit("/", 1)[-1], iter(partial(file.read, CHUNK), b""), packed=True)
        for name, text in _secrets(settings).items():
            writer.add(name, [text], packed=True)
        writer.close(
            parcours=version("parcours"),
            format=graph.get("format", FIRST),
            neo4j=gateway.version(),
            made=datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        )


def _secrets(settings: Settings) -> dict[str, bytes]:
    """The key under which pseudonyms are made, access tokens and accounts with hashes; those that there are."""
    key = known_key(settings)
    files = {name: settings.home / name for name in (TOKENS, ACCOUNTS)}
    found = {name: file.read_bytes() for name, file in files.items() if file.exists()}
    return ({} if key is None else {KEY: key}) | found


def demand_known(archive: Archive) -> None:
    """Refused when the graph in an archive is in a format that we do not know; BadInput for parts that are not ours."""
    found = archive.facts.get("format", FIRST)
    if found > FORMAT:
        raise Refused(LATER(file=archive.file, format=found, known=FORMAT, version=str(archive.facts.get("parcours"))))
    strange = [name for name in archive.parts if not PART.fullmatch(name)]
    missing = [name for name in (GRAPH, NODES, EDGES) if name not in archive.parts]
    if strange or missing:
        said = NO_PART(file=archive.file, part=missing[0]) if missing else NO_SUCH(file=archive.file, part=strange[0])
        raise BadInput(ANOTHER(said=said))


def put(gateway: Gateway, store: EventStore, settings: Settings, archive: Archive, progress: Progress) -> None:
    """Put everything from an archive that was checked into an empty place, or one that is half restored.

    Refused, before anything is written, when there is something else in the place. Until all of it is there the graph
    bears a mark, by which every other command knows to leave it alone. An older format is then brought up to date.
    """
    missing = _missing(store, settings, archive)
    demand_empty(gateway)
    schema.prepare(gateway)
    with gateway.writing() as work:
        demand_empty(gateway)
        gateway.command(RESTORING, file=archive.file.name)
        gateway.command(dump.WIPE)
        for write in missing:
            write()
        parts = archive.parts
        dump.write_nodes(work, archive.lines(NODES), _told(progress, parts[NODES]))
        dump.write_edges(work, archive.lines(EDGES), _told(progress, parts[EDGES]))
        if dump.sizes(work.run) != (parts[NODES].count, parts[EDGES].count):
            raise BadInput(NO_ENDS(file=archive.file))
        work.run(RESTORED, properties=dump.decoded(orjson.loads(archive.whole(GRAPH))))
    migrations.migrate(gateway)


def demand_empty(gateway: Gateway) -> None:
    """Refused when the store is somebody else's, or holds a graph, unless that is half restored."""
    found = standing.check(gateway)
    nodes, _ = dump.sizes(gateway.read)
    if nodes and found.restoring is None:
        raise Refused(NOT_EMPTY(uri=gateway.address.uri, nodes=terms.NODES(nodes)))


def _told(progress: Progress, part: Part) -> dump.Progress:
    done = 0

    def more(count: int) -> None:
        nonlocal done
        done += count
        progress(PARTS[part.name](), done, part.count)

    return more


def _missing(store: EventStore, settings: Settings, archive: Archive) -> list[Callable[[], None]]:
    """How to write the files that are not there yet. Refused when one is there that is not the archive's."""
    found: list[Callable[[], None]] = []
    there = {path.rsplit("/", 1)[-1]: path for path in store.batches()}
    wanted = {name.removeprefix(EVENTS): part for name, part in archive.parts.items() if name.startswith(EVENTS)}
    for name, path in there.items():
        with store.opened(path) as file:
            if name not in wanted or hashlib.file_digest(file, "sha256").hexdigest() != wanted[name].sha256:
                raise Refused(HOLDS_CONTACTS(place=store.place, file=name))
    for name in wanted.keys() - there.keys():
        found.append(partial(_add_batch, store, archive, name))
    for name in (name for name in archive.parts if name.startswith(PICTURES)):
        kept = pictures.Pictures(settings.pictures_at(), {name.removeprefix(PICTURES): archive.whole(name)})
        found.append(kept.keep)
    held = _secrets(settings)
    for name in (KEY, TOKENS, ACCOUNTS):
        if name not in archive.parts:
            continue
        text = archive.whole(name)
        if name not in held:
            found.append(partial(_keep, settings.home / name, text))
        elif held[name] != (text.strip() if name == KEY else text):
            place = "PARCOURS_PSEUDONYM_KEY" if name == KEY and settings.pseudonym_key else settings.home / name
            raise Refused(ANOTHER_KEY(place=place))
    return found


def _add_batch(store: EventStore, archive: Archive, name: str) -> None:
    with tempfile.TemporaryDirectory(prefix="parcours-") as folder:
        file = Path(folder) / "batch.parquet"
        with file.open("wb") as sink:
            sink.writelines(archive.chunks(EVENTS + name))
        store.append(name.removesuffix(".parquet"), file)


def _keep(path: Path, text: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_whole(path, text)


def told(parts: Iterable[Part]) -> str:
    """What is in an archive, in the language of this command."""
    counts = {part.name: part.count for part in parts}
    batches, drawn = (sum(name.startswith(folder) for name in counts) for folder in (EVENTS, PICTURES))
    secrets = [what() for name, what in SECRETS.items() if name in counts]
    brought = [counted(n) for counted, n in ((PICTURES_OF, drawn), (BATCHES_OF, batches)) if n]
    found = [terms.NODES(counts[NODES]), terms.EDGES(counts[EDGES]), *brought, *secrets]
    return ", ".join(map(worded, found))
