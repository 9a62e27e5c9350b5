"""`parcours backup` and `parcours restore`: everything in one file, and back."""

from pathlib import Path
from typing import Annotated

from graph.saying import saying
from parcours import archive, progress, room
from parcours.help import argument
from parcours.language import french, told
from parcours.opening import connected, room_of, say
from parcours.settings import load

FILE = told("FILE", "FICHIER")
To = Annotated[
    Path,
    argument(
        "A new file; one that is there is never written over.",
        "Un nouveau fichier ; on n'écrit jamais par-dessus un autre.",
        metavar=FILE,
    ),
]
From = Annotated[Path, argument("What `parcours backup` wrote.", "Ce que `parcours backup` a écrit.", metavar=FILE)]

DAMAGED = saying(
    "{path} is damaged ({why}), and so it is in the backup: `parcours events check` says what to do",
    "{path} est endommagé ({why}), et l'est aussi dans la sauvegarde : `parcours events check` dit que faire",
)
TAKEN = saying("{file}: {parts}.", "{file} : {parts}.")
PUT_BACK = saying("Restored from {file}: {parts}.", "Restauré depuis {file} : {parts}.")


@french("""
Mettre le graphe, les contacts, la clé des pseudonymes, les jetons et les comptes dans un seul fichier,
sans rien arrêter.

Qui détient ce fichier peut dire de qui est un pseudonyme : gardez-le comme vous gardez la clé.
""")
def backup(file: To) -> None:
    """Put graph, contacts, key of pseudonyms, tokens and accounts into one file, while everything goes on.

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
        say(DAMAGED(path=path, why=why))
    say(TAKEN(file=file, parts=backing.told(writer.parts)))


@french("""
Remettre tout le contenu d'un tel fichier en un lieu vide : le Neo4j local, ou un autre (NEO4J_URI).

Une restauration interrompue se relance. Une sauvegarde d'un Parcours plus ancien est mise à jour.
""")
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
        say(PUT_BACK(file=file, parts=backing.told(found.parts.values())))
