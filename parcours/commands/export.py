"""`parcours export`: the graph as a document that imports to the same graph."""

from typing import Annotated, Literal

from graph import pictures
from importers.journeys.export import export_knowledge
from parcours.help import argument, option
from parcours.language import french, told
from parcours.opening import opened
from parcours.options import Demo, Output
from parcours.output import give
from parcours.settings import load
from queries.names import find
from queries.names.sought import one

Kind = Annotated[
    Literal["knowledge"],
    argument("What to write: knowledge.", "Ce qu'il faut écrire : knowledge.", metavar=told("WHAT", "QUOI")),
]
Journeys = Annotated[
    list[str] | None,
    option(
        "Only this journey, and what it refers to.",
        "Seulement ce parcours, et ce à quoi il renvoie.",
        "--journey",
        metavar=told("NAME", "NOM"),
    ),
]


@french("Écrire ce que les sources ont dit dans un fichier de connaissances ; les images qu'il nomme vont à côté.")
def export(kind: Kind = "knowledge", journey: Journeys = None, output: Output = None, demo: Demo = False) -> None:
    """Write what sources said as a knowledge file; the pictures that it names are put beside it."""
    settings = load()
    with opened(settings, settings.of(demo)) as gateway:
        meant = find(gateway.read, [one("Journey", name) for name in journey or ()])
        text = export_knowledge(gateway.read, [found.key for (found,) in meant] or None)
    give(text, output)
    if output:
        kept = settings.pictures_at(settings.of(demo))
        named = {name: pictures.picture(kept, name) for name in pictures.NAME.findall(text)}
        pictures.Pictures(output.resolve().parent, {name: found for name, found in named.items() if found}).keep()
