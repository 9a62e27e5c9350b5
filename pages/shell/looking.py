"""Where a page looks, in words and as choices: the chip in the bar and the form behind it."""

from collections.abc import Iterable
from dataclasses import dataclass

from graph.language import Language
from graph.model import Word
from graph.model.words import EvidenceKind, Perspective
from pages.visitor import SCOPE, Visitor
from wording.answers import ARCHIVED, CURRENT
from wording.labels import label
from wording.writing import listed


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that may be chosen."""

    value: str
    words: str
    chosen: bool


@dataclass(frozen=True)
class Looking:
    """What a visitor has chosen of where to look; nothing chosen is today's journeys that are not archived."""

    visitor: Visitor

    names = (*SCOPE, "after", "page", "as")
    """What of an address does not go along when the scope changes."""

    @property
    def words(self) -> str:
        """It in one line: `Today · without archived ones`."""
        language, narrowed = self.visitor.language, self.narrowed
        places = self.journeys or [each.words for each in self.perspectives if each.chosen]
        told = [listed(places, language)]
        if not self.journeys:
            told.append((ARCHIVED if self.archived else CURRENT)[language])
        return " · ".join([*told, *([listed(narrowed, language)] if narrowed else ())])

    @property
    def journeys(self) -> list[str]:
        """The keys of the only journeys."""
        return self.visitor.several("journeys")

    @property
    def archived(self) -> bool:
        """Whether archived ones count."""
        return self.visitor.one("archived") == "1"

    @property
    def perspectives(self) -> list[Choice]:
        """The worlds that journeys are of."""
        chosen = self.visitor.several("perspectives") or ([] if self.journeys else [Perspective.REALITY])
        return _choices(Perspective, chosen, self.visitor.language)

    @property
    def evidence(self) -> list[Choice]:
        """The kinds of evidence that what is looked at has to have."""
        return _choices(EvidenceKind, self.visitor.several("evidence"), self.visitor.language)

    @property
    def narrowed(self) -> list[str]:
        """The kinds that were chosen."""
        return [each.words for each in self.evidence if each.chosen]


def _choices(kind: type[Word], chosen: Iterable[str], language: Language) -> list[Choice]:
    picked = {each.upper() for each in chosen}
    return [Choice(each, label(each, language), each in picked) for each in kind]
