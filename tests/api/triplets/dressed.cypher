CALL () {
  CALL () {
    MATCH (department2:Department {key: $department1_key}) RETURN department2
    UNION ALL
    WITH $department1_key AS asked WHERE NOT EXISTS { MATCH (:Department {key: asked}) }
    WITH asked, CASE WHEN EXISTS { MATCH (:Department {key: asked}) } THEN asked ELSE coalesce(head(COLLECT {
        CALL db.index.fulltext.queryNodes('aliases', '"' + replace(replace(coalesce(asked, ''), '\\', '\\\\'), '"', '\\"') + '"') YIELD node
        WITH node WHERE node:Department AND (asked IN node.aliases)
        RETURN node.key ORDER BY node.key LIMIT 1
      }), asked) END AS now
    MATCH (department2:Department {key: now}) RETURN department2
  }
  OPTIONAL MATCH (department2)-[:PART_OF]->(department4:Department)
  RETURN head(collect([department2.name, CASE WHEN department4 IS NULL THEN null ELSE [department4.key, department4.name] END, department2.key])) AS department3
}
CALL () {
  CALL () {
    MATCH (department6:Department {key: $department5_key}) RETURN department6
    UNION ALL
    WITH $department5_key AS asked WHERE NOT EXISTS { MATCH (:Department {key: asked}) }
    WITH asked, CASE WHEN EXISTS { MATCH (:Department {key: asked}) } THEN asked ELSE coalesce(head(COLLECT {
        CALL db.index.fulltext.queryNodes('aliases', '"' + replace(replace(coalesce(asked, ''), '\\', '\\\\'), '"', '\\"') + '"') YIELD node
        WITH node WHERE node:Department AND (asked IN node.aliases)
        RETURN node.key ORDER BY node.key LIMIT 1
      }), asked) END AS now
    MATCH (department6:Department {key: now}) RETURN department6
  }
  OPTIONAL MATCH (department6)-[:PART_OF]->(department8:Department)
  RETURN head(collect([department6.name, CASE WHEN department8 IS NULL THEN null ELSE [department8.key, department8.name] END, coalesce(department6.stub, false)])) AS department7
}
RETURN [department3, department7] AS value
