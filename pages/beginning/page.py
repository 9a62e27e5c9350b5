"""A new map: from nothing or as a copy by one form and one act, or from a file; its editor draws on."""

from pathlib import Path
from typing import Any

from graph.errors import BadInput
from graph.language import both
from graph.model.words import JourneyStatus, Perspective
from graph.saying import counting, saying
from pages import editing
from pages.acting import Act, Sent, Wrong
from pages.beginning.copied import NO_JOURNEY, called, choices, goes_along, proposed, said_of, whose
from pages.describing.naming import Meant, Names
from pages.page import Page
from pages.telling import Data, Gone, Link, Told
from pages.visitor import Visitor
from wording.labels import label
from wording.problems import said

JOURNEYS, NEW = both("Journeys", "Parcours clients"), both("New journey", "Nouveau parcours")
FIRST = saying("Say what it is called; everything else can wait.", "Donnez-lui un titre ; tout le reste peut attendre.")
BESIDE = counting("It will stand beside 1 journey.", "It will stand beside {n:,} journeys.",
                  "Il sera à côté d'1 parcours.", "Il sera à côté de {n:,} parcours.")  # fmt: skip
NO_TITLE = saying("Say what the journey is called.", "Dites comment s'appelle le parcours.")


def asked(visitor: Visitor) -> Data:
    """The journey that is copied; none has an empty key."""
    return {"copy": visitor.one("copy") or ""}


def tell(data: Data, visitor: Visitor) -> Told:
    """The form, filled in as it was if it was refused. Gone where there is no such journey to be copied."""
    language, refused, copied = visitor.language, visitor.refused, data["copied"]
    if (key := visitor.one("copy")) and copied is None:
        raise Gone(said(NO_JOURNEY(key=key), language), key.replace("-", " "))
    others = data["journeys"]["totalCount"]
    sent = refused.sent if refused else Sent({})
    world = sent.one("perspective") or (Perspective.FUTURE if copied else Perspective.REALITY)
    first = goes_along(copied, language) if copied else BESIDE(others) if others else FIRST()
    return Told(
        title=NEW[language],
        sentence=said(first, language),
        crumbs=(
            Link(JOURNEYS[language], visitor.links.to("/journeys")),
            *([Link(called(copied), visitor.links.journey(copied["key"]))] if copied else []),
            Link(NEW[language]),
        ),
        more={
            "personas": Names.of(data).all("Persona"),
            "perspectives": [(each, label(each, language), each == world) for each in Perspective],
            "title": (sent.one("title") or "") if refused else proposed(copied, language),
            "persona": sent.one("persona") or "",
            "copied": copied,
            "whose": whose(copied) if copied else "",
            "originals": choices(data, language),
            "wrong": said(refused.sentence, language) if refused else "",
            "field": refused.field if refused else None,
        },
    )


def asks(form: Sent, visitor: Visitor) -> tuple[str, Data]:
    """The personas that there are, and the journey that is copied."""
    return PAGE.document(visitor), asked(visitor)


def variables(form: Sent, visitor: Visitor) -> Data:
    """The mutation's variables: a persona that is not there yet is made first.

    Wrong for a journey without a title, BadInput where none is there to be copied. Begun by mistake, it is taken back.
    """
    if begun := form.one("edit"):
        return {"edit": begun}
    title, persona, meant = form.one("title"), form.one("persona"), Meant(Names.of(form.known), visitor.edits)
    if not title:
        raise Wrong(NO_TITLE(), "title")
    journey: dict[str, Any] = {"title": title, "status": JourneyStatus.DRAFT}
    if (perspective := form.one("perspective")) in Perspective.__members__:
        journey["perspective"] = perspective
    if key := visitor.one("copy"):
        if form.known["copied"] is None:
            raise BadInput(NO_JOURNEY(key=key))
        journey |= said_of(form.known["copied"], perspective)
    if persona:
        journey["personas"] = [meant.key("Persona", persona, "persona")]
    return {"changes": [*meant.changes, {"journey": journey}]}


def then(data: Data, form: Sent, visitor: Visitor) -> str:
    """To the map, to its line where nothing is drawn yet; to the others once it was taken back."""
    acted = data["acted"]
    if form.one("edit"):
        return visitor.links.to("/journeys")
    key = next(each["id"] for each in reversed(acted["nodes"]) if each).partition(":")[2]
    return visitor.links.edit(key, done=acted["revision"]) + ("#done" if form.known["copied"] else "#line")


def operation(form: Sent) -> str:
    """Which mutation it is."""
    return "undo" if form.one("edit") else "edit"


ACT = Act(Path(editing.__file__).parent / "act.graphql", variables, then, operation, asks)
PAGE = Page(Path(__file__).parent, "/new", tell, asked, of="journeys", act=ACT)
