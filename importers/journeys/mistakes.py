"""What is wrong with a value of a knowledge file, where the format has words of its own for it."""

import re
from typing import Any

from graph.keys import KEY, PART, URL
from graph.saying import MEANT, Saying, saying
from graph.wrong_values import BLANK, NO_DURATION, NO_URL, NONE_NAMED
from importers.invalid import HINT, closest, number
from importers.journeys import values
from importers.journeys.told import NAMED, VERSION
from importers.journeys.words import none_of

NO_VERSION = saying(
    "the first line must say the version of the format: `parcours: {version}`",
    "la première ligne doit donner la version du format : `parcours: {version}`",
)
WRONG = {
    "version": saying(
        "is no version of the format that can be read here; write `parcours: {version}`",
        "n'est pas une version du format lisible ici ; écrivez `parcours: {version}`",
    ),
    "duration": NO_DURATION,
    "day": saying(
        "is no day; write year-month-day, such as 2025-03-31",
        "n'est pas une date ; écrivez année-mois-jour, par exemple 2025-03-31",
    ),
    "volume": saying(
        "is no volume; write a number, or [low, high] with the smaller one first, none below 0",
        "n'est pas un volume ; écrivez un nombre, ou [bas, haut], le plus petit d'abord, sans valeur négative",
    ),
    "cost": saying(
        "is no cost; write a number, or [low, high] with the smaller one first, none below 0",
        "n'est pas un coût ; écrivez un nombre, ou [bas, haut], le plus petit d'abord, sans valeur négative",
    ),
    "scale": saying("is no scale; write [lowest, highest]", "n'est pas une échelle ; écrivez [minimum, maximum]"),
}
"""What is wrong with a value, by what `values` calls it."""

NO_REFERENCE = saying(
    "names nothing; write the label and the key, such as Channel:website",
    "ne désigne rien ; écrivez le label et la clé, par exemple Channel:website",
)
NO_LEAD = saying(
    "names no touchpoint of this journey; write step/touchpoint, such as sign/website",
    "ne désigne aucun point de contact de ce parcours ; écrivez étape/point de contact, par exemple sign/website",
)
SLASH = saying(
    "has a `/`, which stands between the keys of a journey, a step and a touchpoint; take another sign",
    "contient un `/`, qui sépare les clés d'un parcours, d'une étape et d'un point de contact ; prenez un autre signe",
)
NOT_WHOLE = saying(
    "names nothing; write all of its key, {whole}", "ne désigne rien ; écrivez sa clé en entier, {whole}"
)
NOT_FORMER = saying(
    "is no former key; write what stood after `key:`, or all of it with what it is part of, {whole}",
    "n'est pas une ancienne clé ; écrivez ce qui suivait `key:`, ou la clé entière avec ce qui l'englobe, {whole}",
)
NO_LABEL = saying(
    "begins with no label that a file can refer to",
    "ne commence par aucun des labels auxquels un fichier peut renvoyer",
)
LABELS = saying("the labels are {labels}", "les labels sont {labels}")


def in_words(error: Any) -> Saying | None:
    """What to say of an error of Pydantic that only a knowledge file can have; None of any other."""
    kind, context = error["type"], error.get("ctx", {})
    if kind == "too_short":
        return NONE_NAMED()
    if kind in ("volume", "cost"):
        return number(error["input"], WRONG[kind]())
    if kind == "word":
        return none_of(context["words"], error["input"])
    if kind in WRONG:
        return WRONG[kind](**context)
    if kind == "missing" and error["loc"][-1] == "parcours":
        return NO_VERSION(version=VERSION)
    if kind == "label":
        return _label(context["label"])
    return _pattern(error["input"], context["pattern"]) if kind == "string_pattern_mismatch" else None


def _pattern(given: str, pattern: str) -> Saying | None:
    if pattern == values.REF:
        return NO_REFERENCE()
    if pattern == URL:
        return NO_URL()
    if pattern == values.WORDS:
        return BLANK()
    if pattern == values.LEAD:
        return NO_LEAD()
    if pattern == f"^{PART}$" and re.match(KEY, given):
        return SLASH()
    if pattern in values.WHOLES:
        return NOT_WHOLE(whole=values.WHOLES[pattern])
    if pattern in values.FORMERLY:
        return NOT_FORMER(whole=values.FORMERLY[pattern])
    return None


def _label(given: str) -> Saying:
    close = closest(given, NAMED)
    return HINT(said=NO_LABEL(), hint=MEANT(near=close) if close else LABELS(labels=", ".join(NAMED)))
