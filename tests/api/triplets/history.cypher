CALL () {
  CALL () {
    CALL () {
      MATCH (there:Channel {key: $history1_key}) RETURN there
      UNION ALL
      WITH $history1_key AS asked WHERE NOT EXISTS { MATCH (:Channel {key: asked}) }
      WITH asked, CASE WHEN EXISTS { MATCH (:Channel {key: asked}) } THEN asked ELSE coalesce(head(COLLECT {
          CALL db.index.fulltext.queryNodes('aliases', '"' + replace(replace(coalesce(asked, ''), '\\', '\\\\'), '"', '\\"') + '"') YIELD node
          WITH node WHERE node:Channel AND (asked IN node.aliases)
          RETURN node.key ORDER BY node.key LIMIT 1
        }), asked) END AS now
      MATCH (there:Channel {key: now}) RETURN there
    }
    RETURN head(collect(there.key)) AS now4
  }
  MATCH (change3:FieldChange {node: 'Channel:' + coalesce(now4, $history1_key)})<-[:CHANGED]-(run2:ImportRun)
  RETURN count(DISTINCT run2) AS total6
}
CALL () {
  CALL () {
    CALL () {
      MATCH (there:Channel {key: $history1_key}) RETURN there
      UNION ALL
      WITH $history1_key AS asked WHERE NOT EXISTS { MATCH (:Channel {key: asked}) }
      WITH asked, CASE WHEN EXISTS { MATCH (:Channel {key: asked}) } THEN asked ELSE coalesce(head(COLLECT {
          CALL db.index.fulltext.queryNodes('aliases', '"' + replace(replace(coalesce(asked, ''), '\\', '\\\\'), '"', '\\"') + '"') YIELD node
          WITH node WHERE node:Channel AND (asked IN node.aliases)
          RETURN node.key ORDER BY node.key LIMIT 1
        }), asked) END AS now
      MATCH (there:Channel {key: now}) RETURN there
    }
    RETURN head(collect(there.key)) AS now4
  }
  MATCH (change3:FieldChange {node: 'Channel:' + coalesce(now4, $history1_key)})<-[:CHANGED]-(run2:ImportRun)
  WITH DISTINCT run2 ORDER BY run2.key IS NULL, run2.key DESC, run2.key LIMIT $history5_limit
  CALL (run2) {
    MATCH (run2)-[:CHANGED]->(fieldChange7:FieldChange)
    WHERE fieldChange7.node = $changes8_where_node_eq
    WITH fieldChange7 ORDER BY fieldChange7.key LIMIT $changes8_limit
    WITH * ORDER BY fieldChange7.key
    RETURN collect([[fieldChange7.key], [fieldChange7.field, fieldChange7.before, fieldChange7.after]]) AS fieldChange7Rows9
  }
  WITH * ORDER BY run2.key IS NULL, run2.key DESC, run2.key
  RETURN collect([[run2.key, run2.key], [run2.key, run2.note, run2.by, [fieldChange7Rows9]]]) AS run2Rows10
}
RETURN [[run2Rows10, total6]] AS value
