"""What has to be found out, from whom, and what it would decide."""

from pathlib import Path

from graph.language import both
from graph.saying import Saying, counting, saying
from pages.ask import answering
from pages.ask.reading import Reading
from pages.page import Page
from pages.telling import Cell, Data, Figure, Gone, Link, Table, Told
from pages.visitor import Visitor
from pages.whose import Whose
from wording.problems import said
from wording.writing import number

TITLE = both("To ask", "À demander")
QUESTIONS = counting("1 question", "{n:,} questions", "1 question", "{n:,} questions")
DEPARTMENTS = counting("1 department", "{n:,} departments", "1 direction", "{n:,} directions")
HANDOFFS = counting(
    "1 hand-off of which nobody knows whether it holds",
    "{n:,} hand-offs of which nobody knows whether they hold",
    "1 passage de relais dont on ne sait pas s'il tient",
    "{n:,} passages de relais dont on ne sait pas s'ils tiennent",
)
WOULD_DECIDE = saying(
    "{questions} to {departments} would decide {handoffs}.",
    "{questions} à {departments} trancheraient {handoffs}.",
)
DECIDED = saying(
    "Of every hand-off it is known whether it holds; {questions} would tell more.",
    "On sait de chaque passage de relais s'il tient ; {questions} en diraient plus.",
)
ONE = counting("The only question", "One question of {n:,}", "La seule question", "Une question parmi {n:,}")
ALONE = saying("{one}.", "{one}.")
AMONG = saying("{one}: {among}.", "{one}\N{NO-BREAK SPACE}: {among}.")
LEFT = counting("1 question is left here.", "{n:,} questions are left here.",
                "Il reste 1 question ici.", "Il reste {n:,} questions ici.")  # fmt: skip
NO_MATCH = saying("Nothing is left to ask there.", "Il n'y a plus rien à demander là.")
NOTHING = saying(
    "Nothing is left to ask: of every hand-off it is known whether it holds.",
    "Il n'y a plus rien à demander : on sait de chaque passage de relais s'il tient.",
)
NO_JOURNEYS = saying(
    "There are no journeys yet to ask about.", "Il n'y a pas encore de parcours sur lesquels demander quoi que ce soit."
)
GONE = saying("This question has been answered, or was never asked.",
              "Cette question a eu sa réponse, ou n'a jamais été posée.")  # fmt: skip
BEYOND = saying(
    "This is none of the first 1,000 questions: it has been answered, or comes after these.",
    "Cette question n'est pas parmi les 1\N{NARROW NO-BREAK SPACE}000 premières\N{NO-BREAK SPACE}: "
    "elle a eu sa réponse, ou vient après.",
)
HEADS = (
    both("No.", "N°"), both("Ask", "À demander à"), both("About", "Sujet"), both("Question", "Question"),
    both("Element", "Élément"), both("Journeys", "Parcours"), both("Hand-offs decided", "Passages décidés"),
    both("Contacts a year, from", "Contacts par an, de"), both("to", "à"), both("Answer", "Réponse"),
)  # fmt: skip


def variables(visitor: Visitor) -> Data:
    """The variables of the operations."""
    scope = {name: value for name, value in visitor.scope.items() if name != "evidence"}
    journey = visitor.several("journey")
    department = visitor.one("department")
    return {
        **scope, **Whose(visitor).variables, **({"journeys": journey} if journey else {}), "department": department,
        "everywhere": scope.get("journeys"), "narrowed": bool(journey or department),
        **({"node": answering.about(visitor.key)[1]} if visitor.key else {}),
    }  # fmt: skip


def tell(data: Data, visitor: Visitor) -> Told:
    """The questions as their page tells them. Gone where the one that is named is none."""
    reading, language = Reading(data, visitor), visitor.language
    whole = Link(TITLE[language], visitor.links.to("/ask", **answering.narrowed(visitor)))
    if visitor.key and not reading.rows:
        raise Gone(said((BEYOND if reading.more else GONE)(), language), "", [whole])
    return Told(
        title=TITLE[language],
        sentence=said(_sentence(reading), language),
        crumbs=[whole] if visitor.key else (),
        figures=_figures(reading),
        tables=[_table(reading)] if reading.cards else (),
        more={
            "reading": reading,
            "form": answering.filled(data, visitor) if visitor.key and reading.cards[0].answers else None,
            "answerable": any(each.answers for each in reading.cards),
            "list": whole.href,
            "left": said(LEFT(reading.total), language),
            "stands": data.get("revision"),
            "answered": visitor.one("answered"),
        },
    )


def _sentence(reading: Reading) -> Saying:
    questions = QUESTIONS(reading.total)
    if reading.visitor.key:
        among = ", ".join(each.words for each in reading.filters)
        one = ONE(reading.total)
        return AMONG(one=one, among=among) if among else ALONE(one=one)
    if not reading.cards:
        return NO_MATCH() if reading.filters else NOTHING() if reading.anywhere else NO_JOURNEYS()
    if not reading.decided:
        return DECIDED(questions=questions)
    asked = len([sheet for sheet in reading.sheets if sheet.key])
    return WOULD_DECIDE(questions=questions, departments=DEPARTMENTS(asked), handoffs=HANDOFFS(len(reading.decided)))


def _figures(reading: Reading) -> list[Figure]:
    language, ground = reading.language, reading.ground
    of = both("hand-offs that they would decide, of {} unknown",
              "passages de relais qu'elles trancheraient, sur {} inconnus")[language]  # fmt: skip
    questions = both("questions", "questions")[language]
    return [
        Figure("toAsk", reading.total, number(reading.total, language), questions),
        Figure("decided", len(reading.decided), number(len(reading.decided), language),
               of.format(number(ground["undecidedHandoffs"], language))),
    ]  # fmt: skip


def _table(reading: Reading) -> Table:
    rows: list[list[Cell]] = []
    for sheet in reading.sheets:
        for card in sheet.cards:
            low, high = ((card.volume[end] if card.volume else None) for end in ("low", "high"))
            whom = ", ".join([*([sheet.name] if sheet.name else []), *(each.words for each in card.others)])
            rows.append([
                card.number, whom or None, card.kind, Link(card.sentence, card.href),
                ", ".join(each.words for each in card.about), ", ".join(each.words for each in card.journeys),
                len(card.handoffs), low if card.handoffs else "", high if card.handoffs else "", "",
            ])  # fmt: skip
    return Table("questions", TITLE[reading.language], [head[reading.language] for head in HEADS], rows)


FOLDER = Path(__file__).parent
PAGE = Page(FOLDER, "/ask", tell, variables, of="ask")
CARD = Page(FOLDER, "/ask/{key:path}", tell, variables, of="ask", made=answering.document, act=answering.ACT)
"""One question by itself: the address that is sent to whoever can answer it."""
