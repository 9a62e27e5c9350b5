"""What the questions about hand-offs and ruptures share: the proof, and the table that can be read aloud."""

from collections.abc import Sequence

from graph.language import Language, Told, both
from graph.model import Anything
from graph.model.words import WitnessRole
from queries.declare import shows
from queries.drawing import Drawing

NAMED = (
    "id key ... on Touchpoint { name step { text } channel { name } } ... on Step { text } ... on Channel { name } "
    "... on System { name } ... on InformationObject { name } ... on Persona { name }"
)


class Proof:
    """One node of the proof of a rupture, with the part that it plays."""

    role: WitnessRole = shows("Role", "Rôle", "The part that it plays")
    node: Anything = shows("Node", "Élément", "The node", card=NAMED)


JOURNEY, WHY = both("Journey", "Parcours"), both("Why", "Pourquoi")
WHOSE, A_YEAR = both("Whose", "Responsables"), both("How many a year", "Combien par an")


def drawn(heads: Sequence[Told], lines: Sequence[Sequence[str]], language: Language) -> list[Drawing]:
    """One table, a line for each row; how many a year is set to the right."""
    return [Drawing([head[language] for head in heads], lines, numbers=(heads.index(A_YEAR),), by_row=True)]
