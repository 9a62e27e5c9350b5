"""What need not be settled: nodes that the graph holds exactly as their one source says them.

The store compares and tells what differs. Reading everything back to compare it here takes several times as long.
"""

from typing import Any

from graph.gateway import BATCH, Read
from graph.said import Ref, Subgraph

STATEMENT = """
UNWIND $rows AS row
MATCH (n:{label} {{key: row[0]}}) USING INDEX n:{label}(key)
WITH n, row[1] AS said, row[2] AS edges
WHERE n {{.*, firstSeen: '', lastChanged: ''}} = said {{.*, lastChanged: ''}}
  AND size(edges) = COUNT {{ (n)-[r]->() WHERE r.sources IS NOT NULL }}
  AND edges = COLLECT {{
    MATCH (n)-[r]->(b) WHERE r.sources IS NOT NULL
    WITH type(r) AS type, labels(b)[0] AS label, b.key AS key, r {{.*, firstSeen: ''}} AS carried
    ORDER BY type, label, key
    RETURN [type, label, key, carried]
  }}
RETURN collect(n.key)
"""


def unchanged(read: Read, alone: Subgraph) -> set[Ref]:
    """Those of the nodes that are in the graph with these properties and these edges, and no others.

    `alone` is what the graph would hold if nobody else spoke; which runs first brought and last changed it is not
    compared.
    """
    leaving: dict[Ref, list[list[Any]]] = {}
    for (start, type, end), edges in alone.edges.items():
        for (one, other), carried in edges.items():
            leaving.setdefault((start, one), []).append([type, end, other, {**carried, "firstSeen": ""}])
    found: set[Ref] = set()
    for label, nodes in alone.nodes.items():
        statement = STATEMENT.format(label=label)
        rows: list[Any] = [
            [key, {**held, "key": key}, _sorted(leaving.get((label, key), []))] for key, held in nodes.items()
        ]
        for first in range(0, len(rows), BATCH):
            ((keys,),) = read(statement, rows=rows[first : first + BATCH])
            found.update((label, key) for key in keys)
    return found


def _sorted(edges: list[list[Any]]) -> list[list[Any]]:
    return sorted(edges, key=lambda edge: (edge[0], edge[1], edge[2]))
