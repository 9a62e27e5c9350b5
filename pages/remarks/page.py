"""What is said of a journey, for a phone: its steps, one field at the one that is chosen, and what others said."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from api import own
from graph.language import both
from graph.model.words import EvidenceKind, Outcome
from graph.saying import counting, saying
from pages.acting import Act, Sent, Wrong
from pages.editing import doing
from pages.editing.done import RUN, Done, done
from pages.page import Page
from pages.telling import Data, Gone, Link, Moved, Told
from pages.visitor import Visitor
from wording.labels import label
from wording.problems import said

JOURNEYS, TITLE = both("Journeys", "Parcours clients"), both("What is said", "Ce qu'on en dit")
NO_JOURNEY = saying("There is no journey {key!r}.", "Il n'y a pas de parcours {key!r}.")
CHOOSE = saying(
    "Choose where it happened, and say it in your words.", "Choisissez où c'est arrivé, et dites-le avec vos mots."
)
READ = saying("Here you can only read.", "Ici vous ne pouvez que lire.")
VOICES = counting(
    "1 voice was heard.", "{n:,} voices were heard.", "1 voix a été entendue.", "{n:,} voix ont été entendues."
)
NOTHING = saying("Say something first.", "Dites d'abord quelque chose.")


@dataclass(frozen=True)
class Place:
    """Where something can be said: a step with its number on the map (0 where customers give up), or a touchpoint."""

    id: str
    words: str
    href: str | None
    voices: Sequence[tuple[str, str]]
    """What was said there, and what sort of evidence that is."""
    chosen: bool
    number: int = 0
    touchpoints: Sequence["Place"] = ()


def made(visitor: Visitor) -> str:
    """The operation that tells of what was just said."""
    return RUN if visitor.acted else ""


def variables(visitor: Visitor) -> Data:
    """The journey, and the act that is told of."""
    return {"key": visitor.key, "done": visitor.acted}


def tell(data: Data, visitor: Visitor) -> Told:
    """The journey with what is said of it. Gone where there is none, Moved where it has another key now."""
    language, journey = visitor.language, data["journey"]
    if journey is None:
        raise Gone(said(NO_JOURNEY(key=visitor.key), language), visitor.key.replace("-", " "))
    if journey["key"] != visitor.key:
        raise Moved(visitor.links.remarks(journey["key"]))
    places = list(_places(journey, visitor))
    spots = [each for place in places for each in (place, *place.touchpoints)]
    heard = sum(len(each.voices) for each in spots)
    first = CHOOSE() if speaks(visitor, journey["key"]) else READ()
    title = journey["title"] or journey["key"]
    acted: Done | None = done(data, visitor)
    return Told(
        title=title,
        sentence=f"{said(first, language)} {said(VOICES(heard), language) if heard else ''}".strip(),
        crumbs=(
            Link(JOURNEYS[language], visitor.links.to("/journeys")),
            Link(title, visitor.links.journey(journey["key"])),
            Link(TITLE[language]),
        ),
        more={
            "places": places,
            "done": acted,
            "stands": data["revision"],
            "typed": (visitor.refused.sent.one("quote") or "") if visitor.refused else "",
            "wrong": said(visitor.refused.sentence, language) if visitor.refused else "",
            "lost": visitor.refused and not any(each.chosen for each in spots),
            "here": visitor.links.here(done=None, undone=None),
        },
    )


def speaks(visitor: Visitor, journey: str) -> bool:
    """Whether they may say something of a journey."""
    return visitor.edits(evidence={"about": [f"Journey:{journey}"]})


def _places(journey: dict[str, Any], visitor: Visitor) -> Iterator[Place]:
    number = 0
    for step in journey["steps"]:
        lived = step["outcome"] != Outcome.ABANDON
        number += lived
        touchpoints = [
            _place(f"Touchpoint:{each['key']}", _called(each), each, visitor) for each in step["touchpoints"]
        ]
        yield _place(f"Step:{step['key']}", step["text"] or step["key"], step, visitor, number * lived, touchpoints)


def _place(
    id_: str, words: str, row: dict[str, Any], visitor: Visitor, number: int = 0, touchpoints: Sequence[Place] = ()
) -> Place:
    heard = sorted(
        (each for each in row["evidence"] if each["quote"]), key=lambda each: each["date"] or "", reverse=True
    )
    voices = [(each["quote"], _kind(each, visitor)) for each in heard]
    href = visitor.links.here(at=id_, done=None, undone=None) + "#quote" if _may(visitor, id_) else None
    return Place(id_, words, href, voices, visitor.one("at") == id_ and href is not None, number, touchpoints)


def _may(visitor: Visitor, id_: str) -> bool:
    return visitor.edits(evidence={"about": [id_]})


def _kind(row: dict[str, Any], visitor: Visitor) -> str:
    return label(EvidenceKind[row["kind"]], visitor.language) if row["kind"] else ""


def _called(touchpoint: dict[str, Any]) -> str:
    channel = touchpoint["channel"]
    return str(touchpoint["name"] or (channel and (channel["name"] or channel["key"])) or touchpoint["key"])


def remarked(form: Sent, visitor: Visitor) -> dict[str, Any]:
    """The mutation's variables: new evidence, or one that is taken back. Wrong where nothing was said."""
    if doing.operation(form) == "undo":
        return doing.variables(form, visitor)
    quote = form.one("quote")
    if not quote:
        raise Wrong(NOTHING(), "quote")
    kind = own.kind(visitor.by) if visitor.by else EvidenceKind.CUSTOMER_COCREATION
    said_ = {"quote": quote, "kind": str(kind), "date": datetime.date.today().isoformat()}
    return {"changes": [{"evidence": {**said_, "about": [form.one("about") or ""]}}]}


def then(data: dict[str, Any], form: Sent, visitor: Visitor) -> str:
    """Back to where it was said, which shows it."""
    return visitor.links.here(**doing.tells(data, form)) + "#here"


ACT = Act(doing.ACT.document, remarked, then, doing.operation)
PAGE = Page(Path(__file__).parent, "/remarks/{key:path}", tell, variables, of="journeys", act=ACT, made=made)
