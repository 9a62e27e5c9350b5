CALL () {
  CALL () {
    MATCH (touchpoint2:Touchpoint {key: $node1_key}) RETURN touchpoint2
    UNION ALL
    WITH $node1_key AS asked WHERE NOT EXISTS { MATCH (:Touchpoint {key: asked}) }
    WITH asked, split(asked, '/') AS names
    WITH asked, names, CASE WHEN EXISTS { MATCH (:Journey {key: names[0]}) } THEN names[0] ELSE coalesce(head(COLLECT {
        CALL db.index.fulltext.queryNodes('aliases', '"' + replace(replace(coalesce(names[0], ''), '\\', '\\\\'), '"', '\\"') + '"') YIELD node
        WITH node WHERE node:Journey AND (names[0] IN node.aliases)
        RETURN node.key ORDER BY node.key LIMIT 1
      }), names[0]) END AS journey
    WITH asked, names, journey + '/' + names[1] AS whole, names[0] + '/' + names[1] AS given
    WITH asked, names, CASE WHEN EXISTS { MATCH (:Step {key: whole}) } THEN whole ELSE coalesce(head(COLLECT {
        CALL db.index.fulltext.queryNodes('aliases', '"' + replace(replace(coalesce(whole, ''), '\\', '\\\\'), '"', '\\"') + '"' + ' ' + '"' + replace(replace(coalesce(given, ''), '\\', '\\\\'), '"', '\\"') + '"') YIELD node
        WITH node WHERE node:Step AND (whole IN node.aliases OR given IN node.aliases)
        RETURN node.key ORDER BY node.key LIMIT 1
      }), whole) END AS step
    WITH asked, names, step, step + '/' + substring(asked, size(names[0] + names[1]) + 2) AS whole
    WITH asked, names, step, CASE WHEN EXISTS { MATCH (:Touchpoint {key: whole}) } THEN whole ELSE coalesce(head(COLLECT {
        CALL db.index.fulltext.queryNodes('aliases', '"' + replace(replace(coalesce(whole, ''), '\\', '\\\\'), '"', '\\"') + '"' + ' ' + '"' + replace(replace(coalesce(asked, ''), '\\', '\\\\'), '"', '\\"') + '"') YIELD node
        WITH node WHERE node:Touchpoint AND (whole IN node.aliases OR asked IN node.aliases)
        RETURN node.key ORDER BY node.key LIMIT 1
      }), whole) END AS touchpoint
    WITH asked, touchpoint AS now
    MATCH (touchpoint2:Touchpoint {key: now}) RETURN touchpoint2
  }
  RETURN head(collect([[touchpoint2.name, head([(touchpoint2)<-[:HAS_TOUCHPOINT]-(ofStep:Step) | coalesce(ofStep.text, ofStep.key)]),
    head([(touchpoint2)-[:ON]->(ofChannel:Channel) | coalesce(ofChannel.name, ofChannel.key)]), touchpoint2.key]])) AS node3
}
CALL () {
  CALL () {
    UNWIND $search5_queries AS query
    CALL db.index.fulltext.queryNodes(query.index, query.text) YIELD node, score AS mark
    WITH node, max(mark) AS mark
    WITH node, CASE WHEN mark >= 1000000 THEN 0.5 ELSE 0.25 END AS weight,
      size(coalesce(node.title, node.name, node.text, node.source, node.key)) AS called
    RETURN node, weight * (1 + $search5_length / ($search5_length + called)) AS score
    UNION ALL
    MATCH (node:Journey|Phase|Step|Touchpoint|Channel|Persona|Need|InformationObject|System|Opportunity|Department|Position|Silo|Measure|Evidence) WHERE node.key = $search5_key
    RETURN node, 1.0 AS score
  }
  WITH node, max(score) AS score, head([label IN labels(node) WHERE label IN $search5_types]) AS label
  WHERE label IS NOT NULL
  WITH node, label + ':' + node.key AS id, score
  RETURN collect([node, score, id]) AS found7
}
CALL (found7) {
  UNWIND found7 AS one
  WITH one[0] AS node6, one[1] AS score, one[2] AS id
  WITH node6, score, id ORDER BY score IS NULL, score DESC, id LIMIT $search5_limit
  WITH *, CASE WHEN node6:Step THEN node6 END AS step9
  WITH * ORDER BY score IS NULL, score DESC, id
  RETURN collect([[score, id], [labels(node6), CASE WHEN step9 IS NOT NULL THEN ['Step:' + step9.key, coalesce(step9.text, step9.key), step9.text] ELSE [node6.key, CASE WHEN node6:Touchpoint THEN [node6.name, head([(node6)<-[:HAS_TOUCHPOINT]-(ofStep:Step) | coalesce(ofStep.text, ofStep.key)]),
    head([(node6)-[:ON]->(ofChannel:Channel) | coalesce(ofChannel.name, ofChannel.key)]), node6.key] WHEN node6:Handoff THEN [head([(node6)-[:FROM]->(ofStart:Touchpoint) | [ofStart.name, head([(ofStart)<-[:HAS_TOUCHPOINT]-(ofStep:Step) | coalesce(ofStep.text, ofStep.key)]),
    head([(ofStart)-[:ON]->(ofChannel:Channel) | coalesce(ofChannel.name, ofChannel.key)]), ofStart.key]]), head([(node6)-[:TO]->(ofEnd:Touchpoint) | [ofEnd.name, head([(ofEnd)<-[:HAS_TOUCHPOINT]-(ofStep:Step) | coalesce(ofStep.text, ofStep.key)]),
    head([(ofEnd)-[:ON]->(ofChannel:Channel) | coalesce(ofChannel.name, ofChannel.key)]), ofEnd.key]]), node6.key] WHEN node6:Rupture THEN [node6.kind, head([(node6)-[:LOSES|ON]->(ofWhat) | coalesce(ofWhat.name, ofWhat.key)]),
    head([(node6)-[:AT]->(ofStep:Step) | coalesce(ofStep.text, ofStep.key)]), node6.stepText] WHEN node6:Flow THEN [head([(node6)-[:FROM]->(ofStart:Channel) | coalesce(ofStart.name, ofStart.key)]), head([(node6)-[:TO]->(ofEnd:Channel) | coalesce(ofEnd.name, ofEnd.key)]), node6.reason, node6.month] WHEN node6:Route THEN [COLLECT {
      UNWIND range(0, size(node6.channels) - 1) AS ofPlace
      OPTIONAL MATCH (ofChannel:Channel {key: node6.channels[ofPlace]})
      RETURN coalesce(ofChannel.name, node6.channels[ofPlace]) ORDER BY ofPlace
    }, node6.reason, node6.month] WHEN node6:Evidence THEN [node6.source, node6.kind, node6.key] WHEN node6:ImportRun THEN [head([(node6)-[:OF]->(ofSource:Source) | ofSource.key]), toString(node6.startedAt), node6.key] WHEN node6:FieldChange THEN [node6.node, node6.field] ELSE coalesce(node6.title, node6.name, node6.text, node6.key) END] END]]) AS rows8
}
CALL () {
  OPTIONAL MATCH (graph:Graph {key: 'graph'})
  RETURN coalesce(graph.revision, 0) AS revision11
}
CALL () {
  OPTIONAL MATCH (graph:Graph {key: 'graph'})
  RETURN toString(graph.changedAt) AS lastChange12
}
RETURN [node3, [rows8, size(found7)], revision11, lastChange12] AS value
