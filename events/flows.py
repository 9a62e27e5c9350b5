"""Flows and routes, mined from records: one expression, whatever engine computes it.

A customer's records stand in the order of their time, then source, then id. Two consecutive ones at most a window
apart are a transition; else the first is an exit and the second an entry, as are a customer's last and first. Customers
are independent of each other, so that records may be mined in parts, each with all records of its customers.
"""

import datetime
from dataclasses import dataclass

import ibis

from events.engine import Engine, Table, both

EXAMPLES = 10
"""How many examples a flow has at most."""

ROUTES = 100
"""How many routes of one reason and month are told apart; those that are rarer are summed."""

FLOW = ["from", "to", "reason", "month"]
ORDER = ["at", "source", "id"]
COUNTS = ("count", "customers", "carried", "restarted", "unrelated")
DIGITS = 2
"""Digits of a customer's pseudonym by which parts are told apart."""


@dataclass(frozen=True)
class Mined:
    """What is mined: `flows` with their counts, `examples` of each, `routes`, and what came on a channel in a year."""

    flows: Table
    examples: Table
    routes: Table
    volumes: Table


def mined(engine: Engine, records: Table, rows: int, window: datetime.timedelta | None) -> Mined:
    """Flows, routes and volumes of some records, about `rows` of them.

    Without a window any two consecutive ones of a customer are joined.
    """
    flows, gaps, routes, examples = [], [], [], None
    for part in _parts(records, engine.parts(rows)):
        walked = engine.kept(_walked(part, window))
        transitions = _transitions(walked)
        flows.append(engine.kept(_flows(transitions)))
        gaps.append(transitions.filter(transitions.gap.notnull()).select(*FLOW, "gap"))
        routes.append(engine.kept(_routes(walked)))
        examples = engine.kept(_earliest(transitions, examples))
    return Mined(
        _with_gaps(_added(both(flows), FLOW, COUNTS), both(gaps)),
        examples,
        _frequent(_added(both(routes), ["channels", "reason", "month"], ("count",))),
        _volumes(records),
    )


def _parts(records: Table, count: int) -> list[Table]:
    """The records of customers, in parts by the first digits of their pseudonyms."""
    known = records.filter(records.customer.notnull())
    bounds = [f"{256 * number // count:0{DIGITS}x}" for number in range(1, count)]
    return [
        known.filter([*([known.customer >= low] if low else []), *([known.customer < high] if high else [])] or True)
        for low, high in zip([None, *bounds], [*bounds, None], strict=True)
    ]


def _walked(records: Table, window: datetime.timedelta | None) -> Table:
    """Each record with the one after it of its customer; whether it `enters`, and whether the customer `leaves`."""
    at = records["at"].cast("timestamp(6)")  # in UTC, whatever the engine's zone
    known = records.select("customer", "source", "id", "channel", "reason", "case", at=at, month=at.strftime("%Y-%m"))
    way = ibis.window(group_by="customer", order_by=ORDER)
    seen = known.mutate(
        place=ibis.row_number().over(way),
        gapBefore=known["at"].delta(known["at"].lag().over(way), unit="microsecond"),
        gap=known["at"].lead().over(way).delta(known["at"], unit="microsecond"),
        **{f"{name}After": known[name].lead().over(way) for name in ("id", "channel", "reason", "case")},
    )
    return seen.mutate(enters=_apart(seen.gapBefore, window), leaves=_apart(seen.gap, window))


def _apart(gap: Table, window: datetime.timedelta | None) -> Table:
    """Whether two moments are not joined; a gap is in millionths of a second."""
    if window is None:
        return gap.isnull()
    return gap.isnull() | (gap > window // datetime.timedelta(microseconds=1))


def _transitions(walked: Table) -> Table:
    """A row for each transition and exit, and one for each entry, with what it counts as."""
    nobody, never = ibis.null("string"), ibis.null("int64")
    stays = ~walked.leaves
    own = ["customer", "reason", "month", *ORDER]
    carried = stays & (walked.case == walked.caseAfter).fill_null(False)
    onward = walked.select(
        *own,
        **{"from": walked.channel, "to": stays.ifelse(walked.channelAfter, nobody)},
        idAfter=stays.ifelse(walked.idAfter, nobody),
        gap=stays.ifelse(walked.gap, never),
        carried=carried,
        restarted=stays & ~carried & (walked.reason == walked.reasonAfter).fill_null(False),
        unrelated=stays & ~carried & (walked.reason != walked.reasonAfter).fill_null(False),
    )
    entering = walked.filter(walked.enters)
    nothing = dict.fromkeys(("carried", "restarted", "unrelated"), ibis.literal(False))
    inward = entering.select(*own, **{"from": nobody, "to": entering.channel}, idAfter=nobody, gap=never, **nothing)
    return ibis.union(onward, inward)


def _flows(transitions: Table) -> Table:
    """How many transitions lead from one channel to another, of one reason, in one month, by what they count as."""
    return transitions.group_by(FLOW).aggregate(
        count=transitions.count(),
        customers=transitions.customer.nunique(),
        **{name: _total(transitions[name].cast("int64")) for name in ("carried", "restarted", "unrelated")},
    )


def _added(parts: Table, by: list[str], counts: tuple[str, ...]) -> Table:
    """The counts of all parts, added up: no customer is in two of them."""
    return parts.group_by(by).aggregate(**{name: _total(parts[name]) for name in counts})


def _total(column: Table) -> Table:
    return column.sum().cast("int64")


def _with_gaps(flows: Table, gaps: Table) -> Table:
    """Flows with the median of their gaps in seconds, and with the transitions that nobody can judge."""
    medians = gaps.group_by(FLOW).aggregate(medianGapSeconds=gaps.gap.median() / 1_000_000)
    same = [flows[name].identical_to(medians[name]) for name in FLOW]
    whole = flows.left_join(medians, same).select(*(flows[name] for name in flows.columns), medians.medianGapSeconds)
    return whole.mutate(undecided=whole["count"] - whole.carried - whole.restarted - whole.unrelated)


def _earliest(transitions: Table, known: Table | None) -> Table:
    """The earliest transitions of each flow, with the ids of both records, among these and those known before."""
    found = transitions.select(*FLOW, *ORDER, "idAfter")
    if known is not None:
        last = known.filter(known.place == EXAMPLES - 1).select(*FLOW, latest=known["at"])
        same = [found[name].identical_to(last[name]) for name in FLOW]
        beside = found.left_join(last, same)
        early = beside.filter(beside.latest.isnull() | (beside["at"] <= beside.latest)).select(*found.columns)
        found = ibis.union(early, known.select(*found.columns))
    order = ibis.window(group_by=FLOW, order_by=ORDER)
    ranked = found.mutate(place=ibis.row_number().over(order))
    return ranked.filter(ranked.place < EXAMPLES)


def _routes(walked: Table) -> Table:
    """How many episodes went the same way, by reason and month of their first record."""
    alone = walked.filter(walked.enters & walked.leaves)
    short = alone.group_by("channel", "reason", "month").aggregate(count=alone.count())
    way = ibis.window(group_by="customer", order_by="place", preceding=None, following=0)
    longer = walked.filter(~(walked.enters & walked.leaves))
    told = longer.mutate(episode=longer.enters.cast("int64").sum().over(way))
    stops = ibis.struct({"place": told.place, "channel": told.channel})
    episodes = told.group_by("customer", "episode").aggregate(
        channels=stops.collect().sort().map(lambda stop: stop.channel),
        reason=told.reason.max(where=told.enters),
        month=told.month.max(where=told.enters),
    )
    long = episodes.group_by("channels", "reason", "month").aggregate(count=episodes.count())
    return ibis.union(short.select(ibis.array([short.channel]).name("channels"), "reason", "month", "count"), long)


def _frequent(routes: Table) -> Table:
    """The most frequent routes of each reason and month; all others are one whose `channels` nobody tells."""
    first = ibis.window(group_by=["reason", "month"], order_by=[ibis.desc("count"), "channels"])
    ranked = routes.mutate(place=ibis.row_number().over(first))
    shown = ranked.mutate(channels=(ranked.place < ROUTES).ifelse(ranked.channels, ibis.null("array<string>")))
    return _added(shown, ["channels", "reason", "month"], ("count",))


def _volumes(records: Table) -> Table:
    """How many contacts came on each channel in each year."""
    yearly = records.select("channel", year=records["at"].strftime("%Y"))
    return yearly.group_by("channel", "year").aggregate(count=yearly.count())
