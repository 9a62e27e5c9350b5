"""Access tokens: made once, shown once, kept as hashes in a file for its owner only.

A token is 256 random bits, so its plain SHA-256 gives nothing away: slow hashes are for secrets that can be guessed.
"""

import hashlib
import re
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from hmac import compare_digest
from pathlib import Path

import orjson

from graph.errors import BadInput, ParcoursError
from graph.local.leases import UNUSABLE, locked, write_whole
from graph.saying import saying

FILE = "tokens.json"
"""What the file of a home's tokens is called."""

PREFIX = "parcours_"
"""What every token begins with, so that whoever looks for leaked secrets knows one."""

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")

UNREADABLE = saying(
    "{path} cannot be read: mend it, or make new tokens ({detail})",
    "{path} ne peut pas être lu : réparez-le, ou créez de nouveaux jetons ({detail})",
)
NO_NAME = saying(
    "{name!r} cannot name a token: up to 64 letters, digits, '.', '_' and '-'",
    "{name!r} ne peut pas nommer un jeton : jusqu'à 64 lettres, chiffres, '.', '_' et '-'",
)
TAKEN = saying(
    "there is a token {name}: revoke it first, or choose another name",
    "il y a déjà un jeton {name} : révoquez-le d'abord, ou choisissez un autre nom",
)
UNKNOWN = saying(
    "there is no token {name}; `parcours token list` names them all",
    "il n'y a pas de jeton {name} ; `parcours token list` les nomme tous",
)


@dataclass(frozen=True)
class Token:
    """What is kept of a token: whose it is, its SHA-256, its last characters, and its time, as ISO 8601 in UTC."""

    name: str
    sha256: str
    tail: str
    created: str
    expires: str | None

    def expired(self) -> bool:
        """Whether its time is over."""
        return self.expires is not None and datetime.fromisoformat(self.expires) <= datetime.now(UTC)


class Tokens:
    """The tokens in one file. Commands change it one after the other; a server sees each change at once."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._seen: tuple[int, int, int] | None = None
        self._kept: list[Token] = []

    def all(self) -> list[Token]:
        """Every token, also those whose time is over. ParcoursError when the file cannot be read."""
        try:
            now = self.path.stat()
            seen = (now.st_mtime_ns, now.st_ino, now.st_size)
            if seen != self._seen:
                self._kept, self._seen = [Token(**each) for each in orjson.loads(self.path.read_bytes())], seen
            return self._kept
        except FileNotFoundError:
            return []
        except (OSError, ValueError, TypeError) as error:
            raise ParcoursError(UNREADABLE(path=self.path, detail=str(error))) from error

    def create(self, name: str, days: int | None = None) -> str:
        """A new token, told only here. BadInput for an impossible name, or one that a living token has."""
        if not NAME.fullmatch(name):
            raise BadInput(NO_NAME(name=name))
        text = PREFIX + secrets.token_urlsafe(32)
        now = datetime.now(UTC).replace(microsecond=0)
        expires = (now + timedelta(days=days)).isoformat() if days else None
        with self._changing() as write:
            kept = [token for token in self.all() if token.name != name or not token.expired()]
            if any(token.name == name for token in kept):
                raise BadInput(TAKEN(name=name))
            write([*kept, Token(name, _sha256(text), text[-4:], now.isoformat(), expires)])
        return text

    def revoke(self, name: str) -> None:
        """Take a token back, at once. BadInput if there is none of this name."""
        with self._changing() as write:
            kept = [token for token in self.all() if token.name != name]
            if len(kept) == len(self.all()):
                raise BadInput(UNKNOWN(name=name))
            write(kept)

    @contextmanager
    def _changing(self) -> Iterator[Callable[[list[Token]], None]]:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with locked(self.path.with_suffix(".lock")):
                yield lambda tokens: write_whole(self.path, orjson.dumps([asdict(token) for token in tokens]).decode())
        except OSError as error:
            raise ParcoursError(UNUSABLE(place="PARCOURS_HOME", detail=str(error))) from error

    def living(self) -> list[Token]:
        """The tokens that open the door now."""
        return [token for token in self.all() if not token.expired()]

    def owner(self, text: str) -> str | None:
        """The name of the token, if it opens the door. Takes as long for a wrong one as for a right one."""
        asked = _sha256(text)
        found = [token for token in self.all() if compare_digest(token.sha256, asked)]
        return found[0].name if found and not found[0].expired() else None


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
