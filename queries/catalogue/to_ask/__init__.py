"""What nobody has said yet, whom to ask, and what the answer would decide."""

from graph.language import both
from graph.model import Anything, Volume
from graph.model.derived import Handoff
from graph.model.design import InformationObject, Journey
from graph.model.organisation import Department
from queries.catalogue.to_ask.compute import ToAskFacts, to_ask
from queries.catalogue.to_ask.drawing import draw
from queries.catalogue.to_ask.kinds import Unsaid
from queries.declare import Question, shows
from queries.parameters import DEPARTMENT, SCOPE


class ToAsk:
    """One question to somebody."""

    kind: Unsaid = shows("About", "Sujet", "What nobody has said yet")
    sentence: str = shows(
        "Question", "Question", "The question in the words of who is asked, in the language of who asks"
    )
    element: Anything = shows("Element", "Élément", "The touchpoint, step or system that it is about")
    object: InformationObject | None = shows(
        "Object", "Information", "The information object that it is about", none=True
    )
    departments: list[Department] = shows(
        "Ask", "À demander à", "The departments to ask, by key; none where nobody is known who could tell"
    )
    journeys: list[Journey] = shows("Journeys", "Parcours", "The journeys that it is about, by key")
    handoffs: list[Handoff] = shows(
        "Decides", "Décide", "The hand-offs of unknown status that wait for the answer, by key", card="key"
    )
    volume: Volume | None = shows(
        "Customers a year",
        "Clients par an",
        "The volume of these hand-offs; null when one is unknown, or there is none",
    )
    knownVolume: float = shows("At least known", "Volume connu", "The high ends of the volumes that are known, summed")


QUESTION = Question(
    package=__name__,
    id="to-ask",
    sentence=both(
        "What do we have to find out[ from {department}|, from whom], and what would it decide?",
        "Que reste-t-il à découvrir[ auprès de {department}|, auprès de qui], et que déciderait la réponse ?",
    ),
    doc=both(
        "A row for each question. Whatever is answered, a hand-off whose status is unknown has a question until it has "
        "none any more: what has to be known at a touchpoint, which applications it uses, where what the customer gives is "
        "recorded, what a system that nobody described does, where what is needed was given. Most hand-offs decided first, "
        "then the largest known volume. Last what decides none: who handles a touchpoint, how many contacts there are, "
        "where a step is expected.",
        "Une ligne par question. Quoi qu'on réponde, un passage de relais d'état inconnu a une question tant qu'il "
        "le reste : ce qu'il faut savoir à un point de contact, quelles applications il utilise, où s'enregistre ce "
        "que donne le client, ce que fait une application que nul n'a décrite, où a été donné ce qu'il faut. D'abord "
        "ce qui décide le plus de passages, puis le plus grand volume connu. En dernier ce qui n'en décide aucun : "
        "qui s'occupe d'un point de contact, combien de contacts il y a, où une étape est attendue.",
    ),
    parameters=(DEPARTMENT, *SCOPE[:3]),
    row=ToAsk,
    identity=("kind", "element", "object"),
    example="",
    facts=ToAskFacts,
    compute=to_ask,
    draw=draw,
    takes=1700,
)
