"""Answers in the form that is asked for: for people, programs or spreadsheets, printed or written to a file."""

import shlex
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from graph.errors import WrongUsage
from graph.saying import saying
from parcours import answers
from parcours.asking import Asked
from parcours.help import option
from parcours.output import as_json, give
from queries.declare import Question
from wording import sheets

Form = Literal["table", "json", "csv", "xlsx"]
Format = Annotated[
    Form | None,
    option(
        "table and xlsx (a workbook) are for people, csv and json for programs; unless given, what the ending of the "
        "file says, else table.",
        "table et xlsx (un classeur) sont pour des personnes, csv et json pour des programmes ; sinon, ce que dit "
        "l'extension du fichier, ou bien table.",
    ),
]

ENDINGS: dict[str, Form] = {".txt": "table", ".md": "table", ".json": "json", ".csv": "csv", ".xlsx": "xlsx"}
"""What the endings of files say."""

BINARY = saying(
    "a workbook is nothing to look at on a terminal; say where it goes: -o {file}",
    "un classeur ne se lit pas dans un terminal ; indiquez où l'écrire : -o {file}",
)
CONTRADICTED = saying(
    "{file} ends like {said}, but --format asks for {form}; write -o {right}, or --format {said}",
    "l'extension de {file} annonce {said}, mais --format demande {form} ; écrivez -o {right}, ou --format {said}",
)


def form_of(question: Question, form: Form | None, output: Path | None) -> Form:
    """The form that is asked for, else the one of the file's ending, else a table.

    WrongUsage if both are there and differ, and for a workbook that nobody could read where it would go.
    """
    said = ENDINGS.get(output.suffix.lower()) if output else None
    if output and form and said and form != said:
        right = next(ending for ending, each in ENDINGS.items() if each == form)
        raise WrongUsage(CONTRADICTED(file=output, said=said, form=form, right=output.with_suffix(right)))
    if form == "xlsx" and output is None and sys.stdout.isatty():
        raise WrongUsage(BINARY(file=f"{question.id}.xlsx"))
    return form or said or "table"


def show(asked: Asked, found: dict[str, Any], form: Form, output: Path | None, witness: bool) -> None:
    """Print an answer, or write it to a file. BadInput if the file cannot be written."""
    forms: dict[Form, Callable[[], str | bytes]] = {
        "table": lambda: answers.render(asked, found, witness),
        "json": lambda: as_json(found),
        "csv": lambda: sheets.written(sheets.lines(asked.question, found)),
        "xlsx": lambda: _xlsx(asked, found),
    }
    give(forms[form](), output)


def _xlsx(asked: Asked, found: dict[str, Any]) -> bytes:
    from wording.workbook import About, workbook  # which takes openpyxl along, that no other form needs

    about = About(asked.sentence, _command(asked, found["parameters"]), answers.looked(asked, found))
    return workbook(asked.question, found, about, asked.language)


def _command(asked: Asked, given: Mapping[str, Any]) -> str:
    """The command that asks this again."""
    words = ["parcours", "ask", asked.question.id]
    for flag, value in given.items():
        for each in value if isinstance(value, list) else [value]:
            words += [f"--{flag}"] if each is True else [f"--{flag}", str(each)]
    return shlex.join(words)
