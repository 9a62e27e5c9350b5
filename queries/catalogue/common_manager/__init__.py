"""Who stands above two departments."""

from dataclasses import replace

from graph.language import both
from graph.model.organisation import Department, Position
from queries.declare import Question, shows
from queries.parameters import FROM, TO


class CommonManager:
    """Two departments, and the lowest one above both."""

    from_: Department = shows("Department", "Direction", "One department")
    to: Department = shows("And", "Et", "The other")
    commonDepartment: Department | None = shows("Under", "Sous", "The lowest that is above both, or is one of them")
    distance: int | None = shows("Steps up", "Échelons", "Steps up from the one plus steps up from the other")
    heads: list[Position] = shows("Headed by", "Dirigée par", "The posts that head the common department")


QUESTION = Question(
    package=__name__,
    id="common-manager",
    sentence=both(
        "Who stands above both {from} and {to}, and how far up?",
        "Qui se trouve au-dessus de {from} et de {to}, et à quelle distance ?",
    ),
    doc=both(
        "A row for each pair of departments that the two ends stand for: a department itself, those that operate a "
        "channel, stand in a silo or run a system. The nearest pair first; none across trees.",
        "Une ligne par paire de directions que désignent les deux côtés : une direction elle-même, celles qui "
        "exploitent un canal, sont dans un silo ou gèrent une application. La paire la plus proche d'abord ; "
        "aucune d'un arbre à l'autre.",
    ),
    parameters=(
        replace(
            FROM,
            required=True,
            doc=both(
                "One side: a department, or what stands for departments",
                "Un côté : une direction, ou ce qui en désigne",
            ),
        ),
        replace(TO, required=True, doc=both("The other side", "L'autre côté")),
    ),
    row=CommonManager,
    identity=("from", "to"),
    example="--from website --to call-centre",
    scoped=False,
)
