"""The store that a command works with: another Neo4j where one is named, else the local one."""

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from enum import Enum, auto
from functools import partial
from pathlib import Path

from graph import local, revision, standing
from graph.address import Address
from graph.errors import NotAllowed, ParcoursError, Refused, StoreUnavailable
from graph.gateway import Gateway
from graph.model import MODEL
from graph.saying import Saying, saying
from parcours import following, progress, room
from parcours.language import worded
from parcours.settings import Settings

LOOK_EVERY = 2.0
"""Seconds between two looks at whether the local Neo4j is still there, while the API is served."""


def say(line: Saying | str) -> None:
    """Tell the person at the terminal; results alone go to standard output."""
    print(worded(line), file=sys.stderr, flush=True)


END_OF_LOG = saying("{error}\nThe end of its log:\n{log}", "{error}\nLa fin de son journal :\n{log}")
GONE = saying("The local Neo4j is gone; starting it again.", "Le Neo4j local a disparu ; il est redémarré.")
BACK = saying("It answers again.", "Il répond de nouveau.")
CUT_OFF = saying(
    "An import was cut off before its end: deriving hand-offs and ruptures anew.",
    "Un import a été interrompu avant sa fin : les passages de relais et les ruptures sont recalculés.",
)
LEFT = saying(
    "An import was cut off before its end, and what it left has to be derived anew. {error}.\n"
    "Until somebody who may does, answers are of a graph that is half-way.",
    "Un import a été interrompu avant sa fin, et ce qu'il a laissé doit être recalculé. {error}.\n"
    "En attendant que quelqu'un qui en a le droit le fasse, les réponses viennent d'un graphe à moitié à jour.",
)
ANOTHER = saying(
    "{uri} holds another graph: the demo only loads into a store of its own (unset NEO4J_URI)",
    "{uri} contient un autre graphe : la démo ne se charge que dans une base à part (enlevez NEO4J_URI)",
)
OTHERS = saying(
    "{uri} holds data of {sources}: the demo only loads into a store of its own",
    "{uri} contient des données de {sources} : la démo ne se charge que dans une base à part",
)


@contextmanager
def address(settings: Settings, home: Path | None = None) -> Iterator[Address]:
    """Where the store is; the local one runs for as long as the block lasts, and its log tells why it fails."""
    if settings.neo4j_uri:
        yield Address(settings.neo4j_uri, settings.neo4j_username, settings.neo4j_password, settings.neo4j_database)
        return
    home = home or settings.home
    if local.status(home) is None:
        room.demand(home, room.TO_START)
    with local.running(home, settings.cache, say, settings.keeps(home)) as store:
        try:
            yield Address(store.uri, store.username, store.password, lives=partial(local.lives, home))
        except StoreUnavailable as error:
            raise StoreUnavailable(END_OF_LOG(error=error.said, log=local.log(home))) from error


@contextmanager
def connected(settings: Settings, home: Path | None = None) -> Iterator[Gateway]:
    """A store as it is, whosever and in whatever state: reached, and new enough.

    Of a local one's disk it is known how much room is left, which is looked at before more is written.
    """
    with address(settings, home) as where, closing(Gateway(where, room=room_of(settings, home))) as gateway:
        gateway.version()
        yield gateway


class Purpose(Enum):
    """What a command opens the store for; an import mends what was cut off itself, together with what it writes.

    Whoever checks what lies beside the graph asks it as it is, whatever its format, and writes nothing anywhere.
    """

    CHECKING = auto()
    ASKING = auto()
    SERVING = auto()
    WRITING = auto()
    IMPORTING = auto()


@contextmanager
def opened(settings: Settings, home: Path | None = None, purpose: Purpose = Purpose.ASKING) -> Iterator[Gateway]:
    """A store that is ready: reached, new enough, ours, with its schema, and whole after a run that was cut off.

    Whoever only asks writes nothing to a store that is named to us and whole. Refused, with nothing written, where the
    store is somebody else's; NotReady where there is nothing to ask yet. The graph has been told what lies in the event
    store, too.
    """
    with connected(settings, home) as gateway:
        if purpose is Purpose.CHECKING:
            standing.whole(gateway)
        elif purpose is Purpose.ASKING and settings.neo4j_uri:
            standing.demand_ready(gateway)
        else:
            standing.make_ready(gateway)
        if purpose in (Purpose.ASKING, Purpose.SERVING, Purpose.WRITING):
            mend(gateway)
            following.follow(gateway, settings, home, say)
        yield gateway


@contextmanager
def revived(settings: Settings, home: Path | None = None) -> Iterator[None]:
    """While the block lasts, a local Neo4j that is gone (it was killed, say) is started again, on its old port."""
    ended = threading.Event()

    def watch() -> None:
        while not ended.wait(LOOK_EVERY):
            try:
                if local.status(home or settings.home) is None:
                    say(GONE())
                    with address(settings, home):
                        say(BACK())
            except ParcoursError as error:
                say(error.said)

    watcher = threading.Thread(target=watch, daemon=True)
    if not settings.neo4j_uri:
        watcher.start()
    try:
        yield
    finally:
        ended.set()


def room_of(settings: Settings, home: Path | None = None) -> Callable[[], None] | None:
    """What looks for room on the disk before more is written; of another's disk nothing is known."""
    return None if settings.neo4j_uri else partial(room.demand, home or settings.home, room.TO_WRITE)


def mend(gateway: Gateway) -> None:
    """Derive anew what a run that was cut off left behind; nothing happens while one is still at it.

    Who may only read is told.
    """
    if revision.is_whole(gateway):
        return
    try:
        if not gateway.is_free():
            return
        say(CUT_OFF())
        with standing.writing(gateway) as work, progress.shown() as show:
            revision.repair(work, show)
    except NotAllowed as error:
        say(LEFT(error=error.said))


BROUGHT = "brought:"
"""How the sources are called that somebody brings to a demo through its pages: they are at home there."""

OTHER_SOURCES = """
MATCH (s:Source) WHERE NOT s.key IN $sources AND NOT s.key STARTS WITH $brought
RETURN s.key ORDER BY s.key
"""


def refuse_others(gateway: Gateway, *sources: str) -> None:
    """Refused when the store holds what any other source said, or nodes that are none of ours: it is somebody's."""
    ours = "|".join((*MODEL, "Graph"))
    if gateway.read(f"MATCH (n) WHERE NOT n:{ours} RETURN 1 LIMIT 1"):
        raise Refused(ANOTHER(uri=gateway.address.uri))
    rows = gateway.read(OTHER_SOURCES, sources=sources, brought=BROUGHT)
    if rows:
        names = ", ".join(key for (key,) in rows[:5])
        raise Refused(OTHERS(uri=gateway.address.uri, sources=names))
