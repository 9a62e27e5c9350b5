"""Where one goes on from a map, each as far as they may: to draw, to correct one's lane, to answer, to invite."""

from collections.abc import Iterator

from api import own
from graph.language import both
from graph.model.words import Perspective
from pages.journey.told import Journey
from pages.telling import Link
from pages.visitor import Visitor

EDIT, CORRECT = both("Edit", "Modifier"), both("Correct my lane", "Corriger ma voie")
REMARK = both("Say what you think", "Donner mon avis")
TARGET, VARIANT = both("Draw its target", "Dessiner sa cible"), both("Draw a variant", "Dessiner une variante")
INVITE = both("Invite guests", "Inviter")
ANSWER = both("What we are asked", "Ce qu'on nous demande")


def doors(journey: Journey, perspective: str | None, visitor: Visitor) -> Iterator[Link]:
    """The ways on that are open to this visitor. From a target one draws another answer, else a target."""
    links, language = visitor.links, visitor.language
    if visitor.edits(phase={"journey": journey.key}):
        yield Link(EDIT[language], links.edit(journey.key))
    elif any(visitor.edits(touchpoint={"step": each.key}) for each in journey.steps):
        yield Link(CORRECT[language], links.edit(journey.key))
        for department in own.departments(visitor.by)[:1]:
            yield Link(ANSWER[language], links.to("/ask", journey=journey.key, department=department))
    if visitor.may("edit"):
        copied = VARIANT if perspective == Perspective.FUTURE else TARGET
        yield Link(copied[language], links.to("/new", copy=journey.key))
    elif visitor.edits(evidence={"about": [f"Journey:{journey.key}"]}):
        yield Link(REMARK[language], links.remarks(journey.key))
    if visitor.invites:
        yield Link(INVITE[language], links.invite(journey.key))
