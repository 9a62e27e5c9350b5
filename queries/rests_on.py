"""What an answer rests on: how much of what lies in its scope is known, described and proven."""

import importlib.resources

from graph.cypher import Cypher
from queries.composing import put_in
from queries.declare import Arguments, shows


class RestsOn:
    """How much of what lies in the scope of an answer is known, described and proven."""

    journeys: int = shows("Journeys", "Parcours", "Journeys in scope")
    touchpoints: int = shows("Touchpoints", "Points de contact", "Touchpoints in scope, missing ones too")
    handoffs: int = shows("Hand-offs", "Passages de relais", "Hand-offs in scope")
    undecidedHandoffs: int = shows(
        "Hand-offs of unknown status",
        "Passages d'état inconnu",
        "Hand-offs of which nobody can say whether they are sound",
    )
    unknownVolumes: int = shows(
        "Touchpoints of unknown volume", "Points de contact de volume inconnu", "Existing touchpoints of unknown volume"
    )
    unknownOwners: int = shows(
        "Touchpoints that nobody handles",
        "Points de contact sans direction connue",
        "Touchpoints that nobody is known to handle",
    )
    unknownNeeds: int = shows(
        "Touchpoints whose needs are unstated",
        "Points de contact aux besoins non dits",
        "Existing touchpoints of which nobody said what they need",
    )
    unknownFeelings: int = shows(
        "Touchpoints without a feeling",
        "Points de contact sans ressenti",
        "Touchpoints with neither emotion nor qualification",
    )
    stubs: int = shows(
        "Stubs",
        "Éléments non décrits",
        "Channels, departments, systems and objects that touchpoints refer to and nobody described",
    )
    hypotheses: int = shows(
        "Touchpoints without evidence", "Points de contact sans preuve", "Touchpoints that no evidence supports"
    )


def rests_on(given: Arguments) -> Cypher:
    """The statement that counts it, one map called `restsOn`; its parameters are those of the scope."""
    return put_in(importlib.resources.files("queries").joinpath("rests-on.cypher").read_text(encoding="utf-8"), given)
