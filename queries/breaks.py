"""What the questions about hand-offs and ruptures share: the proof."""

from graph.model import Anything
from graph.model.words import WitnessRole
from queries.declare import shows

NAMED = (
    "id key ... on Touchpoint { name step { text } channel { name } } ... on Step { text } ... on Channel { name } "
    "... on System { name } ... on InformationObject { name } ... on Persona { name }"
)


class Proof:
    """One node of the proof of a rupture, with the part that it plays."""

    role: WitnessRole = shows("Role", "Rôle", "The part that it plays")
    node: Anything = shows("Node", "Élément", "The node", card=NAMED)
