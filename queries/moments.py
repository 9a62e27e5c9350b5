"""Since when: how people say a moment, read once for the command line and the API."""

import datetime
import re

from graph.errors import WrongUsage

DAYS = {"today": 0, "aujourd'hui": 0, "yesterday": 1, "hier": 1}
"""Words for days, and how many days ago each began."""

RUN = re.compile(r"\d{8}T\d{6}(\.\d{6})?Z-[0-9a-f]+")
"""The key of an import, or the id of a command: both begin with the moment at which they began."""

MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}.*)?")

RIGHT = (
    "give the key of an import or the id of a command (`parcours runs` lists both), a date (2026-11-23), a date and "
    "time (2026-11-23T14:30), `yesterday`, `today`, `hier` or `aujourd'hui`"
)


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
        raise WrongUsage(f"since: there is no such moment as {text!r}; {RIGHT}") from error
    raise WrongUsage(f"since: {text!r} is no moment; {RIGHT}")


def _key(moment: datetime.datetime) -> str:
    utc = moment.astimezone(datetime.UTC)
    return f"{utc.year:04}{utc:%m%dT%H%M%S.%f}"
