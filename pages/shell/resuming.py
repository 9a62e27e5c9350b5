"""A form that was sent when its session was over: what was typed goes along through signing in, and comes back."""

from collections.abc import Awaitable, Callable, Sequence
from urllib.parse import unquote, urlencode, urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Match, Route
from starlette.types import Message, Scope

from graph.errors import BadInput
from pages import acting
from pages.acting import Sent
from pages.visitor import RESUMED, SESSION

WRITTEN, STOOD = "f.", "was."
"""What the names of fields of a form about a node begin with: of what is filled in, and of what stood there."""

KEPT = "kept."
"""What the names of fields begin with that go along."""

LEFT = ("seal", "do")
"""What of a form does not come back: nothing is done before its writer says so again."""

KEEPS = "typed"
"""What a browser names the texts that it keeps itself until somebody is let in again."""

TEXTS = (KEEPS, "line", "text", "first", "second", "channel", "department", "quote", "note", "title")
"""The fields, beside those of forms about nodes, in which people write."""

Resume = Callable[[Request, str, str, Sent], Awaitable[Response]]
"""Shows the page at an address with what was typed there, to whoever signed in with this session."""


async def typed(request: Request) -> Sent:
    """What the form says that a request brings, files apart; nothing of one that is too large."""
    try:
        if request.headers.get("content-type", "").startswith("multipart/form-data"):
            return (await acting.parts(request))[0]
        return await acting.sent(request)
    except BadInput:
        return Sent({})


def carried(form: Sent) -> list[tuple[str, str]]:
    """What was typed, as fields of the form for signing in."""
    return [(KEPT + name, value) for name, value in _pairs(form) if name not in LEFT]


def texts(form: Sent) -> list[str]:
    """What somebody wrote into a form that did not stand there before."""
    stood = {name.removeprefix(STOOD): values for name, values in form.fields.items() if name.startswith(STOOD)}
    written = {name: values for name, values in form.fields.items() if name in TEXTS}
    for name, values in form.fields.items():
        if name.startswith(WRITTEN) and values != stood.get(name.removeprefix(WRITTEN)):
            written[name] = values
    return [each for values in written.values() for each in values if each.strip()]


def brought(form: Sent) -> Sent:
    """What went along, as the form had it that was sent first."""
    return Sent({name.removeprefix(KEPT): values for name, values in form.fields.items() if name.startswith(KEPT)})


def resume(routes: Sequence[BaseRoute]) -> Resume:
    """Shows pages that are served by these routes."""

    async def resumed(request: Request, session: str, to: str, form: Sent) -> Response:
        body = urlencode(_pairs(form)).encode()
        scope = _sent(request, session, to, len(body))

        async def receive() -> Message:
            return {"type": "http.request", "body": body, "more_body": False}

        for route in routes:
            match, found = route.matches(scope)
            if match is Match.FULL and isinstance(route, Route):
                response: Response = await route.endpoint(Request({**scope, **found}, receive))
                return response
        return RedirectResponse(to, 303)

    return resumed


def _sent(request: Request, session: str, to: str, length: int) -> Scope:
    """The request by which the form would have come, had its writer been signed in."""
    address = urlsplit(to)
    cookies = "; ".join(f"{name}={value}" for name, value in {**request.cookies, SESSION: session}.items())
    other = [each for each in request.headers.raw if each[0] not in (b"cookie", b"content-type", b"content-length")]
    own = {"cookie": cookies, "content-type": "application/x-www-form-urlencoded", "content-length": str(length)}
    scope = {name: value for name, value in request.scope.items() if name not in ("path_params", "endpoint", "route")}
    return scope | {
        RESUMED: True,
        "path": unquote(address.path),
        "raw_path": address.path.encode(),
        "query_string": address.query.encode(),
        "headers": [*other, *((name.encode(), value.encode("latin-1")) for name, value in own.items())],
    }


def _pairs(form: Sent) -> list[tuple[str, str]]:
    return [(name, value) for name, values in form.fields.items() for value in values]
