"""Flows, routes and volumes by a literal reading of their definitions, slowly."""

import datetime
from collections import Counter, defaultdict
from itertools import pairwise
from statistics import median
from typing import Any


def month(record):
    return f"{record.at:%Y-%m}"


def ways(records, window):
    """The records of each customer in order, and whether each is joined to the one after it."""
    by_customer = defaultdict(list)
    for record in records:
        if record.customer is not None:
            by_customer[record.customer].append(record)
    for known in by_customer.values():
        known.sort(key=lambda r: (r.at, r.source, r.id))
        joined = [window is None or two.at - one.at <= window for one, two in pairwise(known)]
        yield known, joined


def transitions(records, window):
    """(from, to, first, second) for each transition, entry (without a first) and exit (without a second)."""
    for known, joined in ways(records, window):
        yield None, known[0].channel, None, known[0]
        for (one, two), belongs in zip(pairwise(known), joined, strict=True):
            if belongs:
                yield one.channel, two.channel, one, two
            else:
                yield one.channel, None, one, None
                yield None, two.channel, None, two
        yield known[-1].channel, None, known[-1], None


def judged(one, two):
    if one is None or two is None:
        return "undecided"
    if one.case is not None and one.case == two.case:
        return "carried"
    if one.reason is None or two.reason is None:
        return "undecided"
    return "restarted" if one.reason == two.reason else "unrelated"


def flows(records, window):
    found = defaultdict(list)
    for start, end, one, two in transitions(records, window):
        first = one or two
        found[start, end, first.reason, month(first)].append((one, two))
    return {key: _flow(pairs) for key, pairs in found.items()}


def _flow(pairs):
    counts = Counter(judged(one, two) for one, two in pairs)
    gaps = [(two.at - one.at) // datetime.timedelta(microseconds=1) for one, two in pairs if one and two]
    order = sorted(pairs, key=lambda p: ((p[0] or p[1]).at, (p[0] or p[1]).source, (p[0] or p[1]).id))
    return {
        "count": len(pairs),
        "customers": len({(one or two).customer for one, two in pairs}),
        **{name: counts[name] for name in ("carried", "restarted", "unrelated", "undecided")},
        "medianGapSeconds": median(gaps) / 1_000_000 if gaps else None,
        "examples": [" ".join(filter(None, (one and one.id, "→", two and two.id))) for one, two in order[:10]],
    }


def routes(records, window, most=100):
    found: Counter[Any] = Counter()
    for known, joined in ways(records, window):
        episode = [known[0]]
        for record, belongs in zip(known[1:], joined, strict=True):
            if not belongs:
                found[_route(episode)] += 1
                episode = []
            episode.append(record)
        found[_route(episode)] += 1
    told: Counter[Any] = Counter()
    place: Counter[Any] = Counter()
    for (channels, reason, when), count in sorted(found.items(), key=lambda item: (-item[1], item[0][0])):
        place[reason, when] += 1
        told[channels if place[reason, when] <= most else None, reason, when] += count
    return dict(told)


def _route(episode):
    return tuple(r.channel for r in episode), episode[0].reason, month(episode[0])


def volumes(records):
    return dict(Counter((r.channel, f"{r.at:%Y}") for r in records))
