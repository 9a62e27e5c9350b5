"""Constraints and indexes, read off the model, and the node that knows the graph's revision."""

from graph.gateway import Gateway
from graph.model import MODEL

EXTRA_INDEXES = {("Handoff", "status"), ("Rupture", "kind"), ("Channel", "kind"), ("Journey", "perspective")}
"""What answers start from beside a key."""


def statements() -> list[str]:
    """The statements that make the schema; each does nothing where its work is done."""
    labels = [*MODEL, "Graph"]
    unique = [
        f"CREATE CONSTRAINT key_{label} IF NOT EXISTS FOR (n:{label}) REQUIRE n.key IS UNIQUE" for label in labels
    ]
    indexes = [
        f"CREATE INDEX {name}_{label} IF NOT EXISTS FOR (n:{label}) ON (n.{name})"
        for label, name in sorted(EXTRA_INDEXES)
    ]
    return unique + indexes


def prepare(gateway: Gateway) -> None:
    """Make the schema and the graph's own two nodes: its revision, and the lock of whoever writes."""
    ((found,),) = gateway.read("SHOW CONSTRAINTS YIELD name RETURN count(name)")
    if found <= len(MODEL):
        for statement in statements():
            gateway.command(statement)
        gateway.command("CALL db.awaitIndexes(60)")
    gateway.command("MERGE (g:Graph {key: 'lock'})")
    gateway.command("MERGE (g:Graph {key: 'graph'}) ON CREATE SET g.revision = 0, g.derived = 0")
