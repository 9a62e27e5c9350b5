"""`parcours runs`: what was imported, command by command."""

import csv
import datetime
import json
import sys
from collections.abc import Iterator
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from parcours.answers import width
from parcours.commands.ask import Format, Lang
from parcours.settings import load
from parcours.store import opened, say
from queries.labels import label
from queries.language import Language
from queries.runs import COUNTED, TOLD, Command, commands
from wording.cells import WORDS, number

First = Annotated[int, typer.Option(min=1, help="How many commands at most.")]
Skip = Annotated[int, typer.Option(min=0, help="How many of the newest to pass over.")]
Demo = Annotated[bool, typer.Option("--demo", help="The demo's own store, which `parcours demo` filled.")]

HEADS = {
    "en": ("When", "Command", "Sources", "Status", "Created", "Updated", "Removed", "Ruptures new", "Ruptures gone"),
    "fr": ("Quand", "Commande", "Sources", "État", "Créés", "Modifiés", "Retirés", "Ruptures apparues", "disparues"),
}
LEFT = 4
"""How many columns stand before the numbers."""

MORE = {
    "en": "{n} of {total} commands; --skip {next} gives the next ones",
    "fr": "{n} commandes sur {total} ; --skip {next} donne les suivantes",
}


def runs(lang: Lang = None, format: Format = "table", first: First = 20, skip: Skip = 0, demo: Demo = False) -> None:
    """List what was imported, command by command, the newest first; `what-changed --since` takes any of these."""
    settings = load()
    lang = lang or settings.lang
    with opened(settings, settings.home / "demo" if demo else None) as gateway:
        total, found = commands(gateway.read, first, skip)
    if format == "json":
        print(json.dumps({"rows": [_row(each) for each in found], "totalCount": total}, ensure_ascii=False))
    elif format == "csv":
        csv.writer(sys.stdout).writerows(_lines(found))
    else:
        _print(found, lang)
    if skip + len(found) < total:
        say(MORE[lang].format(n=len(found), total=total, next=skip + len(found)))


def _row(command: Command) -> dict[str, Any]:
    totals = {name: command.total(name) for name in COUNTED}
    runs = [{name: run[name] for name in TOLD} for run in command.runs]
    return {"command": command.id, "status": command.status, **totals, "runs": runs}


def _lines(found: list[Command]) -> Iterator[list[Any]]:
    """The heads, and a line for each run."""
    yield ["command", *TOLD]
    for command in found:
        yield from ([command.id, *(run[name] for name in TOLD)] for run in command.runs)


def _print(found: list[Command], lang: str) -> None:
    screen = Console(width=width(), markup=False, highlight=False, emoji=False)
    if not found:
        screen.print(WORDS[lang]["none"])
        return
    table = Table(box=None, pad_edge=False)
    for place, head in enumerate(HEADS[lang]):
        table.add_column(head, justify="left" if place < LEFT else "right", no_wrap=place < LEFT - 2, overflow="fold")
    for command in found:
        table.add_row(*_cells(command, lang))
    screen.print(table)


def _cells(command: Command, lang: str) -> list[str]:
    sources = dict.fromkeys(f"{run['source']} ({run['kind']})" for run in command.runs)
    began = datetime.datetime.fromisoformat(command.runs[0]["startedAt"]).astimezone()
    counts = [command.total(name) for name in COUNTED]
    return [
        f"{began:%Y-%m-%d %H:%M}",
        command.id,
        ", ".join(sources),
        label(command.status, Language(lang.upper())),
        *(WORDS[lang]["unknown"] if count is None else number(count, lang) for count in counts),
    ]
