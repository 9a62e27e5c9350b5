"""Whether the graph was told what lies in the event store, and what to do where it was not.

A run puts its batch into the event store first and tells the graph then: one that is cut off in between leaves the
graph with the flows of before. The graph knows the batches that its flows were mined from, and a glance at the names of
the files shows what it was not told.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from events.batches import Batches
from graph import revision, standing
from graph.errors import ParcoursError, Refused
from graph.gateway import Gateway
from graph.saying import Saying, saying
from graph.terms import FILES
from parcours import progress
from parcours.settings import Settings

if TYPE_CHECKING:
    from events.store import EventStore

Finding = tuple[bool, Saying | str]
"""Whether all is well, and what there is to say."""

NOT_TOLD = saying(
    "Contacts were brought that the graph was not told of: flows are mined anew.",
    "Des contacts sont arrivés dont le graphe ne sait rien : les flux sont recalculés.",
)
IN_VAIN = saying(
    "a file of the event store is damaged, so flows stay as they were: see `parcours events check`",
    "un fichier de la base des contacts est endommagé, donc les flux restent tels quels : voyez"
    " `parcours events check`",
)
READABLE = saying(
    "the event store {place}: {files} that can be read", "la base des contacts {place} : {files} en bon état"
)
DAMAGED = saying(
    "{path} is damaged ({why}): `parcours events check` says what is lost and what to do",
    "{path} est endommagé ({why}) : `parcours events check` dit ce qui est perdu et que faire",
)
LEFT = saying(
    "{files} left by a compaction or an import that was cut off: the next command that opens the store takes them away"
    " (`parcours events compact` where it is no folder)",
    "{files} de reste, après un import ou une réunion de lots interrompus : la prochaine commande qui ouvre la base les"
    " retire (`parcours events compact` là où ce n'est pas un dossier)",
)
NOT_NOTED = saying(
    "which files flows were mined from was not noted then: `parcours events mine` notes it",
    "les fichiers d'où viennent les flux n'ont pas été notés à l'époque : `parcours events mine` les note",
)
NEVER_TOLD = saying(
    "the graph was told nothing of them: `parcours events mine` does",
    "le graphe n'en sait rien : `parcours events mine` les lui dit",
)
UNTOLD = saying(
    "flows were mined without {n:,} of its files, {first}.parquet the first: the next command that opens the store"
    " mines them anew (`parcours events mine` where it is no folder)",
    "les flux ont été calculés sans {n:,} de ses fichiers, à commencer par {first}.parquet : la prochaine commande qui"
    " ouvre la base les recalcule (`parcours events mine` là où ce n'est pas un dossier)",
)
ALL_MINED = saying("flows were mined from all of them", "les flux en tiennent tous compte")


def follow(gateway: Gateway, settings: Settings, home: Path | None, say: Callable[[Saying | str], None]) -> None:
    """Make good what was cut off between event store and graph, or within the event store; nothing while one is at it.

    Only a folder is looked at, since a look elsewhere takes a while; and nothing is mined where batches are missing
    that flows were mined from, or where nobody knows which those are: it may be the wrong place. What stands in the way
    is said, and the command goes on.
    """
    mined, where = revision.mined_from(gateway.read), Path(settings.events_at(home))
    if mined is None or not where.is_dir():
        return
    found = Batches([file.name for file in where.iterdir()])
    untold, left = found.untold(mined), found.superseded or found.unfinished
    if found.lacking(mined) or not (untold or left) or (not mined and gateway.read(FLOWS) == [[True]]):
        return
    try:
        if not gateway.is_free():
            return
        if left:
            tidy(gateway, settings, home)
        if untold:
            say(NOT_TOLD())
            _mine(gateway, settings, home)
    except ParcoursError as error:
        say(error.said)


def tidy(gateway: Gateway, settings: Settings, home: Path | None) -> None:
    """Take away what was left by a compaction, or a write, that was cut off."""
    from parcours.events import event_store

    with standing.writing(gateway):
        event_store(settings, home).tidy()


def _mine(gateway: Gateway, settings: Settings, home: Path | None) -> None:
    """Mine anew, unless a glance shows that it would be in vain."""
    from graph import run
    from parcours.events import mining  # which takes Arrow along

    mined = mining(settings, home)
    mined.store.readable()
    if mined.store.damaged:
        raise Refused(IN_VAIN())
    with progress.shown() as show:
        run.follow(gateway, mined.again, show)


def findings(settings: Settings, gateway: Gateway | None) -> Iterator[Finding]:
    """What there is to say of the event store, and of what the graph was told of it, where one is at hand."""
    from parcours.events import event_store

    mined = revision.mined_from(gateway.read) if gateway else None
    store = event_store(settings)
    if mined and settings.neo4j_uri and store.names().lacking(mined):
        demo = event_store(settings, settings.home / "demo")
        store = store if demo.names().lacking(mined) else demo
    yield from files(store)
    if gateway:
        yield from _told(gateway, store, mined)


def files(store: "EventStore") -> Iterator[Finding]:
    """What there is to say of the files of an event store."""
    found = store.names()
    yield True, READABLE(place=store.place, files=FILES(len(store.readable())))
    for path, why in store.damaged.items():
        yield False, DAMAGED(path=path, why=why)
    if left := [*found.superseded, *found.unfinished]:
        yield False, LEFT(files=FILES(len(left)))


FLOWS = "MATCH (f:Flow) RETURN count(f) > 0"


def _told(gateway: Gateway, store: "EventStore", mined: list[str] | None) -> Iterator[Finding]:
    from events.sync import lacking  # which takes Arrow along

    if mined is None:
        ((flows,),) = gateway.read(FLOWS)
        if flows:
            yield True, NOT_NOTED()
        elif store.names().counting:
            yield True, NEVER_TOLD()
    elif reason := lacking(store, gateway.read):
        yield False, reason
    elif untold := store.names().untold(mined):
        yield False, UNTOLD(n=len(untold), first=untold[0])
    elif mined:
        yield True, ALL_MINED()
