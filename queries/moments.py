"""Since when: how people say a moment, read once for the command line and the API."""

import datetime
import re

from graph.errors import WrongUsage
from graph.saying import saying

DAYS = {"today": 0, "aujourd'hui": 0, "yesterday": 1, "hier": 1}
"""Words for days, and how many days ago each began."""

RUN = re.compile(r"\d{8}T\d{6}(\.\d{6})?Z-[0-9a-f]+")
"""The key of an import, or the id of a command: both begin with the moment at which they began."""

MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}.*)?")

RIGHT = saying(
    "give the key of an import or the id of a command (`parcours runs` lists both), a date (2026-11-23), a date and "
    "time (2026-11-23T14:30), `yesterday`, `today`, `hier` or `aujourd'hui`",
    "donnez la clé d'un import ou l'identifiant d'une commande (`parcours runs` les liste), une date (2026-11-23), une "
    "date et une heure (2026-11-23T14:30), `hier` ou `aujourd'hui`",
)
NO_SUCH_MOMENT = saying(
    "since: there is no such moment as {text!r}; {right}", "since : le moment {text!r} n'existe pas ; {right}"
)
NO_MOMENT = saying("since: {text!r} is no moment; {right}", "since : {text!r} n'est pas un moment ; {right}")


def since(text: str, now: datetime.datetime | None = None) -> str:
    """What the keys of imports at or after a moment sort behind; the key of an import and the id of a command stay.

    A day begins at midnight, here where no offset is given. WrongUsage for anything else, with what would be right.
    """
    said = text.strip().replace("’", "'")
    if RUN.fullmatch(said):
        return said
    try:
        if said.lower() in DAYS:
            today = (now or datetime.datetime.now()).date()
            return _key(datetime.datetime.combine(today - datetime.timedelta(DAYS[said.lower()]), datetime.time()))
        if MOMENT.fullmatch(said):
            return _key(datetime.datetime.fromisoformat(said))
    except (ValueError, OverflowError) as error:
        raise WrongUsage(NO_SUCH_MOMENT(text=text, right=RIGHT())) from error
    raise WrongUsage(NO_MOMENT(text=text, right=RIGHT()))


def _key(moment: datetime.datetime) -> str:
    utc = moment.astimezone(datetime.UTC)
    return f"{utc.year:04}{utc:%m%dT%H%M%S.%f}"
