CALL () {
  CALL () {
    UNWIND $search1_queries AS query
    CALL db.index.fulltext.queryNodes(query.index, query.text) YIELD node, score AS mark
    WITH node, max(mark) AS mark
    WITH node, CASE WHEN mark >= 1000000 THEN 0.5 ELSE 0.25 END AS weight,
      size(coalesce(node.title, node.name, node.text, node.source, node.key)) AS called
    RETURN node, weight * (1 + $search1_length / ($search1_length + called)) AS score
    UNION ALL
    MATCH (node:Journey|Phase|Step|Touchpoint|Channel|Persona|Need|InformationObject|System|Opportunity|Department|Position|Silo|Measure|Evidence) WHERE node.key = $search1_key
    RETURN node, 1.0 AS score
  }
  WITH node, max(score) AS score, head([label IN labels(node) WHERE label IN $search1_types]) AS label
  WHERE label IS NOT NULL
  WITH node, label + ':' + node.key AS id, score
  RETURN collect([node, score, id]) AS found3
}
CALL (found3) {
  UNWIND found3 AS one
  WITH one[0] AS node2, one[1] AS score, one[2] AS id
  WITH node2, score, id ORDER BY score IS NULL, score DESC, id LIMIT $search1_limit
  WITH * ORDER BY score IS NULL, score DESC, id
  RETURN collect([[score, id], [node2.title, node2.name, node2.text, node2.source, node2.variant, node2.brand, node2.goal, node2.scenario, node2.expectation, node2.promise, node2.lifecycle, node2.parked, node2.aliases, node2.note, node2.tags, node2.device, node2.role, node2.segment, node2.expectations, node2.tools, node2.quote], [labels(node2), node2.key]]) AS rows4
}
RETURN [[rows4, size(found3)]] AS value
