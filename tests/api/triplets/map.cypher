CALL () {
  CALL () {
    MATCH (journey2:Journey {key: $journey1_key}) RETURN journey2
    UNION ALL
    WITH $journey1_key AS asked WHERE NOT EXISTS { MATCH (:Journey {key: asked}) }
    WITH asked, CASE WHEN EXISTS { MATCH (:Journey {key: asked}) } THEN asked ELSE coalesce(head(COLLECT {
        CALL db.index.fulltext.queryNodes('aliases', '"' + replace(replace(coalesce(asked, ''), '\\', '\\\\'), '"', '\\"') + '"') YIELD node
        WITH node WHERE node:Journey AND (asked IN node.aliases)
        RETURN node.key ORDER BY node.key LIMIT 1
      }), asked) END AS now
    MATCH (journey2:Journey {key: now}) RETURN journey2
  }
  CALL (journey2) {
    MATCH (journey2)-[:HAS_PHASE]->(phase4:Phase)
    CALL (phase4) {
      MATCH (phase4)-[:HAS_STEP]->(step7:Step)
      CALL (step7) {
        MATCH (step7)-[:HAS_TOUCHPOINT]->(touchpoint10:Touchpoint)
        OPTIONAL MATCH (touchpoint10)-[:ON]->(channel13:Channel)
        CALL (touchpoint10) {
          MATCH (touchpoint10)-[edge15:HANDLED_BY]->(department14:Department)
          OPTIONAL MATCH (department14)-[:IN_SILO]->(silo17:Silo)
          WITH * ORDER BY department14.key
          RETURN collect([department14.name, CASE WHEN silo17 IS NULL THEN null ELSE [silo17.key] END]) AS handledBy16
        }
        WITH * ORDER BY touchpoint10.key
        RETURN collect([CASE WHEN channel13 IS NULL THEN null ELSE [channel13.name] END, handledBy16]) AS touchpoints12
      }
      WITH * ORDER BY step7.order, step7.key
      RETURN collect([step7.text, touchpoints12]) AS steps9
    }
    WITH * ORDER BY phase4.order, phase4.key
    RETURN collect([phase4.name, steps9]) AS phases6
  }
  RETURN head(collect([journey2.title, phases6])) AS journey3
}
RETURN [journey3] AS value
