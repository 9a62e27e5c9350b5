"""`parcours ask`: the catalogue of questions, and their answers."""

import csv
import json
import sys
from typing import Annotated, Any, Literal

import typer

from graph.errors import WrongUsage
from graph.model.words import Perspective, RuptureKind
from parcours import asking, tables
from parcours.settings import load
from parcours.store import opened
from queries.catalogue import QUESTIONS, Question

Which = Annotated[str | None, typer.Argument(help="The question; without it, the catalogue.")]
From = Annotated[
    str | None, typer.Option("--from", help="Where the customer comes from: website, phone, a department …")
]
To = Annotated[str | None, typer.Option("--to", help="Where the customer arrives.")]
Journeys = Annotated[list[str] | None, typer.Option("--journey", help="Only this journey, whatever its perspective.")]
Perspectives = Annotated[list[Perspective] | None, typer.Option("--perspective", help="Whose world (REALITY).")]
Kinds = Annotated[list[RuptureKind] | None, typer.Option("--kind", help="Only ruptures of this kind.")]
Archived = Annotated[bool, typer.Option("--archived", help="Archived journeys too.")]
Resolved = Annotated[bool, typer.Option("--resolved", help="Resolved ruptures too.")]
Witness = Annotated[bool, typer.Option("--witness", help="The proof of each rupture, node by node.")]
Lang = Annotated[Literal["fr", "en"] | None, typer.Option(help="The language of the answer (PARCOURS_LANG).")]
Demo = Annotated[bool, typer.Option("--demo", help="Ask the demo's own store, which `parcours demo` filled.")]
Format = Annotated[Literal["table", "json", "csv"], typer.Option(help="For people, programs or a spreadsheet.")]


def ask(
    question: Which = None,
    from_: From = None,
    to: To = None,
    journey: Journeys = None,
    perspective: Perspectives = None,
    kind: Kinds = None,
    archived: Archived = False,
    resolved: Resolved = False,
    witness: Witness = False,
    lang: Lang = None,
    format: Format = "table",
    demo: Demo = False,
) -> None:
    """Ask a question of the catalogue."""
    settings = load()
    lang = lang or settings.lang
    if question is None:
        for each in QUESTIONS.values():
            print(f"{each.id:<20} {each.asked(lang, '…', '…')}")
        return
    given = {"from": from_, "to": to, "journey": journey, "archived": archived, "resolved": resolved}
    given |= {"perspective": [str(p) for p in perspective or ()], "kind": [str(k) for k in kind or ()]}
    asked = asking.Asked(_question(question, given), given, lang)
    with opened(settings, settings.home / "demo" if demo else None) as gateway:
        found = asking.answer(gateway, asked)
    if format == "json":
        print(json.dumps(found, ensure_ascii=False))
    elif format == "csv":
        csv.writer(sys.stdout).writerows(tables.sheet(asked, found))
    else:
        print(tables.render(asked, found, witness))


def _question(id: str, given: dict[str, Any]) -> Question:
    if id not in QUESTIONS:
        raise WrongUsage(f"there is no question {id!r}; there are {', '.join(QUESTIONS)}")
    question = QUESTIONS[id]
    for name, value in given.items():
        if value and name not in question.parameters:
            raise WrongUsage(
                f"{id} does not take --{name}; it takes {', '.join('--' + p for p in question.parameters)}"
            )
    return question
