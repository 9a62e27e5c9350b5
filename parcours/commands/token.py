"""`parcours token`: access tokens for the API."""

from typing import Annotated

from api.accounts import FILE as ACCOUNTS
from api.accounts import Accounts
from api.rights import Role
from api.tokens import FILE, Token, Tokens
from graph.errors import BadInput, WrongUsage
from graph.saying import saying
from parcours.help import argument, group, option
from parcours.language import french, told, worded
from parcours.opening import say
from parcours.options import Format
from parcours.output import give, give_rows
from parcours.settings import load

app = group("Access tokens for the API.", "Les jetons d'accès à l'API.")
Name = Annotated[
    str,
    argument(
        "Whose it is: a front end, a service, a person.",
        "À qui il est : une application, un service, une personne.",
        metavar=told("NAME", "NOM"),
    ),
]
Days = Annotated[
    int | None,
    option(
        "How long it is valid; for ever unless given.",
        "Sa durée de validité, en jours ; sinon, sans fin.",
        min=1,
        max=36500,
    ),
]


Given = Annotated[
    Role | None,
    option("What it may do; reader unless given.", "Ce qu'il peut faire ; sinon, lecteur (reader).", "--role"),
]
Account = Annotated[
    str | None,
    option(
        "An account that it acts for, in its role and its name.",
        "Un compte pour lequel il agit, avec son rôle et son nom.",
        metavar=told("NAME", "NOM"),
    ),
]

KEEP = saying(
    "Keep it now, it is not shown again. Send it as `Authorization: Bearer …`.",
    "Gardez-le maintenant, il ne sera plus montré. Envoyez-le ainsi : `Authorization: Bearer …`.",
)
EXPIRED, UNTIL = saying("expired {day}", "expiré le {day}"), saying("until {day}", "jusqu'au {day}")
FOR_EVER = saying("for ever", "sans fin")
ONE_OF = saying(
    "say --role, or --account, whose role it has then", "dites --role, ou --account, dont il a alors le rôle"
)()
AN_ACCOUNTS = saying(
    "{name} is an account: say --account {name} and give the token another name",
    "{name} est un compte\N{NO-BREAK SPACE}: dites --account {name} et donnez un autre nom au jeton",
)
SHUT = saying("opens nothing, as the account is disabled", "n'ouvre rien, le compte étant fermé")
REVOKED = saying("Revoked {name}.", "{name} : jeton révoqué.")


@app.command()
@french("Créer un jeton et l'afficher, cette seule fois.")
def create(name: Name, days: Days = None, role: Given = None, account: Account = None) -> None:
    """Make a token and print it, this once."""
    accounts = Accounts(load().home / ACCOUNTS)
    if account is not None:
        if role is not None:
            raise WrongUsage(ONE_OF)
        of = accounts.open(account)
        text = _kept().create(name, days, of.role, of)
    elif any(each.name == name for each in accounts.all()):
        raise BadInput(AN_ACCOUNTS(name=name))
    else:
        text = _kept().create(name, days, role or Role.READER)
    say(KEEP())
    give(text)


@app.command("list")
@french("Nommer tous les jetons : leurs derniers caractères, leur date de création, leur fin de validité, leur rôle.")
def list_(format: Format = "table") -> None:
    """Name all tokens: their last characters, when they were made, until when they are valid, their role or account."""
    accounts = Accounts(load().home / ACCOUNTS)
    found = [(token, bool(token.account) and accounts.of(token) is None) for token in _kept().all()]
    rows = [
        [token.name, token.tail, token.created, token.expires, None if token.account else token.role, token.account,
         not shut and not token.expired()]
        for token, shut in found
    ]  # fmt: skip
    heads = ("name", "tail", "created", "expires", "role", "account", "opens")
    give_rows(heads, rows, format, (_line(token, shut) for token, shut in found))


@app.command()
@french("Révoquer un jeton ; les serveurs en marche le refusent aussitôt.")
def revoke(name: Name) -> None:
    """Take a token back; servers that run refuse it at once."""
    _kept().revoke(name)
    say(REVOKED(name=name))


def _line(token: Token, shut: bool) -> str:
    until = (EXPIRED if token.expired() else UNTIL)(day=token.expires) if token.expires else FOR_EVER()
    lasts = worded(SHUT() if shut else until)
    return f"{token.name}\t…{token.tail}\t{token.created}\t{lasts}\t{token.account or token.role}"


def _kept() -> Tokens:
    return Tokens(load().home / FILE)
