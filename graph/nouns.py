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


def _link(english: str, french: str) -> Noun:
    named = f"«\N{NO-BREAK SPACE}{french}\N{NO-BREAK SPACE}»"
    return Noun(
        counting(f"1 link “{english}”", f"{{n:,}} links “{english}”", f"1 lien {named}", f"{{n:,}} liens {named}")
    )


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
    "FOR": _link("persona of a journey", "persona d'un parcours"),
    "HAS_PHASE": _link("phase of a journey", "macro-étape d'un parcours"),
    "HAS_STEP": _link("step of a phase", "étape d'une macro-étape"),
    "HAS_TOUCHPOINT": _link("touchpoint of a step", "point de contact d'une étape"),
    "ALTERNATIVE_TO": _link("alternative to a journey", "alternative à un parcours"),
    "BRINGS": _link("information brought along", "information apportée par le client"),
    "CONTRIBUTED_BY": _link("contribution to a journey", "contribution à un parcours"),
    "NEXT": _link("next step", "étape suivante"),
    "SERVES": _link("need of a step", "besoin d'une étape"),
    "EXPECTED_ON": _link("expected channel", "canal attendu"),
    "DETAILED_BY": _link("journey that details a step", "parcours qui détaille une étape"),
    "ON": _link("channel of a touchpoint", "canal d'un point de contact"),
    "HANDLED_BY": _link("department in charge", "direction en charge"),
    "RELIES_ON": _link("supporting department", "direction en appui"),
    "USES": _link("system used", "application utilisée"),
    "PRODUCES": _link("information given", "information recueillie"),
    "NEEDS": _link("information needed", "information nécessaire"),
    "LEADS_TO": _link("way to another touchpoint", "chemin vers un autre point de contact"),
    "FELT_BY": _link("what a persona feels", "ressenti d'un persona"),
    "OPERATED_BY": _link("department that runs a channel", "direction en charge d'un canal"),
    "RUNS_ON": _link("system of a channel", "application d'un canal"),
    "PREFERS": _link("preferred channel", "canal préféré"),
    "STORES": _link("information stored", "information enregistrée"),
    "FEEDS": _link("feed from system to system", "flux de données entre applications"),
    "RUN_BY": _link("department that runs a system", "direction en charge d'une application"),
    "ADDRESSES": _link("what an opportunity improves", "ce que vise une amélioration"),
    "OWNED_BY": _link("owner of an opportunity", "responsable d'une amélioration"),
    "DEPENDS_ON": _link("opportunity that another depends on", "amélioration dont une autre dépend"),
    "PART_OF": _link("department above", "direction de rattachement"),
    "IN_SILO": _link("silo of a department", "silo d'une direction"),
    "IN": _link("department of a position", "direction d'un poste"),
    "HEADS": _link("head of a department", "poste à la tête d'une direction"),
    "REPORTS_TO": _link("manager", "responsable hiérarchique"),
    "MEASURES": _link("what is measured", "ce qui est mesuré"),
    "FROM": _link("start of a flow", "départ d'un flux de clients"),
    "TO": _link("end of a flow", "arrivée d'un flux de clients"),
    "ABOUT": _link("what it is about", "sujet"),
}
"""By label, by the type of a relationship, and by what else a report counts."""


def noun(name: str) -> Noun:
    """What is called so in the store, in words: those of its name where it has none of its own yet."""
    return NOUNS.get(name) or Noun(counting(f"1 {name}", f"{{n:,}} {name}", f"1 {name}", f"{{n:,}} {name}"))
