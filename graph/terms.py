"""What people call the nodes of each label: one of them, and several."""

from typing import NamedTuple

from graph.language import Told, both
from graph.model import MODEL
from graph.saying import Saying


class Term(NamedTuple):
    """The words for one node of a label, and for several."""

    one: Told
    several: Told

    def said(self, many: bool = False) -> Saying:
        """The words, as a part of what is said."""
        return Saying(self.several if many else self.one, {})


def _term(one: str, several: str, un: str, plusieurs: str) -> Term:
    return Term(both(one, un), both(several, plusieurs))


TERMS: dict[str, Term] = {
    "Journey": _term("journey", "journeys", "parcours", "parcours"),
    "Phase": _term("phase", "phases", "phase", "phases"),
    "Step": _term("step", "steps", "étape", "étapes"),
    "Touchpoint": _term("touchpoint", "touchpoints", "point de contact", "points de contact"),
    "Channel": _term("channel", "channels", "canal", "canaux"),
    "Persona": _term("persona", "personas", "persona", "personas"),
    "Need": _term("need", "needs", "besoin", "besoins"),
    "InformationObject": _term("information object", "information objects", "information", "informations"),
    "System": _term("system", "systems", "application", "applications"),
    "Opportunity": _term("opportunity", "opportunities", "piste d'amélioration", "pistes d'amélioration"),
    "Department": _term("department", "departments", "direction", "directions"),
    "Position": _term("position", "positions", "poste", "postes"),
    "Silo": _term("silo", "silos", "silo", "silos"),
    "Measure": _term("measure", "measures", "mesure", "mesures"),
    "Flow": _term("flow", "flows", "flux observé", "flux observés"),
    "Route": _term("route", "routes", "chemin observé", "chemins observés"),
    "Source": _term("source", "sources", "source", "sources"),
    "ImportRun": _term("import", "imports", "import", "imports"),
    "Evidence": _term("piece of evidence", "evidence", "preuve", "preuves"),
    "Handoff": _term("hand-off", "hand-offs", "passage de relais", "passages de relais"),
    "Rupture": _term("rupture", "ruptures", "rupture", "ruptures"),
    "FieldChange": _term("change", "changes", "changement", "changements"),
}
"""By label; a test names those without."""


def term(label: str) -> Term:
    """The words for nodes of a label; its names in the API where nobody has others."""
    node = MODEL[label]
    return TERMS.get(label) or _term(node.singular, node.plural, node.singular, node.plural)
