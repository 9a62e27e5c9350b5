"""`parcours account`: who signs in, and in which role."""

from typing import Annotated

from api.accounts import FILE, Accounts
from api.rights import Role
from api.tokens import FILE as TOKENS
from api.tokens import Tokens
from graph.errors import BadInput
from graph.saying import saying
from parcours import password as passwords
from parcours.help import argument, group, option
from parcours.language import french, told, worded
from parcours.opening import say
from parcours.output import give
from parcours.settings import load

app = group("Accounts: who signs in, and may do what.", "Les comptes : qui se connecte, et peut faire quoi.")
Name = Annotated[
    str,
    argument(
        "Whose it is; what they do is signed by this name.",
        "À qui il est ; ce qu'il fait est signé de ce nom.",
        metavar=told("NAME", "NOM"),
    ),
]
RoleGiven = Annotated[Role, option("What they may do.", "Ce qu'il peut faire.", "--role")]
RoleNamed = Annotated[Role, argument("What they may do.", "Ce qu'il peut faire.")]
Departments = Annotated[
    list[str] | None,
    option(
        "A department that they are of, by its key; say it again for others.",
        "Une direction dont il est, par sa clé ; à répéter pour d'autres.",
        "--department",
        metavar=told("KEY", "CLÉ"),
    ),
]

CREATED = saying("Created {name}.", "{name} : compte créé.")
CHANGED = saying("{name} is {role} now.", "{name} : désormais {role}.")
DISABLED = saying("Disabled {name}.", "{name} : compte fermé.")
RENEWED = saying(
    "{name} has another password; whoever was signed in with the former one no longer is.",
    "{name} a un autre mot de passe ; qui était connecté avec le précédent ne l'est plus.",
)
SHUT = saying("disabled", "fermé")
A_TOKENS = saying(
    "there is a token {name}, which signs by this name: revoke it first, or choose another name",
    "il y a un jeton {name}, qui signe de ce nom : révoquez-le d'abord, ou choisissez un autre nom",
)


@app.command()
@french("Créer un compte ; le mot de passe est demandé deux fois, ou lu sur l'entrée standard.")
def create(name: Name, role: RoleGiven, department: Departments = None) -> None:
    """Make an account; the password is asked twice, or read from standard input."""
    home = load().home
    if any(token.name == name and token.account is None for token in Tokens(home / TOKENS).living()):
        raise BadInput(A_TOKENS(name=name))
    Accounts(home / FILE).create(name, role, department or [], passwords.asked())
    say(CREATED(name=name))


@app.command("list")
@french("Nommer tous les comptes : leur rôle, leurs directions, leur date de création, et s'ils sont fermés.")
def list_() -> None:
    """Name all accounts: their role, their departments, when they were made, and whether they are disabled."""
    for account in _kept().all():
        departments, shut = ",".join(account.departments), worded(SHUT()) if account.disabled else ""
        give(f"{account.name}\t{account.role}\t{departments}\t{account.created}\t{shut}".rstrip("\t"))


@app.command()
@french("Donner un autre rôle, et d'autres directions si on les nomme.")
def role(name: Name, role: RoleNamed, department: Departments = None) -> None:
    """Give another role, and other departments where they are named."""
    _kept().give(name, role, department)
    say(CHANGED(name=name, role=role))


@app.command()
@french("Fermer un compte ; les serveurs en marche ne laissent plus entrer personne par lui, aussitôt.")
def disable(name: Name) -> None:
    """Let nobody in by an account any more; servers that run heed it at once."""
    _kept().disable(name)
    say(DISABLED(name=name))


@app.command()
@french("Donner un autre mot de passe, demandé deux fois, ou lu sur l'entrée standard.")
def password(name: Name) -> None:
    """Give another password, asked twice, or read from standard input."""
    accounts = _kept()
    accounts.named(name)
    accounts.renew(name, passwords.asked())
    say(RENEWED(name=name))


def _kept() -> Accounts:
    return Accounts(load().home / FILE)
