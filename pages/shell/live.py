"""Pages that show what others do: they listen to the graph's revision, to who is there, and to whoever calls them."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from api import http
from api.access import Caller
from api.app import Door
from api.attendance import Attendee, Call
from api.changes import Stream
from api.rights import EDIT, demand
from graph.errors import BadInput, Forbidden, Overloaded
from pages.acting import AGAIN, sent
from pages.addresses import escaped
from pages.shell import signing, troubles
from pages.visitor import DIGITS, Visitor

Serve = Callable[[Request], Awaitable[Response]]

SEEN = "Last-Event-ID"
"""The field by which a browser that listens again says what it heard last."""

LONGEST = 2_000
"""Characters that a key has at most."""

LONGEST_WINDOW = 64
"""Characters that the name of a window has at most, which its browser makes."""


def routes(door: Door) -> list[Route]:
    """Where pages listen, and where all who are before a map are called."""
    return [
        Route("/changes/stream", _listening(door), methods=["GET"]),
        Route("/together/{key:path}", _calling(door), methods=["POST"]),
    ]


def _listening(door: Door) -> Serve:
    """Who may open a page may listen, for as long as that holds; who says before which map is there for all others."""

    async def serve(request: Request) -> Response:
        def may() -> bool:
            return signing.caller(door.access, request) is not None

        caller = signing.caller(door.access, request)
        if caller is None:
            return Response(status_code=401)
        if door.changes.full:
            return Response(status_code=503, headers={"Retry-After": str(Overloaded.retry_after)})
        return Stream(door.changes, http.revision(request, SEEN), may, _attendee(request, caller))

    return serve


def _attendee(request: Request, caller: Caller) -> Attendee | None:
    """Before which map somebody is, and at which step of it, as their browser says; null where it says nothing."""
    given = request.query_params
    journey, window, step = given.get("journey", ""), given.get("window", ""), given.get("step") or None
    if not (0 < len(journey) <= LONGEST and 0 < len(window) <= LONGEST_WINDOW and len(step or "") <= LONGEST):
        return None
    return Attendee(window, caller.by.name if caller.by else None, journey, step, _number(given.get("number")))


def _calling(door: Door) -> Serve:
    """Everyone is called to a phase of a map by whoever may edit it, and goes on looking there."""

    async def serve(request: Request) -> Response:
        async def answer(who: Visitor) -> Response:
            try:
                by, form = demand(who.by, EDIT), await sent(request)
            except Forbidden as error:
                return troubles.page(error.said, 403, who)
            except BadInput as error:
                return troubles.page(error.said, 400, who)
            if not form.seals(who.seal):
                return troubles.page(AGAIN(), 403, who)
            phase, number, window = form.one("phase") or "", _number(form.one("number")), form.one("window")
            if max(map(len, (phase, who.one("witness") or "", window or ""))) > LONGEST:
                return Response(status_code=400)
            door.changes.call(Call(by.name, who.key, phase, number, who.one("witness"), window))
            return RedirectResponse(replace(who.links, path=f"/journeys/{escaped(who.key)}").here(), 303)

        return await signing.sealed(request, door, answer)

    return serve


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) <= DIGITS else None
