"""Where the customer has to give again what was given before."""

from graph.language import both
from graph.model import Volume
from graph.model.design import InformationObject, Journey, System, Touchpoint
from queries.declare import Question, shows
from queries.parameters import SCOPE


class RepeatedAsk:
    """An object that is given at one touchpoint, and again at a later one that cannot read it."""

    journey: Journey = shows("Journey", "Parcours", "The journey")
    object: InformationObject = shows("What", "Quoi", "What is given twice")
    from_: Touchpoint = shows("Given at", "Donné à", "Where it was given before")
    to: Touchpoint = shows("Again at", "Redemandé à", "Where it is given again")
    storedIn: list[System] = shows("Stored in", "Enregistré dans", "The systems in which it was stored before")
    usedThere: list[System] = shows("Used there", "Utilisé là", "The systems in use where it is given again")
    volume: Volume | None = shows("Contacts a year", "Contacts par an", "The volume of the touchpoint that asks again")


QUESTION = Question(
    package=__name__,
    id="repeated-asks",
    sentence=both(
        "Where must the customer give again what was already given?",
        "Où le client doit-il redonner ce qu'il a déjà donné ?",
    ),
    doc=both(
        "An object is produced again downstream of a touchpoint that produced it, with nothing in between that produces "
        "it, and the first one's cannot be read there: the systems in which it was stored are known, those in use are "
        "known, and no feed leads from the former to the latter. The largest volume first.",
        "Une information est recueillie de nouveau en aval d'un point de contact qui l'avait recueillie, sans "
        "rien entre les deux qui la recueille, et celle du premier n'y est pas lisible : on sait dans quelles "
        "applications elle a été enregistrée, on sait lesquelles sont utilisées, et aucun flux de données ne mène"
        " des premières aux secondes. Le plus grand volume d'abord.",
    ),
    parameters=SCOPE,
    row=RepeatedAsk,
    identity=("from", "to", "object"),
    example="",
    takes=1050,
)
