"""What can be unsaid, and how it is asked for, in the words of who can tell."""

from collections.abc import Mapping

from graph.language import Language, Told, both
from queries.declare import Labelled


class Unsaid(Labelled):
    """What nobody has said yet."""

    NEEDS = "NEEDS", "What has to be known", "Ce qu'il faut savoir", "What has to be known at a touchpoint"
    USES = "USES", "Applications", "Applications", "The applications that a touchpoint uses"
    PRODUCES = "PRODUCES", "Where it was given", "Où cela a été donné", "Where an object that is needed is given before"
    STORES = (
        "STORES",
        "Where it is recorded",
        "Où cela s'enregistre",
        "Where an object is recorded, or what a system records",
    )
    FEEDS = "FEEDS", "Who else gets it", "Qui d'autre le reçoit", "To which systems a system hands on an object"
    HANDLED_BY = "HANDLED_BY", "Who deals with it", "Qui s'en occupe", "Who handles a touchpoint"
    VOLUME = "VOLUME", "How many", "Combien", "The volume of a touchpoint"
    EXPECTED_ON = "EXPECTED_ON", "Where it is expected", "Où c'est attendu", "The channels on which a step is expected"


TOUCHPOINT: Mapping[Unsaid, Told] = {
    Unsaid.NEEDS: both(
        "When a customer is at “{step}” ({channel}), what do you have to know?",
        "Quand un client en est à « {step} » ({channel}), que devez-vous savoir ?",
    ),
    Unsaid.USES: both(
        "When a customer is at “{step}” ({channel}), in which applications do you read what you have to know, and record "
        "what the customer gives you?",
        "Quand un client en est à « {step} » ({channel}), dans quelles applications lisez-vous ce qu'il vous faut, et "
        "enregistrez-vous ce qu'il vous donne ?",
    ),
    Unsaid.PRODUCES: both(
        "When a customer is at “{step}” ({channel}), you need “{object}”: where was it given before, or does the customer "
        "bring it along?",
        "Quand un client en est à « {step} » ({channel}), il vous faut « {object} » : où cela a-t-il été donné auparavant, ou "
        "le client l'apporte-t-il lui-même ?",
    ),
    Unsaid.STORES: both(
        "When a customer is at “{step}” ({channel}), in which application do you record “{object}”?",
        "Quand un client en est à « {step} » ({channel}), dans quelle application enregistrez-vous « {object} » ?",
    ),
    Unsaid.HANDLED_BY: both(
        "Who deals with a customer who is at “{step}” ({channel})?",
        "Qui s'occupe du client qui en est à « {step} » ({channel}) ?",
    ),
    Unsaid.VOLUME: both(
        "How many times a year does this happen: “{step}” ({channel})?",
        "Combien de fois par an cela arrive-t-il : « {step} » ({channel}) ?",
    ),
}
"""What is asked about a touchpoint."""

SYSTEM: Mapping[Unsaid, Told] = {
    Unsaid.STORES: both(
        "What is recorded in {system}, and to which other applications does it hand it on?",
        "Qu'enregistre-t-on dans {system}, et à quelles autres applications cela est-il transmis ?",
    ),
    Unsaid.FEEDS: both(
        "{system} gets “{object}”: to which other applications does it hand it on?",
        "{system} reçoit « {object} » : à quelles autres applications cela est-il transmis ?",
    ),
}
"""What is asked about a system that nobody described."""

STEP: Mapping[Unsaid, Told] = {
    Unsaid.EXPECTED_ON: both(
        "“{step}”: on which channels do customers expect to be able to do this?",
        "« {step} » : sur quels canaux les clients s'attendent-ils à pouvoir le faire ?",
    ),
}
"""What is asked about a step."""

ASKED = {"Touchpoint": TOUCHPOINT, "System": SYSTEM, "Step": STEP}


def sentence(kind: Unsaid, label: str, names: Mapping[str, str], language: Language) -> str:
    """The question, with the names of what it is about."""
    return ASKED[label][kind][language].format(**names)
