//+ journeys
CALL (journey) {
  MATCH (journey)-[:HAS_PHASE]->(:Phase)-[:HAS_STEP]->(:Step)-[:HAS_TOUCHPOINT]->(any:Touchpoint)
  RETURN max(any.volumeHigh) AS largest
}
MATCH (journey)-[:HAS_PHASE]->(:Phase)-[:HAS_STEP]->(step:Step)-[:HAS_TOUCHPOINT]->(touchpoint:Touchpoint)
WHERE step.importance >= $importance AND touchpoint.impact >= $impact
  //+ AND supported (touchpoint)
WITH journey, step, touchpoint, CASE WHEN largest > 0 THEN touchpoint.volumeHigh / largest END AS reach
//+ performance
WITH *, step.importance * touchpoint.impact * (1 - performance) * reach AS priority
RETURN {
  journey: journey, step: step, touchpoint: touchpoint,
  importance: step.importance, impact: touchpoint.impact, performance: performance, reach: reach, priority: priority,
  quadrant: CASE
    WHEN performance IS NULL THEN null
    WHEN step.importance >= 0.5 THEN CASE WHEN performance >= 0.5 THEN 'KEEP_UP' ELSE 'CONCENTRATE_HERE' END
    WHEN performance >= 0.5 THEN 'POSSIBLE_OVERKILL'
    ELSE 'LOW_PRIORITY'
  END,
  unknown: [factor IN [CASE WHEN performance IS NULL THEN 'PERFORMANCE' END, CASE WHEN reach IS NULL THEN 'REACH' END]
    WHERE factor IS NOT NULL],
  volume: CASE WHEN touchpoint.volumeLow IS NOT NULL AND touchpoint.volumeHigh IS NOT NULL
    THEN {low: touchpoint.volumeLow, high: touchpoint.volumeHigh} END
} AS row
ORDER BY journey.key, priority IS NULL, priority DESC, touchpoint.key
