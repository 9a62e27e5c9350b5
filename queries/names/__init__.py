"""What the names stand for that somebody gives with a command: a place, a feed, a node.

An exact key comes first, then a former key or a kind of channel, then what something is called, whatever its case and
accents: of a department and the silo that was computed from it, the department. What fits two things so is refused, and
so is what fits none.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.derive.silos import COMPUTED
from graph.gateway import Read
from graph.model.words import ChannelKind
from queries.names.candidates import Candidate, candidates, spelt
from queries.names.refusals import feeds, missing, no_feed, several
from queries.names.sought import KIND, Found, Sought

Fit = tuple[int, list[Found]]
"""How well a text fits, 0 for an exact key, and what it fits so."""


def find(read: Read, sought: Sequence[Sought]) -> list[tuple[Found, ...]]:
    """What each stands for, one thing or the two of a pair, looked up by one statement.

    NoMatch when nothing bears a name, WrongUsage when two things do, or when a pair is none.
    """
    texts = {text for each in sought for reading in each.readings for text in reading}
    rests = {own[1] for each in sought for reading in each.readings for text in reading if (own := each.own(text))}
    labels = dict.fromkeys(label for each in sought for label in each.fields.values())
    known = candidates(read, sorted(texts | rests), labels) if texts else []
    return [_meant(read, each, _Fitting(each, known)) for each in sought]


def _meant(read: Read, sought: Sought, fitting: "_Fitting") -> tuple[Found, ...]:
    """What is meant: of several readings the one whose names fit best."""
    if not sought.readings:
        raise no_feed(sought.text)
    fits = {reading: [fitting.fit(text) for text in reading] for reading in sought.readings}
    best = min(fits, key=lambda reading: _badness(fits[reading]))
    for text, (_, found) in zip(best, fits[best], strict=True):
        if not found:
            raise missing(read, sought, text)
        if len(found) > 1:
            raise several(text, found)
    equal = [fit for fit in fits.values() if _badness(fit) == _badness(fits[best])]
    if len(equal) > 1:
        raise feeds(sought.text, ([found[0] for _, found in fit] for fit in equal))
    return tuple(found[0] for _, found in fits[best])


def _badness(fits: Iterable[Fit]) -> tuple[int, int]:
    """How badly the names of a reading fit: the worst of them, then all."""
    ranks = [rank for rank, _ in fits]
    return max(ranks), sum(ranks)


def _told_apart(found: list[Found]) -> list[Found]:
    """What bears a name, but for silos that bear a department's because they were computed from it."""
    departments = {f"{COMPUTED}{each.key}" for each in found if each.field == "department"}
    return [each for each in found if each.field != "silo" or each.key not in departments]


@dataclass(frozen=True)
class _Fitting:
    """What is sought, and all that it may stand for."""

    sought: Sought
    known: Sequence[Candidate]

    def fit(self, text: str) -> Fit:
        """How well a text fits, and what; nothing for what fits none."""
        ranks = self._ranks(text, self.sought.fields, self.sought.kinds)
        own = self.sought.own(text)
        if own and not ranks[0]:
            field, rest = own
            fields = {name: label for name, label in self.sought.fields.items() if name == field}
            ranks = self._ranks(rest, fields, field == KIND)
        return next(((rank, found) for rank, found in enumerate(ranks) if found), (len(ranks), []))

    def _ranks(self, text: str, fields: Mapping[str, str], kind: bool) -> list[list[Found]]:
        """What fits by its key, by a former one or as a kind, by its name."""
        ranks: list[dict[Found, None]] = [{}, {}, {}]
        for field, label in fields.items():
            for each in (each for each in self.known if each.label == label):
                found = Found(field, each.node["key"], each.node)
                if found.key == text:
                    ranks[0][found] = None
                elif text in each.former:
                    ranks[1][found] = None
                elif spelt(each.called) == spelt(text):
                    ranks[2][found] = None
        if kind and text in list(ChannelKind):
            ranks[1][Found(KIND, text)] = None
        return [*map(list, ranks[:2]), _told_apart([*ranks[2]])]
