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
    doc=(
        "A row for each pair of departments that the two ends stand for: a department itself, those that operate a "
        "channel, stand in a silo or run a system. The nearest pair first; none across trees."
    ),
    parameters=(
        replace(FROM, required=True, doc="One side: a department, or what stands for departments"),
        replace(TO, required=True, doc="The other side"),
    ),
    row=CommonManager,
    identity=("from", "to"),
    example="--from website --to call-centre",
    scoped=False,
)
