"""Where journeys break."""

from graph.model.words import RuptureKind
from queries.declare import Parameter, Question
from queries.language import both
from queries.parameters import FROM, RESOLVED, SCOPE, TO

KIND = Parameter("kind", RuptureKind, "Only ruptures of these kinds", many=True)

QUESTION = Question(
    package=__name__,
    id="ruptures",
    sentence=both(
        "Where do journeys break from {from} to {to}, and why?",
        "Où les parcours se rompent-ils de {from} à {to}, et pourquoi ?",
    ),
    doc=(
        "Context that is lost, a channel that the customer is forced to leave or does not find, a dead end, a silence: "
        "each with its witness, the nodes by which it can be checked by hand. The largest volume first. When exactly each "
        "kind holds stands in docs/ruptures.md, in French in docs/fr/ruptures.md."
    ),
    parameters=(FROM, TO, KIND, RESOLVED, *SCOPE),
    row=None,
    identity=("key",),
    example="--kind FORCED_SWITCH",
    connection="ruptures",
)
