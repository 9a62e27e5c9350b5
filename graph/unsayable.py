"""What stands in the graph and no file can say: former versions took it, and an import of its export is refused."""

from collections.abc import Iterator

from graph.gateway import Read
from graph.said import Ref

UNSAYABLE = """
CALL () {
  MATCH (a:Step)-[way:NEXT]->(b:Step)
  WHERE coalesce(way.declared, true) AND split(a.key, '/')[0] <> split(b.key, '/')[0]
  RETURN a AS node, 'NEXT' AS role
  UNION
  MATCH (a:Touchpoint)-[lead:LEADS_TO]->(b:Touchpoint)
  WHERE coalesce(lead.basis, 'DECLARED') = 'DECLARED' AND split(a.key, '/')[0] <> split(b.key, '/')[0]
  RETURN a AS node, 'LEADS_TO' AS role
  UNION
  MATCH (a:System)-[feed:FEEDS]->(b:System) WHERE a = b OR size(coalesce(feed.objects, [])) = 0
  RETURN a AS node, 'FEEDS' AS role
  UNION
  MATCH (t:Touchpoint) WHERE NOT coalesce(t.stub, false) AND NOT EXISTS { (t)-[:ON]->() }
  RETURN t AS node, 'ON' AS role
}
RETURN labels(node)[0], node.key, role ORDER BY node.key, role LIMIT $most
"""
"""Ways into another journey, feeds without objects or to the system itself, touchpoints without a channel."""


def unsayable(read: Read, most: int) -> Iterator[tuple[Ref, str]]:
    """So many of the nodes of which no file can say what stands at a relation, with the type of that."""
    for label, key, role in read(UNSAYABLE, most=most):
        yield (label, key), role
