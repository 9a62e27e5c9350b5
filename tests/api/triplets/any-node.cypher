CALL () {
  CALL () {
    MATCH (rupture2:Rupture {key: $node1_key}) RETURN rupture2
    UNION ALL
    WITH $node1_key AS asked WHERE NOT EXISTS { MATCH (:Rupture {key: asked}) }
    WITH asked, split(asked, '~') AS pieces
    WITH asked, pieces, COLLECT {
      UNWIND range(1, size(pieces) - 1) AS place
      WITH place, pieces[place] AS piece
      WITH place, piece, split(piece, '/') AS names
      WITH place, piece, names, CASE WHEN EXISTS { MATCH (:Journey {key: names[0]}) } THEN names[0] ELSE coalesce(head(COLLECT {
          CALL db.index.fulltext.queryNodes('aliases', '"' + replace(replace(coalesce(names[0], ''), '\\', '\\\\'), '"', '\\"') + '"') YIELD node
          WITH node WHERE node:Journey AND (names[0] IN node.aliases)
          RETURN node.key ORDER BY node.key LIMIT 1
        }), names[0]) END AS journey
      WITH place, piece, names, journey + '/' + names[1] AS whole, names[0] + '/' + names[1] AS given
      WITH place, piece, names, CASE WHEN EXISTS { MATCH (:Step {key: whole}) } THEN whole ELSE coalesce(head(COLLECT {
          CALL db.index.fulltext.queryNodes('aliases', '"' + replace(replace(coalesce(whole, ''), '\\', '\\\\'), '"', '\\"') + '"' + ' ' + '"' + replace(replace(coalesce(given, ''), '\\', '\\\\'), '"', '\\"') + '"') YIELD node
          WITH node WHERE node:Step AND (whole IN node.aliases OR given IN node.aliases)
          RETURN node.key ORDER BY node.key LIMIT 1
        }), whole) END AS step
      WITH place, piece, names, step, step + '/' + substring(piece, size(names[0] + names[1]) + 2) AS whole
      WITH place, piece, names, step, CASE WHEN EXISTS { MATCH (:Touchpoint {key: whole}) } THEN whole ELSE coalesce(head(COLLECT {
          CALL db.index.fulltext.queryNodes('aliases', '"' + replace(replace(coalesce(whole, ''), '\\', '\\\\'), '"', '\\"') + '"' + ' ' + '"' + replace(replace(coalesce(piece, ''), '\\', '\\\\'), '"', '\\"') + '"') YIELD node
          WITH node WHERE node:Touchpoint AND (whole IN node.aliases OR piece IN node.aliases)
          RETURN node.key ORDER BY node.key LIMIT 1
        }), whole) END AS touchpoint
      WITH place, piece, CASE
        WHEN [pieces[0], place] IN [['CONTEXT_LOSS', 3], ['COVERAGE_GAP', 2]] THEN piece WHEN size(names) = 2 THEN step ELSE touchpoint
      END AS now
      RETURN now ORDER BY place
    } AS ends
    WITH asked, reduce(key = '', each IN pieces[..1] + ends | key + '~' + each) AS joined
    WITH asked, substring(joined, 1) AS now
    MATCH (rupture2:Rupture {key: now}) RETURN rupture2
  }
  OPTIONAL MATCH (rupture2)-[:LOSES]->(informationObject4:InformationObject)
  RETURN head(collect([CASE WHEN informationObject4 IS NULL THEN null ELSE [informationObject4.name] END])) AS node3
}
CALL () {
  CALL () {
    UNWIND $nodes5_Channel AS asked7 MATCH (channel6:Channel {key: asked7}) USING INDEX channel6:Channel(key) RETURN asked7, channel6
    UNION ALL
    UNWIND $nodes5_Channel AS asked WITH asked WHERE NOT EXISTS { MATCH (:Channel {key: asked}) }
    WITH asked, CASE WHEN EXISTS { MATCH (:Channel {key: asked}) } THEN asked ELSE coalesce(head(COLLECT {
        CALL db.index.fulltext.queryNodes('aliases', '"' + replace(replace(coalesce(asked, ''), '\\', '\\\\'), '"', '\\"') + '"') YIELD node
        WITH node WHERE node:Channel AND (asked IN node.aliases)
        RETURN node.key ORDER BY node.key LIMIT 1
      }), asked) END AS now
    MATCH (channel6:Channel {key: now}) RETURN asked AS asked7, channel6
  }
  RETURN collect([asked7, ['Channel:' + channel6.key, channel6.name, channel6.kind]]) AS nodes8
}
CALL () {
  CALL () {
    UNWIND $nodes5_Step AS asked10 MATCH (step9:Step {key: asked10}) USING INDEX step9:Step(key) RETURN asked10, step9
    UNION ALL
    UNWIND $nodes5_Step AS asked WITH asked WHERE NOT EXISTS { MATCH (:Step {key: asked}) }
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
    WITH asked, CASE size(names) WHEN 2 THEN step END AS now
    MATCH (step9:Step {key: now}) RETURN asked AS asked10, step9
  }
  RETURN collect([asked10, ['Step:' + step9.key]]) AS nodes11
}
CALL () {
  CALL () {
    UNWIND $nodes5_System AS asked13 MATCH (system12:System {key: asked13}) USING INDEX system12:System(key) RETURN asked13, system12
    UNION ALL
    UNWIND $nodes5_System AS asked WITH asked WHERE NOT EXISTS { MATCH (:System {key: asked}) }
    WITH asked, CASE WHEN EXISTS { MATCH (:System {key: asked}) } THEN asked ELSE coalesce(head(COLLECT {
        CALL db.index.fulltext.queryNodes('aliases', '"' + replace(replace(coalesce(asked, ''), '\\', '\\\\'), '"', '\\"') + '"') YIELD node
        WITH node WHERE node:System AND (asked IN node.aliases)
        RETURN node.key ORDER BY node.key LIMIT 1
      }), asked) END AS now
    MATCH (system12:System {key: now}) RETURN asked AS asked13, system12
  }
  RETURN collect([asked13, ['System:' + system12.key]]) AS nodes14
}
RETURN [node3, [nodes8, nodes11, nodes14]] AS value
