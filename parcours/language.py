"""The language of a command: known before any word of it is, since its help is said in it too."""

import locale
import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Literal, TypeVar

if TYPE_CHECKING:
    from graph.language import Language
    from graph.saying import Saying

F = TypeVar("F", bound=Callable[..., object])

Spoken = Literal["fr", "en"]
"""The languages, as settings and options write them."""

FLAG, VARIABLE = "--lang", "PARCOURS_LANG"


def heed(words: Sequence[str]) -> None:
    """Let `--lang`, wherever it stands among the words of a command, count as the variable does."""
    for place, word in enumerate(words):
        name, _, value = word.partition("=")
        if name == FLAG:
            os.environ[VARIABLE] = (value or "".join(words[place + 1 : place + 2])).lower()


def spoken() -> Spoken:
    """The language of the environment: what `PARCOURS_LANG` says, else French where the machine speaks it."""
    named = os.environ.get(VARIABLE)
    if named in ("fr", "en"):
        return "fr" if named == "fr" else "en"
    said = next((os.environ[n] for n in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(n)), None)
    return "fr" if (said or locale.getlocale()[0] or "").lower().startswith("fr") else "en"


def language() -> "Language":
    """The language of this command."""
    from graph.language import Language  # which takes the model along, too

    return Language(spoken().upper())


def worded(said: "Saying | str") -> str:
    """What is to be said, in the language of this command."""
    from wording import problems  # which takes the model along, that the help does not need
    from wording.writing import harmless

    return harmless(problems.said(said, language()))


def told(english: str, french: str) -> str:
    """What the help says, in the language of this command."""
    return french if spoken() == "fr" else english


def french(text: str) -> Callable[[F], F]:
    """The help of a command in French; in English it is its docstring."""

    def said(command: F) -> F:
        command.__doc__ = told(command.__doc__ or "", text)
        return command

    return said
