"""`parcours export`: the graph, or what a page tells of it, as a file."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from graph import pictures
from graph.errors import WrongUsage
from graph.language import Language, Told
from graph.pictures import picture
from graph.saying import saying
from importers.gather import kind as kind_of
from importers.gather import kinds
from importers.kind import Exported, Kind
from parcours.help import argument, option
from parcours.language import french, language, told
from parcours.opening import opened
from parcours.options import Demo, Output
from parcours.output import give
from parcours.settings import Settings, load
from queries.names import find
from queries.names.sought import one
from wording.writing import COLON

if TYPE_CHECKING:
    from pages.file import File
    from pages.page import Page
    from pages.visitor import Visitor

What = Annotated[
    str,
    argument(
        "What to write: knowledge, or another kind that --list names.",
        "Ce qu'il faut écrire : knowledge, ou un autre type que nomme --list.",
        metavar=told("[KIND]", "[TYPE]"),
    ),
]
Journeys = Annotated[
    list[str] | None,
    option(
        "Only this journey, and what it refers to.",
        "Seulement ce parcours, et ce à quoi il renvoie.",
        "--journey",
        metavar=told("NAME", "NOM"),
    ),
]
Template = Annotated[
    Path | None,
    option(
        "The firm's template of slides, a .pptx or .potx (PARCOURS_SLIDES).",
        "Le modèle de diapositives de l'entreprise, un .pptx ou .potx (PARCOURS_SLIDES).",
        metavar=told("FILE", "FICHIER"),
    ),
]
Listed = Annotated[bool, option("Name all kinds.", "Nommer tous les types.", "--list")]

KEY = "{key:path}"
"""Where the key of a journey stands in the path of a page that is of one."""

ENDS = saying("{file}: end the name in {suffix}", "{file} : terminez le nom par {suffix}")
UNKNOWN = saying("nothing is exported as {name!r}; there are {kinds}", "rien ne s'exporte en {name!r} ; il y a {kinds}")
NO_TEMPLATE = saying(
    "{kind} is put on no template; --template is for {kinds}",
    "{kind} ne suit aucun modèle ; --template vaut pour {kinds}",
)
ONE = saying(
    "{kind} is of one journey: name it with --journey", "{kind} porte sur un parcours : nommez-le avec --journey"
)


@french("Écrire ce que le graphe sait dans un fichier, d'un type que nomme --list ; les images vont à côté.")
def export(
    kind: What = "knowledge",
    journey: Journeys = None,
    output: Output = None,
    template: Template = None,
    list_: Listed = False,
    demo: Demo = False,
) -> None:
    """Write what the graph knows as a file, of a kind that --list names; pictures are put beside it."""
    if list_:
        give("\n\n".join(_described(name, words, language()) for name, words in _all()))
        return
    settings = load()
    if template is not None and kind not in _on_template():
        raise WrongUsage(NO_TEMPLATE(kind=kind, kinds=", ".join(_on_template())))
    settings.slides = template or settings.slides
    if kind in kinds() and (readable := kind_of(kind)).export:
        _told(readable, journey, output, settings, settings.of(demo))
    else:
        _taken(kind, journey or [], output, settings, settings.of(demo))


def _on_template() -> list[str]:
    """The kinds that are put on a template."""
    from pages.register import files

    return [file.kind for _, file in files() if file.on_template]


def _all() -> list[tuple[str, Told]]:
    from pages.register import files

    readable = [(each.name, each.description) for each in map(kind_of, kinds()) if each.export]
    return [*readable, *((file.kind, file.told) for _, file in files())]


def _described(name: str, words: Told, language: Language) -> str:
    return f"{name}{COLON[language]} {words[language]}"


def _told(kind: Kind, journeys: list[str] | None, output: Path | None, settings: Settings, home: Path | None) -> None:
    """What sources told, as a file that imports to the same graph."""
    assert kind.export
    with opened(settings, home) as gateway:
        meant = find(gateway.read, [one("Journey", name) for name in journeys or ()])
        made = kind.export(gateway.read, [found.key for (found,) in meant] or None, settings.language())
    _give(made, output, settings.pictures_at(home))


def _give(made: Exported, output: Path | None, kept: Path) -> None:
    _ends(output, made.suffix)
    give(made.content, output)
    if output:
        named = {name: pictures.picture(kept, name) for name in made.pictures}
        pictures.Pictures(output.resolve().parent, {name: found for name, found in named.items() if found}).keep()


def _taken(name: str, journeys: list[str], output: Path | None, settings: Settings, home: Path | None) -> None:
    """What a page tells, as the file that it gives."""
    from pages.register import files
    from pages.visitor import Visitor
    from parcours import paging

    found = next((each for each in files() if each[1].kind == name), None)
    if found is None:
        raise WrongUsage(UNKNOWN(name=name, kinds=", ".join(kind for kind, _ in _all())))
    page, file = found
    _ends(output, file.suffix)
    portrait = partial(picture, settings.pictures_at(home))
    template = settings.template() if file.on_template else None
    who = Visitor(
        page.path, {}, settings.language(), origin=settings.address or "", portrait=portrait, template=template
    )
    with opened(settings, home) as gateway:
        keys = [found.key for (found,) in find(gateway.read, [one("Journey", each) for each in journeys])]
        who = _addressed(page, file, who, keys)
        data = paging.told(gateway, file, who)
    give(file.write(data, who), output)


def _ends(output: Path | None, suffix: str | None) -> None:
    """WrongUsage for a name that would tell other programs that it is something else."""
    if output and suffix in (".xlsx", ".pptx", ".zip") and output.suffix.lower() != suffix:
        raise WrongUsage(ENDS(file=output, suffix=suffix))


def _addressed(page: "Page", file: "File", who: "Visitor", keys: list[str]) -> "Visitor":
    """Who opens the page of one journey, or another page on some journeys. WrongUsage where one is asked for."""
    given = {"as": (file.kind,)}
    if KEY not in page.path:
        return replace(who, given=given | ({"journeys": tuple(keys)} if keys else {}))
    if len(keys) != 1:
        raise WrongUsage(ONE(kind=file.kind))
    return replace(who, given=given, path=page.path.replace(KEY, keys[0]), key=keys[0])
