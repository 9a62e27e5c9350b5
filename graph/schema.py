"""Constraints and indexes, read off the model, and the node that knows the graph's revision."""

from graph import texts
from graph.aliases import LABELS
from graph.format import FORMAT
from graph.gateway import Gateway
from graph.model import MODEL

INDEXED = {(label, p.name) for label, node in MODEL.items() for p in node.properties if p.index}
"""What answers start from, or are in order by, beside a key."""

ALIASES = "aliases"
"""The full-text index that finds nodes by their aliases, each taken as it stands; no other looks into lists."""

NODES = """
MERGE (g:Graph {key: 'graph'}) ON CREATE SET g.revision = 0, g.derived = 0, g.format = $format
MERGE (:Graph {key: 'lock'})
"""
FOUND = "SHOW INDEXES YIELD name, labelsOrTypes, properties RETURN name, labelsOrTypes, properties"
GRAPH = "key_Graph"
"""The constraint that there is one `Graph` of each key: whoever makes a store ours begins with it."""


def statements() -> dict[str, str]:
    """The statements that make the schema, by the name of what they make; each does nothing where that is there."""
    unique = {
        f"key_{label}": f"CREATE CONSTRAINT key_{label} IF NOT EXISTS FOR (n:{label}) REQUIRE n.key IS UNIQUE"
        for label in (*MODEL, "Graph")
    }
    indexes = {
        f"{name}_{label}": f"CREATE INDEX {name}_{label} IF NOT EXISTS FOR (n:{label}) ON (n.{name})"
        for label, name in sorted(INDEXED)
    }
    former = (
        f"CREATE FULLTEXT INDEX {ALIASES} IF NOT EXISTS FOR (n:{'|'.join(LABELS)}) ON EACH [n.aliases] "
        "OPTIONS {indexConfig: {`fulltext.analyzer`: 'keyword'}}"
    )
    return unique | indexes | {index: texts.create(index) for index in texts.ANALYZERS} | {ALIASES: former}


def lacking(gateway: Gateway) -> list[str]:
    """The statements that would make what the schema lacks, or has for another model; nothing is written."""
    rows = gateway.read(FOUND)
    stale = {name for name, labels, properties in rows if _is_stale(name, labels, properties)}
    found = {name for name, _, _ in rows} - stale
    missing = [statement for name, statement in statements().items() if name not in found]
    return [*(f"DROP INDEX {name} IF EXISTS" for name in sorted(stale)), *missing]


def prepare(gateway: Gateway) -> None:
    """Make what the schema lacks, and the graph's own two nodes: its revision, and the lock of whoever writes.

    Whose the store is has been looked at before (`graph.standing`).
    """
    missing = lacking(gateway)
    for statement in missing:
        gateway.command(statement)
    if missing:
        gateway.command("CALL db.awaitIndexes(300)")
    gateway.command(NODES, format=FORMAT)


def share(gateway: Gateway) -> None:
    """Make the graph's own two nodes among somebody else's, and note that these are there, before anything else."""
    gateway.command(statements()[GRAPH])
    gateway.command(f"{NODES}SET g.adopted = true", format=FORMAT)


def _is_stale(name: str, labels: list[str] | None, properties: list[str] | None) -> bool:
    """Whether an index over texts was made for another model: it is over other labels or properties."""
    if name == ALIASES:
        return {*(labels or ())} != {*LABELS}
    if name not in texts.ANALYZERS:
        return False
    return {*(labels or ())} != {*texts.TEXTS} or {*(properties or ())} != {*texts.indexed(name)}
