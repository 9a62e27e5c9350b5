"""What stands below the rows of an answer: how many there are, where it looked, what it rests on."""

from graph.language import Language, both
from graph.model.words import EvidenceKind, Perspective
from queries.declare import fields
from queries.drawing import Row
from queries.rests_on import RestsOn
from wording.cells import cell
from wording.labels import label
from wording.writing import COLON, listed

NONE, COUNT = both("None found.", "Aucun."), both("{n} found.", "{n} au total.")
SCOPE = both("Scope", "Périmètre")
ARCHIVED = both("archived ones too", "archivés compris")
CURRENT = both("without archived ones", "sans les archivés")


def counted(rows: int, language: Language) -> str:
    """How many there are."""
    return COUNT[language].format(n=rows) if rows else NONE[language]


def scope(looked: Row, language: Language) -> str:
    """Where an answer looked, in one line: journeys or worlds, archived ones, kinds of evidence."""
    worlds = [label(Perspective(each), language) for each in looked["perspectives"] or ()]
    places = [listed(each, language) for each in (looked["journeys"], worlds) if each]
    told = [f"{SCOPE[language]}{COLON[language]} {' · '.join(places)}"]
    if looked["journeys"] is None:
        told.append((ARCHIVED if looked["archived"] else CURRENT)[language])
    if looked["evidence"]:
        told.append(listed([label(EvidenceKind(each), language) for each in looked["evidence"]], language))
    return " · ".join(told)


def ground(counts: Row, language: Language) -> str:
    """What an answer rests on, in one line, without what there is none of."""
    told = (
        (each.head(language), cell(each, counts[each.name], language))
        for each in fields(RestsOn).values()
        if counts[each.name]
    )
    return " · ".join(f"{head}{COLON[language]} {count}" for head, count in told)
