"""Departments that journeys name and no org chart knows, and the other way round, with the likeliest match.

A match is suggested and never applied: whoever knows the organisation puts it into a mapping.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from graph.gateway import Read
from queries.search.words import fold, telling, words

DEPARTMENTS = """
WITH COLLECT { MATCH (s:Source {family: 'ORGANISATION'}) RETURN s.key } AS charts
MATCH (d:Department)
RETURN d.key AS key, d.name AS name, any(source IN d.sources WHERE source IN charts) AS charted,
       COUNT {
         (d)<-[r:HANDLED_BY|RELIES_ON|OPERATED_BY|RUN_BY|CONTRIBUTED_BY|OWNED_BY]-()
         WHERE any(source IN r.sources WHERE NOT source IN charts)
       } AS named
ORDER BY key
"""

MOST = 12
"""Words of a name that are compared, the longest."""

LEAST = 0.3
"""How much two departments must share to be suggested, of 1."""

STEM = 4
"""Letters that two words begin with when they may be one: centre and center, client and clients…"""

ALIKE = 0.75
"""… and the share of their letters that must be the same, in order."""

COMMON = frozenset(
    [
        "department",
        "departement",
        "direction",
        "service",
        "unit",
        "group",
        "groupe",
        "team",
        "equipe",
        "office",
        "division",
    ]
)
"""Words that tell no department from another."""


@dataclass(frozen=True)
class Department:
    """A department: what it is called, by how many journeys' elements it is named, whether an org chart knows it."""

    key: str
    name: str | None
    charted: bool
    named: int


@dataclass(frozen=True)
class Match:
    """The likeliest counterpart: how much of their words both share (0..1), which, whether their names are the same."""

    department: Department
    score: float
    shared: tuple[str, ...]
    same: bool


@dataclass(frozen=True)
class Unlinked:
    """A department on one side that nothing on the other stands for."""

    department: Department
    match: Match | None


def unlinked(read: Read) -> tuple[list[Unlinked], list[Unlinked]]:
    """Those that journeys name and no org chart knows, most named first; those of org charts that no journey names.

    Of the latter those first that could be one of the former.
    """
    found = [Department(*row) for row in read(DEPARTMENTS)]
    journeys = [each for each in found if each.named and not each.charted]
    charts = [each for each in found if each.charted and not each.named]
    ours, theirs = _Words(journeys), _Words(charts)
    named = [Unlinked(each, theirs.likeliest(each)) for each in journeys]
    charted = [Unlinked(each, ours.likeliest(each)) for each in charts]
    named.sort(key=lambda one: (-one.department.named, one.department.key))
    charted.sort(key=lambda one: (-(one.match.score if one.match else 0), one.department.key))
    return named, charted


class _Words:
    """Departments by the words of their names and keys."""

    def __init__(self, departments: Iterable[Department]) -> None:
        self._of = [(each, spelt) for each in departments for spelt in _spellings(each)]
        self._by: dict[str, list[int]] = {}
        for number, (_, spelt) in enumerate(self._of):
            for word in spelt:
                self._by.setdefault(word, []).append(number)

    def likeliest(self, department: Department) -> Match | None:
        best: Match | None = None
        for ours in _spellings(department):
            for number in sorted({number for word in ours for number in self._by.get(word, ())}):
                other, theirs = self._of[number]
                shared = sorted(
                    theirs[stem] for stem in ours.keys() & theirs.keys() if _alike(ours[stem], theirs[stem])
                )
                score = len(shared) / (len(ours) + len(theirs) - len(shared))
                if score >= LEAST and (best is None or score > best.score):
                    same = bool(department.name) and fold(department.name or "") == fold(other.name or "")
                    best = Match(other, score, tuple(shared), same)
        return best


def _alike(one: str, other: str) -> bool:
    return one == other or SequenceMatcher(None, one, other).ratio() >= ALIKE


def _spellings(department: Department) -> list[dict[str, str]]:
    """The words of its name, and those of its key, each by the letters that it begins with."""
    key = department.key.rpartition("/")[2].partition(":")[2] or department.key
    return [spelt for text in (department.name, key) if text and (spelt := _words(text))]


def _words(text: str) -> dict[str, str]:
    found = telling(words(text.replace("_", " ").replace("-", " ")), MOST)
    apart = [folded for folded in found if folded not in COMMON] or list(found)
    return {word[:STEM] if word.isalpha() else word: word for word in apart}
