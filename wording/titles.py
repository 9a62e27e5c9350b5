"""Questions as sentences."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from graph.language import Language, both
from graph.model import Word
from graph.model.words import ChannelKind
from queries.declare import Moment, Month, Parameter, Question
from queries.moments import DAYS, RUN
from queries.names.sought import Found
from wording.cells import called
from wording.labels import label
from wording.writing import day, listed, month, quoted

CHOICE = re.compile(r"\[([^\]]*)\]")
"""Parts of which the first is said that has something for each of its places, or none of them."""

PLACE = re.compile(r"(\bde )?\{(\w+)\}")
VOWEL = re.compile(r"[aeiouàâæéèêëîïôœùûü]", re.IGNORECASE)
"""What makes `d'` of the French `de`."""

AGO = (both("today", "aujourd'hui"), both("yesterday", "hier"))
ON, AT = both("{day}", "le {day}"), both("{day}, {time}", "le {day} à {time}")
IMPORT = both("the import of {day}, {time}", "l'import du {day} à {time}")


def title(question: Question, language: Language) -> str:
    """The question as a sentence, whatever is given with it."""
    return _said(question, {}, language)


def asked(question: Question, given: Mapping[str, Any], language: Language) -> str:
    """The question as a sentence, with what was given (by the flags of parameters) in its places, by name.

    What goes without saying is said where the sentence has a place for it.
    """
    words = {
        p.flag: _words(p, value, language)
        for p in question.parameters
        if (value := given.get(p.flag, p.default)) is not None
    }
    return _said(question, words, language)


def _said(question: Question, words: Mapping[str, str], language: Language) -> str:
    def chosen(found: re.Match[str]) -> str:
        parts = found[1].split("|")
        return next((part for part in parts if all(flag in words for _, flag in PLACE.findall(part))), "")

    def put(found: re.Match[str]) -> str:
        word = words.get(found[2], "…")
        return f"d'{word}" if found[1] and VOWEL.match(word) else f"{found[1] or ''}{word}"

    return PLACE.sub(put, CHOICE.sub(chosen, question.sentence[language]))


def _words(parameter: Parameter, value: Any, language: Language) -> str:
    """What was given for a parameter, in words: several one after the other."""
    if isinstance(value, list):
        return listed([_words(parameter, each, language) for each in value], language)
    if isinstance(value, tuple):
        return " → ".join(named(each, language) for each in value)
    if issubclass(parameter.type, Word):
        return label(parameter.type(value), language)
    if parameter.type is Month:
        return month(value, language)
    if parameter.type is Moment:
        return _moment(value, language)
    return quoted(value, language) if parameter.type is str else str(value)


def named(found: Found, language: Language) -> str:
    """What is meant by its name; what is a phrase rather than a name is quoted."""
    if found.node is None:
        return label(ChannelKind(found.key), language)
    phrase = found.node.get("title") or found.node.get("text") or "step" in found.node
    return quoted(called(found.node), language) if phrase else called(found.node)


def _moment(text: str, language: Language) -> str:
    said = text.strip().replace("’", "'")
    if said.lower() in DAYS:
        return AGO[DAYS[said.lower()]][language]
    if RUN.fullmatch(said):
        return _timed(IMPORT[language], datetime.strptime(said[:15], "%Y%m%dT%H%M%S").replace(tzinfo=UTC), language)
    if len(said) == len("2026-11-23"):
        return ON[language].format(day=day(date.fromisoformat(said), language))
    return _timed(AT[language], datetime.fromisoformat(said), language)


def _timed(words: str, moment: datetime, language: Language) -> str:
    """A moment, here."""
    here = moment.astimezone()
    return words.format(day=day(here.date(), language), time=f"{here:%H:%M}")
