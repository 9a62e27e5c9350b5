"""Room on the disk: a Neo4j whose disk is full stops for good, so it is looked for before anything is written."""

import shutil
from pathlib import Path

from graph.errors import NoRoom

TO_START = 50_000_000
"""Bytes that the local Neo4j needs to start and to answer."""

TO_WRITE = 300_000_000
"""Bytes that must be free before more is written: one transaction, in its log and in the store."""


def demand(home: Path, least: int) -> None:
    """NoRoom when fewer bytes are left where the data is."""
    there = next(path for path in (home.absolute(), *home.absolute().parents) if path.exists())
    free = shutil.disk_usage(there).free
    if free < least:
        raise NoRoom(
            f"only {free // 1_000_000} MB are left on the disk of {home}, and {least // 1_000_000} MB are needed: "
            f"make room, or name another place with PARCOURS_HOME, and try again"
        )
