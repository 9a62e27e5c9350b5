"""What imports did to the maps and to the findings."""

from typing import Any

from graph.language import both
from graph.model import Anything, Volume
from graph.model.derived import Handoff, Rupture
from graph.model.design import Journey, Touchpoint
from graph.model.observed import ImportRun
from graph.model.organisation import Department, Silo
from queries.declare import Arguments, Labelled, Moment, Parameter, Question, shows
from queries.moments import since
from queries.parameters import SCOPE


class ChangeKind(Labelled):
    """What changed."""

    RUPTURE_NEW = "RUPTURE_NEW", "New rupture", "Nouvelle rupture", "A rupture that was never there before"
    RUPTURE_REOPENED = (
        "RUPTURE_REOPENED",
        "Rupture is back",
        "Rupture revenue",
        "A rupture that came back after it was gone, be it since then too",
    )
    RUPTURE_GONE = "RUPTURE_GONE", "Rupture is gone", "Rupture disparue", "A rupture that is no longer there"
    OWNER_GAINED = (
        "OWNER_GAINED",
        "Taken charge of",
        "Pris en charge",
        "A department has taken charge of a touchpoint that was there before",
    )
    OWNER_LOST = (
        "OWNER_LOST",
        "Let go",
        "Abandonné",
        "A department no longer has charge of a touchpoint that is still there",
    )
    SILO_GAINED = (
        "SILO_GAINED",
        "Now in silo",
        "Entre dans un silo",
        "The department of a touchpoint has come to stand in a silo",
    )
    SILO_LOST = "SILO_LOST", "Left silo", "Sort d'un silo", "The department of a touchpoint no longer stands in a silo"
    CROSSING_BEGUN = (
        "CROSSING_BEGUN",
        "Now crosses silos",
        "Franchit désormais un silo",
        "A hand-off that was there before now crosses silos",
    )
    CROSSING_ENDED = (
        "CROSSING_ENDED",
        "Crosses silos no more",
        "Ne franchit plus de silo",
        "A hand-off that is still there no longer crosses silos",
    )
    ELEMENT_ADDED = (
        "ELEMENT_ADDED",
        "Added",
        "Ajouté",
        "A journey, phase, step or touchpoint is on a map that was not there before",
    )
    ELEMENT_REMOVED = (
        "ELEMENT_REMOVED",
        "Removed",
        "Retiré",
        "A journey, phase, step or touchpoint is on no map any more",
    )
    ELEMENT_RENAMED = (
        "ELEMENT_RENAMED",
        "Renamed",
        "Renommé",
        "A journey, phase, step or touchpoint is called something else",
    )
    ELEMENT_MOVED = (
        "ELEMENT_MOVED",
        "Moved",
        "Déplacé",
        "A step stands in another phase, a phase or step changed places with others, a touchpoint is on another channel",
    )
    VOLUME_CHANGED = "VOLUME_CHANGED", "Volume changed", "Volume modifié", "A touchpoint has another volume"
    EMOTION_CHANGED = (
        "EMOTION_CHANGED",
        "Emotion changed",
        "Émotion modifiée",
        "Customers feel something else at a touchpoint",
    )
    MORE_NOT_KEPT = (
        "MORE_NOT_KEPT",
        "More changes, not kept",
        "Autres changements, non conservés",
        "An import made more changes than it keeps",
    )


class NewWords:
    """What something is called, or where it stands, before and after."""

    before: str | None = shows("Before", "Avant", "What it was")
    after: str | None = shows("After", "Après", "What it is now")


class NewVolume:
    """Contacts a year before and after."""

    before: Volume | None = shows("Before", "Avant", "Contacts a year before")
    after: Volume | None = shows("After", "Après", "Contacts a year now")


class NewEmotion:
    """What customers feel before and after, from -2 (worst) to 2 (best)."""

    before: float | None = shows("Before", "Avant", "What they felt before")
    after: float | None = shows("After", "Après", "What they feel now")


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
    element: Anything | None = shows("Element", "Élément", "What changed on a map, while it exists", none=True)
    key: str | None = shows("Key", "Clé", "The key of what changed on a map", none=True)
    called: str | None = shows("Called", "Nommé", "What it is called, or was when it went", none=True)
    name: NewWords | None = shows("Name", "Nom", "What it was called before, and is now", none=True)
    place: NewWords | None = shows(
        "Place", "Place", "Where it stood before, and stands now: a phase, a channel, or a number in order", none=True
    )
    volume: NewVolume | None = shows("Volume", "Volume", "Its volume before and now", none=True)
    emotion: NewEmotion | None = shows("Emotion", "Émotion", "What customers felt before and feel now", none=True)
    more: int | None = shows("How many more", "Combien d'autres", "Changes that the import did not keep", none=True)


def prepare(given: Arguments) -> dict[str, Any]:
    """`after`, what the keys of the runs that count sort behind; null for the runs of the last command."""
    moment = given.get("since")
    return {"after": None if moment is None else since(moment)}


QUESTION = Question(
    package=__name__,
    id="what-changed",
    sentence=both(
        "What has changed [since {since}|with the last command that changed anything]?",
        "Qu'est-ce qui a changé [depuis {since}|avec la dernière commande qui a changé quelque chose] ?",
    ),
    doc=both(
        "Ruptures that are new, back or gone; touchpoints that gained or lost an owner or a silo; hand-offs that began or "
        "stopped crossing silos while they stayed; and the maps themselves: what was added, removed, renamed or moved, "
        "volumes and emotions. All that the imports since the given moment did, or those after the given one, taken "
        "together: what changed and changed back is no row. Without one, all that the last command did which changed "
        "something, however many imports it made.",
        "Les ruptures apparues, revenues ou disparues ; les points de contact qui ont gagné ou perdu un "
        "responsable ou un silo ; les passages de relais qui, tout en restant, se sont mis à changer de silo ou "
        "ont cessé de le faire ; et les cartes elles-mêmes : ce qui a été ajouté, retiré, renommé ou déplacé, les"
        " volumes et les émotions. Tout ce qu'ont fait les imports depuis le moment donné, ou ceux qui suivent "
        "l'import donné, pris ensemble : ce qui a changé puis changé en sens inverse ne fait pas de ligne. Sans "
        "moment, tout ce qu'a fait la dernière commande qui a changé quelque chose, quel que soit le nombre de "
        "ses imports.",
    ),
    parameters=(
        Parameter(
            "since",
            Moment,
            both(
                "A date (2026-11-23), a date and time (2026-11-23T14:30), `yesterday`, `today`, or the key of an import or "
                "the id of a command",
                "Une date (2026-11-23), une date et une heure (2026-11-23T14:30), `hier`, `aujourd'hui`, la clé d'un "
                "import ou l'identifiant d'une commande",
            ),
        ),
        *SCOPE,
    ),
    row=Happening,
    identity=("change", "rupture", "handoff", "touchpoint", "department", "silo", "key", "run"),
    example="--since 2026-01-01",
    prepare=prepare,
    takes=500,
)
