"""The text of paths and orders, read off the declarations."""

from functools import cache

from api.shown import constant
from graph.model import MODEL, Relation


def path(relation: Relation, here: str, other: str, line: str = "") -> str:
    """The pattern from a node to what a relation leads to; `line` names the edge where it carries something."""
    if relation.joined:
        return f"({other}:{relation.target} {{key: {here}.{relation.joined}}})"
    fixed = ", ".join(f"{name}: '{word}'" for name, word in constant(relation).items())
    carried = f" {{{fixed}}}" if fixed else ""
    name = line if relation.edge else ""
    left, right = ("-", "->") if relation.outgoing else ("<-", "-")
    hops = "()".join(f"{left}[{name}:{type_}{carried}]{right}" for type_ in relation.path)
    label = f":{relation.target}" if relation.target else ""
    return f"({here}){hops}({other}{label})"


def counted(relation: Relation, here: str) -> str:
    """How many nodes a relation leads to; where its type alone tells what they are, the store need not look at them."""
    single = len(relation.path) == 1 and not constant(relation)
    if single and _targets(relation.type, relation.outgoing) == {relation.target}:
        left, right = ("-", "->") if relation.outgoing else ("<-", "-")
        return f"COUNT {{ ({here}){left}[:{relation.type}]{right}() }}"
    return f"COUNT {{ {path(relation, here, 'counted')} }}"


@cache
def _targets(type_: str, outgoing: bool) -> frozenset[str | None]:
    """The labels that may stand at one end of an edge of a type; null among them where it may be any."""
    relations = [(label, r) for label, node in MODEL.items() for r in node.relations if r.path == (type_,)]
    near = {label for label, r in relations if r.outgoing != outgoing}
    return frozenset(near | {r.target for _, r in relations if r.outgoing == outgoing})


def order(relation: Relation, other: str, line: str) -> str:
    """The order of a list: as its edges say, else by volume where that is the rule, else as declared, then by key.

    Where nodes of several labels may stand, two can have the same key.
    """
    if relation.edge and any(p.name == "order" for p in relation.edge.properties):
        return f"{line}.order, {other}.key"
    if relation.target and MODEL[relation.target].by_volume:
        return by_volume(other)
    last = f"{other}.key" if relation.target else f"{other}.key, labels({other})[0]"
    return ", ".join([*(f"{other}.{name}" for name in relation.order), last])


def by_volume(variable: str) -> str:
    """Largest volume first, unknown last, then by key."""
    return f"{variable}.volumeHigh IS NULL, {variable}.volumeHigh DESC, {variable}.key"
