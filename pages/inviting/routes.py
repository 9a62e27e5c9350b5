"""The page on which guests are invited to a journey. What opens an invitation is shown in one answer alone."""

import asyncio
import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from api.app import Door
from api.execute import Request as Asked
from api.invitations import Guest, Invitation, Invitations, ending, local
from api.rights import INVITE, demand
from graph.errors import BadInput, Forbidden, ParcoursError
from graph.saying import Saying, saying
from pages import acting
from pages.acting import SEAL, Sent
from pages.pictures import qr
from pages.shell import signing, troubles
from pages.shell.joining import JOIN
from pages.shell.rendering import rendered
from pages.visitor import Visitor
from wording.problems import said

log = logging.getLogger("parcours.pages")

PATH = "/invite/{key:path}"
NAMES = """query inviting($key: String!) {
  journey(key: $key) { key label }
  departments(first: 1000, orderBy: [{ name: ASC }]) { edges { node { key label } } }
}"""
CLOSING, LEAST = 18, timedelta(hours=4)
"""The hour until which guests are invited unless somebody says otherwise, and how long it is at least."""

NO_JOURNEY = saying("There is no such journey.", "Il n'y a pas de tel parcours.")
NO_SUCH = saying(
    "Choose who is invited, and of which department.", "Choisissez qui est invité, et de quelle direction."
)
CUSTOMERS = saying(
    "Customers remark on all of the journey: leave the department out.",
    "Les clients commentent tout le parcours\N{NO-BREAK SPACE}: ne choisissez pas de direction.",
)


def routes(door: Door) -> list[Route]:
    """Where guests are invited, by whoever may."""

    async def serve(request: Request) -> Response:
        async def answer(who: Visitor) -> Response:
            try:
                demand(who.by, INVITE)
                people = door.access.people
                return await _answered(request, who, door, people.invitations) if people else _nowhere(who)
            except Forbidden as error:
                return troubles.page(error.said, 403, who)
            except troubles.Trouble as trouble:
                return troubles.page(trouble.saying, trouble.status, who, trouble.seconds)
            except ParcoursError:
                log.exception("nobody can be invited")
                return troubles.page(troubles.FAULT(), 500, who)

        return await signing.sealed(request, door, answer)

    return [Route(PATH, serve, methods=["GET", "POST"], name="invite")]


async def _answered(request: Request, who: Visitor, door: Door, invitations: Invitations) -> Response:
    """The page; an invitation that was just made with its address, one that was ended no longer on it."""
    found = await door.ask(Asked(NAMES, {"key": who.key}, None, who.name, language=who.language))
    if found.errors or found.data is None:
        raise troubles.trouble(found.errors[0])
    names, journey = found.data, found.data["journey"]
    if journey is None:
        return _nowhere(who)
    if request.method == "GET":
        return _page(who, names, invitations)
    form = Sent({})
    try:
        form = await acting.sent(request)
        if not form.seals(who.seal):
            raise BadInput(acting.AGAIN())
        held = [each.id for each in _holding(invitations, journey["key"])]
        if ended := form.one("end"):
            if ended in held:
                await asyncio.to_thread(invitations.end, ended)
            return RedirectResponse(who.links.here() + "#invited", 303)
        made, opens = await asyncio.to_thread(_made, form, names, invitations)
    except BadInput as error:
        return _page(who, names, invitations, form, error.said)
    return _page(who, names, invitations, made=made, opens=opens)


def _made(form: Sent, names: Mapping[str, Any], invitations: Invitations) -> tuple[Invitation, str]:
    """A new invitation, and what opens it. BadInput for what cannot be meant."""
    role, department = form.one("role") or "", form.one("department")
    if role not in {*Guest} or (department and department not in _departments(names)):
        raise BadInput(NO_SUCH())
    if department and role == Guest.CUSTOMER:
        raise BadInput(CUSTOMERS())
    return invitations.create(names["journey"]["key"], department, Guest(role), ending(form.one("until") or ""))


def _page(
    who: Visitor, names: Mapping[str, Any], invitations: Invitations, form: Sent | None = None,
    wrong: Saying | str | None = None, made: Invitation | None = None, opens: str = "",
) -> Response:  # fmt: skip
    journey, sent = names["journey"], form or Sent({})
    address = f"{who.origin}{who.links.root}{JOIN}{opens}"
    body = rendered(
        "inviting/page.html", who, journey=journey, map=who.links.journey(journey["key"]),
        departments=_departments(names), holding=_holding(invitations, journey["key"]), local=local,
        role=sent.one("role") or "", department=sent.one("department") or "", until=sent.one("until") or _proposed(),
        wrong=said(wrong, who.language) if wrong else "", made=made, address=address, near=_near(address),
        code=qr.picture(address, journey["label"]) if made else None,
    )  # fmt: skip
    headers = {"Cache-Control": "no-store"}
    return Response(body.replace(SEAL, who.seal), 400 if wrong else 200, headers, "text/html; charset=utf-8")


def _near(address: str) -> bool:
    """Whether an address leads nowhere from another machine."""
    return urlsplit(address).hostname in ("localhost", "127.0.0.1", "::1")


def _departments(names: Mapping[str, Any]) -> dict[str, str]:
    return {edge["node"]["key"]: edge["node"]["label"] for edge in names["departments"]["edges"]}


def _holding(invitations: Invitations, journey: str) -> list[Invitation]:
    """The invitations that hold for a journey, the one that ends first ahead."""
    found = (each for each in invitations.all() if each.journey == journey and not each.over)
    return sorted(found, key=lambda each: each.until)


def _proposed() -> str:
    """Until when it is, unless somebody says otherwise."""
    now = datetime.now().replace(second=0, microsecond=0)
    closing = now.replace(hour=CLOSING, minute=0)
    return max(closing, now + LEAST).isoformat(timespec="minutes")


def _nowhere(who: Visitor) -> Response:
    return troubles.page(NO_JOURNEY(), 404, who)
