"""What relations are called in French, in English by their names, apart; and what stands in a field, as it is read."""

import orjson

from graph.fields import spaced
from graph.french import PROPERTIES
from graph.language import Language, both
from graph.model import MODEL, Property, Word
from wording.labels import label as word
from wording.writing import listed, number, quoted

RELATIONS = {
    "about": "sujets", "above": "directions au-dessus", "addresses": "améliore",
    "alsoReportsTo": "rend aussi compte à", "alternativeTo": "alternative à", "alternatives": "alternatives",
    "brings": "informations apportées par le client", "broughtTo": "apportée par le client à",
    "causedBy": "causée par", "causes": "conséquences", "changes": "modifications", "channel": "canal",
    "channels": "canaux", "children": "directions rattachées", "commonDepartment": "direction commune",
    "contributedBy": "dessiné avec", "contributions": "parcours dessinés", "departments": "directions",
    "dependsOn": "dépend de", "detailedBy": "détaillée par", "details": "détaille", "evidence": "preuves",
    "expectedAt": "étapes où il est attendu", "expectedOn": "canaux attendus", "fedBy": "alimentée par",
    "feeds": "alimente", "feelings": "ressentis", "felt": "ressenti par", "firstSeen": "première apparition à l'import",
    "flows": "flux de clients",
    "flowsIn": "flux de clients qui y arrivent", "flowsOut": "flux de clients qui en partent",
    "handledBy": "directions en charge", "handoffs": "passages de relais", "headedBy": "postes à sa tête",
    "heads": "directions dirigées", "improvements": "améliorations prévues", "journey": "parcours",
    "journeys": "parcours", "lastChanged": "modifié à l'import", "leadsTo": "mène à", "measures": "mesures",
    "missing": "contact attendu qui n'arrive jamais",
    "need": "besoin", "neededAt": "nécessaire à", "needs": "informations nécessaires", "next": "étapes suivantes",
    "object": "information", "operatedBy": "directions en charge", "opportunities": "améliorations",
    "ownedBy": "responsables", "ownsJourneys": "cartes tenues",
    "partOf": "rattachée à", "personas": "personas", "phase": "macro-étape",
    "phases": "macro-étapes", "positions": "postes", "preferredBy": "préféré par", "prefers": "canaux préférés",
    "previous": "étapes précédentes", "producedAt": "donnée à", "produces": "informations recueillies",
    "real": "personnes réelles",
    "reachedFrom": "atteint depuis", "reliedOnBy": "en appui de", "reliesOn": "directions en appui",
    "reopened": "revenue à l'import", "reports": "postes encadrés", "reportsTo": "rend compte à",
    "requiredBy": "nécessaire à", "resolved": "disparue à l'import", "run": "import",
    "said": "a dit", "saidBy": "dit par", "runBy": "directions en charge",
    "runs": "imports", "runsOn": "applications", "ruptures": "ruptures", "silo": "silo", "step": "étape",
    "sources": "sources",
    "steps": "étapes", "storedIn": "enregistrée dans",
    "stores": "informations enregistrées", "stub": "encore à décrire",
    "systems": "applications", "touchpoints": "points de contact", "triageOwner": "responsable de la décision",
    "uses": "applications utilisées", "witness": "preuve",
}  # fmt: skip
"""By the name of a relation."""

NOT_SAID = both("Not told", "Non renseigné")


def called(name: str, language: Language) -> str:
    """What a property or a relation is called."""
    if language is Language.FR:
        return RELATIONS.get(name) or PROPERTIES.get(name) or spaced(name)
    return spaced(name)


def told(label: str, field: str, text: str, language: Language) -> str:
    """What stands in a field of a node, as its changes tell it: in the reader's words where it is one of a list."""
    declared = MODEL[label].by_name.get(field)
    one = declared.type if isinstance(declared, Property) and not declared.many else str
    if text.startswith("[") and not (isinstance(declared, Property) and not declared.many and not declared.interval):
        return _several(text, language)
    if one is float:
        return number(float(text), language)
    return word(one(text), language) if isinstance(one, type) and issubclass(one, Word) else quoted(text, language)


def _several(text: str, language: Language) -> str:
    """A list, as JSON: an interval by its ends, else one after the other."""
    try:
        values = orjson.loads(text)
    except orjson.JSONDecodeError:  # cut off, as what is too long is
        return quoted(text, language)
    ends = [number(each, language) for each in values if isinstance(each, int | float)]
    if values and len(ends) == len(values):
        return "–".join(dict.fromkeys(ends))
    return listed([str(each) for each in values], language) or NOT_SAID[language].casefold()
