"""What labels and relations are called, one and several of them, in every language."""

from collections.abc import Callable
from dataclasses import dataclass

from graph.saying import Saying, counting


@dataclass(frozen=True)
class Noun:
    """The name of a kind of node or edge: how many there are of it, and whether it is feminine in French."""

    counted: Callable[[int], Saying]
    feminine: bool = False


def _noun(one: str, many: str, un: str, plusieurs: str, *, feminine: bool = False) -> Noun:
    how_many = counting(f"1 {one}", f"{{n:,}} {many}", f"1 {un}", f"{{n:,}} {plusieurs}")
    return Noun(how_many, feminine)


NOUNS = {
    "Journey": _noun("journey", "journeys", "parcours", "parcours"),
    "Phase": _noun("phase", "phases", "macro-étape", "macro-étapes", feminine=True),
    "Step": _noun("step", "steps", "étape", "étapes", feminine=True),
    "Touchpoint": _noun("touchpoint", "touchpoints", "point de contact", "points de contact"),
    "Channel": _noun("channel", "channels", "canal", "canaux"),
    "Persona": _noun("persona", "personas", "persona", "personas"),
    "Need": _noun("need", "needs", "besoin", "besoins"),
    "InformationObject": _noun(
        "piece of information", "pieces of information", "information", "informations", feminine=True
    ),
    "System": _noun("system", "systems", "application", "applications", feminine=True),
    "Opportunity": _noun("opportunity", "opportunities", "amélioration", "améliorations", feminine=True),
    "Department": _noun("department", "departments", "direction", "directions", feminine=True),
    "Position": _noun("position", "positions", "poste", "postes"),
    "Silo": _noun("silo", "silos", "silo", "silos"),
    "Measure": _noun("measure", "measures", "mesure", "mesures", feminine=True),
    "Flow": _noun("flow", "flows", "flux de clients", "flux de clients"),
    "Route": _noun("route", "routes", "enchaînement de canaux", "enchaînements de canaux"),
    "Source": _noun("source", "sources", "source", "sources", feminine=True),
    "ImportRun": _noun("import", "imports", "import", "imports"),
    "Evidence": _noun("piece of evidence", "pieces of evidence", "preuve", "preuves", feminine=True),
    "Handoff": _noun("hand-off", "hand-offs", "passage de relais", "passages de relais"),
    "Rupture": _noun("rupture", "ruptures", "rupture", "ruptures", feminine=True),
    "FieldChange": _noun(
        "change of a field", "changes of fields", "modification de champ", "modifications de champs", feminine=True
    ),
    "Record": _noun("contact", "contacts", "contact", "contacts"),
    "FOR": _noun("persona of a journey", "personas of journeys", "persona d'un parcours", "personas de parcours"),
    "HAS_PHASE": _noun(
        "place of a phase", "places of phases", "place de macro-étape", "places de macro-étapes", feminine=True
    ),
    "HAS_STEP": _noun("place of a step", "places of steps", "place d'étape", "places d'étapes", feminine=True),
    "HAS_TOUCHPOINT": _noun(
        "place of a touchpoint",
        "places of touchpoints",
        "place de point de contact",
        "places de points de contact",
        feminine=True,
    ),
    "ALTERNATIVE_TO": _noun("alternative", "alternatives", "alternative", "alternatives", feminine=True),
    "BRINGS": _noun(
        "piece of information brought along",
        "pieces of information brought along",
        "information apportée par le client",
        "informations apportées par le client",
        feminine=True,
    ),
    "CONTRIBUTED_BY": _noun("contribution", "contributions", "contribution", "contributions", feminine=True),
    "NEXT": _noun("transition", "transitions", "transition", "transitions", feminine=True),
    "SERVES": _noun("need of a step", "needs of steps", "besoin d'une étape", "besoins d'étapes"),
    "EXPECTED_ON": _noun("expected channel", "expected channels", "canal attendu", "canaux attendus"),
    "DETAILED_BY": _noun("detail of a step", "details of steps", "détail d'une étape", "détails d'étapes"),
    "ON": _noun(
        "channel of a touchpoint",
        "channels of touchpoints",
        "canal d'un point de contact",
        "canaux de points de contact",
    ),
    "HANDLED_BY": _noun(
        "department in charge", "departments in charge", "direction en charge", "directions en charge", feminine=True
    ),
    "RELIES_ON": _noun(
        "supporting department", "supporting departments", "direction en appui", "directions en appui", feminine=True
    ),
    "USES": _noun(
        "use of a system",
        "uses of systems",
        "utilisation d'une application",
        "utilisations d'applications",
        feminine=True,
    ),
    "PRODUCES": _noun(
        "piece of information given",
        "pieces of information given",
        "information recueillie",
        "informations recueillies",
        feminine=True,
    ),
    "NEEDS": _noun(
        "piece of information needed",
        "pieces of information needed",
        "information nécessaire",
        "informations nécessaires",
        feminine=True,
    ),
    "LEADS_TO": _noun(
        "way from touchpoint to touchpoint",
        "ways from touchpoint to touchpoint",
        "enchaînement de points de contact",
        "enchaînements de points de contact",
    ),
    "FELT_BY": _noun("feeling", "feelings", "ressenti", "ressentis"),
    "OPERATED_BY": _noun(
        "department that runs a channel",
        "departments that run channels",
        "direction en charge d'un canal",
        "directions en charge de canaux",
        feminine=True,
    ),
    "RUNS_ON": _noun(
        "system of a channel", "systems of channels", "application d'un canal", "applications de canaux", feminine=True
    ),
    "PREFERS": _noun("preferred channel", "preferred channels", "canal préféré", "canaux préférés"),
    "STORES": _noun(
        "piece of information stored",
        "pieces of information stored",
        "information enregistrée",
        "informations enregistrées",
        feminine=True,
    ),
    "FEEDS": _noun("feed", "feeds", "flux de données", "flux de données"),
    "RUN_BY": _noun(
        "department that runs a system",
        "departments that run systems",
        "direction en charge d'une application",
        "directions en charge d'applications",
        feminine=True,
    ),
    "ADDRESSES": _noun(
        "target of an opportunity",
        "targets of opportunities",
        "cible d'une amélioration",
        "cibles d'améliorations",
        feminine=True,
    ),
    "OWNED_BY": _noun(
        "owner of an opportunity",
        "owners of opportunities",
        "responsable d'une amélioration",
        "responsables d'améliorations",
    ),
    "DEPENDS_ON": _noun("dependency", "dependencies", "dépendance", "dépendances", feminine=True),
    "PART_OF": _noun(
        "place of a department", "places of departments", "rattachement d'une direction", "rattachements de directions"
    ),
    "IN_SILO": _noun("silo of a department", "silos of departments", "silo d'une direction", "silos de directions"),
    "IN": _noun(
        "department of a position",
        "departments of positions",
        "direction d'un poste",
        "directions de postes",
        feminine=True,
    ),
    "HEADS": _noun(
        "head of a department",
        "heads of departments",
        "poste à la tête d'une direction",
        "postes à la tête de directions",
    ),
    "REPORTS_TO": _noun("reporting line", "reporting lines", "lien hiérarchique", "liens hiérarchiques"),
    "MEASURES": _noun("subject of a measure", "subjects of measures", "objet d'une mesure", "objets de mesures"),
    "FROM": _noun("start of a flow", "starts of flows", "départ d'un flux", "départs de flux"),
    "TO": _noun("end of a flow", "ends of flows", "arrivée d'un flux", "arrivées de flux", feminine=True),
    "ABOUT": _noun("subject", "subjects", "sujet", "sujets"),
}
"""By label, by the type of a relationship, and by what else a report counts."""
