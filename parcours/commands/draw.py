"""`parcours draw`: the picture of a page as a file."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from graph.errors import WrongUsage
from graph.gateway import Gateway
from graph.pictures import picture
from graph.saying import saying
from parcours.help import argument, option
from parcours.language import french, told
from parcours.opening import opened
from parcours.options import Demo
from parcours.output import give
from parcours.settings import load
from queries.names import find
from queries.names.sought import one

if TYPE_CHECKING:
    from pages.visitor import Visitor

Page = Annotated[
    Literal["journey"],
    argument(
        "What to draw: the map of a journey (journey).",
        "Ce qu'il faut dessiner : la carte d'un parcours (journey).",
        metavar=told("PAGE", "PAGE"),
    ),
]
Name = Annotated[
    str,
    argument(
        "The journey, by its key or its name.",
        "Le parcours, par sa clé ou son nom.",
        metavar=told("NAME", "NOM"),
    ),
]
File = Annotated[
    Path,
    option(
        "The file to write; its ending, .svg or .png, says the form.",
        "Le fichier à écrire ; sa fin, .svg ou .png, dit la forme.",
        "-o",
        "--output",
    ),
]
Look = Annotated[
    Literal["work", "board", "room"] | None,
    option("For an hour's work, a board, or a room with a beamer.", "Pour travailler, pour un comité, pour une salle."),
]
Lanes = Annotated[
    Literal["channels", "silos", "departments", "company"] | None,
    option("What a lane is.", "Ce qu'est un couloir."),
]
Show = Annotated[
    list[str] | None,
    option(
        "What is shown beside: owners, evidence, observed, behind, systems, channels, all (ways).",
        "Ce qui est montré en plus : owners, evidence, observed, behind, systems, channels, all (les chemins).",
    ),
]
Witness = Annotated[
    str | None,
    option("The key of a rupture whose proof is drawn.", "La clé d'une rupture dont la preuve est dessinée."),
]
Mine = Annotated[
    str | None,
    option("The department whose part is seen; the rest fades.", "La direction dont on voit la part ; le reste pâlit."),
]
Paper = Annotated[
    Literal["a3", "a1", "a0", "blank"] | None,
    option("As it is printed.", "Comme à l'impression.", "--print"),
]
FORMS = ("svg", "png")
NO_FORM = saying("{file}: end the name in .svg or .png", "{file} : terminez le nom par .svg ou .png")


@french("Dessiner l'image d'une page dans un fichier SVG ou PNG.")
def draw(
    page: Page, name: Name, output: File, look: Look = None, lanes: Lanes = None, show: Show = None,
    witness: Witness = None, mine: Mine = None, paper: Paper = None, demo: Demo = False,
) -> None:  # fmt: skip
    """Draw the picture of a page as an SVG or PNG file."""
    form = output.suffix.removeprefix(".").lower()
    if form not in FORMS:
        raise WrongUsage(NO_FORM(file=output))
    from pages.visitor import Visitor

    settings = load()
    given = {"as": form, "look": look, "lanes": lanes, "show": ",".join(show or ()), "witness": witness, "print": paper}
    with opened(settings, settings.of(demo)) as gateway:
        sought = [one("Journey", name), *([one("Department", mine)] if mine else ())]
        (journey,), *departments = find(gateway.read, sought)
        given["mine"] = departments[0][0].key if departments else None
        asked = {name: (value,) for name, value in given.items() if value}
        who = Visitor(
            f"/journeys/{journey.key}",
            asked,
            settings.language(),
            key=journey.key,
            portrait=partial(picture, settings.pictures_at(settings.of(demo))),
        )
        drawn = _drawn(gateway, who, form)
    give(drawn, output)


def _drawn(gateway: Gateway, who: "Visitor", form: str) -> bytes:
    """The picture in a form, as the page of the journey tells it; nothing of it leads anywhere."""
    from pages.journey.links import linked
    from pages.journey.page import PAGE
    from pages.shell.forms import as_form
    from parcours import paging

    data = paging.told(gateway, PAGE, who)
    told_ = PAGE.tell(data, who)
    alone = replace(told_, picture=linked(told_.picture, lambda *_: None)) if told_.picture else told_
    return as_form(form, alone, data, who.language)
