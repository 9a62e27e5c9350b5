"""Serving behind a proxy: what is believed of what it says, of who is signed in there and of whence requests come."""

import ipaddress
import os

from starlette.types import ASGIApp
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from api.proxies import Heralds, Network, Proxies
from api.rights import Role
from graph.errors import WrongUsage
from graph.saying import saying
from parcours.settings import Settings

FORWARDED, UNLESS_SET = "FORWARDED_ALLOW_IPS", "127.0.0.1"
"""Uvicorn's own variable: from which proxies it is believed where a request first came from."""

WHICH = saying(
    "PARCOURS_TRUSTED_HEADER: say in PARCOURS_TRUSTED_PROXIES from which addresses it is believed",
    "PARCOURS_TRUSTED_HEADER\N{NO-BREAK SPACE}: dites dans PARCOURS_TRUSTED_PROXIES de quelles adresses il est cru",
)
NO_NETWORK = saying(
    "PARCOURS_TRUSTED_PROXIES: {text!r} is no address and no network; write them like 10.0.0.7 or 10.0.0.0/24",
    "PARCOURS_TRUSTED_PROXIES\N{NO-BREAK SPACE}: {text!r} n'est ni une adresse ni un réseau\N{NO-BREAK SPACE}; "
    "écrivez-les ainsi\N{NO-BREAK SPACE}: 10.0.0.7 ou 10.0.0.0/24",
)
NO_ROLE = saying(
    "PARCOURS_TRUSTED_ROLES: {text!r} gives no role to a group; write each like architects=author, with one of {roles}",
    "PARCOURS_TRUSTED_ROLES\N{NO-BREAK SPACE}: {text!r} ne donne pas de rôle à un groupe\N{NO-BREAK SPACE}; écrivez "
    "chacun ainsi\N{NO-BREAK SPACE}: architectes=author, avec l'un de {roles}",
)
NO_GROUPS = saying(
    "PARCOURS_TRUSTED_ROLES: say in PARCOURS_TRUSTED_GROUPS in which field of a request the groups stand",
    "PARCOURS_TRUSTED_ROLES\N{NO-BREAK SPACE}: dites dans PARCOURS_TRUSTED_GROUPS dans quel champ d'une requête sont "
    "les groupes",
)


def believed(settings: Settings) -> Proxies | None:
    """The proxies that name who is signed in; null where none does. WrongUsage for what cannot be meant."""
    if not settings.trusted_header:
        return None
    networks = [_network(each) for each in settings.trusted_proxies]
    roles = dict(_role(each) for each in settings.trusted_roles)
    if not networks:
        raise WrongUsage(WHICH())
    if roles and not settings.trusted_groups:
        raise WrongUsage(NO_GROUPS())
    return Proxies(settings.trusted_header, networks, settings.trusted_groups, roles)


def behind(app: ASGIApp, proxies: Proxies | None) -> ASGIApp:
    """The application, told where requests first came from by whom that is believed, and who is signed in there."""
    allowed = os.environ.get(FORWARDED, UNLESS_SET)
    networks = [str(each) for each in proxies.networks] if proxies else []
    hosts = [*(each.strip() for each in allowed.split(",")), *networks]
    forwarded: ASGIApp = ProxyHeadersMiddleware(app, "*" if "*" in hosts else hosts)  # type: ignore[assignment,arg-type]
    return Heralds(forwarded, proxies) if proxies else forwarded


def _network(text: str) -> Network:
    try:
        return ipaddress.ip_network(text, strict=False)
    except ValueError as error:
        raise WrongUsage(NO_NETWORK(text=text)) from error


def _role(text: str) -> tuple[str, Role]:
    group, _, role = text.rpartition("=")
    if not group.strip() or role.strip() not in [*Role]:
        raise WrongUsage(NO_ROLE(text=text, roles=", ".join(Role)))
    return group.strip(), Role(role.strip())
