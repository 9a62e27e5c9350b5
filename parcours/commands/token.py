"""`parcours token`: access tokens for the API."""

from typing import Annotated

from api.tokens import Tokens
from graph.saying import saying
from parcours.help import argument, group, option
from parcours.language import french, told, worded
from parcours.opening import say
from parcours.output import give
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


KEEP = saying(
    "Keep it now, it is not shown again. Send it as `Authorization: Bearer …`.",
    "Gardez-le maintenant, il ne sera plus montré. Envoyez-le ainsi : `Authorization: Bearer …`.",
)
EXPIRED, UNTIL = saying("expired {day}", "expiré le {day}"), saying("until {day}", "jusqu'au {day}")
FOR_EVER = saying("for ever", "sans fin")
REVOKED = saying("Revoked {name}.", "{name} : jeton révoqué.")


@app.command()
@french("Créer un jeton et l'afficher, cette seule fois.")
def create(name: Name, days: Days = None) -> None:
    """Make a token and print it, this once."""
    text = _kept().create(name, days)
    say(KEEP())
    give(text)


@app.command("list")
@french("Nommer tous les jetons : leurs derniers caractères, leur date de création, leur fin de validité.")
def list_() -> None:
    """Name all tokens: their last characters, when they were made, until when they are valid."""
    for token in _kept().all():
        until = (EXPIRED if token.expired() else UNTIL)(day=token.expires) if token.expires else FOR_EVER()
        give(f"{token.name}\t…{token.tail}\t{token.created}\t{worded(until)}")


@app.command()
@french("Révoquer un jeton ; les serveurs en marche le refusent aussitôt.")
def revoke(name: Name) -> None:
    """Take a token back; servers that run refuse it at once."""
    _kept().revoke(name)
    say(REVOKED(name=name))


def _kept() -> Tokens:
    from parcours.serving import tokens  # which takes FastAPI along, that few commands need

    return tokens(load())
