"""The list of journeys: which there are, and which are in trouble."""

from pathlib import Path

from graph.language import Language, both
from graph.saying import counting, saying
from pages.journeys.choices import variables
from pages.journeys.reading import Line, Reading
from pages.page import Page
from pages.telling import Cell, Data, Figure, Link, Table, Told
from pages.visitor import Visitor
from wording.cells import share, volume
from wording.problems import said

UNTOLD = both("{} unknown", "{} inconnu(s)")
TITLE = both("Journeys", "Parcours clients")
LIST = both("The journeys of this list", "Les parcours de cette liste")
COUNT = counting("1 journey", "{n:,} journeys", "1 parcours", "{n:,} parcours")
IN_TROUBLE = saying(
    "{n} here; {broken} of the {shown} shown break somewhere.",
    "{n} ici ; {broken} sur les {shown} montrés rompent quelque part.",
)
ALL_WELL = saying(
    "{n} here; none of those shown is known to break.", "{n} ici ; aucun de ceux montrés ne rompt, qu'on sache."
)
NONE = saying("No journey has all that was chosen.", "Aucun parcours n'a tout ce qui est choisi.")
EMPTY = saying("No journey is described yet.", "Aucun parcours n'est encore décrit.")
HEADS = (
    both("Journey", "Parcours"),
    both("Map of", "Carte"),
    both("Customers", "Clients"),
    both("Stages", "Moments"),
    both("What is felt", "Ressenti"),
    both("Broken", "Rompus"),
    both("Unknown", "Inconnus"),
    both("Sound", "Fluides"),
    both("Contacts a year concerned", "Contacts par an concernés"),
    both("Silo crossings", "Changements de silo"),
    both("State", "État"),
    both("Validated", "Validé"),
)


def tell(data: Data, visitor: Visitor) -> Told:
    """The list, and in its sentence how many of it are in trouble."""
    language, reading = visitor.language, Reading(data, visitor)
    figures = (Figure("journeys", reading.total, said(COUNT(reading.total), language), LIST[language]),)
    return Told(
        title=TITLE[language],
        sentence=_sentence(reading, language),
        figures=(),
        tables=(_table(reading, visitor),) if reading.lines else (),
        more={"reading": reading, "counted": figures[0]},
    )


def _sentence(reading: Reading, language: Language) -> str:
    if not reading.total:
        return said(NONE() if reading.data["whole"]["totalCount"] else EMPTY(), language)
    broken, n = sum(each.broken > 0 for each in reading.lines), COUNT(reading.total)
    return said(IN_TROUBLE(n=n, broken=broken, shown=len(reading.lines)) if broken else ALL_WELL(n=n), language)


def _table(reading: Reading, visitor: Visitor) -> Table:
    language = visitor.language
    return Table(
        "list",
        TITLE[language],
        [each[language] for each in HEADS],
        [
            (
                Link(each.title, visitor.links.journey(each.key)),
                each.variant,
                ", ".join(each.personas),
                ", ".join(each.stages),
                each.spark.title,
                each.broken,
                each.unknown,
                each.sound,
                _contacts(each, language),
                share(each.crossing, language) if each.crossing is not None else None,
                each.status,
                f"{each.validated}/{each.parts}",
            )
            for each in reading.lines
        ],
    )


def _contacts(line: Line, language: Language) -> Cell:
    """The contacts a year on broken hand-offs; what is known of them is no whole."""
    if not line.volume:
        return None if line.broken else 0
    known = volume(line.volume, language)
    return f"{known} + {UNTOLD[language].format(line.untold)}" if line.untold else known


def shown(data: Data) -> Data:
    """The keys of the journeys on this page."""
    return {"shown": [edge["node"]["key"] for edge in data["journeys"]["edges"]]}


PAGE = Page(Path(__file__).parent, "/journeys", tell, variables, of="journeys", then=shown)
