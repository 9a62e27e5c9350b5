"""Whose a store is: one that is neither empty nor ours is not written to, and not asked.

A store is ours when its `Graph` says so. One that holds somebody else's nodes is made ours by `adopt` alone. Theirs
are never touched then, and none of them may wear a label of ours: our constraints would bind it, our answers count it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from graph import schema
from graph.errors import NotReady, Refused
from graph.format import FIRST, FORMAT
from graph.gateway import Gateway, Work
from graph.migrations import migrate
from graph.model import MODEL

LOOK = """
OPTIONAL MATCH (g:Graph {key: 'graph'}) WHERE g.revision IS NOT NULL AND g.derived IS NOT NULL
RETURN COUNT { MATCH () } - COUNT { MATCH (:Graph {key: 'lock'}) }, g IS NOT NULL, g.format, g.adopted, g.restoring
"""
LABELS = "CALL db.labels() YIELD label RETURN label ORDER BY label"
TAKEN = """
SHOW INDEXES YIELD name, labelsOrTypes
WHERE name <> $graph AND (name IN $names OR any(label IN labelsOrTypes WHERE label IN $labels))
RETURN name ORDER BY name
"""
"""Indexes that ours would meet: of the same name, or over a label of ours."""

MARKS = {label: node.mark for label, node in MODEL.items()} | {"Graph": "key"}
"""The property by which a node of ours is told from another's of the same label: all of ours have it."""

STRANGERS = " UNION ALL ".join(
    f"MATCH (n:{label}) WHERE n.{mark} IS NULL RETURN '{label}' AS label, count(*) AS found LIMIT 1"
    for label, mark in MARKS.items()
)
WORN = " UNION ALL ".join(f"MATCH (n:{label}) RETURN '{label}' AS label, count(n) AS found" for label in MARKS)
"""How many nodes have each label of ours, which the store keeps count of."""

NAMED = 5
"""How many labels of somebody else's an error names."""


@dataclass(frozen=True)
class Standing:
    """What a store holds: how many nodes in all, and, where it is ours, its format and whether it was adopted.

    `restoring` is the backup that it is half restored from; null when it is whole.
    """

    nodes: int
    format: int | None
    adopted: bool
    restoring: str | None

    @property
    def foreign(self) -> bool:
        """Whether it is somebody else's."""
        return self.format is None and self.nodes > 0


def look(gateway: Gateway) -> Standing:
    """Whose the store is; nothing is written."""
    ((nodes, ours, format, adopted, restoring),) = gateway.read(LOOK)
    return Standing(nodes, (format or FIRST) if ours else None, bool(adopted), restoring)


def check(gateway: Gateway) -> Standing:
    """Whose the store is. Refused when it is neither ours nor empty, or is of a later format; nothing is written."""
    standing, where = look(gateway), gateway.address
    if standing.foreign:
        worn = _counted(gateway, WORN)
        shared = "; `parcours store adopt` shares this one, knowingly" if not worn else ""
        raise Refused(
            f"{where.uri}, database {where.database}, is somebody else's: {_told(gateway, standing)}. Nothing was "
            f"written. Name another with NEO4J_URI or NEO4J_DATABASE{shared}"
        )
    if (standing.format or FORMAT) > FORMAT:
        raise Refused(
            f"{where.uri} was written by a later Parcours (format {standing.format}, this one knows {FORMAT}): use that"
        )
    if standing.adopted and (worn := _counted(gateway, STRANGERS)):
        raise Refused(f"{where.uri} has nodes of somebody else's that wear labels of ours: {worn}. Rename their labels")
    return standing


def whole(gateway: Gateway) -> Standing:
    """Like `check`, and Refused when a restore was cut off, or is at it: what is there is not the whole graph."""
    standing = check(gateway)
    if standing.restoring:
        raise Refused(
            f"{gateway.address.uri} is half restored from {standing.restoring}: wait for `parcours restore` to end; "
            f"if it was cut off, run it again"
        )
    return standing


@contextmanager
def writing(gateway: Gateway) -> Iterator[Work]:
    """The right to write to a graph. Refused like `whole`: a restore may have been cut off since it was opened."""
    with gateway.writing() as work:
        whole(gateway)
        yield work


def is_ready(gateway: Gateway, standing: Standing) -> bool:
    """Whether a store of ours is as this Parcours makes it."""
    return standing.format == FORMAT and not schema.lacking(gateway)


def demand_ready(gateway: Gateway) -> None:
    """For those who only ask. Refused when the store is not ours, NotReady when nothing is in it to be asked."""
    standing = whole(gateway)
    if standing.format is None:
        raise NotReady(f"{gateway.address.uri} is empty: import something first (`parcours import FILE…`)")
    if not is_ready(gateway, standing):
        raise NotReady(
            f"{gateway.address.uri} is not as this Parcours needs it (format {standing.format} of {FORMAT}, or an "
            f"index is missing): the next import, or `parcours store adopt`, brings it up to date"
        )


def make_ready(gateway: Gateway) -> None:
    """Bring an empty store, or one of ours, to what this Parcours needs; Refused when it is not ours, or not whole."""
    standing = whole(gateway)
    if is_ready(gateway, standing):
        return
    schema.prepare(gateway)
    if standing.format is not None and standing.format < FORMAT:
        migrate(gateway)


def adopt(gateway: Gateway) -> Standing:
    """Make a store ours that holds somebody else's nodes, without touching them; what it was before.

    Refused where one of them wears a label of ours, or an index stands in the way of ours. A store that is ours, or was
    being adopted when something broke, is brought up to date.
    """
    standing = look(gateway)
    if standing.foreign:
        where = gateway.address.uri
        if worn := _counted(gateway, WORN):
            raise Refused(
                f"{where} cannot be shared: nodes of somebody else's wear labels of ours ({worn}), and our constraints "
                f"would bind them. Nothing was written. Rename their labels, or name another with NEO4J_DATABASE"
            )
        names = [*schema.statements()]
        taken = [name for (name,) in gateway.read(TAKEN, graph=schema.GRAPH, names=names, labels=[*MARKS])]
        if taken:
            raise Refused(
                f"{where} has indexes that are called like ours, or are over labels of ours: {', '.join(taken)}. "
                f"Nothing was written"
            )
        schema.share(gateway)
    make_ready(gateway)
    return standing


def _told(gateway: Gateway, standing: Standing) -> str:
    labels = [label for (label,) in gateway.read(LABELS)]
    more = ", …" if len(labels) > NAMED else ""
    return f"it holds {standing.nodes} nodes ({', '.join(labels[:NAMED]) or 'without a label'}{more})"


def _counted(gateway: Gateway, statement: str) -> str:
    return ", ".join(f"{found} {label}" for label, found in gateway.read(statement) if found)
