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

    def the(self) -> Saying:
        """One that is named, with its article."""
        one, un = self.one.values()
        article = "l'" if un[0] in "aeiouéèê" else "la " if self.feminine else "le "
        return Saying(both(f"the {one}", article + un), {})

    def counted(self, n: int) -> Saying:
        """How many there are."""
        (one, un), (several, plusieurs) = self.one.values(), self.several.values()
        return counting(f"1 {one}", f"{{n:,}} {several}", f"1 {un}", f"{{n:,}} {plusieurs}")(n)


def _term(one: str, several: str, un: str, plusieurs: str, *, feminine: bool = False) -> Term:
    return Term(both(one, un), both(several, plusieurs), feminine)


class FieldName(str):
    """The name of a property where it is told to people: who reads French is given its French name."""


def _link(told: Told) -> Term:
    english, french = told.values()
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

ROLES = {
    "FOR": both("persona of a journey", "persona d'un parcours"),
    "HAS_PHASE": both("phase of a journey", "macro-étape d'un parcours"),
    "HAS_STEP": both("step of a phase", "étape d'une macro-étape"),
    "HAS_TOUCHPOINT": both("touchpoint of a step", "point de contact d'une étape"),
    "ALTERNATIVE_TO": both("alternative to a journey", "alternative à un parcours"),
    "BRINGS": both("information brought along", "information apportée par le client"),
    "CONTRIBUTED_BY": both("contribution to a journey", "contribution à un parcours"),
    "NEXT": both("next step", "étape suivante"),
    "SERVES": both("need of a step", "besoin d'une étape"),
    "EXPECTED_ON": both("expected channel", "canal attendu"),
    "DETAILED_BY": both("journey that details a step", "parcours qui détaille une étape"),
    "ON": both("channel of a touchpoint", "canal d'un point de contact"),
    "HANDLED_BY": both("department in charge", "direction en charge"),
    "RELIES_ON": both("supporting department", "direction en appui"),
    "USES": both("system used", "application utilisée"),
    "PRODUCES": both("information given", "information recueillie"),
    "NEEDS": both("information needed", "information nécessaire"),
    "LEADS_TO": both("way to another touchpoint", "chemin vers un autre point de contact"),
    "FELT_BY": both("what a persona feels", "ressenti d'un persona"),
    "OPERATED_BY": both("department that runs a channel", "direction en charge d'un canal"),
    "RUNS_ON": both("system of a channel", "application d'un canal"),
    "PREFERS": both("preferred channel", "canal préféré"),
    "STORES": both("information stored", "information enregistrée"),
    "FEEDS": both("feed from system to system", "flux de données entre applications"),
    "RUN_BY": both("department that runs a system", "direction en charge d'une application"),
    "ADDRESSES": both("what an opportunity improves", "ce que vise une amélioration"),
    "OWNED_BY": both("owner", "responsable"),
    "DEPENDS_ON": both("opportunity that another depends on", "amélioration dont une autre dépend"),
    "PART_OF": both("department above", "direction de rattachement"),
    "IN_SILO": both("silo of a department", "silo d'une direction"),
    "IN": both("department of a position", "direction d'un poste"),
    "HEADS": both("head of a department", "poste à la tête d'une direction"),
    "REPORTS_TO": both("manager", "responsable hiérarchique"),
    "MEASURES": both("what is measured", "ce qui est mesuré"),
    "FROM": both("start of a flow", "départ d'un flux de clients"),
    "TO": both("end of a flow", "arrivée d'un flux de clients"),
    "ABOUT": both("what it is about", "sujet"),
    "SAID_BY": both("who said so", "auteur de la citation"),
}
"""What stands at the other end, by the type of a relationship."""

LINKS = {type: _link(role) for type, role in ROLES.items()}
"""By the type of a relationship."""

RECORDS = {"Record": _term("contact", "contacts", "contact", "contacts")}
"""What a report counts beside nodes and relations: contacts, as the event store names them."""


NODES = counting("1 node", "{n:,} nodes", "1 nœud", "{n:,} nœuds")
EDGES = counting("1 edge", "{n:,} edges", "1 relation", "{n:,} relations")
ROWS = counting("1 row", "{n:,} rows", "1 ligne", "{n:,} lignes")
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
