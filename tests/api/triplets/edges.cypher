CALL () {
  CALL () {
    MATCH (step2:Step {key: $step1_key}) RETURN step2
    UNION ALL
    WITH $step1_key AS asked WHERE NOT EXISTS { MATCH (:Step {key: asked}) }
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
    MATCH (step2:Step {key: now}) RETURN step2
  }
  CALL (step2) {
    MATCH (step2)-[edge5:NEXT]->(step4:Step)
    WITH * ORDER BY step4.key
    RETURN collect([coalesce(edge5.kind, 'PROGRESS'), edge5.share, [step4.text]]) AS next6
  }
  RETURN head(collect([next6])) AS step3
}
CALL () {
  CALL () {
    MATCH (touchpoint8:Touchpoint {key: $touchpoint7_key}) RETURN touchpoint8
    UNION ALL
    WITH $touchpoint7_key AS asked WHERE NOT EXISTS { MATCH (:Touchpoint {key: asked}) }
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
    MATCH (touchpoint8:Touchpoint {key: now}) RETURN touchpoint8
  }
  CALL (touchpoint8) {
    MATCH (touchpoint8)-[edge11:FELT_BY]->(persona10:Persona)
    WITH * ORDER BY persona10.key
    RETURN collect([edge11.emotion, [persona10.name]]) AS felt12
  }
  CALL (touchpoint8) {
    MATCH (touchpoint8)-[edge14:LEADS_TO]->(touchpoint13:Touchpoint)
    WITH * ORDER BY touchpoint13.key
    RETURN collect([edge14.basis, CASE WHEN edge14.volumeLow IS NULL OR edge14.volumeHigh IS NULL THEN null ELSE [edge14.volumeLow, edge14.volumeHigh] END, [touchpoint13.key]]) AS leadsTo15
  }
  RETURN head(collect([felt12, leadsTo15])) AS touchpoint9
}
RETURN [step3, touchpoint9] AS value
