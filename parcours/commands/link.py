"""`parcours link`: departments of journeys that no org chart knows, and of org charts that no journey names."""

from typing import Annotated, Any, Literal

from graph.language import Language
from parcours.help import option
from parcours.language import french
from parcours.opening import opened
from parcours.options import Demo
from parcours.output import as_json, give
from parcours.screen import blank, draw, printed
from parcours.settings import load
from queries.drawing import Drawing
from queries.link import Unlinked, unlinked
from wording.links import CHARTS, HEADS, HINT, JOURNEYS, NONE, cells, why
from wording.writing import COLON

Format = Annotated[
    Literal["table", "json"], option("For people, or for programs.", "Pour des personnes ou des programmes.")
]
First = Annotated[int, option("How many of each side at most.", "Combien de chaque côté, au plus.", min=0)]


@french("Lister les directions connues d'un seul côté, avec leur pendant le plus probable de l'autre, et pourquoi.")
def link(format: Format = "table", first: First = 50, demo: Demo = False) -> None:
    """List departments that stand on one side only, with the likeliest match on the other, and why."""
    settings = load()
    language = settings.language()
    with opened(settings, settings.of(demo)) as gateway:
        sides = unlinked(gateway.read)
    if format == "json":
        named, charted = ([_row(each, language) for each in side[:first]] for side in sides)
        give(as_json({"journeys": named, "organisation": charted}))
        return
    screen = blank()
    for title, side in zip((JOURNEYS, CHARTS), sides, strict=True):
        screen.print(f"{title[language]}{COLON[language]} {len(side) or NONE[language]}")
        if side and first:
            lines = [cells(each, language) for each in side[:first]]
            draw(screen, Drawing([head[language] for head in HEADS], lines), language)
    if all(sides):
        screen.print(HINT[language])
    give(printed(screen))


def _row(unlinked: Unlinked, language: Language) -> dict[str, Any]:
    department, match = unlinked.department, unlinked.match
    likeliest = match and {
        "key": match.department.key,
        "name": match.department.name,
        "score": round(match.score, 2),
        "why": why(match, language),
    }
    return {"key": department.key, "name": department.name, "named": department.named, "match": likeliest}
