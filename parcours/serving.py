"""Serving: what the settings say about who may ask what, and the application that answers."""

import dataclasses
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from starlette.types import ASGIApp

from api import trusted
from api.access import LOOPBACK, Access, Strangers
from api.app import Memory, create_app
from api.execute import Request
from api.limits import Limits
from api.people import People
from api.profile import DEVELOPMENT, PRODUCTION, Profile
from api.tokens import FILE, Tokens
from api.trusted import Documents
from api.turns import Turns
from api.warming import requests
from graph import currency
from graph.address import Address
from graph.errors import WrongUsage
from graph.gateway import AsyncGateway
from graph.language import Language
from graph.machine.processes import SEVERAL_SERVE
from graph.saying import saying
from pages import asking as pages
from pages.register import PAGES
from pages.site import routes
from parcours import asking, logs, proxied
from parcours.intake import Intake
from parcours.memory import steady
from parcours.opening import BROUGHT
from parcours.settings import Settings
from parcours.workers import end_with_parent

NOBODY = saying(
    "whoever asks has to say who they are, and nobody is known: make an account with `parcours account create NAME "
    "--role ROLE`, or an access token with `parcours token create NAME`",
    "chacun doit dire qui il est, et personne n'est connu\N{NO-BREAK SPACE}: créez un compte avec `parcours account "
    "create NOM --role ROLE`, ou un jeton d'accès avec `parcours token create NOM`",
)
REACHED = saying(
    "on {host} others could reach the API: make an account with `parcours account create NAME --role ROLE`, or an "
    "access token with `parcours token create NAME`, or say --open to let whoever can reach it read",
    "sur {host}, d'autres pourraient atteindre l'API\N{NO-BREAK SPACE}: créez un compte avec `parcours account create "
    "NOM --role ROLE`, ou un jeton d'accès avec `parcours token create NOM`, ou dites --open pour laisser lire qui "
    "peut l'atteindre",
)
ONE_ALONE = saying(
    "on this system one process serves, and {workers} are asked for: leave --workers (PARCOURS_WORKERS) out",
    "sur ce système, un seul processus sert, et il en est demandé {workers} : enlevez --workers (PARCOURS_WORKERS)",
)


def prepared(
    settings: Settings, host: str, open_: bool = False, demand: bool = False, home: Path | None = None
) -> Callable[[Address], ASGIApp]:
    """The application that these settings ask for, once it is told its store; workers are handed the same.

    WrongUsage when others could reach it and nothing says who may, or when a setting cannot be used.
    """
    if settings.workers > 1 and not SEVERAL_SERVE:
        raise WrongUsage(ONE_ALONE(workers=settings.workers))
    documents = Documents(trusted.load(settings.documents) if settings.documents else None, settings.documents_only)
    return partial(
        _application,
        profile=profile(settings),
        access=access(settings, host, open_, demand or settings.tokens),
        documents=documents,
        memory=Memory(settings.answer_cache, settings.budget),
        language=settings.language(),
        money=settings.currency,
        timeout=settings.timeout,
        statements=settings.statements,
        log=settings.log,
        framing=settings.embed,
        pictures=settings.pictures_at(home),
        brought=(home or settings.home) / "brought",
        prefix=BROUGHT if home else "",
        template=_template(settings),
    )


def _template(settings: Settings) -> bytes | None:
    """The firm's template of slides; BadInput, before anybody asks for slides, for one that cannot be used."""
    found = settings.template()
    if found is not None:
        from pages.files.slides.template import opened  # which takes python-pptx along

        opened(found)
    return found


def profile(settings: Settings) -> Profile:
    """The profile, with what the settings switch on or off by itself."""
    chosen = PRODUCTION if settings.profile == "production" else DEVELOPMENT
    names = [field.name for field in dataclasses.fields(Profile) if field.name not in ("edits", "limits")]
    said = {name: getattr(settings, name) for name in names if getattr(settings, name) is not None}
    limits = Limits(settings.max_cost, settings.max_depth, settings.max_aliases, settings.max_tokens)
    return dataclasses.replace(chosen, **said, edits=settings.edits == "on", limits=limits)


def tokens(settings: Settings) -> Tokens:
    """The access tokens of this home."""
    return Tokens(settings.home / FILE)


def access(settings: Settings, host: str, open_: bool, demand: bool) -> Access:
    """Who may ask on this address. WrongUsage when one has to say who one is, and nobody is known."""
    within = host in LOOPBACK
    strangers = Strangers.ALWAYS if open_ else Strangers.WITHOUT_ACCOUNTS
    if demand or not (within or open_):
        strangers = Strangers.NEVER
    people, trust = People(settings.home), proxied.believed(settings)
    if strangers is Strangers.NEVER and not (tokens(settings).living() or people.any or trust):
        raise WrongUsage(NOBODY() if within or open_ else REACHED(host=host))
    hosts = frozenset(name.lower() for name in settings.hosts)
    served = LOOPBACK | hosts if within and not open_ else hosts or None
    return Access(served, frozenset(settings.cors), tokens(settings), people, strangers, trust)


def _application(
    address: Address,
    profile: Profile,
    access: Access,
    documents: Documents,
    memory: Memory,
    language: Language,
    money: str,
    timeout: float,
    statements: int,
    log: str,
    framing: tuple[str, ...],
    pictures: Path,
    brought: Path,
    prefix: str,
    template: bytes | None,
) -> ASGIApp:
    logs.set_up(log)
    currency.settle(money)
    end_with_parent()
    gateway = AsyncGateway(address, timeout=timeout)
    known = _known(documents, profile, language)
    app = create_app(
        gateway,
        profile,
        access,
        documents,
        memory,
        language,
        Turns(statements),
        partial(routes, framing=framing, pictures=pictures, template=template, intake=Intake(brought, address, prefix)),
        known,
    )
    steady()
    return proxied.behind(app, access.proxies)


def _known(documents: Documents, profile: Profile, language: Language) -> Iterator[Request]:
    """What is known to be asked, made one by one: a great many documents may be trusted, and none delays the start."""
    for text in documents.known:
        yield from requests(text, profile, language)
    yield from pages.known(PAGES, language)
    yield from asking.known_requests(language)
