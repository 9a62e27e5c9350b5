"""Signing in with an access token, where tokens are demanded: the browser keeps it in a cookie that no script reads."""

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route

from api.access import Access, Caller
from api.app import Door
from api.visit import current
from graph.errors import BadInput
from graph.language import Language
from graph.saying import saying
from pages.acting import sent
from pages.shell import troubles
from pages.shell.rendering import rendered
from pages.visitor import SESSION, SPOKEN, Visitor, visitor

SIGN_IN = "/sign-in"
YEAR = 365 * 24 * 3600
WRONG = saying(
    "This is no valid access token: `parcours token create NAME` makes one.",
    "Ce n'est pas un jeton d'accès valable\N{NO-BREAK SPACE}: `parcours token create NOM` en crée un.",
)


def caller(access: Access, request: Request) -> Caller | None:
    """Who opens a page: by a token that the browser keeps or sends, else a stranger; null where none may."""
    held = request.cookies.get(SESSION, "")
    return access.bearer(request.headers) or access.holder(held) or access.stranger(current().client)


def demanded(request: Request) -> Response:
    """The way to sign in and back here."""
    here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return RedirectResponse(f"{_root(request)}{SIGN_IN}?{urlencode({'next': here})}", 303)


def remember(response: Response, session: str, request: Request) -> None:
    """Have the browser bring this session along."""
    secure = request.url.scheme == "https"
    response.set_cookie(SESSION, session, max_age=YEAR, httponly=True, samesite="lax", secure=secure)


def routes(door: Door) -> list[Route | Mount]:
    """Signing in and out, and choosing a language."""

    async def sign_in(request: Request) -> Response:
        who = visitor(request, "", door.language, "")
        if request.method == "GET":
            return _page(who, wrong=False)
        try:
            token = (await sent(request)).one("token") or ""
        except BadInput as error:
            return troubles.page(error.said, 413, who)
        if not door.access.holder(token):
            return _page(who, wrong=True)
        response = RedirectResponse(_local(who.one("next"), who.root), 303)
        remember(response, token, request)
        return response

    async def sign_out(request: Request) -> Response:
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


def _page(who: Visitor, wrong: bool) -> Response:
    body = rendered("shell/sign-in.html", who, wrong=WRONG().words[who.language] if wrong else "")
    return Response(body, 401 if wrong else 200, {"Cache-Control": "no-store"}, "text/html; charset=utf-8")


def _root(request: Request) -> str:
    """Where the site is mounted."""
    return str(request.scope.get("root_path", ""))


def _local(address: str | None, root: str) -> str:
    """An address of this site, and of no other whatever somebody wrote."""
    home = root + "/"
    plain = address or home
    return plain if plain.startswith("/") and not plain.startswith(("//", "/\\")) else home
