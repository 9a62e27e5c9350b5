"""The journey that a new one begins as a copy of: what goes along, what is proposed, what is said of the copy."""

from typing import Any

from graph.language import Language, both
from graph.model.words import Perspective
from graph.saying import Saying, counting, saying
from pages.telling import Data
from wording.labels import label
from wording.writing import quoted

NO_JOURNEY = saying("There is no journey {key!r}.", "Il n'y a pas de parcours {key!r}.")
GOES_ALONG = saying(
    "A copy of {title}: {steps} and {contacts} go along. What was counted, paid, felt and decided there stays there.",
    "Une copie de {title} : {steps} et {contacts} la suivent. Ce qui y a été compté, payé, ressenti et décidé y reste.",
)
STEPS = counting("1 step", "{n:,} steps", "1 étape", "{n:,} étapes")
CONTACTS = counting("1 touchpoint", "{n:,} touchpoints", "1 point de contact", "{n:,} points de contact")
TARGET, VARIANT = both("{} (target)", "{} (cible)"), both("{} (variant)", "{} (variante)")


def proposed(copied: Data | None, language: Language) -> str:
    """The title of a copy: a target of what is, a variant of what is one; nothing where none is copied."""
    if copied is None:
        return ""
    words = VARIANT if copied["perspective"] == Perspective.FUTURE else TARGET
    return words[language].format(called(copied))


def goes_along(copied: Data, language: Language) -> Saying:
    """What a copy begins with, and without."""
    contacts = sum(len(step["touchpoints"]) for step in copied["steps"])
    title = quoted(called(copied), language)
    return GOES_ALONG(title=title, steps=STEPS(len(copied["steps"])), contacts=CONTACTS(contacts))


def whose(copied: Data) -> str:
    """The personas whose journey it is."""
    return ", ".join(each["name"] for each in copied["personas"] if each["name"])


def said_of(copied: Data, perspective: str | None) -> dict[str, Any]:
    """What a copy says otherwise than the original: a future is another answer to what is, or to what that was to."""
    if perspective != Perspective.FUTURE:
        return {"copyOf": copied["key"]}
    original = copied["alternativeTo"] if copied["perspective"] == Perspective.FUTURE else None
    return {"copyOf": copied["key"], "alternativeTo": (original or copied)["key"]}


def choices(data: Data, language: Language) -> list[tuple[str, str]]:
    """The journeys that can be copied: the key of each, and what it is called."""
    rows = [edge["node"] for edge in data["journeys"]["edges"]]
    return [(row["key"], f"{called(row)} ({_world(row, language)})") for row in rows]


def called(row: Data) -> str:
    """What a journey is called."""
    return str(row["title"] or row["key"])


def _world(row: Data, language: Language) -> str:
    return label(Perspective(row["perspective"] or Perspective.REALITY), language)
