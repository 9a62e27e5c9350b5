"""What imports did to the findings."""

import datetime
import re
from typing import Any

from graph.errors import WrongUsage
from graph.model import Word
from graph.model.derived import Handoff, Rupture
from graph.model.design import Journey, Touchpoint
from graph.model.observed import ImportRun
from graph.model.organisation import Department, Silo
from queries.declare import Arguments, Parameter, Question, shows
from queries.labels import say
from queries.parameters import SCOPE


class ChangeKind(Word):
    """What changed."""

    RUPTURE_NEW = "RUPTURE_NEW", "A rupture that was never there before"
    RUPTURE_REOPENED = "RUPTURE_REOPENED", "A rupture that came back after it was gone, be it since then too"
    RUPTURE_GONE = "RUPTURE_GONE", "A rupture that is no longer there"
    OWNER_GAINED = "OWNER_GAINED", "A department has taken charge of a touchpoint that was there before"
    OWNER_LOST = "OWNER_LOST", "A department no longer has charge of a touchpoint that is still there"
    SILO_GAINED = "SILO_GAINED", "The department of a touchpoint has come to stand in a silo"
    SILO_LOST = "SILO_LOST", "The department of a touchpoint no longer stands in a silo"
    CROSSING_BEGUN = "CROSSING_BEGUN", "A hand-off that was there before now crosses silos"
    CROSSING_ENDED = "CROSSING_ENDED", "A hand-off that is still there no longer crosses silos"


say(
    ChangeKind,
    {
        "RUPTURE_NEW": ("New rupture", "Nouvelle rupture"),
        "RUPTURE_REOPENED": ("Rupture is back", "Rupture revenue"),
        "RUPTURE_GONE": ("Rupture is gone", "Rupture disparue"),
        "OWNER_GAINED": ("Taken charge of", "Pris en charge"),
        "OWNER_LOST": ("Let go", "Abandonné"),
        "SILO_GAINED": ("Now in silo", "Entre dans un silo"),
        "SILO_LOST": ("Left silo", "Sort d'un silo"),
        "CROSSING_BEGUN": ("Now crosses silos", "Franchit désormais un silo"),
        "CROSSING_ENDED": ("Crosses silos no more", "Ne franchit plus de silo"),
    },
)


class Happening:
    """One change."""

    change: ChangeKind = shows("Change", "Changement", "What changed")
    run: ImportRun | None = shows("Import", "Import", "The last import that had a part in it")
    journey: Journey | None = shows("Journey", "Parcours", "The journey, while it exists", none=True)
    rupture: Rupture | None = shows("Rupture", "Rupture", "The rupture", none=True)
    handoff: Handoff | None = shows("Hand-off", "Passage", "The hand-off", none=True)
    touchpoint: Touchpoint | None = shows("Touchpoint", "Point de contact", "The touchpoint", none=True)
    department: Department | None = shows("Department", "Direction", "The department, while it exists", none=True)
    silo: Silo | None = shows("Silo", "Silo", "The silo, while it exists", none=True)


DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def prepare(given: Arguments) -> dict[str, Any]:
    """`after`, the key that the runs which count sort behind: a run's own, or the beginning of a day."""
    since = given.get("since")
    if since is None:
        return {"after": None}
    if DATE.fullmatch(since):
        try:
            return {"after": f"{datetime.date.fromisoformat(since):%Y%m%d}"}
        except ValueError as error:
            raise WrongUsage(f"since: there is no day {since}") from error
    if not re.match(r"\d{8}T", since):
        raise WrongUsage(f"since: {since!r} is neither the key of a run nor a date like 2026-11-23")
    return {"after": since}


QUESTION = Question(
    package=__name__,
    id="what-changed",
    sentence={
        "en": "What has changed since {since}?",
        "fr": "Qu'est-ce qui a changé depuis {since} ?",
    },
    doc=(
        "Ruptures that are new, back or gone; touchpoints that gained or lost an owner or a silo; hand-offs that began or "
        "stopped crossing silos while they stayed: all that the imports after the given one did, taken together. Without "
        "a run or a date, what the last import that changed something did."
    ),
    parameters=(
        Parameter(
            "since",
            str,
            "The key of an import, or a date (2026-11-23)",
            otherwise=("the import before the last", "l'avant-dernier import"),
        ),
        *SCOPE,
    ),
    row=Happening,
    identity=("change", "rupture", "handoff", "touchpoint", "department", "silo"),
    example="--since 2026-01-01",
    prepare=prepare,
)
