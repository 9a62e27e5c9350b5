"""The key under which pseudonyms are made: it stays with the data of this user, and is made when first needed."""

import secrets
from pathlib import Path

from graph.errors import WrongUsage
from graph.local.leases import locked, write_whole
from parcours.settings import Settings

NAME = "pseudonym.key"
LEAST = 16
"""Bytes that a key has at least."""


def pseudonym_key(settings: Settings) -> bytes:
    """The key of the settings, else the one that lies in the home folder. WrongUsage for one that is too short."""
    if settings.pseudonym_key is not None:
        key = settings.pseudonym_key.get_secret_value().encode()
        if len(key) < LEAST:
            raise WrongUsage(f"PARCOURS_PSEUDONYM_KEY has fewer than {LEAST} bytes: anybody could guess it")
        return key
    path = settings.home / NAME
    try:
        key = _kept(path)
    except OSError as error:
        raise WrongUsage(f"the key of pseudonyms cannot be kept at {path}: {error.strerror}") from error
    if len(key) < LEAST:
        raise WrongUsage(f"{path} has fewer than {LEAST} bytes: it is no key; put the one back that was there")
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
