"""What customers say at each step, and what staff say of them."""

import datetime
from dataclasses import replace
from typing import Any

from graph.language import both
from graph.model import Anything
from graph.model.design import Journey, Persona, Step, Touchpoint
from graph.model.evidence import Evidence
from graph.model.words import EvidenceKind, Says, Stance
from queries.declare import Arguments, Labelled, Parameter, Question, shows
from queries.evidence import CUSTOMERS, STAFF
from queries.parameters import EVIDENCE, PERSONA, SCOPE


class Speaker(Labelled):
    """Whose voice it is, by its kind of evidence."""

    CUSTOMERS = "CUSTOMERS", "Customers", "Clients", "Customers speak for themselves"
    STAFF = "STAFF", "Staff", "Collaborateurs", "Staff, or an expert, speak of customers"


class Voice:
    """A quotation, and what it is about."""

    journey: Journey = shows("Journey", "Parcours", "The journey")
    number: int | None = shows("No.", "N°", "The step's place in the journey, from 1", none=True)
    step: Step | None = shows(
        "Step", "Étape", "The step; null where it is about the journey as a whole, or a phase of it", none=True
    )
    touchpoint: Touchpoint | None = shows(
        "Touchpoint", "Point de contact", "The touchpoint that it is about, if it is about one", detail=True, none=True
    )
    about: Anything = shows(
        "About", "Sujet", "What it is about: the journey, a phase, a step, a touchpoint", detail=True
    )
    voice: Evidence = shows("Evidence", "Preuve", "The evidence that quotes it", detail=True)
    quote: str | None = shows("Quotation", "Citation", "What was said, word for word", none=True)
    says: Says | None = shows("It tells", "Exprime", "What it tells of the customer's side", none=True)
    saidBy: Persona | None = shows("Said by", "Selon", "Who said so", none=True)
    speaker: Speaker | None = shows(
        "Whose voice", "Voix", "Customers or staff; null where figures speak, or nobody said", none=True
    )
    kind: EvidenceKind | None = shows("Kind", "Type", "What sort of evidence it is")
    sampleSize: int | None = shows("n", "n", "How many were asked", none=True)
    date: datetime.date | None = shows("Date", "Date", "When it was gathered", none=True)
    stance: Stance = shows("For or against", "Pour ou contre", "Whether it speaks for what the map says", detail=True)


class VoiceTotals:
    """How many voices there are, and where there are none."""

    voices: int = shows("Voices", "Voix", "How many quotations there are, each once")
    customers: int = shows("of customers", "de clients", "Those in which customers speak for themselves")
    staff: int = shows("of staff", "de collaborateurs", "Those in which staff speak of them")
    met: int = shows("Expectations met", "Attentes satisfaites", "Those that tell of an expectation that was met")
    missed: int = shows("Expectations missed", "Attentes déçues", "Those that tell of one that was not")
    steps: int = shows(
        "Steps", "Étapes", "How many steps customers live: all in scope but those where they leave (ABANDON)"
    )
    silent: list[Step] = shows("Without a voice", "Sans voix", "Those without a quotation, by journey, in order")
    withoutCustomers: list[Step] = shows(
        "None of customers", "Aucune de clients", "Those with quotations, none of which is of customers"
    )


def prepare(given: Arguments) -> dict[str, Any]:
    """Which kinds of evidence are whose voice."""
    return {"customers": list(CUSTOMERS), "staff": list(STAFF)}


QUESTION = Question(
    package=__name__,
    id="voices",
    sentence=both(
        "What does [{persona}|the customer] say at each step?", "Que dit [{persona}|le client] à chaque étape ?"
    ),
    doc=both(
        "Evidence with a quotation, or that tells of the customer's side: about a step, one of its touchpoints, a phase or "
        "the journey as a whole; a row for each of these. As the journey goes, customers before staff, the latest first. "
        "Staff who tell of what customers live are staff all the same.",
        "Les preuves qui citent quelqu'un ou qui parlent du vécu du client, au sujet d'une étape, d'un de ses points de "
        "contact, d'une phase ou du parcours entier ; une ligne pour chacun. Dans l'ordre du parcours, les clients avant "
        "les collaborateurs, les plus récentes d'abord. Un collaborateur qui raconte ce que vivent les clients reste un "
        "collaborateur.",
    ),
    parameters=(
        Parameter(
            "says",
            Says,
            both("Only what tells this of the customer's side", "Seulement ce qui dit cela du vécu du client"),
            many=True,
        ),
        replace(
            PERSONA, doc=both("The key of a persona: only what it said", "La clé d'un persona : seulement ce qu'il dit")
        ),
        *SCOPE[:3],
        replace(EVIDENCE, doc=both("Only evidence of one of these kinds", "Seulement les preuves d'un de ces types")),
    ),
    row=Voice,
    identity=("voice", "journey", "about"),
    example="--journey home-quote",
    summary=VoiceTotals,
    sums=True,
    prepare=prepare,
    takes=400,
)
