"""Answers in the form that is asked for: for people, programs or spreadsheets, printed or written to a file."""

import csv
import io
import json
import shlex
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from graph.errors import BadInput, WrongUsage
from graph.language import both
from parcours import answers
from parcours.asking import Asked
from parcours.opening import say
from wording import sheets
from wording.answers import scope

Form = Literal["table", "json", "csv", "xlsx"]
Format = Annotated[Form, typer.Option(help="For people, programs or a spreadsheet; xlsx is a workbook for people.")]
Output = Annotated[Path | None, typer.Option("-o", "--output", help="The file to write; standard output unless given.")]

BINARY = both(
    "a workbook is nothing to look at on a terminal; say where it goes: -o {file}",
    "un classeur ne se lit pas dans un terminal\N{NO-BREAK SPACE}; indiquez où l'écrire\N{NO-BREAK SPACE}: -o {file}",
)
UNWRITABLE = both("{file} cannot be written: {why}", "impossible d'écrire {file}\N{NO-BREAK SPACE}: {why}")
WRITTEN = both("Written: {file}", "Écrit\N{NO-BREAK SPACE}: {file}")


def refuse_binary(asked: Asked, form: Form, output: Path | None) -> None:
    """WrongUsage for a workbook that nobody could read where it would go."""
    if form == "xlsx" and output is None and sys.stdout.isatty():
        raise WrongUsage(BINARY[asked.language].format(file=f"{asked.question.id}.xlsx"))


def show(asked: Asked, found: dict[str, Any], form: Form, output: Path | None, witness: bool) -> None:
    """Print an answer, or write it to a file. BadInput if the file cannot be written."""
    forms: dict[Form, Callable[[], str | bytes]] = {
        "table": lambda: answers.render(asked, found, witness) + "\n",
        "json": lambda: json.dumps(found, ensure_ascii=False) + "\n",
        "csv": lambda: _csv(asked, found),
        "xlsx": lambda: _xlsx(asked, found),
    }
    content = forms[form]()
    if output is not None:
        _write(output, content if isinstance(content, bytes) else content.encode(), asked)
    elif isinstance(content, bytes):
        sys.stdout.buffer.write(content)
    else:
        print(content, end="")


def _csv(asked: Asked, found: dict[str, Any]) -> str:
    written = io.StringIO(newline="")
    csv.writer(written).writerows(sheets.lines(asked.question, found))
    return written.getvalue()


def _xlsx(asked: Asked, found: dict[str, Any]) -> bytes:
    from wording.workbook import About, workbook  # which takes openpyxl along, that no other form needs

    looked = scope(found["scope"], asked.language) if found["scope"] else ""
    about = About(asked.sentence, _command(asked, found["parameters"]), looked)
    return workbook(asked.question, found, about, asked.language)


def _command(asked: Asked, given: Mapping[str, Any]) -> str:
    """The command that asks this again."""
    words = ["parcours", "ask", asked.question.id]
    for flag, value in given.items():
        for each in value if isinstance(value, list) else [value]:
            words += [f"--{flag}"] if each is True else [f"--{flag}", str(each)]
    return shlex.join(words)


def _write(output: Path, content: bytes, asked: Asked) -> None:
    try:
        output.write_bytes(content)
    except OSError as error:
        raise BadInput(UNWRITABLE[asked.language].format(file=output, why=error.strerror)) from error
    say(WRITTEN[asked.language].format(file=output))
