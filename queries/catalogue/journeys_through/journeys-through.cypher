//+ from
MATCH (from)<-[:HAS_TOUCHPOINT]-(:Step)<-[:HAS_STEP]-(:Phase)<-[:HAS_PHASE]-(journey:Journey)
//+ journeys
WITH journey, from
WHERE NOT coalesce(from.missing, false)
  //+ AND supported (from)
ORDER BY from.key
WITH journey, collect(from) AS touchpoints
RETURN {
  journey: journey, touchpoints: touchpoints, count: size(touchpoints),
  of: COUNT {
    MATCH (journey)-[:HAS_PHASE]->(:Phase)-[:HAS_STEP]->(:Step)-[:HAS_TOUCHPOINT]->(touchpoint:Touchpoint)
    WHERE NOT coalesce(touchpoint.missing, false)
  }
} AS row
ORDER BY size(touchpoints) DESC, journey.key
