"""What nobody knows yet of what was just imported, and how to find it out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from graph.gateway import Gateway
from graph.language import Language
from graph.saying import Saying, counting, saying
from pages.asked import asked
from pages.telling import Data
from pages.visitor import Visitor
from parcours import paging

ASKED = """
query unknown($keys: [String!]!) {
  restsOn(journeys: $keys) { handoffs undecidedHandoffs }
  toAsk(journeys: $keys, first: 1000) { totalCount rows { departments { key } } }
}
"""
UNKNOWN = saying(
    "{unknown:,} of {all}: {whom}; `parcours ask to-ask --journey {journey}` lists them, "
    "`parcours export journey-table --journey {journey} -o FILE.xlsx` gives the table with what is missing in yellow",
    "{unknown:,} sur {all} : {whom} ; `parcours ask to-ask --journey {journey}` les donne, "
    "`parcours export journey-table --journey {journey} -o FICHIER.xlsx` donne le tableau, en jaune ce qui manque",
)
HANDOFFS = counting(
    "1 hand-off is unknown", "{n:,} hand-offs are unknown", "1 passage de relais est inconnu",
    "{n:,} passages de relais sont inconnus",
)  # fmt: skip


@dataclass(frozen=True)
class Asks:
    """What is asked of some journeys."""

    keys: Sequence[str]
    then: Callable[[Data], Data] | None = None

    @property
    def variables(self) -> Callable[[Visitor], Data]:
        """The journeys."""
        return lambda _: {"keys": list(self.keys)}

    def document(self, visitor: Visitor) -> str:
        """The operation."""
        return ASKED


def told(gateway: Gateway, journeys: Sequence[str], language: Language) -> Saying | None:
    """How much of these journeys is unknown, and whom to ask; None where nothing is."""
    if not journeys:
        return None
    data = paging.told(gateway, Asks(journeys), Visitor("/", {}, language))
    ground = data["restsOn"]
    if not ground["undecidedHandoffs"]:
        return None
    return UNKNOWN(
        unknown=ground["undecidedHandoffs"],
        all=HANDOFFS(ground["handoffs"]),
        whom=asked(data["toAsk"]),
        journey=journeys[0],
    )
