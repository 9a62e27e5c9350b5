"""Accounts: who signs in by a name and a password, in which role, for which departments."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from api.passwords import fits, hashed
from api.records import Records
from api.rights import Role, Who
from api.tokens import Token, is_name
from graph.errors import BadInput
from graph.saying import saying

FILE = "accounts.json"
"""What the file of a home's accounts is called."""

UNREADABLE = saying(
    "{path} cannot be read: mend it, or put the one of a backup in its place ({detail})",
    "{path} ne peut pas être lu\N{NO-BREAK SPACE}: réparez-le, ou remettez celui d'une sauvegarde ({detail})",
)
NO_NAME = saying(
    "{name!r} cannot name an account: up to 64 letters, digits, '.', '_' and '-', and not 'local'",
    "{name!r} ne peut pas nommer un compte\N{NO-BREAK SPACE}: jusqu'à 64 lettres, chiffres, '.', '_' et '-', sauf "
    "'local'",
)
TAKEN = saying(
    "there is an account {name}: choose another name, or change it with `parcours account role` and `password`",
    "il y a déjà un compte {name}\N{NO-BREAK SPACE}: choisissez un autre nom, ou modifiez-le par `parcours account "
    "role` et `password`",
)
SHUT = saying(
    "account {name} is disabled: `parcours account create {name}` gives the name to somebody again",
    "le compte {name} est fermé\N{NO-BREAK SPACE}: `parcours account create {name}` redonne ce nom à quelqu'un",
)
UNKNOWN = saying(
    "there is no account {name}; `parcours account list` names them all",
    "il n'y a pas de compte {name}\N{NO-BREAK SPACE}; `parcours account list` les nomme tous",
)


@dataclass(frozen=True)
class Account:
    """What is kept of an account: its departments by their keys, the hash of its password, its time in UTC.

    Its id tells it from those that had its name before.
    """

    name: str
    role: Role
    departments: tuple[str, ...]
    password: str
    created: str
    disabled: bool = False
    id: str = ""

    @property
    def who(self) -> Who:
        """Who acts with it."""
        return Who(self.name, self.role, self.departments)


class Accounts(Records[Account]):
    """The accounts in one file."""

    unreadable = UNREADABLE

    @staticmethod
    def read(given: Mapping[str, Any]) -> Account:
        """An account, as it stands in the file."""
        return Account(**{**given, "role": Role(given["role"]), "departments": tuple(given["departments"])})

    def create(self, name: str, role: Role, departments: Sequence[str], password: str) -> None:
        """A new account; one that was disabled gives its name back. BadInput for a name that is taken or impossible."""
        if not is_name(name):
            raise BadInput(NO_NAME(name=name))
        now = datetime.now(UTC).replace(microsecond=0)
        made = Account(name, role, tuple(departments), hashed(password), now.isoformat(), id=secrets.token_hex(8))
        with self.changing() as write:
            kept = [each for each in self.all() if each.name != name or not each.disabled]
            if any(each.name == name for each in kept):
                raise BadInput(TAKEN(name=name))
            write([*kept, made])

    def give(self, name: str, role: Role, departments: Sequence[str] | None = None) -> None:
        """Another role, and other departments where they are named.

        BadInput where there is no such account, or it is disabled.
        """
        self.open(name)
        given: dict[str, Any] = {} if departments is None else {"departments": tuple(departments)}
        self._change(name, role=role, **given)

    def disable(self, name: str) -> None:
        """Let nobody in by this account any more, at once. BadInput where there is no such account."""
        self._change(name, disabled=True)

    def renew(self, name: str, password: str) -> None:
        """Another password. BadInput for an impossible one, or where there is no such account, or it is disabled."""
        self.open(name)
        self._change(name, password=hashed(password))

    def _change(self, name: str, **what: Any) -> None:
        with self.changing() as write:
            self.named(name)
            write([replace(each, **what) if each.name == name else each for each in self.all()])

    def named(self, name: str) -> Account:
        """The account of this name. BadInput where there is none."""
        found = next((each for each in self.all() if each.name == name), None)
        if found is None:
            raise BadInput(UNKNOWN(name=name))
        return found

    def open(self, name: str) -> Account:
        """The account of this name. BadInput where there is none, or it is disabled."""
        found = self.named(name)
        if found.disabled:
            raise BadInput(SHUT(name=name))
        return found

    def of(self, token: Token) -> Account | None:
        """The account that a token acts for, as long as it is that very one, whoever has its name later."""
        found = self.living(token.account) if token.account else None
        return found if found and found.id == token.account_id else None

    def living(self, name: str) -> Account | None:
        """The account of this name, unless it is disabled."""
        return next((each for each in self.all() if each.name == name and not each.disabled), None)

    def signed_in(self, name: str, password: str) -> Account | None:
        """The account whose name and password these are. Takes as long where there is none."""
        found = self.living(name)
        return found if fits(password, found.password if found else None) else None
