"""`parcours demo`: a made-up insurer, served, with the headline answer in the terminal."""

import json
import os
import shutil
import sys
from functools import partial
from importlib.metadata import distribution
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit
from urllib.request import url2pathname

from demo import CHART, CRM, SOURCE, former_organisation, reorganisation, statement, year
from graph.errors import BadInput
from graph.gateway import Gateway
from graph.run import apply, new_command
from graph.saying import saying
from graph.statement import EDITS, Beside, Options, Statement
from parcours import answers, asking, progress
from parcours.commands import importing, serve
from parcours.help import option
from parcours.language import french
from parcours.opening import Purpose, opened, refuse_others, revived, say
from parcours.output import give
from parcours.secret import pseudonym_key
from parcours.settings import Settings, load
from queries.catalogue import QUESTIONS

MINED = "events"
"""The source of what is mined from contacts."""

HEADLINE = {"from": "website", "to": "call-centre"}
"""Between which places the hand-offs are that the demo begins with."""

CHANGES = 13
"""How much of what the reorganisation changed is shown: the hand-offs, not every touchpoint."""

MORE = saying(
    "\nMore: `{parcours} ask ruptures --demo --witness`, or any other question with --demo."
    "\nTo ask one question after the other: `{parcours} store start --demo` keeps the store of the demo running.",
    "\nPour continuer : `{parcours} ask ruptures --demo --witness`, ou toute autre question avec --demo."
    "\nPour poser plusieurs questions de suite : `{parcours} store start --demo` garde en marche la base de la démo.",
)
NOT_LOADED = saying("the demo cannot be loaded: {reason}", "la démo ne peut pas être chargée : {reason}")

Port = Annotated[
    int | None,
    option(
        "The port, or the next free one (PARCOURS_PORT).",
        "Le port, ou le prochain de libre (PARCOURS_PORT).",
        min=0,
        max=65535,
    ),
]
Reorganised = Annotated[
    bool,
    option(
        "With a second org chart, and what it changed.",
        "Avec un deuxième organigramme, et ce qu'il a changé.",
        "--reorganised",
    ),
]
Stay = Annotated[
    bool,
    option(
        "Serve the API after the answer, or end.",
        "Servir l'API après la réponse, ou s'arrêter là.",
        "--serve/--no-serve",
    ),
]


@french("Charger la démo dans une base à part, donner la réponse principale, servir pages et API.")
def demo(port: Port = None, reorganised: Reorganised = False, serve_: Stay = True) -> None:
    """Load the demo into a store of its own, print the headline answer, serve pages and API."""
    from parcours import serving  # which takes FastAPI along, that few commands need
    from parcours.workers import run

    settings = load()
    language = settings.language()
    application = serving.prepared(settings, settings.host, home=settings.home / "demo")
    with opened(settings, settings.home / "demo", Purpose.IMPORTING) as gateway:
        refuse_others(gateway, SOURCE, CHART, CRM, MINED, EDITS)
        told = [statement(language, settings.pictures_at(settings.home / "demo"))]
        if gateway.read("MATCH (s:Source {key: $key}) RETURN s.key", key=CHART):
            told.append(former_organisation())
        options = Options(allow_shrink=True, allow_older=True, command=new_command())
        runs = [_loaded(gateway, options, each) for each in told]
        if reorganised:
            _loaded(gateway, options, reorganisation(language))
        _contacted(gateway, options, settings)
        asked = asking.looked_up(gateway.read, QUESTIONS["broken-handoffs"], HEADLINE, language)
        give(answers.render(asked, asking.answer(gateway, asked)))
        if reorganised:
            asked = asking.Asked(QUESTIONS["what-changed"], {"since": runs[-1]}, language, CHANGES)
            give(answers.render(asked, asking.answer(gateway, asked)))
        say(MORE(parcours=called()))
        if serve_:
            port = settings.port if port is None else port
            home = settings.home / "demo"
            with serve.listening(settings.host, port, otherwise_next=True) as sock, revived(settings, home):
                say("")
                run(partial(application, gateway.address), sock, settings, partial(serve.tell, sock))


def called() -> str:
    """How `parcours` is called from here: by its name where the shell finds it, else by its place, or as `uvx` did."""
    if "UV" in os.environ and os.environ.get("VIRTUAL_ENV") != sys.prefix:  # in an environment that no shell knows
        return f"uvx --from {_installed_from()} parcours"
    place = Path(sys.argv[0])
    if shutil.which("parcours") or place.stem != "parcours":
        return "parcours"
    return os.path.relpath(place) if place.absolute().is_relative_to(Path.cwd()) else str(place.absolute())


def _installed_from() -> str:
    """What `uvx` was told to install: the folder or file, else the name of the package."""
    url = json.loads(distribution("parcours").read_text("direct_url.json") or "{}").get("url")
    place = Path(url2pathname(urlsplit(url).path)) if url else Path("parcours")
    return "." if place == Path.cwd() else str(place)


def _contacted(gateway: Gateway, options: Options, settings: Settings) -> None:
    """Bring the event store and what is mined from it to a year of contacts."""
    home = settings.home / "demo"
    own = settings.model_copy(update={"home": home})  # a key beside its contacts: the home may yet be restored into
    gathered = year(settings.language(), lambda: pseudonym_key(own))
    _loaded(gateway, options, gathered, importing.contacts(gathered, settings, home))


def _loaded(gateway: Gateway, options: Options, statement: Statement, beside: Beside | None = None) -> str:
    """Bring the store to what is said; the run's key."""
    with progress.shown() as show:
        report = apply(gateway, statement, options, show, beside)
    if report.run is None or report.status != "done":
        raise BadInput(NOT_LOADED(reason=report.reason))
    return report.run
