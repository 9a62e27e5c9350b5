"""Which hand-offs break."""

from graph.model.words import HandoffStatus
from queries.declare import Question
from queries.language import both
from queries.parameters import FROM, SCOPE, TO

QUESTION = Question(
    package=__name__,
    id="broken-handoffs",
    sentence=both(
        "Which hand-offs break from {from} to {to}?",
        "Quels passages de relais se rompent de {from} à {to} ?",
    ),
    doc=(
        "A hand-off is a change of channel or of department on the customer's way. It is broken when what the customer "
        "gave is lost on it, or when the customer has to leave the channel that is expected. The largest volume first."
    ),
    parameters=(FROM, TO, *SCOPE),
    row=None,
    identity=("key",),
    example="--from website --to call-centre",
    connection="handoffs",
    fixed=f"{{status: {{eq: {HandoffStatus.BROKEN}}}}}",
)
