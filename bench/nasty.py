"""Families of operations that are made to be hard on the store: each grows with a number."""

from collections.abc import Callable

from queries.catalogue import QUESTIONS

Family = Callable[[int], str]


def often(one: str) -> Family:
    """The same field under ever more names, at the root."""
    return lambda size: "{ " + " ".join(f"a{i}: {one}" for i in range(size)) + " }"


def within(around: str, one: str) -> Family:
    """The same field under ever more names, in something else."""
    return lambda size: around % " ".join(f"a{i}: {one}" for i in range(size))


def deep(around: str, level: str, inner: str) -> Family:
    """Something in itself, ever deeper."""

    def made(size: int) -> str:
        text = inner
        for _ in range(size):
            text = level % text
        return around % text

    return made


def many(around: str, one: str) -> Family:
    """Ever more conditions, of which each is another."""
    return lambda size: around % ", ".join(one % i for i in range(size))


def page(around: str) -> Family:
    """A page that is ever longer."""
    return lambda size: around % size


STEPS = "{ steps(where: {%s}) { totalCount } }"
TOUCHPOINTS = "{ touchpoints(where: {%s}) { totalCount } }"
LINKED = "step: {touchpoints: {%s: {%%s}}}"

FAMILIES: dict[str, Family] = {
    "every in every": deep(STEPS, "next: {every: {%s}}", "order: {gt: 0}"),
    "none in none": deep(STEPS, "next: {none: {%s}}", "order: {gt: 99}"),
    "some in some": deep(STEPS, "next: {some: {%s}}", "order: {gt: 99}"),
    "every, and something else": deep(STEPS, 'text: {ne: "x"}, next: {every: {%s}}', "order: {gt: 0}"),
    "every by touchpoints": deep(TOUCHPOINTS, LINKED % "every", "emotion: {gt: -9}"),
    "some by touchpoints": deep(TOUCHPOINTS, LINKED % "some", "emotion: {gt: 9}"),
    "every by channels": deep(TOUCHPOINTS, "channel: {touchpoints: {every: {%s}}}", "emotion: {gt: -9}"),
    "NOT in NOT": deep(STEPS, "NOT: {%s}", 'text: {eq: "x"}'),
    "OR in OR": deep(STEPS, "OR: [{%s}, {order: {gt: 99}}]", 'text: {eq: "x"}'),
    "OR of many": many("{ steps(where: {OR: [%s]}) { totalCount } }", '{text: {contains: "x%d"}}'),
    "OR of relations": many(
        "{ steps(where: {OR: [%s]}) { totalCount } }", "{touchpoints: {some: {emotion: {gt: 9%d}}}}"
    ),
    "AND of ORs": many("{ steps(where: {AND: [%s]}) { totalCount } }", "{OR: [{order: {lt: 9%d}}, {order: {gt: 5}}]}"),
    "filters under many names": often("steps(where: {order: {gt: 99}}) { totalCount }"),
    "performance under many names": often("touchpoints(where: {performance: {gt: 2}}) { totalCount }"),
    "counts in filters": often("steps(where: {touchpoints: {count: {gt: 9}}}) { totalCount }"),
    "orders by counts": often("steps(first: 1, orderBy: [{touchpoints: {count: DESC}}]) { edges { node { key } } }"),
    "orders by what is joined": often(
        "touchpoints(first: 1, orderBy: [{step: {journey: {title: DESC}}}]) { edges { node { key } } }"
    ),
    "aggregates": often("touchpoints { aggregate { count emotion { avg min max } } }"),
    "groups": often("touchpoints { aggregate { byChannel { count node { key } } } }"),
    "groups in groups": often("touchpoints { aggregate { byChannel { byStep { count } } } }"),
    "groups on a page": page(
        "{ channels { edges { node { touchpoints(first: %d) { aggregate { byStep { count } } } } } } }"
    ),
    "hand-offs counted": often("handoffs { totalCount }"),
    "ruptures explained": page("{ ruptures(first: %d) { edges { node { explanation } } } }"),
    "root causes": page("{ ruptures(first: %d) { edges { node { rootCause { __typename } } } } }"),
    "observed": page("{ handoffs(first: %d) { edges { node { observed { count } } } } }"),
    "pages of channels": within(
        "{ channels { edges { node { %s } } } }", "touchpoints(first: 1) { edges { node { key } } }"
    ),
    "pages in pages": page(
        "{ channels { edges { node { touchpoints(first: %d) { edges { node { step { touchpoints { key } } } } } } } } }"
    ),
    "maps": page(
        "{ journeys(first: %d) { edges { node { steps { touchpoints { key channel { name } needs { name } } } } } } }"
    ),
    "lists in lists": deep('{ step(key: "j00001/t1") { %s } }', "touchpoints { step { %s } }", "key"),
    "lists of systems": deep(
        "{ systems { edges { node { %s } } } }", "stores { storedIn { edges { node { %s } } } }", "key"
    ),
    "lists under many names": within('{ step(key: "j00001/t1") { %s } }', "touchpoints { key }"),
    "plain fields": within('{ step(key: "j00001/t1") { %s } }', "text"),
    "lookups": often('step(key: "j00001/t1") { text }'),
    "searches": often('search(text: "thing", first: 1) { totalCount }'),
    **{
        f"question {each.id}": often(each.field + " { totalCount rows { __typename } }")
        for each in QUESTIONS.values()
        if not each.connection and not any(parameter.required for parameter in each.parameters)
    },
}
