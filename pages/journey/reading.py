"""The answer of the page, looked at in the order that a map and its tables need; each thing once, by its key."""

import datetime
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from graph.language import Language, both
from graph.model.words import ChannelKind, RuptureKind
from graph.saying import saying
from pages.journey import told
from pages.journey.sentence import Counts, Largest, place, sentence
from pages.journey.words import VOLUME_UNKNOWN
from pages.silos import Mark, marks
from pages.standing import standing
from pages.telling import Gone, Moved
from pages.visitor import Visitor
from wording.cells import volume
from wording.happens import happens
from wording.problems import said
from wording.writing import quoted, signed

Row = Mapping[str, Any]
A_YEAR = both("{} contacts a year", "{} contacts par an")


def interval(row: Row | None) -> told.Interval | None:
    """A volume as two numbers."""
    return (row["low"], row["high"]) if row else None


def name(node: Row) -> str:
    """What a node is called; a stub has but its key."""
    return str(node["name"] or node["key"])


NO_JOURNEY = saying("There is no journey {key!r}.", "Il n'y a pas de parcours {key!r}.")


class Reading:
    """The answer, in one language."""

    @classmethod
    def of(cls, data: Row, visitor: Visitor) -> "Reading":
        """The answer to a visitor. Gone where there is no such journey, Moved where it has another key now."""
        if data["journey"] is None:
            raise Gone(said(NO_JOURNEY(key=visitor.key), visitor.language), visitor.key.replace("-", " "))
        if data["journey"]["key"] != visitor.key:
            raise Moved(visitor.links.journey(data["journey"]["key"]))
        return cls(data, visitor.language)

    def __init__(self, data: Row, language: Language) -> None:
        self.language = language
        self.journey: Row = data["journey"]
        self.handoffs: list[Row] = [edge["node"] for edge in data["breaks"]["handoffs"]["edges"]]
        ruptures = [edge["node"] for edge in data["breaks"]["ruptures"]["edges"]]
        self.ruptures: dict[str, Row] = {each["key"]: each for each in ruptures}
        self.matters: list[Row] = data["matters"]["rows"]
        observed = (data.get("observed") or {"handoffs": {"edges": ()}})["handoffs"]["edges"]
        self.observed: dict[str, Row] = {
            edge["node"]["key"]: edge["node"]["observed"] for edge in observed if edge["node"]["observed"]
        }
        self.curve: Row = next(iter(data["emotionCurve"]["rows"]), {"steps": (), "remembered": None})
        self.turning = {row["step"]["key"] for row in data["momentsOfTruth"]["rows"]}
        self.ground: Row = data["restsOn"]
        self.asked: Row = data["whom"]
        self.revision: int = data["revision"]
        self.changed = datetime.date.fromisoformat(data["lastChange"][:10]) if data["lastChange"] else None
        self.silos: dict[str, Mark] = marks([edge["node"] for edge in data["silos"]["edges"]])

    @cached_property
    def lived(self) -> list[Row]:
        """The steps that are lived: where customers give up is no step of theirs."""
        return [step for step in self.journey["steps"] if step["outcome"] != "ABANDON"]

    @cached_property
    def steps(self) -> dict[str, Row]:
        """The steps that are lived, by key."""
        return {step["key"]: step for step in self.lived}

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each step that is lived."""
        return {step["key"]: number for number, step in enumerate(self.lived, 1)}

    @cached_property
    def touchpoints(self) -> dict[str, tuple[Row, Row]]:
        """Each touchpoint on a channel with its step, by key."""
        return {each["key"]: (step, each) for step in self.lived for each in step["touchpoints"] if each["channel"]}

    @cached_property
    def felt(self) -> dict[str, Row]:
        """What is felt at each step of which somebody said it."""
        return {each["step"]["key"]: each for each in self.curve["steps"] if each["worst"] is not None}

    @cached_property
    def matter_of(self) -> dict[str, int]:
        """The number of the matter of each rupture."""
        return {each["key"]: matter["number"] for matter in self.matters for each in matter["ruptures"]}

    def place(self, step: Row | None) -> str:
        """A step as everything names it: its number and its words."""
        if step is None:
            return ""
        text, number = step["text"] or step["key"], self.numbers.get(step["key"])
        return place(number, text, self.language) if number else quoted(text, self.language)

    def happens(self, rupture: Row) -> str:
        """What happens at a rupture, in a few words."""
        forced = (rupture["to"] or {}).get("channel") or {}
        kind = ChannelKind[forced["kind"]] if forced.get("kind") else None
        lost = (rupture["object"] or {}).get("name")
        return happens(RuptureKind[rupture["kind"]], self.language, lost, kind)

    def first(self, matter: Row) -> Row:
        """The rupture that stands for a matter."""
        return standing(self.ruptures[each["key"]] for each in matter["ruptures"])

    def volume(self, row: Row | None) -> str:
        """Contacts a year, in words."""
        return volume(row, self.language) if row else VOLUME_UNKNOWN[self.language]

    @cached_property
    def counts(self) -> Counts:
        """What the sentence counts."""
        statuses = [each["status"] for each in self.handoffs]
        broken, unknown = statuses.count("BROKEN"), statuses.count("UNKNOWN")
        return Counts(len(self.lived), len(statuses), broken, unknown, len(self.matters))

    @cached_property
    def sentence(self) -> str:
        """The answer, in a sentence."""
        return sentence(self.counts, self._largest(), self._hardest(), self.language)

    def _largest(self) -> Largest | None:
        if not self.matters:
            return None
        matter = self.matters[0]
        first, told = self.first(matter), self.volume(matter["volume"])
        told = A_YEAR[self.language].format(told) if matter["volume"] else told
        return Largest(self.place(first["step"]), self.happens(first), told)

    def _hardest(self) -> tuple[str, str] | None:
        """The step with the worst feeling, and that feeling."""
        felt = [(row["worst"], self.numbers[key], key) for key, row in self.felt.items() if key in self.numbers]
        if not felt:
            return None
        worst, _, key = min(felt)
        return self.place(self.steps[key]), signed(worst, self.language)
