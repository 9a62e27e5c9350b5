"""Room on the disk: a Neo4j whose disk is full stops for good, so it is looked for before anything is written."""

import shutil
from pathlib import Path

from graph.errors import NoRoom
from graph.saying import saying

TO_START = 50_000_000
"""Bytes that the local Neo4j needs to start and to answer."""

TO_WRITE = 300_000_000
"""Bytes that must be free before more is written: one transaction, in its log and in the store."""

LITTLE = saying(
    "only {free} MB are left on the disk of {home}, and {least} MB are needed: make room, or name another place, and "
    "try again",
    "il ne reste que {free} Mo sur le disque de {home}, et il en faut {least} : faites de la place, ou nommez un autre "
    "lieu, puis réessayez",
)


def demand(home: Path, least: int) -> None:
    """NoRoom when fewer bytes are left where the data is, or will be."""
    free = shutil.disk_usage(_there(home)).free
    if free < least:
        raise NoRoom(LITTLE(free=free // 1_000_000, home=home, least=least // 1_000_000))


def demand_beside(folder: Path, size: int) -> None:
    """NoRoom when so many bytes more in a folder would leave too few for whatever else writes to its disk."""
    demand(folder, TO_WRITE + size)


def are_one_disk(one: Path, other: Path) -> bool:
    """Whether what is written to one of two places takes room from the other."""
    return _there(one).stat().st_dev == _there(other).stat().st_dev


def _there(place: Path) -> Path:
    """The place, or the nearest above it that exists."""
    place = place.absolute()
    return next((path for path in (place, *place.parents) if path.exists()), place)
