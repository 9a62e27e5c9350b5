"""Signing in by an account or an access token: the browser keeps what says so in a cookie that no script reads."""

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route

from api.access import Access, Caller
from api.app import Door
from api.visit import current
from graph.errors import BadInput, ParcoursError, TooOften
from graph.language import Language
from graph.saying import Saying, saying
from pages.acting import Sent, sent
from pages.shell import resuming, troubles
from pages.shell.rendering import rendered
from pages.shell.resuming import Resume
from pages.visitor import SESSION, SPOKEN, Visitor, visitor
from wording.problems import said

log = logging.getLogger("parcours.pages")

SIGN_IN = "/sign-in"
YEAR = 365 * 24 * 3600
NO_ACCOUNT = saying("No account has this name and this password.", "Aucun compte n'a ce nom et ce mot de passe.")
NO_TOKEN = saying(
    "This is no valid access token: `parcours token create NAME` makes one.",
    "Ce n'est pas un jeton d'accès valable\N{NO-BREAK SPACE}: `parcours token create NOM` en crée un.",
)


def caller(access: Access, request: Request) -> Caller | None:
    """Who opens a page: by a token, by a proxy, by what the browser keeps, else a stranger; null where none may.

    Whose invitation is over is no stranger before they were told, who may all where there are no accounts.
    """
    held = request.cookies.get(SESSION, "")
    known = access.bearer(request.headers) or access.named(request.scope) or access.held(held)
    if known is None and access.people and access.people.was_guest(held):
        return None
    return known or access.stranger(current().client)


async def demanded(request: Request, door: Door) -> Response:
    """The way to sign in and back here; what was typed into a form goes along. Guests are told that they were some.

    They have no way back, and what they typed is shown.
    """
    form = await resuming.typed(request) if request.method == "POST" else Sent({})
    people = door.access.people
    if people and people.was_guest(request.cookies.get(SESSION, "")):
        over = troubles.over(
            visitor(request, "", door.language, ""), resuming.texts(form), resuming.KEEPS in form.fields
        )
        if request.headers.get("sec-fetch-mode", "navigate") == "navigate":  # a script that asks shows it to nobody
            over.delete_cookie(SESSION)
        return over
    here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    to = f"{_root(request)}{SIGN_IN}?{urlencode({'next': here})}"
    if kept := resuming.carried(form):
        return _page(visitor(request, "", door.language, ""), door, to, kept, status=401)
    return RedirectResponse(to, 303)


def remember(response: Response, session: str, request: Request) -> None:
    """Have the browser bring this session along."""
    secure = request.url.scheme == "https"
    response.set_cookie(SESSION, session, max_age=YEAR, httponly=True, samesite="lax", secure=secure)


async def sealed(request: Request, door: Door, answer: Callable[[Visitor], Awaitable[Response]]) -> Response:
    """What is answered to whoever may open a page: their browser keeps a session, by which the forms are sealed."""
    known = caller(door.access, request)
    if known is None:
        return await demanded(request, door)
    kept = request.cookies.get(SESSION)
    session = kept or secrets.token_urlsafe(24)
    who = visitor(request, known.name, door.language, session)
    response = await answer(replace(who, by=known.by, signed=door.access.held(session) is not None))
    if not kept:
        remember(response, session, request)
    return response


def routes(door: Door, resume: Resume) -> list[Route | Mount]:
    """Signing in and out, and choosing a language."""
    turn = asyncio.Lock()  # a password takes much memory to look at

    async def sign_in(request: Request) -> Response:
        who = visitor(request, "", door.language, "")
        here = who.links.here()
        if request.method == "GET":
            return _page(who, door, here)
        try:
            form = await sent(request)
        except BadInput as error:
            return troubles.page(error.said, 413, who)
        brought = resuming.brought(form)
        try:
            async with turn:
                session = await asyncio.to_thread(_session, door.access, form, current().client)
        except TooOften as error:
            return _page(who, door, here, resuming.carried(brought), error.said, 429, form, error.retry_after)
        except ParcoursError:
            log.exception("nobody can sign in")
            return troubles.page(troubles.FAULT(), 500, who)
        if session is None:
            wrong = NO_TOKEN() if form.one("token") or not _by_name(door) else NO_ACCOUNT()
            return _page(who, door, here, resuming.carried(brought), wrong, 401, form)
        to = _local(who.one("next"), who.root)
        response = await resume(request, session, to, brought) if brought.fields else RedirectResponse(to, 303)
        remember(response, session, request)
        return response

    async def sign_out(request: Request) -> Response:
        if people := door.access.people:
            await asyncio.to_thread(people.sign_out, request.cookies.get(SESSION, ""))
        response = RedirectResponse(_root(request) + "/", 303)
        response.delete_cookie(SESSION)
        return response

    async def speak(request: Request) -> Response:
        response = RedirectResponse(_local(request.query_params.get("next"), _root(request)), 303)
        chosen = request.path_params["language"]
        if chosen.upper() in Language.__members__:
            response.set_cookie(SPOKEN, chosen, max_age=YEAR, samesite="lax")
        return response

    return [
        Route(SIGN_IN, sign_in, methods=["GET", "POST"]),
        Route("/sign-out", sign_out, methods=["POST"]),
        Route("/language/{language}", speak, methods=["GET"]),
    ]


def _session(access: Access, form: Sent, address: str) -> str | None:
    """What the browser is to keep, where the form says who somebody is. TooOften where too many attempts failed."""
    if token := form.one("token"):
        return token if access.holder(token) else None
    name, password = form.one("name") or "", (form.fields.get("password") or ("",))[-1]
    return access.people.sign_in(name, password, address) if access.people and name else None


def _by_name(door: Door) -> bool:
    """Whether people sign in by their names here."""
    return door.access.people is not None and door.access.people.any


def _page(
    who: Visitor, door: Door, action: str, kept: Sequence[tuple[str, str]] = (), wrong: Saying | str | None = None,
    status: int = 200, form: Sent | None = None, seconds: int | None = None,
) -> Response:  # fmt: skip
    """The page on which one signs in, with what goes along, and with what was wrong."""
    name, by_token = (form.one("name"), bool(form.one("token"))) if form else (None, False)
    told = said(wrong, who.language) if wrong else ""
    body = rendered("shell/sign-in.html", who, action=action, kept=kept, wrong=told, name=name or "",
                    by_name=_by_name(door), by_token=by_token)  # fmt: skip
    headers = {"Cache-Control": "no-store"} | ({"Retry-After": str(seconds)} if seconds else {})
    return Response(body, status, headers, "text/html; charset=utf-8")


def _root(request: Request) -> str:
    """Where the site is mounted."""
    return str(request.scope.get("root_path", ""))


def _local(address: str | None, root: str) -> str:
    """An address of this site, and of no other whatever somebody wrote."""
    home = root + "/"
    plain = address or home
    return plain if plain.startswith("/") and not plain.startswith(("//", "/\\")) else home
