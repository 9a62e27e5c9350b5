"""The people of a home: who signs in by a name and a password, or comes as a guest, stays signed in, and signs out."""

from pathlib import Path

from api import accounts, failures, invitations, sessions
from api.accounts import Account, Accounts
from api.failures import Failures
from api.invitations import Invitation, Invitations, signing
from api.rights import Who
from api.sessions import Sessions


class People:
    """The accounts and invitations of a home, their sessions and what failed lately; all its processes share them."""

    def __init__(self, home: Path) -> None:
        self.accounts = Accounts(home / accounts.FILE)
        self.invitations = Invitations(home / invitations.FILE)
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

    def join(self, invitation: Invitation, typed: str) -> str:
        """A guest's session under the name that they typed. BadInput for one that cannot be, or is another guest's."""
        return self._sessions.welcome(signing(typed), invitation.id, invitation.until)

    def guest(self, session: str) -> Who | None:
        """The guest whose session it is; nobody once the invitation is over."""
        found = self._sessions.invited(session) if session else None
        invitation = self.invitations.living(found.invitation) if found else None
        return invitation.who(found.account) if found and invitation else None

    def was_guest(self, session: str) -> bool:
        """Whether it is the session of a guest whose invitation is over."""
        return self._sessions.invited(session) is not None and self.guest(session) is None

    def sign_out(self, session: str) -> None:
        """End a session, if it is one."""
        self._sessions.end(session)
