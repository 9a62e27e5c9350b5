"""The page on which guests are invited to a journey. What opens an invitation is shown in one answer alone."""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
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
from pages.describing.naming import Names
from pages.pictures import qr
from pages.shell import signing, troubles
from pages.shell.joining import JOIN
from pages.shell.rendering import rendered
from pages.visitor import Visitor
from wording.problems import said

log = logging.getLogger("parcours.pages")

PATH = "/invite/{key:path}"
ASKED = """query inviting($key: String!, $named: [String!]!) {
  journey(key: $key) { key label }
  known_Department: departments(first: 1000, orderBy: [{ name: ASC }]) { edges { node { key label } } }
  named_Department: departments(
    first: 1000, where: { OR: [{ name: { in: $named } }, { key: { in: $named } }] }
  ) { edges { node { key label } } }
}"""
"""Of very many departments some are proposed; what was typed is looked up among all."""

CLOSING, LEAST = 18, timedelta(hours=4)
"""The hour until which guests are invited unless somebody says otherwise, and how long it is at least."""

NO_JOURNEY = saying("There is no such journey.", "Il n'y a pas de tel parcours.")
NO_ROLE = saying("Choose who is invited.", "Choisissez qui est invité.")
NO_SUCH = saying(
    "No one department is called {name!r}: choose one of the list, or type its key.",
    "Aucune direction, ou plus d'une, ne s'appelle {name!r}\N{NO-BREAK SPACE}: choisissez dans la liste, "
    "ou saisissez sa clé.",
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


@dataclass(frozen=True)
class Hall:
    """Where guests are invited: to which journey, and what departments are called; with the form that was sent."""

    who: Visitor
    journey: Mapping[str, str]
    names: Names
    invitations: Invitations
    form: Sent

    @property
    def holding(self) -> list[Invitation]:
        """The invitations that hold for the journey, the one that ends first ahead."""
        return _holding(self.invitations, self.journey["key"])

    def called(self, department: str) -> str:
        """What a department is called, by its key."""
        return self.names.shown("Department", department, department)

    def page(self, wrong: Saying | str | None = None, made: Invitation | None = None, opens: str = "") -> Response:
        """The page: with what is wrong with the form, or with what was made of it and opens it."""
        who, form, address = self.who, self.form, f"{self.who.origin}{self.who.links.root}{JOIN}{opens}"
        body = rendered(
            "inviting/page.html", who, journey=self.journey, map=who.links.journey(self.journey["key"]),
            called=self.called, departments=self.names.all("Department"), holding=self.holding, local=local,
            role=form.one("role") or "", department=form.one("department") or "",
            until=form.one("until") or _proposed(), wrong=said(wrong, who.language) if wrong else "",
            made=made, address=address, near=_near(address),
            code=qr.picture(address, self.journey["label"]) if made else None,
        )  # fmt: skip
        headers = {"Cache-Control": "no-store"}
        return Response(body.replace(SEAL, who.seal), 400 if wrong else 200, headers, "text/html; charset=utf-8")

    def made(self) -> tuple[Invitation, str]:
        """A new invitation, and what opens it. BadInput for what cannot be meant."""
        role, typed = self.form.one("role") or "", self.form.one("department")
        if role not in {*Guest}:
            raise BadInput(NO_ROLE())
        department = self.names.key("Department", typed) if typed else None
        if typed and department is None:
            raise BadInput(NO_SUCH(name=typed))
        if department and role == Guest.CUSTOMER:
            raise BadInput(CUSTOMERS())
        until = ending(self.form.one("until") or "")
        return self.invitations.create(self.journey["key"], department, Guest(role), until)


async def _answered(request: Request, who: Visitor, door: Door, invitations: Invitations) -> Response:
    """The page; an invitation that was just made with its address, one that was ended no longer on it."""
    form, wrong = Sent({}), None
    try:
        form = await acting.sent(request) if request.method == "POST" else form
    except BadInput as error:
        wrong = error.said
    named = [form.one("department"), *(each.department for each in _holding(invitations, who.key))]
    known = {"key": who.key, "named": [each for each in named if each]}
    found = await door.ask(Asked(ASKED, known, None, who.name, language=who.language))
    if found.errors or found.data is None:
        raise troubles.trouble(found.errors[0])
    if (journey := found.data["journey"]) is None:
        return _nowhere(who)
    hall = Hall(who, journey, Names.of(found.data), invitations, form)
    if request.method == "GET" or wrong:
        return hall.page(wrong)
    return await _invited(hall)


async def _invited(hall: Hall) -> Response:
    """What was done by the form."""
    if not hall.form.seals(hall.who.seal):
        return hall.page(None if hall.who.resumed else acting.AGAIN())
    if ended := hall.form.one("end"):
        if ended in {each.id for each in hall.holding}:
            await asyncio.to_thread(hall.invitations.end, ended)
        return RedirectResponse(hall.who.links.here() + "#invited", 303)
    try:
        made, opens = await asyncio.to_thread(hall.made)
    except BadInput as error:
        return hall.page(error.said)
    return hall.page(made=made, opens=opens)


def _near(address: str) -> bool:
    """Whether an address leads nowhere from another machine."""
    return urlsplit(address).hostname in ("localhost", "127.0.0.1", "::1")


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
