"""A new map: one form, one act, and its editor draws on."""

from pathlib import Path
from typing import Any

from graph.language import both
from graph.model.words import JourneyStatus, Perspective
from graph.saying import counting, saying
from pages import editing
from pages.acting import Act, Sent, Wrong
from pages.describing.asking import names
from pages.describing.naming import Meant, Names
from pages.page import Page
from pages.telling import Data, Link, Told
from pages.visitor import Visitor
from wording.labels import label
from wording.problems import said

JOURNEYS, NEW = both("Journeys", "Parcours clients"), both("New journey", "Nouveau parcours")
FIRST = saying("Say what it is called; everything else can wait.", "Donnez-lui un titre ; tout le reste peut attendre.")
BESIDE = counting("It will stand beside 1 journey.", "It will stand beside {n:,} journeys.",
                  "Il sera à côté d'1 parcours.", "Il sera à côté de {n:,} parcours.")  # fmt: skip
NO_TITLE = saying("Say what the journey is called.", "Dites comment s'appelle le parcours.")


def tell(data: Data, visitor: Visitor) -> Told:
    """The form, filled in as it was if it was refused."""
    language, refused = visitor.language, visitor.refused
    others = data["journeys"]["totalCount"]
    sent = refused.sent if refused else Sent({})
    return Told(
        title=NEW[language],
        sentence=said(BESIDE(others) if others else FIRST(), language),
        crumbs=(Link(JOURNEYS[language], visitor.links.to("/journeys")), Link(NEW[language])),
        more={
            "personas": Names.of(data).all("Persona"),
            "perspectives": [(each, label(each, language), each == (sent.one("perspective") or "REALITY"))
                             for each in Perspective],
            "typed": {name: sent.one(name) or "" for name in ("title", "persona")},
            "wrong": said(refused.sentence, language) if refused else "",
            "field": refused.field if refused else None,
        },
    )  # fmt: skip


def asks(form: Sent, visitor: Visitor) -> tuple[str, Data]:
    """The personas that there are."""
    return names("Persona"), {}


def variables(form: Sent, visitor: Visitor) -> Data:
    """The mutation's variables: a persona that is not there yet is made first. Wrong for one without a title."""
    title, persona, meant = form.one("title"), form.one("persona"), Meant(Names.of(form.known))
    if not title:
        raise Wrong(NO_TITLE(), "title")
    journey: dict[str, Any] = {"title": title, "status": JourneyStatus.DRAFT}
    if (perspective := form.one("perspective")) in Perspective.__members__:
        journey["perspective"] = perspective
    if persona:
        journey["personas"] = [meant.key("Persona", persona, "persona")]
    return {"changes": [*meant.changes, {"journey": journey}]}


def then(data: Data, form: Sent, visitor: Visitor) -> str:
    """To the map, on which nothing is drawn yet."""
    acted = data["acted"]
    key = next(each["id"] for each in reversed(acted["nodes"]) if each).partition(":")[2]
    return visitor.links.edit(key, done=acted["revision"]) + "#line"


ACT = Act(Path(editing.__file__).parent / "act.graphql", variables, then, lambda _: "edit", asks)
PAGE = Page(Path(__file__).parent, "/new", tell, of="journeys", act=ACT)
