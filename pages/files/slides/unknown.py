"""The last slide: what nobody knows yet, whom to ask, and what is not in the slides."""

from graph.language import both
from graph.saying import counting
from pages.files.slides.grid import Grid
from pages.files.slides.room import Room
from pages.files.slides.slide import Slide
from pages.files.taken import LEFT_OUT, Taken
from pages.font import Weight
from pages.journey.grounds import rests
from pages.journey.signs import lines
from pages.pictures.marks import Text
from pages.pictures.palette import Paint
from pages.pictures.text import wrapped
from wording.cells import UNKNOWN
from wording.problems import said

TITLE = both("What nobody knows yet, and whom to ask", "Ce qu'on ne sait pas encore, et à qui le demander")
KNOWN = both("Nothing is unknown that would decide a hand-off.", "Rien d'inconnu ne déciderait d'un passage de relais.")
NO_STEPS = both(
    "Everything: no steps are told yet. `parcours new journey` begins a file to write them into.",
    "Tout : aucune étape n'est encore décrite. `parcours new journey` commence un fichier où les écrire.",
)
NOTHING = both("Nothing is left to ask.", "Il n'y a plus rien à demander.")
RESTS = both("Unknown", "Inconnu")
HEADS = (
    both("Ask", "À demander à"), both("Questions", "Questions"), both("Hand-offs decided", "Passages décidés"),
    both("First of all", "D'abord"),
)  # fmt: skip
MORE = counting(
    "1 more is to be asked.",
    "{n:,} more are to be asked.",
    "1 autre est à interroger.",
    "{n:,} autres sont à interroger.",
)
MISSING = (
    both(
        "touchpoints and hand-offs one by one, evidence, what was decided before, and other journeys; the workbook "
        "(parcours export xlsx) has the first two, the pages have it all.",
        "les points de contact et les passages de relais un par un, les preuves, les décisions passées et les autres "
        "parcours ; le classeur (parcours export xlsx) contient les deux premiers, les pages tout le reste.",
    ),
)
"""What the slides of a journey leave out."""
SHARES, LEFT = (0.24, 0.17, 0.17, 0.42), 0.27
"""The widths of columns, and of what stands left of the table."""
FOOT = 46
"""What is kept for what is not in the slides, in points."""


def unknown(taken: Taken, room: Room) -> Slide:
    """What is unknown at the left, whom to ask at the right."""
    language, beside = taken.language, room.width * LEFT
    texts = [*lines(0, 16, (RESTS[language],), 15, weight=Weight.BOLD)]
    y = 40.0
    told = [each.words for each in rests(taken.reading, taken.visitor)]
    for each in told or [(KNOWN if taken.journey.steps else NO_STEPS)[language]]:
        found = wrapped(each, beside - 24, 15, 8)
        if y + 18 * len(found) > room.height - FOOT:
            break
        texts += lines(0, y, found, 15, 1.2)
        y += 18 * len(found) + 8
    tables = [grid] if (grid := _grid(taken, room)) else []
    if not tables and taken.journey.steps:
        texts += lines(beside, 40, wrapped(NOTHING[language], room.width - beside, 20, 2), 20)
    if tables and (more := len(taken.asked) - len(tables[0].rows)):
        texts.append(Text(beside, tables[0].height + 18, said(MORE(more), language), 13, ink=Paint.MUTED))
    out = taken.headed(LEFT_OUT, " ".join((*taken.partly, *(each[language] for each in MISSING))))
    texts += lines(0, room.height - 20, wrapped(out, room.width, 12, 2), 12, 1.25, ink=Paint.MUTED)
    return Slide(TITLE[language], texts, [taken.link(taken.visitor.links.to("/ask", journey=taken.key))], tables)


def _grid(taken: Taken, room: Room) -> Grid | None:
    language, beside = taken.language, room.width * LEFT
    wide = room.width - beside
    rows = [
        (each.name or UNKNOWN[language], taken.number(each.questions), taken.number(each.handoffs), each.first)
        for each in taken.asked
    ]
    if not rows:
        return None
    heads, widths = [each[language] for each in HEADS], [share * wide for share in SHARES]
    return Grid(TITLE[language], heads, rows, widths, beside, lines=5).within(room.height - FOOT - 20)
