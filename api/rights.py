"""Who may do what: four roles, each of which may all that those before it may, and the least one for each act."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from graph.errors import Forbidden
from graph.saying import Saying, saying


class Role(StrEnum):
    """What somebody is here, the one who may least first."""

    READER = "reader"
    CONTRIBUTOR = "contributor"
    AUTHOR = "author"
    STEWARD = "steward"

    def may(self, least: "Role") -> bool:
        """Whether it is this role, or one that may more."""
        order = [*Role]
        return order.index(self) >= order.index(least)


@dataclass(frozen=True)
class Scope:
    """Where a guest acts, and nowhere else: a journey and, where there is a department, what that handles of it.

    Who only `remarks` adds evidence to it, as customers do.
    """

    journey: str
    department: str | None = None
    remarks: bool = False


@dataclass(frozen=True)
class Who:
    """Somebody who is known here: the name that signs, the role, the keys of their departments, a guest's scope."""

    name: str
    role: Role
    departments: tuple[str, ...] = ()
    scope: Scope | None = None


ASK, TRIAGE, IMPORT, EDIT, UNDO, RELEASE, INVITE = "ask", "triage", "import", "edit", "undo", "release", "invite"
"""The acts; those that are fields of `Mutation` are called as these are."""

LEAST: Mapping[str, Role] = {
    ASK: Role.READER,
    TRIAGE: Role.CONTRIBUTOR,
    IMPORT: Role.AUTHOR,
    EDIT: Role.AUTHOR,
    UNDO: Role.AUTHOR,
    RELEASE: Role.STEWARD,
    INVITE: Role.AUTHOR,
}
"""The least role for each act."""

NOBODY = Who("", Role.READER)
"""Whoever is not known here may what readers may."""

ROLES = {
    Role.READER: saying("reader", "lecteur"),
    Role.CONTRIBUTOR: saying("contributor", "contributeur"),
    Role.AUTHOR: saying("author", "auteur"),
    Role.STEWARD: saying("steward", "intendant"),
}
"""What the roles are called; commands and programs know them by their English names."""

UNKNOWN = saying(
    "Who is not known here only reads: sign in, or send an access token (Authorization: Bearer …), as {role} or more",
    "Qui n'est pas connu ici ne peut que lire\N{NO-BREAK SPACE}: connectez-vous, ou envoyez un jeton d'accès "
    "(Authorization: Bearer …), au moins comme {role}",
)
TOO_LITTLE = saying(
    "{name} is {has} here, and this takes {role} or more: ask whoever looks after the accounts",
    "{name} est ici {has}, et il faut être au moins {role}\N{NO-BREAK SPACE}: demandez à qui s'occupe des comptes",
)

A_GUEST = saying(
    "{name} is a guest of the journey {journey!r}, and this takes an account as {role} or more",
    "{name} est invité du parcours {journey!r}, et il faut pour cela un compte, au moins comme {role}",
)


def least(act: str, steward: bool = False) -> Role:
    """The role that an act takes; `steward` says that what it touches is a steward's: landscape, organisation."""
    return Role.STEWARD if steward else LEAST[act]


def may(by: Who | None, act: str, steward: bool = False) -> bool:
    """Whether somebody may do this, guests somewhere in their scope; null is whoever is not known."""
    return (by or NOBODY).role.may(least(act, steward))


@dataclass(frozen=True)
class Enough:
    """What would do where it is told who may: a role, and how it is called."""

    role: Role
    called: Saying


def demand(by: Who | None, act: str, steward: bool = False, own: bool = False, enough: Enough | None = None) -> Who:
    """Who does it. Forbidden, with the role that would do, for whoever may not; nothing is run before this is asked.

    Whoever is known may what is their `own` (see `api.own`); guests may nothing else, and ask, whatever their role.
    `enough` is only told: whose own it would be, where it is nobody's here.
    """
    if by and own:
        return by
    role = least(act, steward)
    told = enough or Enough(role, ROLES[role]())
    if by and by.scope and act != ASK:
        raise Forbidden(A_GUEST(name=by.name, journey=by.scope.journey, role=told.called), told.role)
    if may(by, act, steward):
        return by or NOBODY
    if by is None:
        raise Forbidden(UNKNOWN(role=told.called), told.role)
    raise Forbidden(TOO_LITTLE(name=by.name, has=ROLES[by.role](), role=told.called), told.role)
