"""`parcours pages`: every page as a file."""

from functools import partial
from pathlib import Path
from typing import Annotated

from graph.pictures import picture
from graph.saying import counting
from parcours.away import putting
from parcours.help import option
from parcours.language import french, told
from parcours.opening import opened, say
from parcours.options import Demo
from parcours.output import WRITTEN
from parcours.settings import load
from queries.names import find
from queries.names.sought import one
from wording.problems import said

Output = Annotated[
    Path,
    option(
        "The folder to write, or the archive (.zip).",
        "Le dossier à écrire, ou l'archive (.zip).",
        "-o",
        "--output",
        metavar=told("FOLDER", "DOSSIER"),
    ),
]
Journeys = Annotated[
    list[str] | None,
    option(
        "Only this journey, and what it leads to.",
        "Seulement ce parcours, et ce à quoi il mène.",
        "--journey",
        metavar=told("NAME", "NOM"),
    ),
]
FILES = counting("1 file", "{n:,} files", "1 fichier", "{n:,} fichiers")


@french("Écrire toutes les pages en fichiers qui s'ouvrent sans serveur : pour un partage, un courriel, un wiki.")
def pages(output: Output, journey: Journeys = None, demo: Demo = False) -> None:
    """Write every page as files that open without a server: for a share, a mail, a wiki."""
    from pages.away.taking import Taking
    from parcours import paging

    settings = load()
    home = settings.of(demo)
    with putting(output) as put, opened(settings, home) as gateway:
        keys = [found.key for (found,) in find(gateway.read, [one("Journey", name) for name in journey or ()])]
        portrait = partial(picture, settings.pictures_at(home))
        count = paging.taken(
            gateway, lambda ask: Taking(ask, settings.language(), keys, settings.address or "", portrait), put
        )
    say(WRITTEN(file=output))
    say(said(FILES(count), settings.language()))
