"""What the fields of a knowledge file are called where people read them, in both languages: heads of columns."""

import re

from graph.french import PROPERTIES
from graph.language import Told, both

RELATIONS = {
    "about": both("about", "porte sur"),
    "addresses": both("addresses", "améliore"),
    "alsoReportsTo": both("also reports to", "rend aussi compte à"),
    "alternativeTo": both("alternative to", "alternative à"),
    "brings": both("brings", "informations apportées"),
    "channel": both("channel", "canal"),
    "contributedBy": both("contributed by", "contributeurs"),
    "dependsOn": both("depends on", "dépend de"),
    "detailedBy": both("detailed by", "détaillée par"),
    "expectedOn": both("expected on", "attendue sur"),
    "feeds": both("feeds", "alimente"),
    "felt": both("felt by", "ressenti"),
    "handledBy": both("handled by", "pris en charge par"),
    "heads": both("heads", "dirige"),
    "in": both("in", "dans"),
    "leadsTo": both("leads to", "mène à"),
    "measures": both("measures", "mesures"),
    "need": both("need", "besoin"),
    "needs": both("needs", "informations nécessaires"),
    "next": both("next", "suite"),
    "operatedBy": both("operated by", "tenu par"),
    "ownedBy": both("owned by", "responsable"),
    "partOf": both("part of", "rattachée à"),
    "personas": both("personas", "personas"),
    "phases": both("phases", "macro-étapes"),
    "prefers": both("prefers", "préfère"),
    "produces": both("produces", "informations recueillies"),
    "reliesOn": both("relies on", "s'appuie sur"),
    "reportsTo": both("reports to", "rend compte à"),
    "runBy": both("run by", "gérée par"),
    "runsOn": both("runs on", "fonctionne avec"),
    "saidBy": both("said by", "dit par"),
    "silo": both("silo", "silo"),
    "steps": both("steps", "étapes"),
    "stores": both("stores", "informations enregistrées"),
    "touchpoints": both("touchpoints", "points de contact"),
    "uses": both("uses", "applications utilisées"),
}
"""By the field that tells a relation; a test names those without."""

KEY, PER, OF = both("key", "clé"), both("per", "par"), both("of", "de")
"""The fields that are no property and no relation; of what a part is, where parts can be of many things."""


def head(field: str) -> Told:
    """What a field is called; by its own name, where nobody said."""
    english = spaced(field)
    return RELATIONS.get(field) or both(english, PROPERTIES.get(field, english))


def spaced(name: str) -> str:
    """A name of several words as people write it: `reviewBy`, review by."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()
