"""What people read for the values of closed lists."""

from graph.labels import called
from graph.language import Language
from graph.model import Word


def label(word: Word, language: Language) -> str:
    """What people read for a value of a closed list."""
    return called(word)[language]
