"""What people read for the values of closed lists."""

from graph.labels import LABELS
from graph.language import Language
from graph.model import Word
from queries.declare import Labelled


def label(word: Word, language: Language) -> str:
    """What people read for a value of a closed list."""
    told = word.label if isinstance(word, Labelled) else LABELS[type(word)][word.value]
    return told[language]
