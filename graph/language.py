"""The languages that people read, and words that are declared in each of them."""

from collections.abc import Mapping

from graph.model import Word


class Language(Word):
    """A language that people read answers in."""

    EN = "EN", "English"
    FR = "FR", "French"


Told = Mapping[Language, str]
"""The same words in every language."""


def both(english: str, french: str) -> Told:
    """Words in every language."""
    return {Language.EN: english, Language.FR: french}
