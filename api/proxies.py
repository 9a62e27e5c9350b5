"""What a company's proxy says of who is signed in there: believed from its address alone, and from nobody else."""

import ipaddress
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from starlette.types import ASGIApp, Receive, Scope, Send

from api.rights import Role
from graph.acts.acting import LOCAL
from graph.acts.signing_over import GUEST

NAMED = "parcours.named"
"""Where in the scope of a request stands what a proxy said of it; no request brings that itself."""

LONGEST = 64
"""Characters that a name has at most."""

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@dataclass(frozen=True)
class Named:
    """Somebody whom a proxy named: as it stands there, and the role that their groups give, if any does."""

    text: str
    role: Role | None

    @property
    def name(self) -> str:
        """What signs: of a mail address what stands before the `@`, since the graph knows nobody's."""
        return self.text.partition("@")[0]

    @property
    def fits(self) -> bool:
        """Whether it is one name, and none that somebody here has otherwise: proxies make of two fields one."""
        name = self.name
        here = name == LOCAL or name.endswith(GUEST)
        return 0 < len(name) <= LONGEST and name.isprintable() and not here and "," not in self.text


@dataclass(frozen=True)
class Proxies:
    """Which proxies are believed, in which field of a request they name people, and in which these people's groups."""

    header: str
    networks: Sequence[Network]
    groups: str | None = None
    roles: Mapping[str, Role] = field(default_factory=dict)

    def named(self, scope: Scope) -> Named | None:
        """Whom the proxy names that sent this request; nobody where it names none, more than one, or one of here."""
        if not self._believes(scope):
            return None
        names = _values(scope, self.header)
        found = Named(names[0], self._role(scope)) if len(names) == 1 else None
        return found if found and found.fits else None

    def _role(self, scope: Scope) -> Role | None:
        """The highest role that one of the groups gives."""
        texts = _values(scope, self.groups) if self.groups else []
        groups = {group.strip() for text in texts for group in text.split(",")}
        given = {role for group, role in self.roles.items() if group in groups}
        return next((role for role in reversed(Role) if role in given), None)

    def _believes(self, scope: Scope) -> bool:
        try:
            address = ipaddress.ip_address((scope.get("client") or ("",))[0])
        except ValueError:
            return False
        return any(address in network for network in self.networks)


class Heralds:
    """Middleware that notes whom a proxy names, before anything is believed of where a request first came from."""

    def __init__(self, app: ASGIApp, proxies: Proxies) -> None:
        self.app = app
        self.proxies = proxies

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] == "http":
            scope[NAMED] = self.proxies.named(scope)
        await self.app(scope, receive, send)


def _values(scope: Scope, header: str) -> list[str]:
    """What a field says, each time that it is there."""
    found = (value for name, value in scope["headers"] if name == header.lower().encode())
    return [value.decode("utf-8", "replace").strip() for value in found]
