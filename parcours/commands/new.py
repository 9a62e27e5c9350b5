"""`parcours new`: files to begin with."""

from pathlib import Path

from graph.errors import WrongUsage
from graph.saying import saying
from parcours.help import group
from parcours.language import french
from parcours.options import Output
from parcours.output import give
from parcours.settings import load
from wording.beginnings import JOURNEY

app = group("A commented file to begin with.", "Un fichier commenté pour commencer.")

THERE = saying(
    "{file} is there already, and is not overwritten: name another file",
    "{file} existe déjà, et n'est pas écrasé : nommez un autre fichier",
)


@app.callback()
@french("Un fichier commenté pour commencer.")
def new() -> None:
    """A commented file to begin with."""


@app.command()
@french("Écrire un classeur vide à remplir, avec ses colonnes, ses listes et leur sens : il s'importe tel quel.")
def workbook(output: Output = None) -> None:
    """Write an empty workbook to be filled in, with its heads, lists and what they mean: it imports as it is."""
    from importers.journeys.book.guide import About
    from importers.journeys.book.write import workbook as written

    _give(written({}, About(), load().language()), output)


@app.command()
@french("Écrire un parcours à compléter : il s'importe tel quel, et explique chaque champ.")
def journey(output: Output = None) -> None:
    """Write a journey to be gone on with: it imports as it is, and explains each field."""
    _give(JOURNEY[load().language()], output)


def _give(content: str | bytes, output: Path | None) -> None:
    if output and output.exists():
        raise WrongUsage(THERE(file=output))
    give(content, output)
