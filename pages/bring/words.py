"""What the lanes of a map may be, in words."""

from collections.abc import Mapping

from graph.language import Language, Told, both
from importers.journeys.own_table import HEADS

MORE: Mapping[str, Told] = {
    "evidence/PAIN": both("What hurts", "Ce qui fait mal"),
    "evidence/GAIN": both("What helps", "Ce qui aide"),
    "evidence/THOUGHT": both("What the customer thinks", "Ce que pense le client"),
    "evidence": both("A quotation", "Une citation"),
    "opportunity": both("An improvement", "Une amélioration"),
    "note": both("A note, as it is", "Une note, telle quelle"),
    "ignore": both("Nothing: leave it out", "Rien : à ignorer"),
}
BARE = ("importance", "performance", "impact", "emotion")
"""Whose heads name our own scale, which is not theirs."""


def aims(language: Language) -> list[tuple[str, str]]:
    """What can be chosen for a lane, and how it is called; what is ours alone is no choice."""
    ours = {to: head for to, head in HEADS.items() if not to.endswith("Key")}
    return [(to, _bare(to, head[language])) for to, head in {**ours, **MORE}.items()]


def _bare(to: str, head: str) -> str:
    return head.partition(" (")[0] if to in BARE else head
