"""Spans of time that files speak of: an export says nothing of what lies before its first contact or after its last."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import ibis

from events.engine import Table

NEAR = 10
"""Two files of one command are parts of one list where what lies between them is at most so small a part of either."""

NONE = datetime.timedelta()


@dataclass(frozen=True)
class Span:
    """From the first contact of a file to its last, both included."""

    first: datetime.datetime
    last: datetime.datetime
    file: str = ""

    @property
    def length(self) -> datetime.timedelta:
        """How long it is."""
        return self.last - self.first

    def within(self, at: Table) -> Table:
        """Whether moments lie in it."""
        return at.between(ibis.literal(self.first), ibis.literal(self.last))


def joined(spans: Iterable[Span]) -> list[Span]:
    """The spans without what they have in common, one after the other; pages of one list are one span.

    A contact that was deleted between the last of one page and the first of the next lies in neither; between the
    files of January and March lies a month of which nobody spoke.
    """
    found: list[Span] = []
    for span in sorted(spans, key=lambda each: (each.first, each.last)):
        former = found[-1] if found else None
        between = max(span.first - former.last, NONE) if former else NONE
        if former and between * NEAR <= min(former.length, span.length):
            found[-1] = Span(former.first, max(former.last, span.last))
        else:
            found.append(Span(span.first, span.last))
    return found


def spoken_of(spans: Iterable[Span], at: Table) -> Table:
    """Whether moments lie in any of the spans, of which there may be one for each day of years."""
    apart = joined(spans)
    return _in_any(apart, at) if apart else ibis.literal(False)


def _in_any(apart: Sequence[Span], at: Table) -> Table:
    """A choice between halves, since an expression can be nested only so deep."""
    if len(apart) == 1:
        return apart[0].within(at)
    middle = len(apart) // 2
    return (at < ibis.literal(apart[middle].first)).ifelse(_in_any(apart[:middle], at), _in_any(apart[middle:], at))
