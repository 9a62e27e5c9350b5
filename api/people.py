"""The people of a home: who signs in by a name and a password, or comes as a guest, stays signed in, and signs out."""

from pathlib import Path

from api import accounts, failures, invitations, sessions
from api.accounts import Accounts
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

    def held(self, session: str) -> Who | None:
        """Whose session it is: an account's, or a guest's; nobody's once its account or invitation is over.

        So it is once the account has another password.
        """
        found = self._sessions.opened(session) if session else None
        if found is None or found.over:
            return None
        if found.invitation:
            invitation = self.invitations.living(found.invitation)
            return invitation.who(found.account) if invitation else None
        account = self.accounts.living(found.account)
        return account.who if account and found.is_of(account) else None

    def join(self, invitation: Invitation, typed: str) -> str:
        """A guest's session under the name that they typed. BadInput for one that cannot be, or is another guest's."""
        return self._sessions.welcome(signing(typed), invitation.id, invitation.until)

    def was_guest(self, session: str) -> bool:
        """Whether it is the session of a guest whose invitation is over."""
        found = self._sessions.opened(session) if session else None
        return found is not None and bool(found.invitation) and self.invitations.living(found.invitation) is None

    def sign_out(self, session: str) -> None:
        """End a session, if it is one."""
        self._sessions.end(session)
