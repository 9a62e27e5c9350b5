"""One journey and the landscape in; its edges, hand-offs and ruptures out. Nothing is read or written here."""

from dataclasses import dataclass

from graph.derive.contacts import Contacts
from graph.derive.given import never_given
from graph.derive.handoffs import Handoff, Owned, handoff, resolve
from graph.derive.landscape import Journey, Landscape
from graph.derive.leads import Lead, Ways, leads
from graph.derive.losses import judge, passages
from graph.derive.ruptures import Rupture, coverage_gaps, dead_ends, forced_switches, silent_gaps

REASONS = ("NEEDS_UNSTATED", "STORE_UNKNOWN", "SYSTEM_UNKNOWN", "NEVER_GIVEN")
"""Why a hand-off can be undecided, in the order in which they are listed."""


@dataclass(frozen=True)
class Judged:
    """A hand-off with its verdict: BROKEN, UNKNOWN with its reasons, or SOUND."""

    handoff: Handoff
    status: str
    undecided: tuple[str, ...] = ()


@dataclass(frozen=True)
class Derived:
    """Everything that follows from one journey."""

    owned: tuple[Owned, ...]
    leads: tuple[Lead, ...]
    handoffs: tuple[Judged, ...]
    ruptures: tuple[Rupture, ...]


def derive(journey: Journey, landscape: Landscape) -> Derived:
    """Owners and systems of all touchpoints, the edges between them, the hand-offs with their verdict, the ruptures."""
    owned = {t.key: resolve(t, landscape) for step in journey.steps for t in step.touchpoints}
    ways = Ways(journey)
    edges = leads(journey, ways)
    found = [handoff(edge, owned[edge.start], owned[edge.end], landscape) for edge in edges]
    handoffs = [each for each in found if each is not None]
    reasons: dict[str, set[str]] = {h.key: set() for h in handoffs}
    for each, _ in never_given(handoffs, owned, edges, journey.brings):
        reasons[each.key].add("NEVER_GIVEN")
    ruptures = list(forced_switches(journey, handoffs, landscape))
    for passage in passages(list(owned.values()), [(edge.start, edge.end) for edge in edges]):
        into = [h for h in handoffs if h.end.key == passage.end.key and h.start.key in passage.passed]
        verdict = judge(passage, into, landscape)
        if isinstance(verdict, Rupture):
            ruptures.append(verdict)
        else:
            for each in into:
                reasons[each.key].update(verdict)
    broken = {key for rupture in ruptures for key in rupture.handoffs}
    contacts = Contacts(journey, ways, edges)
    ruptures += [*coverage_gaps(journey, contacts), *dead_ends(journey, contacts), *silent_gaps(journey, contacts)]
    judged = [_judge(h, h.key in broken, reasons[h.key]) for h in handoffs]
    return Derived(tuple(owned.values()), tuple(edges), tuple(judged), tuple(ruptures))


def _judge(handoff: Handoff, broken: bool, reasons: set[str]) -> Judged:
    if handoff.end.touchpoint.needs is None:
        reasons = reasons | {"NEEDS_UNSTATED"}
    if broken:
        return Judged(handoff, "BROKEN")
    undecided = tuple(reason for reason in REASONS if reason in reasons)
    return Judged(handoff, "UNKNOWN" if undecided else "SOUND", undecided)
