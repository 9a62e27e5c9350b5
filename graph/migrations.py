"""How a store of each former format becomes one of the next. Whoever changes what is stored adds a line here.

A migration may be cut off anywhere: the store names the new format in the last transaction only, and whoever comes next
begins the step anew, so a step must not mind what it has already done.
"""

from collections.abc import Callable

from graph.format import FIRST, FORMAT
from graph.gateway import Gateway, Work

Step = Callable[[Work], None]

AT = "MATCH (g:Graph {key: 'graph'}) RETURN coalesce(g.format, $first)"
REACHED = "MATCH (g:Graph {key: 'graph'}) SET g.format = $format"


def _name_the_format(work: Work) -> None:
    """1 → 2: nothing is stored otherwise; from here on a store says which format it is in."""


STEPS: dict[int, Step] = {1: _name_the_format}
"""From each format to the one after it."""


def migrate(gateway: Gateway) -> list[int]:
    """Bring a store to today's format, step by step; the formats that it was in on the way, none when it was there."""
    passed: list[int] = []
    with gateway.writing() as work:
        while (at := _format(work)) < FORMAT:
            STEPS[at](work)
            work.run(REACHED, format=at + 1)
            work.commit()
            passed.append(at)
    return passed


def _format(work: Work) -> int:
    ((at,),) = work.run(AT, first=FIRST)
    return int(at)
