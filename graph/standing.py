"""Whose a store is: one that is neither empty nor ours is not written to, and not asked.

A store is ours when its `Graph` says so. One that holds somebody else's nodes is made ours by `adopt` alone. Theirs
are never touched then, and none of them may wear a label of ours: our constraints would bind it, our answers count it.
"""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from graph import schema
from graph.errors import NotReady, Refused
from graph.format import FIRST, FORMAT
from graph.gateway import Gateway, Work
from graph.migrations import migrate
from graph.model import MODEL
from graph.saying import Saying, saying
from graph.terms import NODES

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

FOREIGN = saying(
    "{uri}, database {database}, is somebody else's: {holds}. Nothing was written. "
    "Name another with NEO4J_URI or NEO4J_DATABASE{shared}",
    "{uri}, base {database}, est à quelqu'un d'autre : {holds}. Rien n'a été écrit. "
    "Nommez-en une autre avec NEO4J_URI ou NEO4J_DATABASE{shared}",
)
SHARE = saying(
    "; `parcours store adopt` shares this one, knowingly",
    " ; `parcours store adopt` partage celle-ci, en connaissance de cause",
)
HOLDS = saying("it holds {nodes} ({labels}{more})", "elle contient {nodes} ({labels}{more})")
NO_LABEL = saying("without a label", "sans label")
LATER = saying(
    "{uri} was written by a later Parcours (format {format}, this one knows {known}): use that",
    "{uri} a été écrite par un Parcours plus récent (format {format}, celui-ci connaît {known}) : utilisez celui-là",
)
STRANGE = saying(
    "{uri} has nodes of somebody else's that wear labels of ours: {worn}. Rename their labels",
    "{uri} a des nœuds de quelqu'un d'autre qui portent nos labels : {worn}. Renommez leurs labels",
)
HALF_RESTORED = saying(
    "{uri} is half restored from {file}: wait for `parcours restore` to end; if it was cut off, run it again",
    "{uri} est à moitié restaurée depuis {file} : attendez la fin de `parcours restore` ; s'il a été interrompu,"
    " relancez-le",
)
EMPTY = saying(
    "{uri} is empty: import something first (`parcours import FILE…`)",
    "{uri} est vide : importez d'abord quelque chose (`parcours import FICHIER…`)",
)
BEHIND = saying(
    "{uri} is not as this Parcours needs it (format {format} of {known}, or an index is missing): "
    "the next import, or `parcours store adopt`, brings it up to date",
    "{uri} n'est pas telle que ce Parcours la veut (format {format} sur {known}, ou un index manque) : "
    "le prochain import, ou `parcours store adopt`, la met à jour",
)
WEAR_OURS = saying(
    "{uri} cannot be shared: nodes of somebody else's wear labels of ours ({worn}), and our constraints would bind "
    "them. Nothing was written. Rename their labels, or name another with NEO4J_DATABASE",
    "{uri} ne peut pas être partagée : des nœuds de quelqu'un d'autre portent nos labels ({worn}), et nos contraintes "
    "s'y appliqueraient. Rien n'a été écrit. Renommez leurs labels, ou nommez une autre base avec NEO4J_DATABASE",
)
INDEXES = saying(
    "{uri} has indexes that are called like ours, or are over labels of ours: {names}. Nothing was written",
    "{uri} a des index qui portent le nom des nôtres, ou portent sur nos labels : {names}. Rien n'a été écrit",
)


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
        shared = "" if worn else SHARE()
        raise Refused(FOREIGN(uri=where.uri, database=where.database, holds=_holds(gateway, standing), shared=shared))
    if (standing.format or FORMAT) > FORMAT:
        raise Refused(LATER(uri=where.uri, format=standing.format, known=FORMAT))
    if standing.adopted and (worn := _counted(gateway, STRANGERS)):
        raise Refused(STRANGE(uri=where.uri, worn=worn))
    return standing


def whole(gateway: Gateway) -> Standing:
    """Like `check`, and Refused when a restore was cut off, or is at it: what is there is not the whole graph."""
    standing = check(gateway)
    if standing.restoring:
        raise Refused(HALF_RESTORED(uri=gateway.address.uri, file=standing.restoring))
    return standing


@contextmanager
def writing(gateway: Gateway, within: float = math.inf) -> Iterator[Work]:
    """The right to write to a graph, within so many seconds (see `Gateway.writing`).

    Refused like `whole`: a restore may have been cut off since it was opened.
    """
    with gateway.writing(within) as work:
        whole(gateway)
        yield work


def is_ready(gateway: Gateway, standing: Standing) -> bool:
    """Whether a store of ours is as this Parcours makes it."""
    return standing.format == FORMAT and not schema.lacking(gateway)


def demand_ready(gateway: Gateway) -> None:
    """For those who only ask. Refused when the store is not ours, NotReady when nothing is in it to be asked."""
    standing = whole(gateway)
    if standing.format is None:
        raise NotReady(EMPTY(uri=gateway.address.uri))
    if not is_ready(gateway, standing):
        raise NotReady(BEHIND(uri=gateway.address.uri, format=standing.format, known=FORMAT))


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
            raise Refused(WEAR_OURS(uri=where, worn=worn))
        names = [*schema.statements()]
        taken = [name for (name,) in gateway.read(TAKEN, graph=schema.GRAPH, names=names, labels=[*MARKS])]
        if taken:
            raise Refused(INDEXES(uri=where, names=", ".join(taken)))
        schema.share(gateway)
    make_ready(gateway)
    return standing


def _holds(gateway: Gateway, standing: Standing) -> Saying:
    labels = [label for (label,) in gateway.read(LABELS)]
    more = ", …" if len(labels) > NAMED else ""
    return HOLDS(nodes=NODES(standing.nodes), labels=", ".join(labels[:NAMED]) or NO_LABEL(), more=more)


def _counted(gateway: Gateway, statement: str) -> str:
    return ", ".join(f"{found} {label}" for label, found in gateway.read(statement) if found)
