"""`parcours triage`: what people decide about a rupture, and what they decided."""

import datetime
from typing import Annotated

from graph.acts.acting import LOCAL, Signed, acting
from graph.acts.triage import Noted
from graph.acts.triage import triage as decide
from graph.errors import WrongUsage
from graph.gateway import Gateway
from graph.language import Language
from graph.model.words import Triage
from parcours import decisions
from parcours.closed import choices, reading
from parcours.help import argument, option
from parcours.language import french, told
from parcours.opening import Purpose, opened, say
from parcours.options import Demo, Format
from parcours.output import as_json, give
from parcours.settings import load
from queries.decided import decided
from queries.names import find
from queries.names.sought import one
from wording.cells import called
from wording.decisions import NO_STATE, SAME, WHICH, changed
from wording.sheets import written

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
    rupture, said, owner = _named(gateway, given, said)
    with acting(gateway, Signed(LOCAL)) as act:
        ((former, now),) = decide(act, [rupture], state, said).values()
    if format == "json":
        both = {"former": decisions.fields(former), "new": decisions.fields(now)}
        give(as_json({"key": rupture, **both}))
    elif format == "csv":
        give(written(decisions.changed(rupture, former, now)))
    else:
        give(changed(rupture, former, now, owner, language))
    if former == now:
        say(SAME[language])


def _named(gateway: Gateway, rupture: str, said: Noted) -> tuple[str, Noted, str]:
    """The rupture that has the key, or had it; what is said with the key of the department that is named; its name."""
    owner = said.get("owner")
    sought = [one("Rupture", rupture), *([one("Department", owner)] if owner else [])]
    (found,), *named = find(gateway.read, sought)
    if not named:
        return found.key, said, ""
    ((department,),) = named
    return found.key, {**said, "owner": department.key}, called(department.node or {"key": department.key})


def _list(gateway: Gateway, format: str, language: Language) -> None:
    found, today = decided(gateway.read), datetime.date.today()
    if format == "json":
        rows = decisions.rows(found, today, language)
        give(as_json({"rows": rows, "totalCount": len(rows)}))
    elif format == "csv":
        give(written(decisions.lines(found, today, language)))
    else:
        give(decisions.table(found, today, language))
