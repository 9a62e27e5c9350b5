"""`parcours triage`: what people decide about a rupture, and what they decided."""

import csv
import datetime
import json
import sys
from typing import Annotated

from graph.errors import WrongUsage
from graph.gateway import Gateway
from graph.language import Language
from graph.model.words import Triage
from graph.triage import Noted
from graph.triage import triage as decide
from parcours import decisions
from parcours.closed import choices, reading
from parcours.help import argument, option
from parcours.language import french, told
from parcours.opening import Purpose, opened, say
from parcours.options import Demo, Format
from parcours.settings import load
from queries.decided import decided
from queries.names import find
from queries.names.sought import one
from wording.decisions import NO_STATE, SAME, WHICH, changed

AWAY = told('empty ("") takes it away', 'vide (""), elle le retire')

Rupture = Annotated[
    str | None,
    argument(
        "Its key, as `parcours ask ruptures` gives it.",
        "Sa clé, telle que la donne `parcours ask ruptures`.",
        metavar="RUPTURE",
    ),
]
State = Annotated[
    Triage | None,
    argument("What was decided.", "Ce qui a été décidé.", metavar=choices(Triage), parser=reading(Triage)),
]
Note = Annotated[
    str | None,
    option(
        f"What else is to be said of it; {AWAY}.",
        f"Ce qu'il y a d'autre à en dire ; {AWAY}.",
        metavar=told("TEXT", "TEXTE"),
    ),
]
Owner = Annotated[
    str | None,
    option(
        f"The department that is to deal with it, by key or name; {AWAY}.",
        f"La direction qui doit s'en charger, par sa clé ou son nom ; {AWAY}.",
        metavar=told("DEPARTMENT", "DIRECTION"),
    ),
]
Due = Annotated[
    str | None,
    option(f"The day by which: 2026-12-31; {AWAY}.", f"Le jour de l'échéance : 2026-12-31 ; {AWAY}.", metavar="DATE"),
]


@french("""
Noter ce qui a été décidé d'une rupture ; sans rupture, lister les décisions prises.

Les imports suivants les gardent, même quand la rupture a disparu. Une option omise laisse ce qui était là.
""")
def triage(
    rupture: Rupture = None, state: State = None, note: Note = None, owner: Owner = None, due: Due = None,
    format: Format = "table", demo: Demo = False,
) -> None:  # fmt: skip
    """Note what was decided about a rupture; without a rupture, list what was decided.

    Later imports keep it, also while the rupture is gone. An option that is left out leaves what was there.
    """
    settings = load()
    language = settings.language()
    given = {"note": note, "owner": owner, "due": due}
    if rupture is None and any(value is not None for value in given.values()):
        raise WrongUsage(WHICH())
    if rupture is not None and state is None:
        raise WrongUsage(NO_STATE(states="|".join(Triage)))
    said = _said(given)
    purpose = Purpose.ASKING if rupture is None else Purpose.WRITING
    with opened(settings, settings.of(demo), purpose) as gateway:
        if rupture is not None and state is not None:
            _decide(gateway, rupture, state, said, format, language)
        else:
            _list(gateway, format, language)


def _said(given: dict[str, str | None]) -> Noted:
    """What is said with a decision: an option that was left out says nothing, an empty one takes away."""
    said = Noted()
    if given["note"] is not None:
        said["note"] = given["note"] or None
    if given["owner"] is not None:
        said["owner"] = given["owner"] or None
    if given["due"] is not None:
        said["due"] = decisions.parsed(given["due"]) if given["due"] else None
    return said


def _decide(gateway: Gateway, given: str, state: Triage, said: Noted, format: str, language: Language) -> None:
    rupture, said = _named(gateway, given, said)
    former, now = decide(gateway, rupture, state, said)
    if format == "json":
        both = {"former": decisions.fields(former), "new": decisions.fields(now)}
        print(json.dumps({"key": rupture, **both}, ensure_ascii=False))
    elif format == "csv":
        csv.writer(sys.stdout).writerows(decisions.changed(rupture, former, now))
    else:
        print(changed(rupture, former, now, language))
    if former == now:
        say(SAME[language])


def _named(gateway: Gateway, rupture: str, said: Noted) -> tuple[str, Noted]:
    """The rupture that has the key, or had it, and what is said with the key of the department that is named."""
    owner = said.get("owner")
    sought = [one("Rupture", rupture), *([one("Department", owner)] if owner else [])]
    (found,), *department = find(gateway.read, sought)
    return found.key, {**said, "owner": department[0][0].key} if department else said


def _list(gateway: Gateway, format: str, language: Language) -> None:
    found, today = decided(gateway.read), datetime.date.today()
    if format == "json":
        rows = decisions.rows(found, today, language)
        print(json.dumps({"rows": rows, "totalCount": len(rows)}, ensure_ascii=False))
    elif format == "csv":
        csv.writer(sys.stdout).writerows(decisions.lines(found, today, language))
    else:
        print(decisions.table(found, today, language))
