"""`parcours backup` and `parcours restore`: everything in one file, and back."""

from pathlib import Path
from typing import Annotated

import typer

from parcours import archive, progress, room
from parcours.opening import connected, room_of, say
from parcours.settings import load

To = Annotated[Path, typer.Argument(help="A new file; one that is there is never written over.")]
From = Annotated[Path, typer.Argument(help="What `parcours backup` wrote.")]


def backup(file: To) -> None:
    """Put graph, contacts, key of pseudonyms and access tokens into one file, while everything goes on.

    Whoever has the file can tell whose a pseudonym is: keep it as you keep the key.
    """
    from parcours import backing  # which takes Arrow along, that few commands need
    from parcours.events import event_store

    settings = load()
    store = event_store(settings)
    watched = room_of(settings) if room.are_one_disk(settings.home, file.parent) else None
    with archive.writing(file, watched) as writer, connected(settings) as gateway:
        backing.take(gateway, store, settings, writer)
    for path, why in store.damaged.items():
        say(f"{path} is damaged ({why}), and so it is in the backup: `parcours events check` says what to do")
    say(f"{file}: {backing.told(writer.parts)}.")


def restore(file: From) -> None:
    """Put everything from such a file into an empty place: the local Neo4j, or another one (NEO4J_URI).

    A restore that was cut off is run again. A backup of an older Parcours is brought up to date.
    """
    from parcours import backing
    from parcours.events import event_store

    settings = load()
    with archive.reading(file) as found:
        backing.demand_known(found)
        found.check()
        with connected(settings) as gateway, progress.shown() as show:
            backing.put(gateway, event_store(settings), settings, found, show)
        say(f"Restored from {file}: {backing.told(found.parts.values())}.")
