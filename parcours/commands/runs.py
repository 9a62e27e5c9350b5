"""`parcours runs`: what was imported and decided, command by command."""

from collections.abc import Iterator
from typing import Annotated, Any

from graph.language import Language
from parcours.help import option
from parcours.language import french
from parcours.opening import opened
from parcours.options import Demo, Format
from parcours.output import as_json, give, say_more
from parcours.screen import blank, draw, printed
from parcours.settings import load
from queries.drawing import Drawing
from queries.runs import COUNTED, TOLD, Command, commands
from wording.answers import NONE
from wording.runs import HEADS, cells
from wording.sheets import written

First = Annotated[int, option("How many commands at most.", "Combien de commandes, au plus.", min=1)]
Skip = Annotated[int, option("How many of the newest to pass over.", "Combien des plus récentes sauter.", min=0)]

LEFT = 4
"""How many columns stand before the numbers."""


@french("""
Lister les imports et les décisions, commande par commande, du plus récent au plus ancien ;
`what-changed --since` les accepte tous.
""")
def runs(format: Format = "table", first: First = 20, skip: Skip = 0, demo: Demo = False) -> None:
    """List imports and decisions by command, the newest first; `what-changed --since` takes any of these."""
    settings = load()
    language = settings.language()
    with opened(settings, settings.of(demo)) as gateway:
        total, found = commands(gateway.read, first, skip)
    if format == "json":
        give(as_json({"rows": [_row(each) for each in found], "totalCount": total}))
    elif format == "csv":
        give(written(_lines(found)))
    else:
        give(_table(found, language))
    say_more(len(found), total, skip)


def _row(command: Command) -> dict[str, Any]:
    totals = {name: command.total(name) for name in COUNTED}
    runs = [{name: run[name] for name in TOLD} for run in command.runs]
    return {"command": command.id, "status": command.status, **totals, "runs": runs}


def _lines(found: list[Command]) -> Iterator[list[Any]]:
    """The heads, and a line for each run."""
    yield ["command", *TOLD]
    for command in found:
        yield from ([command.id, *(run[name] for name in TOLD)] for run in command.runs)


def _table(found: list[Command], language: Language) -> str:
    if not found:
        return NONE[language]
    lines = [cells(command, language) for command in found]
    numbers = range(LEFT, len(HEADS))
    screen = blank()
    draw(screen, Drawing([head[language] for head in HEADS], lines, numbers=numbers), language)
    return printed(screen)
