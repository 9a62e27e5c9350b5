"""Departments that stand on one side only, in words, with their likeliest match on the other."""

from graph.language import Language, both
from queries.link import Match, Unlinked
from wording.writing import listed

JOURNEYS = both("Named by journeys, in no org chart", "Nommées par des parcours, dans aucun organigramme")
CHARTS = both("In an org chart, named by no journey", "Dans un organigramme, nommées par aucun parcours")
HEADS = (
    both("Department", "Direction"),
    both("Name", "Nom"),
    both("Named", "Citations"),
    both("Likeliest", "Le plus probable"),
    both("Why", "Pourquoi"),
)
NONE = both("none", "aucune")
HINT = both(
    "Nothing is linked yet: a mapping says departments: {their name: the key that journeys use}",
    "Rien n'est encore lié : un mapping dit departments: {leur nom: la clé que citent les parcours}",
)
SAME = both("the same name", "le même nom")
SHARED = both("both say {}", "les deux disent {}")


def why(match: Match, language: Language) -> str:
    """What speaks for a match."""
    return SAME[language] if match.same else SHARED[language].format(listed(match.shared, language))


def cells(unlinked: Unlinked, language: Language) -> list[str]:
    """A department, and its likeliest match with what speaks for it."""
    department, match = unlinked.department, unlinked.match
    likeliest = f"{match.department.key}\n{match.department.name or ''}".strip() if match else ""
    reason = f"{why(match, language)} ({match.score:.0%})" if match else ""
    return [department.key, department.name or "", str(department.named), likeliest, reason]
