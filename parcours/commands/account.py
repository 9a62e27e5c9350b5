"""`parcours account`: who signs in, and in which role."""

from typing import Annotated

from api.accounts import FILE, Account, Accounts
from api.invitations import signing
from api.rights import Role
from api.tokens import FILE as TOKENS
from api.tokens import Tokens
from graph.acts.acting import LOCAL, Signed, acting
from graph.acts.signing_over import GUEST, sign_over
from graph.errors import BadInput
from graph.saying import counting, saying
from parcours import password as passwords
from parcours import there
from parcours.help import argument, group, option
from parcours.language import french, told, worded
from parcours.opening import Purpose, opened, say
from parcours.options import Demo, Format
from parcours.output import give_rows
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

Guest = Annotated[
    str,
    argument(
        "The guest, by the name that they typed; others of this name go along.",
        "L'invité, par le nom qu'il a saisi ; d'autres de ce nom en sont aussi.",
        metavar=told("GUEST", "INVITÉ"),
    ),
]
Into = Annotated[
    str,
    argument(
        "The account that signs from then on.", "Le compte qui signe désormais.", metavar=told("ACCOUNT", "COMPTE")
    ),
]

CREATED = saying("Created {name}.", "{name} : compte créé.")
CHANGED = saying("{name} is {role} now.", "{name} : désormais {role}.")
DISABLED = saying("Disabled {name}.", "{name} : compte fermé.")
RENEWED = saying(
    "{name} has another password; whoever was signed in with the former one no longer is.",
    "{name} a un autre mot de passe ; qui était connecté avec le précédent ne l'est plus.",
)
ACTS = counting("1 act", "{n:,} acts", "1 modification", "{n:,} modifications")
DECISIONS = counting("1 decision", "{n:,} decisions", "1 décision", "{n:,} décisions")
MERGED = saying(
    "What {guest} did is signed by {name} now: {acts}, and {decisions} that stand.",
    "Ce qu'a fait {guest} est désormais signé {name}\N{NO-BREAK SPACE}: {acts}, et {decisions} en vigueur.",
)
SHUT = saying("disabled", "fermé")
A_TOKENS = saying(
    "there is a token {name}, which signs by this name: revoke it first, or choose another name",
    "il y a un jeton {name}, qui signe de ce nom : révoquez-le d'abord, ou choisissez un autre nom",
)


@app.command()
@french("Créer un compte ; le mot de passe est demandé deux fois, ou lu sur l'entrée standard.")
def create(name: Name, role: RoleGiven, department: Departments = None, demo: Demo = False) -> None:
    """Make an account; the password is asked twice, or read from standard input."""
    settings = load()
    home = settings.home
    if any(token.name == name and token.account is None for token in Tokens(home / TOKENS).living()):
        raise BadInput(A_TOKENS(name=name))
    there.demand_departments(settings, demo, department or [])
    Accounts(home / FILE).create(name, role, department or [], passwords.asked())
    say(CREATED(name=name))


@app.command("list")
@french("Nommer tous les comptes : leur rôle, leurs directions, leur date de création, et s'ils sont fermés.")
def list_(format: Format = "table") -> None:
    """Name all accounts: their role, their departments, when they were made, and whether they are disabled."""
    accounts = _kept().all()
    rows = [[each.name, each.role, [*each.departments], each.created, each.disabled] for each in accounts]
    give_rows(("name", "role", "departments", "created", "disabled"), rows, format, map(_line, accounts))


@app.command()
@french("Donner un autre rôle, et d'autres directions si on les nomme.")
def role(name: Name, role: RoleNamed, department: Departments = None, demo: Demo = False) -> None:
    """Give another role, and other departments where they are named."""
    accounts = _kept()
    accounts.open(name)
    there.demand_departments(load(), demo, department or [])
    accounts.give(name, role, department)
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
    accounts.open(name)
    accounts.renew(name, passwords.asked())
    say(RENEWED(name=name))


@app.command()
@french("Faire d'un invité un compte\N{NO-BREAK SPACE}: ce qu'il a fait est désormais signé du compte.")
def merge(guest: Guest, account: Into, demo: Demo = False) -> None:
    """Make a guest an account's: what they did is signed by the account from then on."""
    former, settings = guest if guest.endswith(GUEST) else signing(guest), load()
    _kept().named(account)
    with opened(settings, settings.of(demo), Purpose.WRITING) as gateway, acting(gateway, Signed(LOCAL)) as act:
        done = sign_over(act, former, account)
    say(MERGED(guest=former, name=account, acts=ACTS(done.acts), decisions=DECISIONS(done.decisions)))


def _line(account: Account) -> str:
    departments, shut = ",".join(account.departments), worded(SHUT()) if account.disabled else ""
    return f"{account.name}\t{account.role}\t{departments}\t{account.created}\t{shut}".rstrip("\t")


def _kept() -> Accounts:
    return Accounts(load().home / FILE)
