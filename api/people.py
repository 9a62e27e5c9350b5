"""The people of a home: who signs in by a name and a password, stays signed in, and signs out."""

from pathlib import Path

from api import accounts, failures, sessions
from api.accounts import Account, Accounts
from api.failures import Failures
from api.sessions import Sessions


class People:
    """The accounts of a home, with their sessions and what failed lately; all its processes share them."""

    def __init__(self, home: Path) -> None:
        self.accounts = Accounts(home / accounts.FILE)
        self._sessions = Sessions(home / sessions.FILE)
        self._failures = Failures(home / failures.FILE)

    @property
    def any(self) -> bool:
        """Whether there is an account, be it a disabled one."""
        return bool(self.accounts.all())

    def sign_in(self, name: str, password: str, address: str) -> str | None:
        """A session, where these are the name and the password of an account; it takes its time either way.

        TooOften where too many attempts at this name, or from this address, have failed.
        """
        tried = self._failures.begin(name, address)
        account = self.accounts.signed_in(name, password)
        if account is None:
            return None
        self._failures.forgive(tried)
        return self._sessions.begin(account)

    def signed_in(self, session: str) -> Account | None:
        """Whose session it is; nobody's once the account is disabled, or has another password."""
        name = self._sessions.name(session) if session else None
        account = self.accounts.living(name) if name else None
        return account if account and self._sessions.holds(session, account) else None

    def sign_out(self, session: str) -> None:
        """End a session, if it is one."""
        self._sessions.end(session)
