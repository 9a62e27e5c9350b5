"""What is understood of a file that was brought: in a sentence, in figures, as a form and as a map."""

from collections.abc import Mapping
from typing import Any

from graph.language import Language, both
from graph.model.words import ChannelKind
from graph.problems import Problem
from graph.report import Report
from graph.saying import Saying, counting, saying
from importers.journeys.aims import UNMAPPED
from pages.acting import Sent
from pages.bring.asking import channels, rows
from pages.bring.intake import Brought
from pages.bring.preview import drawn
from pages.bring.trying import Tried, tried
from pages.bring.words import aims
from pages.telling import Figure
from pages.visitor import Visitor
from wording.labels import label
from wording.problems import line, said
from wording.reports import text
from wording.writing import number

Values = dict[str, Any]

WOULD_BE = saying(
    "{file}: {steps} in {phases}, {contacts} on {channels}. Nothing is written yet.",
    "{file} : {steps} en {phases}, {contacts} sur {channels}. Rien n'est encore écrit.",
)
NOT_UNDERSTOOD = saying("{file} cannot be read yet: {why}", "{file} ne peut pas encore être lu : {why}")
STEPS = counting("1 step", "{n:,} steps", "1 étape", "{n:,} étapes")
PHASES = counting("1 phase", "{n:,} phases", "1 macro-étape", "{n:,} macro-étapes")
CONTACTS = counting("1 touchpoint", "{n:,} touchpoints", "1 point de contact", "{n:,} points de contact")
CHANNELS = counting("1 channel", "{n:,} channels", "1 canal", "{n:,} canaux")
FELT = counting("feeling known", "feelings known", "ressenti connu", "ressentis connus")
OF = both(", of {}", " sur\N{NO-BREAK SPACE}{}")
UNDECIDED = counting(
    "hand-off still unknown", "hand-offs still unknown", "passage de relais encore inconnu",
    "passages de relais encore inconnus",
)  # fmt: skip


def written_to(made: Tried, who: Visitor, revision: int) -> str:
    """Where whoever had it written goes on: to the map of its first journey, which waits for what was written."""
    key = made.journey
    return who.links.journey(key, done=revision) if key else who.links.to("/journeys", done=revision)


def sentence(made: Tried, report: Report | None, language: Language) -> Saying:
    """What the page says first: how much there is in the file, or why it cannot be read yet."""
    if made.wrong:
        return NOT_UNDERSTOOD(file=made.name, why=_why(made.wrong[0], language))
    if report and report.status in ("refused", "stopped") and report.reason:
        return NOT_UNDERSTOOD(file=made.name, why=report.reason)
    phases, steps, contacts, channels = _counts(made)
    return WOULD_BE(
        file=made.name, steps=STEPS(steps), phases=PHASES(phases), contacts=CONTACTS(contacts),
        channels=CHANNELS(channels),
    )  # fmt: skip


def _why(each: Problem | Saying | str, language: Language) -> str:
    """Why something cannot be read, with its place."""
    return line(each, language) if isinstance(each, Problem) else said(each, language)


def _counts(made: Tried) -> tuple[int, int, int, int]:
    sizes = made.gathered.said.sizes() if made.gathered else {}
    phases, steps, contacts = (sizes.get(label, 0) for label in ("Phase", "Step", "Touchpoint"))
    return phases, steps, contacts, len({each["channel"] for each in _contacts(made)} - {UNMAPPED})


def _contacts(made: Tried) -> list[Values]:
    return [
        each
        for read in made.documents
        for journey in read.data.get("journeys", ())
        for phase in journey.get("phases", ())
        for step in phase.get("steps", ())
        for each in step.get("touchpoints", ())
    ]


def _figures(made: Tried, language: Language) -> list[Figure]:
    contacts = _contacts(made)
    felt = sum("emotion" in each or "felt" in each for each in contacts)
    judged = [each for follows in made.follows.values() for each in follows.handoffs]
    unknown = sum(each.status == "UNKNOWN" for each in judged)
    return [
        Figure("felt", felt, number(felt, language), said(FELT(felt), language) + OF[language].format(len(contacts))),
        Figure("unknown", unknown, number(unknown, language),
               said(UNDECIDED(unknown), language) + OF[language].format(len(judged))),
    ]  # fmt: skip


def shown(
    made: Tried, brought: Brought, given: Sent | None, report: Report | None, who: Visitor, held: Mapping[str, str]
) -> Values:
    """What the page shows: the form, the figures, the map, what was found."""
    language, proposal = who.language, made.proposal
    problems = list(made.gathered.problems) if made.gathered else []
    return {
        "brought": brought,
        "made": made,
        "proposal": proposal,
        "rows": list(rows(proposal, given, language)) if proposal else [],
        "aims": aims(language),
        "channels": list(channels(proposal, given, held)) if proposal else [],
        "held": sorted(held.items(), key=lambda each: each[1].casefold()),
        "kinds": [(kind.value, label(kind, language)) for kind in ChannelKind],
        "title": (given.one("title") if given else None) or (proposal.title if proposal else "") or "",
        "given": given,
        "figures": _figures(made, language) if made.documents else [],
        "preview": drawn(made.documents, made.follows, language, held) if made.documents else None,
        "problems": [line(each, language).replace(f"{brought.path.parent}/", "") for each in problems],
        "wrong": [_why(each, language).replace(f"{brought.path.parent}/", "") for each in made.wrong],
        "report": text(report, language).replace(f"{brought.path.parent}/", "") if report else None,
        "ready": report is not None
        and report.status == "dry-run"
        and not made.wrong
        and not (made.proposal and made.empty),
    }


__all__ = ["sentence", "shown", "tried", "written_to"]
