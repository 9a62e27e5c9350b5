"""`parcours new`: files to begin with."""

from pathlib import Path
from typing import Annotated

from graph.errors import WrongUsage
from graph.saying import saying
from parcours import private
from parcours.help import group, option
from parcours.language import french
from parcours.opening import say
from parcours.settings import load
from wording.beginnings import JOURNEY

Output = Annotated[
    Path | None,
    option(
        "The file to write; standard output unless given.",
        "Le fichier à écrire ; sinon, la sortie standard.",
        "-o",
        "--output",
    ),
]

app = group("A commented file to begin with.", "Un fichier commenté pour commencer.")

THERE = saying(
    "{file} is there already, and is not overwritten: name another file",
    "{file} existe déjà, et n'est pas écrasé : nommez un autre fichier",
)
WRITTEN = saying("Written: {file}", "Écrit : {file}")


@app.callback()
@french("Un fichier commenté pour commencer.")
def new() -> None:
    """A commented file to begin with."""


@app.command()
@french("Écrire un parcours à compléter : il s'importe tel quel, et explique chaque champ.")
def journey(output: Output = None) -> None:
    """Write a journey to be gone on with: it imports as it is, and explains each field."""
    text = JOURNEY[load().language()]
    if output is None:
        print(text, end="")
        return
    try:
        with output.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError as error:
        raise WrongUsage(THERE(file=output)) from error
    private.hand_over(output)
    say(WRITTEN(file=output))
