"""A password for a command: typed twice at a terminal, unseen, else a line that is piped in; never an argument."""

import sys
from getpass import getpass

from graph.errors import BadInput
from graph.saying import saying
from parcours.language import worded

FIRST = saying("Password: ", "Mot de passe\N{NO-BREAK SPACE}: ")
AGAIN = saying("Again: ", "Encore une fois\N{NO-BREAK SPACE}: ")
DIFFERENT = saying(
    "these are two different passwords: begin again",
    "ce sont deux mots de passe différents\N{NO-BREAK SPACE}: recommencez",
)


def asked() -> str:
    """A password. BadInput where it is not twice the same."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    first, again = (getpass(worded(what())) for what in (FIRST, AGAIN))
    if first != again:
        raise BadInput(DIFFERENT())
    return first
