"""Who may come in: for which hosts, from the pages of which origins, with which tokens."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from api import errors
from api.http import Refusal, refused, taken
from api.rights import Role, Who
from api.tokens import Tokens
from api.visit import current
from graph.acts.acting import LOCAL

OPERATIONS = "/graphql"
"""Where programs ask."""

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
"""The names of this machine for itself."""


NOT_SERVED = 1008
"""How a socket is closed that is against the rules (RFC 6455)."""


@dataclass(frozen=True)
class Access:
    """Which hosts may be asked for (any unless given), which origins' pages may ask, whose tokens are demanded if any.

    Hosts are checked so that no page reaches a loopback API by a name of its own (DNS rebinding).
    """

    hosts: frozenset[str] | None = None
    origins: frozenset[str] = frozenset()
    tokens: Tokens | None = None

    def check(self, scope: Scope, headers: Headers) -> None:
        """Refusal for a host that is not served, and for what a page of another site makes a browser send."""
        host, origin = headers.get("host", ""), headers.get("origin")
        if self.hosts is not None and _name(host) not in self.hosts:
            raise Refusal(400, "This host is not served here; PARCOURS_HOSTS names those that are")
        if origin is None:
            elsewhere = _foreign(headers) and not _opens_page(scope, headers)
        else:
            elsewhere = not self._same(origin, host) and origin not in self.origins
        if elsewhere:
            raise Refusal(403, "Pages of other sites may not ask; PARCOURS_CORS names those that may", errors.FORBIDDEN)

    def _same(self, origin: str, host: str) -> bool:
        """Whether the page came from here, or both are this machine: the proxy of a front end that is being written."""
        return _place(origin) == host.lower() or (_host(origin) in LOOPBACK and _name(host) in LOOPBACK)

    def client(self, headers: Headers, peer: str) -> str:
        """Who asks: the token's name where tokens are demanded, else the address. Refusal without a valid token."""
        if self.tokens is None:
            return peer
        name = self.bearer(headers)
        if name is None:
            raise Refusal(
                401, "Send a valid access token: Authorization: Bearer …", errors.UNAUTHENTICATED, _challenge(headers)
            )
        return name

    def signature(self, client: str) -> Who | None:
        """As whom a client acts: by its token's name, as `local` at this machine; null for whoever is not known."""
        if self.tokens is not None:
            return Who(client, Role.STEWARD)
        return Who(LOCAL, Role.STEWARD) if client in LOOPBACK else None

    def bearer(self, headers: Headers) -> str | None:
        """The name of the token that came along, if it is a valid one."""
        scheme, _, token = headers.get("authorization", "").partition(" ")
        if self.tokens is None or scheme.lower() != "bearer":
            return None
        return self.tokens.owner(token.strip())


class Guard:
    """Middleware that lets in what `Access` allows, for the hosts and from the pages that it allows."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self.app = app
        self.access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it. No socket is served: one would pass all that is checked of requests."""
        if scope["type"] == "websocket":
            return await send({"type": "websocket.close", "code": NOT_SERVED})
        if scope["type"] == "http":
            try:
                self.access.check(scope, Headers(scope=scope))
            except Refusal as error:
                return await refused(error)(scope, receive, send)
        return await self.app(scope, receive, send)


class Entrance:
    """Middleware that lets in who has a valid token, where tokens are demanded; what `opens` to anybody needs none."""

    def __init__(self, app: ASGIApp, access: Access, opens: Callable[[Request], bool]) -> None:
        self.app = app
        self.access = access
        self.opens = opens

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, with the name of who asks, or refuse it."""
        if scope["type"] == "http" and not self.opens(request := Request(scope)):
            visit = current()
            try:
                visit.client = self.access.client(request.headers, visit.client)
            except Refusal as error:
                return await refused(error, taken(request))(scope, receive, send)
        return await self.app(scope, receive, send)


def _foreign(headers: Headers) -> bool:
    """Whether a browser says that another site is behind it; it gives no origin with a plain GET."""
    return headers.get("sec-fetch-site") in ("cross-site", "same-site")


def _opens_page(scope: Scope, headers: Headers) -> bool:
    """Whether somebody follows a link to a page, which changes nothing; an operation in an address is no page."""
    page = not scope["query_string"] or not scope["path"].endswith(OPERATIONS)
    return page and headers.get("sec-fetch-mode") == "navigate" and scope["method"] == "GET"


def _challenge(headers: Headers) -> dict[str, str]:
    wrong = ' error="invalid_token"' if "authorization" in headers else ""
    return {"WWW-Authenticate": f"Bearer{wrong}"}


@lru_cache(maxsize=256)
def _name(host: str) -> str | None:
    """The name in a `Host` header, without its port."""
    return _host(f"//{host}")


@lru_cache(maxsize=256)
def _host(url: str) -> str | None:
    try:
        return urlsplit(url).hostname
    except ValueError:
        return None


@lru_cache(maxsize=256)
def _place(origin: str) -> str | None:
    """Host and port of an origin; none of `null`, the origin of pages that have none."""
    try:
        return urlsplit(origin).netloc.lower() or None
    except ValueError:
        return None
