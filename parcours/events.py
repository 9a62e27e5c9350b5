"""The event store that the settings name, and the engine that mines it."""

import re
from contextlib import AbstractContextManager
from pathlib import Path

from events.engine import Engine
from events.spark import LOCAL, spark
from events.store import EventStore
from events.sync import SOURCE, Contacts, Mining
from graph.errors import WrongUsage
from graph.saying import saying
from importers.gather import Gathered
from parcours import room
from parcours.settings import Settings

DUCKDB = "duckdb"
SPARK = "spark"
MASTER = re.compile(r"duckdb|spark|yarn|local(\[[\d*]+\])?|(spark|k8s)://\S+")

NO_ENGINE = saying(
    "PARCOURS_EVENTS_ENGINE {engine!r} is neither duckdb nor spark, nor the address of a Spark master:"
    " local[2], spark://host:7077, k8s://host:443 or yarn",
    "PARCOURS_EVENTS_ENGINE {engine!r} n'est ni duckdb, ni spark, ni l'adresse d'un maître Spark :"
    " local[2], spark://host:7077, k8s://host:443 ou yarn",
)
OUR_SOURCE = saying(
    "{source!r} is the source of what is mined from all contacts: choose another --source",
    "{source!r} est la source de ce qui est calculé de tous les contacts : choisissez un autre --source",
)


def event_store(settings: Settings, home: Path | None = None) -> EventStore:
    """The event store of the settings; the demo's lies in a home of its own."""
    return EventStore(settings.events_at(home), room.demand_beside)


def mining(settings: Settings, home: Path | None = None) -> Mining:
    """The event store, and how it is mined."""
    master = settings.events_engine
    if not MASTER.fullmatch(master):
        raise WrongUsage(NO_ENGINE(engine=master))
    if master == DUCKDB:
        return Mining(event_store(settings, home), settings.flow_window)

    def engine(_: EventStore) -> AbstractContextManager[Engine]:
        return spark(LOCAL if master == SPARK else master)

    return Mining(event_store(settings, home), settings.flow_window, engine)


def contacts(mined: Mining, gathered: Gathered) -> Contacts:
    """What was gathered of one source. WrongUsage for a source that is called like what is mined of all."""
    if gathered.source == SOURCE:
        raise WrongUsage(OUR_SOURCE(source=SOURCE))
    assert gathered.contacts is not None
    return Contacts(mined, gathered, gathered.contacts)
