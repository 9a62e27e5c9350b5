"""`parcours link`: departments of journeys that no org chart knows, and of org charts that no journey names."""

import json
from typing import Annotated, Any, Literal

import typer
from rich.console import Console
from rich.table import Table

from parcours import answers
from parcours.commands.ask import Lang
from parcours.settings import load
from parcours.store import opened
from queries.language import Language
from queries.link import Unlinked, unlinked

Format = Annotated[Literal["table", "json"], typer.Option(help="For people, or for programs.")]
First = Annotated[int, typer.Option(min=0, help="How many of each side at most.")]
Demo = Annotated[bool, typer.Option("--demo", help="Look into the demo's own store, which `parcours demo` filled.")]

TITLES = {
    Language.EN: ("Named by journeys, in no org chart", "In an org chart, named by no journey"),
    Language.FR: (
        "Nommés par des parcours, dans aucun organigramme",
        "Dans un organigramme, nommés par aucun parcours",
    ),
}
HEADS = {
    Language.EN: ("Department", "Name", "Named", "Likeliest", "Why"),
    Language.FR: ("Service", "Nom", "Citations", "Le plus probable", "Pourquoi"),
}
HINTS = {
    Language.EN: "Nothing is linked yet: a mapping says departments: {their name: the key that journeys use}",
    Language.FR: "Rien n'est encore lié : un mapping dit departments: {leur nom: la clé que citent les parcours}",
}
NOTHING = {Language.EN: "none", Language.FR: "aucun"}


def link(lang: Lang = None, format: Format = "table", first: First = 50, demo: Demo = False) -> None:
    """List departments that stand on one side only, with the likeliest match on the other, and why."""
    settings = load()
    language = Language[(lang or settings.lang).upper()]
    with opened(settings, settings.home / "demo" if demo else None) as gateway:
        sides = unlinked(gateway.read)
    if format == "json":
        named, charted = ([_row(each, language) for each in side[:first]] for side in sides)
        print(json.dumps({"journeys": named, "organisation": charted}, ensure_ascii=False))
        return
    screen = Console(width=answers.width(), markup=False, highlight=False)
    for title, side in zip(TITLES[language], sides, strict=True):
        screen.print(f"{title}: {len(side) or NOTHING[language]}")
        if side and first:
            table = Table(*HEADS[language], show_lines=True, expand=True)
            for each in side[:first]:
                table.add_row(*_cells(each, language))
            screen.print(table)
    if all(sides):
        screen.print(HINTS[language])


def _row(unlinked: Unlinked, language: Language) -> dict[str, Any]:
    department, match = unlinked.department, unlinked.match
    likeliest = match and {
        "key": match.department.key,
        "name": match.department.name,
        "score": round(match.score, 2),
        "why": match.why(language),
    }
    return {"key": department.key, "name": department.name, "named": department.named, "match": likeliest}


def _cells(unlinked: Unlinked, language: Language) -> list[str]:
    department, match = unlinked.department, unlinked.match
    likeliest = f"{match.department.key}\n{match.department.name or ''}".strip() if match else ""
    why = f"{match.why(language)} ({match.score:.0%})" if match else ""
    return [department.key, department.name or "", str(department.named), likeliest, why]
