"""Passwords: kept as Argon2 hashes, which take long to try, since passwords can be guessed."""

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from graph.errors import BadInput
from graph.saying import saying

if TYPE_CHECKING:
    from pwdlib import PasswordHash

LEAST, MOST = 10, 1_000
"""Characters that a password has."""

LENGTH = saying(
    "a password has {least} to {most:,} characters: choose another",
    "un mot de passe a de {least} à {most:,} caractères\N{NO-BREAK SPACE}: choisissez-en un autre",
)


def hashed(password: str) -> str:
    """The hash of a password. BadInput for one that is too short or too long."""
    if not LEAST <= len(password) <= MOST:
        raise BadInput(LENGTH(least=LEAST, most=MOST))
    return _hasher().hash(_typed(password))


def fits(password: str, kept: str | None) -> bool:
    """Whether it is the password of which the hash is kept. Takes as long where none is: nobody learns of that."""
    right = len(password) <= MOST and _hasher().verify(_typed(password), kept or _nobodys())
    return right and kept is not None


def _typed(password: str) -> str:
    """The same characters, whichever keyboard wrote them."""
    return unicodedata.normalize("NFC", password)


@cache
def _nobodys() -> str:
    return _hasher().hash("nobody's password")


@cache
def _hasher() -> "PasswordHash":
    from pwdlib import PasswordHash  # which few commands need
    from pwdlib.hashers.argon2 import Argon2Hasher

    return PasswordHash((Argon2Hasher(),))
