"""`parcours token`: access tokens for the API."""

from typing import Annotated

import typer

from api.tokens import Tokens
from parcours.opening import say
from parcours.settings import load

app = typer.Typer(help="Access tokens for the API.", no_args_is_help=True, add_completion=False, rich_markup_mode=None)
Name = Annotated[str, typer.Argument(help="Whose it is: a front end, a service, a person.")]
Days = Annotated[int | None, typer.Option(min=1, max=36500, help="How long it is valid; for ever unless given.")]


@app.command()
def create(name: Name, days: Days = None) -> None:
    """Make a token and print it, this once."""
    text = _kept().create(name, days)
    say("Keep it now, it is not shown again. Send it as `Authorization: Bearer …`.")
    print(text)


@app.command("list")
def list_() -> None:
    """Name all tokens: their last characters, when they were made, until when they are valid."""
    for token in _kept().all():
        until = f"{'expired' if token.expired() else 'until'} {token.expires}" if token.expires else "for ever"
        print(f"{token.name}\t…{token.tail}\t{token.created}\t{until}")


@app.command()
def revoke(name: Name) -> None:
    """Take a token back; servers that run refuse it at once."""
    _kept().revoke(name)
    say(f"Revoked {name}.")


def _kept() -> Tokens:
    from parcours.serving import tokens  # which takes FastAPI along, that few commands need

    return tokens(load())
