"""Hand-offs between each two channels, departments or silos."""

from graph.language import both
from graph.model import Anything, Volume
from queries.catalogue.handoff_matrix.drawing import draw
from queries.declare import Labelled, Parameter, Question, shows
from queries.parameters import SCOPE


class MatrixSide(Labelled):
    """What stands on both sides of a matrix."""

    CHANNEL = "CHANNEL", "channels", "canaux", "Channels"
    DEPARTMENT = "DEPARTMENT", "departments", "directions", "Departments that handle the touchpoints"
    SILO = "SILO", "silos", "silos", "Silos in which these departments stand"


class MatrixCell:
    """The hand-offs from one to another."""

    from_: Anything | None = shows("From", "De", "Where the customer leaves; null where nobody said")
    to: Anything | None = shows("To", "À", "Where the customer arrives; null where nobody said")
    handoffs: int = shows("Hand-offs", "Passages", "How many there are")
    broken: int = shows("Broken", "Rompus", "How many of them are broken")
    unknown: int = shows("Unknown", "Inconnus", "Of how many nobody can say")
    sound: int = shows("Sound", "Fluides", "How many are sound")
    volume: Volume | None = shows(
        "Customers a year", "Clients par an", "The sum of their volumes; null when one is unknown"
    )
    unknownVolumes: int = shows("Unknown volumes", "Volumes inconnus", "Of how many the volume is unknown")


QUESTION = Question(
    package=__name__,
    id="handoff-matrix",
    sentence=both(
        "How many hand-offs, broken and sound, between each two [{by}|channels, departments or silos]?",
        "Combien de passages, rompus ou fluides, entre chaque paire de [{by}|canaux, directions ou silos] ?",
    ),
    doc=both(
        "One row for each cell that is not empty, by the keys of its two sides. A touchpoint that several departments "
        "handle counts once for each of them.",
        "Une ligne par case qui n'est pas vide, par les clés de ses deux côtés. Un point de contact que plusieurs"
        " directions prennent en charge compte une fois pour chacune.",
    ),
    parameters=(
        Parameter("by", MatrixSide, both("What stands on both sides", "Ce qui est des deux côtés"), default="CHANNEL"),
        *SCOPE,
    ),
    row=MatrixCell,
    identity=("from", "to"),
    example="--by silo",
    draw=draw,
    takes=600,
)
