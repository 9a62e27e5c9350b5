"""The key under which pseudonyms are made: it stays with the data of this user, and is made when first needed."""

import secrets
from pathlib import Path

from graph.errors import WrongUsage
from graph.local.leases import locked, write_whole
from graph.saying import saying
from graph.system import why
from parcours.settings import Settings

NAME = "pseudonym.key"
LEAST = 16
"""Bytes that a key has at least."""

GUESSED = saying(
    "PARCOURS_PSEUDONYM_KEY has fewer than {least} bytes: anybody could guess it",
    "PARCOURS_PSEUDONYM_KEY a moins de {least} octets : n'importe qui pourrait la deviner",
)
NOT_KEPT = saying(
    "the key of pseudonyms cannot be kept at {path}: {detail}",
    "la clé des pseudonymes ne peut pas être gardée dans {path} : {detail}",
)
NO_KEY = saying(
    "{path} has fewer than {least} bytes: it is no key; put the one back that was there",
    "{path} a moins de {least} octets : ce n'est pas une clé ; remettez celle qui y était",
)


def pseudonym_key(settings: Settings) -> bytes:
    """The key of the settings, else the one that lies in the home folder. WrongUsage for one that is too short."""
    if settings.pseudonym_key is not None:
        key = settings.pseudonym_key.get_secret_value().encode()
        if len(key) < LEAST:
            raise WrongUsage(GUESSED(least=LEAST))
        return key
    path = settings.home / NAME
    try:
        key = _kept(path)
    except OSError as error:
        raise WrongUsage(NOT_KEPT(path=path, detail=why(error))) from error
    if len(key) < LEAST:
        raise WrongUsage(NO_KEY(path=path, least=LEAST))
    return key


def known_key(settings: Settings) -> bytes | None:
    """The key of the settings, else the one in the home folder; None where none was needed yet."""
    if settings.pseudonym_key is not None:
        return settings.pseudonym_key.get_secret_value().encode()
    path = settings.home / NAME
    return _read(path) if path.exists() else None


def _kept(path: Path) -> bytes:
    path.parent.mkdir(parents=True, exist_ok=True)
    with locked(path.with_name(f"{NAME}.lock")):
        if not path.exists():
            write_whole(path, secrets.token_hex(32))
        return _read(path)


def _read(path: Path) -> bytes:
    """Without the line's end that an editor puts behind it."""
    return path.read_bytes().strip()
