"""`parcours export`: the graph as a document that imports to the same graph."""

from pathlib import Path
from typing import Annotated, Literal

from graph.errors import BadInput
from graph.saying import saying
from importers.journeys.export import export_knowledge
from parcours import private
from parcours.help import argument, option
from parcours.language import french, told
from parcours.opening import opened, say
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
        metavar=told("KEY", "CLÉ"),
    ),
]
Output = Annotated[
    Path | None,
    option(
        "The file to write; standard output unless given.",
        "Le fichier à écrire ; sinon, la sortie standard.",
        "-o",
        "--output",
    ),
]


NOT_WRITTEN = saying("{file} cannot be written: {detail}", "{file} ne peut pas être écrit : {detail}")
WRITTEN = saying("Written: {file}", "Écrit : {file}")


@french("Écrire ce que les sources ont dit dans un fichier de connaissances.")
def export(kind: Kind = "knowledge", journey: Journeys = None, output: Output = None) -> None:
    """Write what sources said as a knowledge file."""
    with opened(load()) as gateway:
        meant = find(gateway.read, [one("Journey", name) for name in journey or ()])
        text = export_knowledge(gateway.read, [found.key for (found,) in meant] or None)
    if output is None:
        print(text, end="")
        return
    try:
        _write(output.resolve(), text)
    except OSError as error:
        raise BadInput(NOT_WRITTEN(file=output, detail=error.strerror)) from error
    say(WRITTEN(file=output))


def _write(output: Path, text: str) -> None:
    """Put the text in the file's place at once, so that nobody reads half of it; a device or a pipe is written to."""
    if output.exists() and not output.is_file():
        output.write_text(text, encoding="utf-8")
        return
    partial = output.with_name(f".{output.name}.partial")
    partial.write_text(text, encoding="utf-8")
    if output.exists():
        partial.chmod(output.stat().st_mode)
    else:
        private.hand_over(partial)
    partial.replace(output)
