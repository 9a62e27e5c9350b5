"""Access tokens: made once, shown once, kept as hashes in a file for its owner only.

A token is 256 random bits, so it is kept as a plain hash: slow hashes are for secrets that can be guessed.
"""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from api.records import Secrets, sha256
from api.rights import Role
from graph.acts.acting import LOCAL
from graph.errors import BadInput
from graph.saying import saying

if TYPE_CHECKING:
    from api.accounts import Account

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
    "{name!r} cannot name a token: up to 64 letters, digits, '.', '_' and '-', and not 'local'",
    "{name!r} ne peut pas nommer un jeton : jusqu'à 64 lettres, chiffres, '.', '_' et '-', sauf 'local'",
)
TAKEN = saying(
    "there is a token {name}: revoke it first, or choose another name",
    "il y a déjà un jeton {name} : révoquez-le d'abord, ou choisissez un autre nom",
)
UNKNOWN = saying(
    "there is no token {name}; `parcours token list` names them all",
    "il n'y a pas de jeton {name} ; `parcours token list` les nomme tous",
)


def is_name(text: str) -> bool:
    """Whether somebody, or a token, can be called so."""
    return NAME.fullmatch(text) is not None and text != LOCAL


@dataclass(frozen=True)
class Token:
    """What is kept of a token: whose it is, its SHA-256, its last characters, and its time, as ISO 8601 in UTC.

    It acts in its own name and role, or for an account, in the name and the role that this one has by then; by the id
    of the account, since somebody else may have its name later.
    """

    name: str
    sha256: str
    tail: str
    created: str
    expires: str | None
    role: Role = Role.READER
    account: str | None = None
    account_id: str = ""

    def expired(self) -> bool:
        """Whether its time is over."""
        return self.expires is not None and datetime.fromisoformat(self.expires) <= datetime.now(UTC)


class Tokens(Secrets[Token]):
    """The tokens in one file."""

    unreadable = UNREADABLE

    @staticmethod
    def read(given: Mapping[str, Any]) -> Token:
        """A token, as it stands in the file; one that was made before there were roles is a reader's."""
        return Token(**{**given, "role": Role(given.get("role", Role.READER))})

    def create(
        self, name: str, days: int | None = None, role: Role = Role.READER, account: "Account | None" = None
    ) -> str:
        """A new token, told only here. BadInput for an impossible name, or one that a living token has."""
        if not is_name(name):
            raise BadInput(NO_NAME(name=name))
        text = PREFIX + secrets.token_urlsafe(32)
        now = datetime.now(UTC).replace(microsecond=0)
        expires = (now + timedelta(days=days)).isoformat() if days else None
        with self.changing() as write:
            kept = [token for token in self.all() if token.name != name or not token.expired()]
            if any(token.name == name for token in kept):
                raise BadInput(TAKEN(name=name))
            of = (account.name, account.id) if account else (None, "")
            write([*kept, Token(name, sha256(text), text[-4:], now.isoformat(), expires, role, *of)])
        return text

    def revoke(self, name: str) -> None:
        """Take a token back, at once. BadInput if there is none of this name."""
        with self.changing() as write:
            kept = [token for token in self.all() if token.name != name]
            if len(kept) == len(self.all()):
                raise BadInput(UNKNOWN(name=name))
            write(kept)

    def living(self) -> list[Token]:
        """The tokens that open the door now."""
        return [token for token in self.all() if not token.expired()]

    def found(self, text: str) -> Token | None:
        """The token of this text, if it opens the door."""
        found = self.opened(text)
        return found if found and not found.expired() else None
