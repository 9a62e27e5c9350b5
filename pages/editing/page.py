"""The map of a journey while it is drawn: for whoever may, in place, by keyboard alone, and without scripts too."""

from dataclasses import replace
from pathlib import Path

from graph.language import both
from graph.model import MODEL
from graph.model.words import JourneyStatus
from graph.saying import counting, saying
from pages.acting import Refused
from pages.describing import asking
from pages.describing.fields import fields
from pages.describing.form import Form, form
from pages.describing.naming import Names, within
from pages.editing.doing import ACT, asked
from pages.editing.done import RUN, done
from pages.editing.outline import Outline, asks
from pages.editing.refused import trouble
from pages.editing.written import sources, written
from pages.node import held as pen
from pages.node import history as past
from pages.page import Page
from pages.telling import Data, Gone, Link, Moved, Told
from pages.visitor import Visitor
from pages.whose import Whose
from wording.labels import label as word
from wording.problems import said
from wording.writing import quoted

JOURNEYS, DRAWING = both("Journeys", "Parcours clients"), both("Drawing", "Dessin")
NO_JOURNEY = saying("There is no journey {key!r}.", "Il n'y a pas de parcours {key!r}.")
STEPS = counting("1 step", "{n:,} steps", "1 étape", "{n:,} étapes")
NONE = saying("There is no step yet: write the first one.", "Il n'y a pas encore d'étape : écrivez la première.")
STANDS = saying("{steps}, {open}, {unknown}", "{steps}, {open}, {unknown}")
OPEN = counting("1 rupture is open", "{n:,} ruptures are open", "1 rupture ouverte", "{n:,} ruptures ouvertes")
UNKNOWN = counting("1 hand-off is unknown", "{n:,} hand-offs are unknown",
                   "1 passage de relais inconnu", "{n:,} passages de relais inconnus")  # fmt: skip
ADDS = {
    "Evidence": both("What was said of {}", "Ce qu'on a dit de {}"),
    "Opportunity": both("What would improve {}", "Ce qui améliorerait {}"),
}
"""What can be added to a part of the map, and what that is called."""
NEW = both("New", "Nouveau")
HANDLING = "Department"
"""The label of who can be in charge of a touchpoint that is added."""


def at(visitor: Visitor) -> tuple[str, str] | None:
    """The node whose drawer is open, by label and key; one that is to be added has no key."""
    adds = visitor.one("add")
    label, _, key = (visitor.one("at") or "").partition(":")
    if adds in ADDS:
        return adds, ""
    return (label, key) if key and label in MODEL and MODEL[label].told else None


def made(visitor: Visitor) -> str:
    """The operations of the drawer that is open, and of the act that is told of."""
    found, beside = at(visitor), RUN if visitor.acted else ""
    if found is None:
        return beside
    handling = asking.names(HANDLING) if found[0] == "Step" else ""
    described = asking.document(found[0], bool(found[1]), only(found, visitor))
    there = [past.ASKED, pen.ASKED] if found[1] else []
    return "\n".join([beside, described, handling, *there])


def only(node: tuple[str, str], visitor: Visitor) -> tuple[str, ...]:
    """The fields of a node that may be said, where these are not all that there are."""
    label, key = node
    name = MODEL[label].singular
    said = tuple(each for each in fields(label) if visitor.edits(**{name: {"key": key or None, each: None}}))
    return () if len(said) == len(fields(label)) else said


def variables(visitor: Visitor) -> Data:
    """The journey, the node whose drawer is open, and the act that is told of."""
    found, acted = at(visitor), visitor.acted
    node = found or ("", "")
    id_ = ":".join(node)
    told = {"key": visitor.key, "node": node[1], "id": id_, "of": id_, "done": acted, "acted": acted > 0}
    return told | Whose(visitor).variables


def tell(data: Data, visitor: Visitor) -> Told:
    """The map as it is drawn. Gone where there is no such journey, Moved where it has another key now."""
    language, journey = visitor.language, data["journey"]
    if journey is None:
        raise Gone(said(NO_JOURNEY(key=visitor.key), language), visitor.key.replace("-", " "))
    if journey["key"] != visitor.key:
        raise Moved(visitor.links.edit(journey["key"]))
    outline, title = Outline(data, visitor), journey["title"] or journey["key"]
    stands = STANDS(steps=STEPS(len(outline.steps)), open=OPEN(outline.open), unknown=UNKNOWN(outline.unknown))
    return Told(
        title=title,
        sentence=said(stands if outline.steps else NONE(), language),
        crumbs=(
            Link(JOURNEYS[language], visitor.links.to("/journeys")),
            Link(title, visitor.links.journey(journey["key"])),
            Link(DRAWING[language]),
        ),
        more={
            "outline": outline,
            "done": done(data, visitor),
            "written": written(data, visitor) if visitor.may("edit") else None,
            "trouble": trouble(visitor.refused, visitor),
            "drawer": drawer(data, outline, visitor),
            "history": past.history(data, at_[0], language) if (at_ := at(visitor)) and at_[1] else ([], 0),
            "held": pen.held(data, at_[0], visitor) if at_ and at_[1] else [],
            "asks": asks,
            "status": word(JourneyStatus[journey["status"]], language) if journey["status"] else None,
            "act": visitor.links.here(done=None, undone=None, new=None),
            "closed": outline.at(None),
            "added": added(outline, visitor),
        },
    )


def drawer(data: Data, outline: Outline, visitor: Visitor) -> Form | None:
    """The form about the node that was chosen; null for none, for one that is not there, or may not be edited."""
    found = at(visitor)
    if found is None or (found[1] and data["described"] is None):
        return None
    label, key = found
    if not (outline.opened(f"{label}:{key}") if key else visitor.edits(**{MODEL[label].singular: {}})):
        return None
    names = Names.of(data, **within(outline.steps))
    about = visitor.one("about")
    hidden = [("about", about)] if about and not key else []
    row = data["described"] if key else None
    made = form(label, row, names, visitor.language, _refused(visitor), hidden, only(found, visitor))
    return replace(made, lists={**made.lists, HANDLING: names.all(HANDLING)}) if label == "Step" else made


def added(outline: Outline, visitor: Visitor) -> str:
    """What a drawer is called in which something new is said of a part of the map: it names the part."""
    words, about = ADDS.get(visitor.one("add") or ""), outline.called(visitor.one("about") or "")
    return words[visitor.language].format(quoted(about, visitor.language)) if words and about else NEW[visitor.language]


def _refused(visitor: Visitor) -> Refused | None:
    """What was filled in in the drawer in vain."""
    sent = asked(visitor.refused.sent) if visitor.refused else None
    return visitor.refused if sent and sent.one("verb") == "describe" and not sent.one("inline") else None


PAGE = Page(Path(__file__).parent, "/edit/{key:path}", tell, variables, of="journeys", act=ACT, made=made, then=sources)
