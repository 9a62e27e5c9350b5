"""What people call nodes and relations: one of them, and several."""

from typing import NamedTuple

from graph.language import Told, both
from graph.model import MODEL
from graph.saying import Saying, counting, saying


class Term(NamedTuple):
    """The words for one thing of a kind, and for several; whether they are feminine in French."""

    one: Told
    several: Told
    feminine: bool = False

    def said(self, many: bool = False) -> Saying:
        """The words, as a part of what is said."""
        return Saying(self.several if many else self.one, {})

    def any(self) -> Saying:
        """One of them, whichever."""
        one, un = self.one.values()
        return Saying(
            both(f"{'an' if one[0] in 'aeiou' else 'a'} {one}", f"{'une' if self.feminine else 'un'} {un}"), {}
        )

    def counted(self, n: int) -> Saying:
        """How many there are."""
        (one, un), (several, plusieurs) = self.one.values(), self.several.values()
        return counting(f"1 {one}", f"{{n:,}} {several}", f"1 {un}", f"{{n:,}} {plusieurs}")(n)


def _term(one: str, several: str, un: str, plusieurs: str, *, feminine: bool = False) -> Term:
    return Term(both(one, un), both(several, plusieurs), feminine)


def _link(english: str, french: str) -> Term:
    named = f"«\N{NO-BREAK SPACE}{french}\N{NO-BREAK SPACE}»"
    return _term(f"link “{english}”", f"links “{english}”", f"lien {named}", f"liens {named}")


TERMS = {
    "Journey": _term("journey", "journeys", "parcours", "parcours"),
    "Phase": _term("phase", "phases", "macro-étape", "macro-étapes", feminine=True),
    "Step": _term("step", "steps", "étape", "étapes", feminine=True),
    "Touchpoint": _term("touchpoint", "touchpoints", "point de contact", "points de contact"),
    "Channel": _term("channel", "channels", "canal", "canaux"),
    "Persona": _term("persona", "personas", "persona", "personas"),
    "Need": _term("need", "needs", "besoin", "besoins"),
    "InformationObject": _term(
        "information object", "information objects", "information", "informations", feminine=True
    ),
    "System": _term("system", "systems", "application", "applications", feminine=True),
    "Opportunity": _term("opportunity", "opportunities", "amélioration", "améliorations", feminine=True),
    "Department": _term("department", "departments", "direction", "directions", feminine=True),
    "Position": _term("position", "positions", "poste", "postes"),
    "Silo": _term("silo", "silos", "silo", "silos"),
    "Measure": _term("measure", "measures", "mesure", "mesures", feminine=True),
    "Flow": _term("flow", "flows", "flux de clients", "flux de clients"),
    "Route": _term("route", "routes", "enchaînement de canaux", "enchaînements de canaux"),
    "Source": _term("source", "sources", "source", "sources", feminine=True),
    "ImportRun": _term("import", "imports", "import", "imports"),
    "Evidence": _term("piece of evidence", "pieces of evidence", "preuve", "preuves", feminine=True),
    "Handoff": _term("hand-off", "hand-offs", "passage de relais", "passages de relais"),
    "Rupture": _term("rupture", "ruptures", "rupture", "ruptures", feminine=True),
    "FieldChange": _term(
        "change of a field", "changes of fields", "modification de champ", "modifications de champs", feminine=True
    ),
}
"""By label; a test names those without."""

LINKS = {
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
"""By the type of a relationship."""

RECORDS = {"Record": _term("contact", "contacts", "contact", "contacts")}
"""What a report counts beside nodes and relations: contacts, as the event store names them."""


NODES = counting("1 node", "{n:,} nodes", "1 nœud", "{n:,} nœuds")
EDGES = counting("1 edge", "{n:,} edges", "1 relation", "{n:,} relations")
FILES = counting("1 file", "{n:,} files", "1 fichier", "{n:,} fichiers")

NAMED = saying("{term} {key!r}", "{term} {key!r}")


def named(label: str, key: str) -> Saying:
    """A node by what it is called and its key: `step 'sign'`, `étape « sign »`."""
    return NAMED(term=term(label).said(), key=key)


def term(name: str) -> Term:
    """The words for what has this name in the store; its names in the API, or itself, where nobody has others."""
    node = MODEL.get(name)
    one, several = (node.singular, node.plural) if node else (name, name)
    return TERMS.get(name) or LINKS.get(name) or RECORDS.get(name) or _term(one, several, one, several)
