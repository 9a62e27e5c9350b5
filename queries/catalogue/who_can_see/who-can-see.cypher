MATCH (object:InformationObject {key: $object})
CALL (object) {
  MATCH (object)<-[:STORES]-(system:System)
  RETURN system, 'STORED' AS how, null AS origin
  UNION
  MATCH (object)<-[:STORES]-(origin:System)
  MATCH ANY SHORTEST (origin)-[feed:FEEDS WHERE $object IN feed.objects]->+(system:System)
  RETURN system, 'FED' AS how, origin
}
WITH system, collect(DISTINCT how) AS hows, collect(DISTINCT origin) AS origins
CALL (system) {
  MATCH (system)<-[:USES]-(touchpoint:Touchpoint)
  MATCH (touchpoint)<-[:HAS_TOUCHPOINT]-(:Step)<-[:HAS_STEP]-(:Phase)<-[:HAS_PHASE]-(journey:Journey)
  //+ journeys
  WITH touchpoint
  WHERE NOT coalesce(touchpoint.missing, false)
    //+ AND supported (touchpoint)
  RETURN collect(touchpoint) AS touchpoints
}
RETURN {
  system: system,
  how: [way IN ['STORED', 'FED'] WHERE way IN hows],
  origins: COLLECT { UNWIND origins AS origin WITH origin WHERE origin <> system RETURN origin ORDER BY origin.key },
  runBy: head(COLLECT { MATCH (system)-[:RUN_BY]->(department:Department) RETURN department }),
  channels: COLLECT {
    UNWIND touchpoints AS touchpoint MATCH (touchpoint)-[:ON]->(c:Channel) WITH DISTINCT c RETURN c ORDER BY c.key
  },
  departments: COLLECT {
    UNWIND touchpoints AS touchpoint MATCH (touchpoint)-[:HANDLED_BY]->(d:Department)
    WITH DISTINCT d RETURN d ORDER BY d.key
  },
  touchpoints: size(touchpoints)
} AS row
ORDER BY system.key
