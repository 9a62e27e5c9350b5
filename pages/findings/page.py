"""What breaks: what is open, whose it is, what was decided."""

from pathlib import Path

from graph.language import both
from graph.model.words import Triage
from graph.saying import Saying, counting, saying
from pages.files.tickets import GITHUB, JIRA
from pages.findings.asked import variables
from pages.findings.deciding import ACT
from pages.findings.reading import Reading
from pages.page import Page
from pages.telling import Cell, Data, Figure, Link, Table, Told
from pages.visitor import Visitor
from wording.labels import label
from wording.problems import said
from wording.writing import number

TITLE = both("What breaks", "Ce qui rompt")
OPEN = counting("1 finding is open", "{n:,} findings are open", "1 rupture est ouverte", "{n:,} ruptures sont ouvertes")
FOUND = counting("1 finding matches", "{n:,} findings match", "1 rupture correspond", "{n:,} ruptures correspondent")
LARGEST = saying(
    "{count}; the largest cause: {cause} ({volume} contacts a year).",
    "{count} ; la plus grande cause : {cause} ({volume} contacts par an).",
)
FEED = saying("no feed {feed}", "pas de flux {feed}")
PLACE = saying("{happens} at {place}", "{happens} à {place}")
NONE_LEFT = saying("Nothing is open: of {all}, each has its decision.",
                   "Plus rien n'est ouvert : sur {all}, chacune a sa décision.")  # fmt: skip
ALL = counting("1 finding", "{n:,} findings", "1 rupture", "{n:,} ruptures")
NO_MATCH = saying("No finding is like that.", "Aucune rupture n'est ainsi.")
NOTHING = saying("Nothing breaks, as far as anybody knows.", "Rien ne rompt, pour autant qu'on sache.")
NO_JOURNEYS = saying("There are no journeys yet in which anything could break.",
                     "Il n'y a pas encore de parcours où quelque chose pourrait rompre.")  # fmt: skip
HEADS = (
    both("No.", "N°"), both("What happens", "Ce qui se passe"), both("Kind", "Type"), both("Why", "Pourquoi"),
    both("Journey", "Parcours"), both("Step", "Étape"), both("Concerned", "Concerne"),
    both("Contacts a year, from", "Contacts par an, de"), both("to", "à"), both("First seen", "Apparue"),
    both("Improvement", "Amélioration"), both("Decision", "Décision"), both("With it", "Avec cela"),
    both("Key", "Clé"),
)  # fmt: skip
UNKNOWN = saying(
    "{unknown:,} of {all:,} hand-offs are unknown", "{unknown:,} passages de relais sur {all:,} sont inconnus"
)
VOLUMES = counting(
    "1 volume is unknown", "{n:,} volumes are unknown", "1 volume est inconnu", "{n:,} volumes sont inconnus"
)


def tell(data: Data, visitor: Visitor) -> Told:
    """The findings as their page tells them."""
    reading = Reading(data, visitor)
    return Told(
        title=TITLE[visitor.language],
        sentence=said(_sentence(reading), visitor.language),
        figures=list(_figures(reading)),
        tables=[_table(reading)] if reading.findings else (),
        rests=_rests(data, visitor),
        more={"reading": reading},
    )


def _sentence(reading: Reading) -> Saying:
    total, narrowed = reading.data["open"]["totalCount"], bool(reading.filters)
    if reading.largest:
        cause, line = reading.largest, reading.largest.findings[0]
        words = (FOUND if narrowed else OPEN)(total)
        lowered = line.happens[:1].lower() + line.happens[1:]
        told = FEED(feed=cause.feed) if cause.feed else PLACE(happens=lowered, place=line.place)
        return LARGEST(count=words, cause=told, volume=cause.written or line.written)
    if narrowed:
        return NO_MATCH()
    everything = sum(reading.states.values())
    if everything:
        return NONE_LEFT(all=ALL(everything))
    return NOTHING() if reading.data["journeys"]["totalCount"] else NO_JOURNEYS()


def _figures(reading: Reading) -> list[Figure]:
    language, data, links = reading.language, reading.data, reading.visitor.links
    total = data["open"]["totalCount"]
    shown = {
        "open": (total, LISTED, None),
        "causes": (data["matters"]["totalCount"], CAUSES, None),
        "brokenHandoffs": (data["broken"]["totalCount"], BROKEN, None),
        "planned": (
            reading.states[Triage.PLANNED],
            PLANNED,
            links.here(triage="planned", after=None, done=None),
        ),
    }
    of = {"brokenHandoffs": OF[language].format(number(data["restsOn"]["handoffs"], language))}
    return [
        Figure(name, value, number(value, language), said(words(value), language) + of.get(name, ""), href)
        for name, (value, words, href) in shown.items()
    ]


LISTED = counting("finding listed", "findings listed", "rupture dans la liste", "ruptures dans la liste")
CAUSES = counting("cause in all", "causes in all", "cause en tout", "causes en tout")
BROKEN = counting("hand-off broken", "hand-offs broken", "passage de relais rompu", "passages de relais rompus")
OF = both(", of {}", " sur\N{NO-BREAK SPACE}{}")
PLANNED = counting("to be repaired", "to be repaired", "à réparer, c'est décidé", "à réparer, c'est décidé")


def _table(reading: Reading) -> Table:
    language = reading.language
    rows: list[list[Cell]] = []
    for each in reading.findings:
        low, high = ((each.volume[end] if each.volume else None) for end in ("low", "high"))
        concerned = ", ".join(owner.name for owner in each.owners)
        rows.append([
            each.number if each.number else "", Link(each.happens, each.href), each.kind, each.sentence, each.journey,
            each.place, concerned or None, low, high, each.seen or None,
            ", ".join(idea.words for idea in each.ideas), label(each.state, language), each.said, each.key,
        ])  # fmt: skip
    return Table("findings", TITLE[language], [head[language] for head in HEADS], rows)


def _rests(data: Data, visitor: Visitor) -> list[Link]:
    ground, language = data["restsOn"], visitor.language
    found = []
    if ground["undecidedHandoffs"]:
        words = said(UNKNOWN(unknown=ground["undecidedHandoffs"], all=ground["handoffs"]), language)
        found.append(Link(words, visitor.links.to("/ask")))
    if ground["unknownVolumes"]:
        found.append(Link(said(VOLUMES(ground["unknownVolumes"]), language), visitor.links.to("/ask")))
    return found


PAGE = Page(Path(__file__).parent, "/findings", tell, variables, of="findings", act=ACT, files=(JIRA, GITHUB))
