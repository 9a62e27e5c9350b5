"""Who is signed in: sessions that begin with a password and end with it, or with an invitation, kept as hashes."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hmac import compare_digest
from typing import Any

from api.accounts import Account
from api.records import Secrets, sha256
from graph.errors import BadInput
from graph.saying import saying

FILE = "sessions.json"
"""What the file of a home's sessions is called."""

LASTING = timedelta(days=30)
"""How long one stays signed in."""

TELLING = timedelta(days=1)
"""How long guests are told that their invitation is over, and what they typed is shown to them."""

UNREADABLE = saying(
    "{path} cannot be read: remove it, and everybody signs in anew ({detail})",
    "{path} ne peut pas être lu\N{NO-BREAK SPACE}: supprimez-le, et chacun se reconnectera ({detail})",
)
HERE_ALREADY = saying(
    "somebody is here as {name!r} already: add something to yours",
    "quelqu'un est déjà là comme {name!r}\N{NO-BREAK SPACE}: ajoutez quelque chose au vôtre",
)


@dataclass(frozen=True)
class Session:
    """What is kept of a session: its SHA-256, whose it is, a digest of what their password was kept as, its end.

    A guest's has the name by which they sign, and the id of the invitation by which they came.
    """

    sha256: str
    account: str
    stamp: str
    until: str
    invitation: str = ""

    @property
    def over(self) -> bool:
        """Whether its time is over."""
        return datetime.fromisoformat(self.until) <= datetime.now(UTC)

    @property
    def forgotten(self) -> bool:
        """Whether nobody needs to be told any more that it is over: guests are, a day long."""
        told = TELLING if self.invitation else timedelta()
        return datetime.fromisoformat(self.until) + told <= datetime.now(UTC)

    def is_of(self, account: Account) -> bool:
        """Whether the account still has the password with which the session began."""
        return compare_digest(self.stamp, sha256(account.password))


class Sessions(Secrets[Session]):
    """The sessions in one file."""

    unreadable = UNREADABLE

    @staticmethod
    def read(given: Mapping[str, Any]) -> Session:
        """A session, as it stands in the file."""
        return Session(**given)

    def begin(self, account: Account) -> str:
        """A new session, told only here."""
        text = secrets.token_urlsafe(32)
        made = Session(sha256(text), account.name, sha256(account.password), (datetime.now(UTC) + LASTING).isoformat())
        with self.changing() as write:
            write([*(each for each in self.all() if not each.forgotten), made])
        return text

    def welcome(self, name: str, invitation: str, until: str) -> str:
        """A guest's new session, told only here. BadInput where another guest of the invitation has this name."""
        text = secrets.token_urlsafe(32)
        with self.changing() as write:
            kept = [each for each in self.all() if not each.forgotten]
            if any((each.account.casefold(), each.invitation) == (name.casefold(), invitation) for each in kept):
                raise BadInput(HERE_ALREADY(name=name.partition(" ")[0]))
            write([*kept, Session(sha256(text), name, "", until, invitation)])
        return text

    def end(self, text: str) -> None:
        """End a session, if it is one."""
        if self.opened(text):
            with self.changing() as write:
                write([each for each in self.all() if each.sha256 != sha256(text)])
