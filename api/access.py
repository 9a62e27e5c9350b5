"""Who may come in: for which hosts, from the pages of which origins, with which tokens."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from api import errors
from api.accounts import Account
from api.http import Refusal, refused, taken
from api.people import People
from api.proxies import NAMED, Named, Proxies
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


class Strangers(Enum):
    """When somebody may read who does not say who they are."""

    NEVER = auto()
    WITHOUT_ACCOUNTS = auto()
    """While there are no accounts: at one's own machine."""
    ALWAYS = auto()


@dataclass(frozen=True)
class Caller:
    """Who asks: as logs and budgets know them, by token or address; and as whom they act, null for a stranger."""

    name: str
    by: Who | None


@dataclass(frozen=True)
class Access:
    """Which hosts may be asked for (any unless given), which origins' pages may ask, who is known, and by what.

    Where there are no `tokens`, strangers read. Hosts are checked so that no page reaches a loopback API by a name of
    its own (DNS rebinding).
    """

    hosts: frozenset[str] | None = None
    origins: frozenset[str] = frozenset()
    tokens: Tokens | None = None
    people: People | None = None
    strangers: Strangers = Strangers.NEVER
    proxies: Proxies | None = None

    @property
    def peopled(self) -> bool:
        """Whether people are known here, so that being at this machine says nothing of who one is."""
        return self.proxies is not None or (self.people is not None and self.people.any)

    @property
    def demands(self) -> bool:
        """Whether whoever asks has to say who they are."""
        if self.tokens is None or self.strangers is Strangers.ALWAYS:
            return False
        return self.strangers is Strangers.NEVER or self.peopled

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

    def program(self, headers: Headers, peer: str) -> Caller:
        """Who asks as a program does: by a token, else as whoever is there. Refusal where that is not enough."""
        caller = self.bearer(headers) or self.stranger(peer)
        if caller is None:
            raise Refusal(
                401, "Send a valid access token: Authorization: Bearer …", errors.UNAUTHENTICATED, _challenge(headers)
            )
        return caller

    def stranger(self, peer: str) -> Caller | None:
        """Who asks and shows nothing: whoever sits at this machine is its steward, unless people are known here."""
        if self.demands:
            return None
        local = peer in LOOPBACK and not self.peopled
        return Caller(peer, Who(LOCAL, Role.STEWARD) if local else None)

    def bearer(self, headers: Headers) -> Caller | None:
        """Who sent the token that came along, if it is a valid one."""
        scheme, _, token = headers.get("authorization", "").partition(" ")
        return self.holder(token.strip()) if scheme.lower() == "bearer" else None

    def holder(self, text: str) -> Caller | None:
        """Who has the token of this text; one of an account opens nothing once that is disabled, nor later."""
        token = self.tokens.found(text) if self.tokens else None
        if token is None:
            return None
        if token.account is None:
            return Caller(token.name, Who(token.name, token.role))
        account = self.people.accounts.of(token) if self.people else None
        return Caller(token.name, account.who) if account else None

    def named(self, scope: Scope) -> Caller | None:
        """Whom a proxy names that is believed: by their groups, else as the account of that very name, else a reader.

        Whoever has an account that is disabled is nobody.
        """
        named: Named | None = scope.get(NAMED) if self.proxies else None
        if named is None:
            return None
        account = next((each for each in self._accounts() if each.name == named.text), None)
        if account and account.disabled:
            return None
        role = named.role or (account.role if account else Role.READER)
        return Caller(named.name, Who(named.name, role, account.departments if account else ()))

    def _accounts(self) -> list[Account]:
        return self.people.accounts.all() if self.people else []

    def held(self, text: str) -> Caller | None:
        """Who is signed in with what a browser keeps: a session, a guest's too, or a token."""
        who = self.people.held(text) if self.people else None
        return Caller(who.name, who) if who else self.holder(text)


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
    """Middleware that looks who a program is, and lets nobody in who has to say so and does not; to what `opens` to
    anybody all come."""

    def __init__(self, app: ASGIApp, access: Access, opens: Callable[[Request], bool]) -> None:
        self.app = app
        self.access = access
        self.opens = opens

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, with who asks, or refuse it."""
        if scope["type"] == "http" and not self.opens(request := Request(scope)):
            visit = current()
            try:
                caller = self.access.program(request.headers, visit.client)
                visit.client, visit.by = caller.name, caller.by
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
