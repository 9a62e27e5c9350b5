CALL () {
  CALL () {
    MATCH (touchpoint2:Touchpoint {key: $touchpoint1_key}) RETURN touchpoint2
    UNION ALL
    WITH $touchpoint1_key AS asked WHERE NOT EXISTS { MATCH (:Touchpoint {key: asked}) }
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
  OPTIONAL MATCH (touchpoint2)-[:ON]->(channel4:Channel)
  RETURN head(collect(['Touchpoint:' + touchpoint2.key, touchpoint2.key, coalesce(touchpoint2.missing, false), touchpoint2.qualification, CASE WHEN touchpoint2.volumeLow IS NULL OR touchpoint2.volumeHigh IS NULL THEN null ELSE [touchpoint2.volumeHigh, touchpoint2.volumeLow] END, CASE WHEN channel4 IS NULL THEN null ELSE [channel4.name, channel4.kind] END])) AS touchpoint3
}
RETURN [touchpoint3] AS value
