"""What somebody gave for a name, and what it may stand for."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph.language import Language
from graph.model import MODEL
from graph.terms import term
from queries.endpoints import PLACES
from queries.names.candidates import called, spelt

KIND = "channelKind"


@dataclass(frozen=True)
class Found:
    """What a name stands for: a node, as rows of answers have it, or a kind of channel; `field` is an endpoint's."""

    field: str
    key: str
    node: dict[str, Any] | None = dataclasses.field(default=None, compare=False)

    def choice(self, language: Language) -> str:
        """How somebody can say that this is meant."""
        name = self.node and called(self.node)
        return f"{_word(self.field, language)}:{self.key}" + (f" ({name})" if name else "")


@dataclass(frozen=True)
class Sought:
    """What somebody gave, and what it may name: labels, by the word that says which, and `kinds` of channel.

    A `pair` names two, `FROM:TO`.
    """

    text: str
    fields: Mapping[str, str]
    kinds: bool = False
    pair: bool = False

    @property
    def readings(self) -> list[tuple[str, ...]]:
        """The names that may stand in it; keys have colons of their own."""
        if not self.pair:
            return [(self.text,)]
        places = [place for place, letter in enumerate(self.text) if letter == ":"]
        return [(self.text[:place], self.text[place + 1 :]) for place in places]

    def own(self, text: str) -> tuple[str, str] | None:
        """The field that a name says it is meant for, and the rest of it: `channel:website`."""
        word, _, rest = text.partition(":")
        field = self.words.get(spelt(word)) or word
        known = field in self.fields or (field == KIND and self.kinds)
        return (field, rest) if known and rest else None

    @property
    def words(self) -> dict[str, str]:
        """The words for its fields, in any language."""
        return {spelt(_word(field, language)): field for field in self.fields for language in Language}


def _word(field: str, language: Language) -> str:
    """What a field is called, if it is more than one word of its own."""
    label = field[0].upper() + field[1:]
    return term(label).one[language] if language is not Language.EN and label in MODEL else field


def place(text: str) -> Sought:
    """The name of an endpoint."""
    return Sought(text, PLACES, kinds=True)


def feed(text: str) -> Sought:
    """The names of a feed's two systems."""
    return Sought(text, {"system": "System"}, pair=True)


def one(label: str, text: str) -> Sought:
    """The name of a node of a label."""
    return Sought(text, {label[0].lower() + label[1:]: label})
