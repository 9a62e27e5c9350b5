"""`parcours link`: departments of journeys that no org chart knows, and of org charts that no journey names."""

import json
from typing import Annotated, Any, Literal

import typer
from rich.console import Console
from rich.table import Table

from graph.language import Language
from parcours import answers
from parcours.commands.ask import Lang
from parcours.opening import opened
from parcours.settings import load
from queries.link import Unlinked, unlinked
from wording.links import CHARTS, HEADS, HINT, JOURNEYS, NONE, cells, why

Format = Annotated[Literal["table", "json"], typer.Option(help="For people, or for programs.")]
First = Annotated[int, typer.Option(min=0, help="How many of each side at most.")]
Demo = Annotated[bool, typer.Option("--demo", help="Look into the demo's own store, which `parcours demo` filled.")]


def link(lang: Lang = None, format: Format = "table", first: First = 50, demo: Demo = False) -> None:
    """List departments that stand on one side only, with the likeliest match on the other, and why."""
    settings = load()
    language = settings.language(lang)
    with opened(settings, settings.home / "demo" if demo else None) as gateway:
        sides = unlinked(gateway.read)
    if format == "json":
        named, charted = ([_row(each, language) for each in side[:first]] for side in sides)
        print(json.dumps({"journeys": named, "organisation": charted}, ensure_ascii=False))
        return
    screen = Console(width=answers.width(), markup=False, highlight=False)
    for title, side in zip((JOURNEYS, CHARTS), sides, strict=True):
        screen.print(f"{title[language]}: {len(side) or NONE[language]}")
        if side and first:
            table = Table(*(head[language] for head in HEADS), show_lines=True, expand=True)
            for each in side[:first]:
                table.add_row(*cells(each, language))
            screen.print(table)
    if all(sides):
        screen.print(HINT[language])


def _row(unlinked: Unlinked, language: Language) -> dict[str, Any]:
    department, match = unlinked.department, unlinked.match
    likeliest = match and {
        "key": match.department.key,
        "name": match.department.name,
        "score": round(match.score, 2),
        "why": why(match, language),
    }
    return {"key": department.key, "name": department.name, "named": department.named, "match": likeliest}
