"""`parcours export`: the graph as a document that imports to the same graph."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from graph.errors import BadInput
from importers.journeys.export import export_knowledge
from parcours import private
from parcours.opening import opened, say
from parcours.settings import load
from queries.names import find
from queries.names.sought import one

Kind = Annotated[Literal["knowledge"], typer.Argument(help="What to write.")]
Journeys = Annotated[list[str] | None, typer.Option("--journey", help="Only this journey, and what it refers to.")]
Output = Annotated[Path | None, typer.Option("-o", "--output", help="The file to write; standard output unless given.")]


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
        raise BadInput(f"{output} cannot be written: {error.strerror}") from error
    say(f"Written: {output}")


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
