"""Coming as a guest: who opens the address of an invitation types a name, and is led to its journey."""

import asyncio
import logging

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route

from api.app import Door
from api.execute import Request as Asked
from api.invitations import Guest, Invitation
from api.people import People
from graph.errors import BadInput, ParcoursError
from graph.saying import Saying, saying
from pages.acting import sent
from pages.shell import signing, troubles
from pages.shell.rendering import rendered
from pages.visitor import SESSION, Visitor, visitor
from wording.problems import said

log = logging.getLogger("parcours.pages")

JOIN = "/join/"
TITLE = "query invited($key: String!) { journey(key: $key) { label } }"

NO_INVITATION = saying(
    "This address invites to nothing: ask whoever gave it to you for the whole of it.",
    "Cette adresse n'invite à rien : demandez-la en entier à qui vous l'a donnée.",
)
NAMELESS = saying(
    "Type the name by which you are to be known here.", "Saisissez le nom sous lequel vous serez connu ici."
)


def routes(door: Door) -> list[Route | Mount]:
    """Where guests come in."""

    async def join(request: Request) -> Response:
        who = visitor(request, "", door.language, "")
        people = door.access.people
        try:
            found = people.invitations.opened(request.path_params["secret"]) if people else None
            if people is None or found is None:
                return troubles.page(NO_INVITATION(), 404, who)
            if found.over:
                return troubles.page(troubles.OVER(), 410, who)
            return await _answered(request, who, door, people, found)
        except ParcoursError:
            log.exception("nobody can come as a guest")
            return troubles.page(troubles.FAULT(), 500, who)

    return [Route(f"{JOIN}{{secret}}", join, methods=["GET", "POST"])]


async def _answered(request: Request, who: Visitor, door: Door, people: People, found: Invitation) -> Response:
    """The way to the journey, for whoever is known already or says a name; else the page that asks for one."""
    there = who.links.journey(found.journey)
    if _known(door, request, found):
        return RedirectResponse(there, 303)
    if request.method == "GET":
        return await _page(who, door, found)
    typed = None
    try:
        typed = (await sent(request)).one("name")
        if typed is None:
            return await _page(who, door, found, NAMELESS())
        session = await asyncio.to_thread(people.join, found, typed)
    except BadInput as error:
        return await _page(who, door, found, error.said, typed or "")
    response = RedirectResponse(there, 303)
    signing.remember(response, session, request)
    return response


def _known(door: Door, request: Request, found: Invitation) -> bool:
    """Whether somebody is here by an account or a token, or as a guest of this very journey."""
    held = door.access.held(request.cookies.get(SESSION, ""))
    by = held.by if held else None
    return by is not None and (by.scope is None or by.scope == found.who(by.name).scope)


async def _page(
    who: Visitor, door: Door, found: Invitation, wrong: Saying | str | None = None, typed: str = ""
) -> Response:
    """The page that asks for a name, with what was wrong with one."""
    asked = Asked(TITLE, {"key": found.journey}, None, who.name, language=who.language)
    journey = ((await door.ask(asked)).data or {}).get("journey") or {"label": found.journey}
    told = said(wrong, who.language) if wrong else ""
    body = rendered("shell/join.html", who, action=who.links.here(), journey=journey["label"], wrong=told, name=typed,
                    remarks=found.role is Guest.CUSTOMER)  # fmt: skip
    status = 400 if wrong else 200
    return Response(body, status, {"Cache-Control": "no-store"}, "text/html; charset=utf-8")
