"""`parcours new`: files to begin with."""

from pathlib import Path
from typing import Annotated

import typer

from graph.errors import WrongUsage
from graph.saying import saying
from parcours import private
from parcours.opening import say
from parcours.settings import Spoken, load
from wording.beginnings import JOURNEY

Lang = Annotated[Spoken | None, typer.Option(help="The language of the file (PARCOURS_LANG).")]
Output = Annotated[Path | None, typer.Option("-o", "--output", help="The file to write; standard output unless given.")]

app = typer.Typer(help="A commented file to begin with.", no_args_is_help=True, rich_markup_mode=None)

THERE = saying(
    "{file} is there already, and is not overwritten: name another file",
    "{file} existe déjà, et n'est pas écrasé : nommez un autre fichier",
)


@app.callback()
def new() -> None:
    """A commented file to begin with."""


@app.command()
def journey(output: Output = None, lang: Lang = None) -> None:
    """Write a journey to be gone on with: it imports as it is, and explains each field."""
    text = JOURNEY[load().language(lang)]
    if output is None:
        print(text, end="")
        return
    try:
        with output.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError as error:
        raise WrongUsage(THERE(file=output)) from error
    private.hand_over(output)
    say(f"Written: {output}")
