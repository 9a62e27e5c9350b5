"""The first sheet of a workbook: what this is, of which source, what is not in it, how it is filled in."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph import french
from graph.language import Language, both
from graph.model import MODEL
from importers.journeys.book import texts
from importers.journeys.book.sheets import sheets
from importers.journeys.told import VERSION

FORMAT, SOURCE = both("Format", "Format"), both("Source", "Source")
REVISION, WRITTEN, ONLY = (
    both("Revision", "Révision"),
    both("Written on", "Écrit le"),
    both("Only the journeys", "Seulement les parcours"),
)
TITLE = both("Knowledge of customer journeys", "Connaissances sur des parcours clients")

HINTS = (
    both(
        "This workbook holds what people told Parcours: a sheet for each kind of thing, a row for each thing. "
        "`parcours import knowledge-workbook FILE` takes it back, and replaces what its source said before.",
        "Ce classeur contient ce qui a été dit à Parcours : une feuille par sorte de chose, une ligne par chose. "
        "`parcours import knowledge-workbook FICHIER` le reprend, et remplace ce que sa source disait avant.",
    ),
    both(
        "Source: whose words these are; without one, the file's name. Leave it as it is, so that the same source is "
        "meant again.",
        "Source : de qui viennent ces propos ; sans elle, le nom du fichier. Ne la changez pas, pour que la même "
        "source soit reconnue.",
    ),
    both(
        "An empty cell says that nobody knows. “none” says that there is none: it is known.",
        "Une cellule vide dit que personne ne sait. « aucun » dit qu'il n'y en a pas : on le sait.",
    ),
    both(
        "Several values in a cell stand on lines of their own, or have ; between them. One with ; in it, or with "
        "spaces around it, stands between straight quotes.",
        "Plusieurs valeurs dans une cellule se suivent ligne par ligne, ou séparées par ; . Une valeur qui contient ; "
        "ou qu'entourent des espaces se met entre guillemets droits.",
    ),
    both(
        "Heads with * are required. The note on each head says what it means; values of a list are taken by their "
        "code, or by what they are called in English or French. Heads are read in both languages.",
        "Les colonnes marquées * sont obligatoires. La note de chaque en-tête en donne le sens ; une valeur de liste "
        "s'écrit par son code, ou par son nom en français ou en anglais. Les en-têtes se lisent dans les deux langues.",
    ),
    both(
        "Phases, steps and touchpoints stand in the order of their rows. A reference from journey to the same journey "
        "leaves the journey's key out: step, or step/touchpoint.",
        "Macro-étapes, étapes et points de contact suivent l'ordre de leurs lignes. Un renvoi à l'intérieur d'un "
        "parcours se passe de la clé du parcours : étape, ou étape/point de contact.",
    ),
    both(
        "Not in here: what Parcours derives from all this (hand-offs, ruptures, defaults), contacts and flows of "
        "customers, decisions, and the history of changes.",
        "N'y figurent pas : ce que Parcours en déduit (passages de relais, ruptures, valeurs par défaut), les contacts "
        "et les flux de clients, les décisions, ni l'historique des modifications.",
    ),
)


@dataclass(frozen=True)
class About:
    """Where what is written comes from: nothing is known of a workbook that is to be filled in."""

    source: str | None = None
    revision: int | None = None
    written: datetime.date | None = None
    journeys: Sequence[str] | None = None


Line = tuple[str | int | None, ...]


def lines(about: About, language: Language) -> Iterator[Line]:
    """The lines of the sheet: what it tells, and what that is."""
    yield (TITLE[language],)
    yield FORMAT[language], VERSION
    yield SOURCE[language], about.source and texts.quoted(about.source)
    if about.revision is not None:
        yield REVISION[language], about.revision
    if about.written:
        yield WRITTEN[language], about.written.isoformat()
    if about.journeys:
        yield ONLY[language], texts.joined(about.journeys, language)
    yield ()
    yield from ((None, hint[language]) for hint in HINTS)
    yield ()
    for each in sheets():
        if not each.relation:
            meaning = french.SENSES.get(each.label) if language is Language.FR else None
            yield each.title[language], meaning or MODEL[each.label].doc
