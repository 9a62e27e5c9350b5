"""Words that maps use, in the languages of those who draw them: to suggest a mapping by, and no more."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from unicodedata import combining, normalize

import yaml

from graph.model.words import ChannelKind
from importers.journeys import scales

FOLDER = Path(__file__).parent / "vocabulary"

FACE = re.compile(r"[☹☺\U0001F600-\U0001F93F]\ufe0f?")

NUMBERED = re.compile(r"\d$")

MOST = 12
"""How many words the name of a lane has at most."""

FEW = 4
"""How many words the name of a channel has at most, for the kind that one of them says to count."""


@cache
def words(name: str) -> Mapping[str, Sequence[str]]:
    """A list of words by what they stand for, each as `plain` gives it."""
    read = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return {str(meaning): [plain(str(word)) for word in listed] for meaning, listed in read.items()}


@cache
def meanings(name: str) -> Mapping[str, str]:
    """What each word of a list stands for."""
    return {word: meaning for meaning, listed in words(name).items() for word in listed}


def plain(text: str) -> str:
    """A text in small letters without accents, and without signs between words or at its ends."""
    folded = "".join(char for char in normalize("NFKD", text.casefold().replace("’", "'")) if not combining(char))
    return " ".join(re.sub(r"(?<=\w)[_\-/&:.,;?!()]+(?=\s|\w|$)", " ", folded).split()) or text.strip()


@lru_cache(maxsize=10_000)
def lane(name: str) -> tuple[str, int] | None:
    """Where a lane of this name goes, and how many letters say so; None where no word of it does."""
    told = plain(scales.named(name)[0])
    known = meanings("lanes")
    if NUMBERED.search(told):  # the name of one stage, not of what all of them are
        return None
    if told in known:
        return known[told], len(told) + 100
    longest = max((each for each in _within(told) if len(each) > 3 and each in known), key=len, default=None)
    return (known[longest], len(longest)) if longest else None


def _within(told: str) -> Iterator[str]:
    """The words of a name, each alone and with those that follow it; nothing of what is too long for a name."""
    parts = told.split()
    if len(parts) <= MOST:
        for start in range(len(parts)):
            yield from (" ".join(parts[start:end]) for end in range(start + 1, len(parts) + 1))


PERIODS = {
    "day": ("day", "daily", "jour", "jours", "tag", "día", "dia", "день"),
    "week": ("week", "weekly", "semaine", "woche", "semana", "неделя", "неделю"),
    "month": ("month", "monthly", "mois", "mensuel", "monat", "mes", "месяц"),
    "quarter": ("quarter", "quarterly", "trimestre", "quartal", "квартал"),
    "year": ("year", "yearly", "annual", "an", "ans", "annuel", "annee", "jahr", "ano", "год"),
}
"""What says how often a volume is counted."""


def period(name: str) -> str | None:
    """How often something of this name is counted, where the name says so."""
    told = plain(name).split()
    return next((period for period, words in PERIODS.items() if not {*told}.isdisjoint(words)), None)


def is_lane(name: str) -> bool:
    """Whether a lane may be called so."""
    return lane(name) is not None


def likeness(name: str) -> float:
    """How likely a lane is called so, from 0 to 1: sentences have words of lanes, too."""
    found = lane(name)
    return 0.0 if found is None else min(1.0, found[1] / len(plain(name)))


def channel_kind(name: str) -> ChannelKind | None:
    """The kind of channel that something is called like; None where it is called like none."""
    told = plain(name)
    known = meanings("channels")
    if told in known:
        return ChannelKind[known[told]]
    if len(told.split()) > FEW:
        return None
    ends = (word for word in known if len(word) > 2 and (told.endswith(f" {word}") or told.startswith(f"{word} ")))
    longest = max(ends, key=len, default=None)
    return ChannelKind[known[longest]] if longest else None


def feeling(text: str) -> int | None:
    """How somebody feels, from -2 to 2, as far as nobody doubts it."""
    exact = {str(word): int(value) for value, listed in _feelings().items() for word in listed}
    found = exact.get(text.strip().casefold())
    return found if found is not None else exact.get(plain(text))


def faces(text: str) -> dict[str, float]:
    """The faces among other words, and how somebody with such a face feels."""
    named = {str(face): float(value) for value, listed in _feelings().items() for face in listed}
    return {face: value for face, value in named.items() if FACE.fullmatch(face) and face in text}


@cache
def _feelings() -> Mapping[str, Sequence[str]]:
    read: Mapping[str, Sequence[str]] = yaml.safe_load((FOLDER / "feelings.yaml").read_text(encoding="utf-8"))
    return read
