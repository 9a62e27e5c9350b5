CALL () {
  MATCH (object:InformationObject {key: $object})<-[:STORES]-(system:System)
  RETURN system
  UNION
  MATCH (:InformationObject {key: $object})<-[:STORES]-(origin:System)
  MATCH ANY SHORTEST (origin)-[feed:FEEDS WHERE $object IN feed.objects]->+(system:System)
  RETURN system
}
WITH collect(DISTINCT system) AS holding
CALL (holding) {
  MATCH (:InformationObject {key: $object})<-[:NEEDS]-(touchpoint:Touchpoint)
  MATCH (touchpoint)<-[:HAS_TOUCHPOINT]-(:Step)<-[:HAS_STEP]-(:Phase)<-[:HAS_PHASE]-(journey:Journey)
  //+ journeys
  WITH journey, touchpoint, holding
  WHERE NOT coalesce(touchpoint.missing, false)
    //+ AND supported (touchpoint)
  WITH journey, touchpoint, holding,
    COLLECT { MATCH (touchpoint)-[:USES]->(s:System) RETURN s ORDER BY s.key } AS systems,
    COLLECT {
      MATCH (touchpoint)<-[:TO]-(r:Rupture)-[:LOSES]->(:InformationObject {key: $object})
      WHERE r.resolved IS NULL
      RETURN r ORDER BY r.key
    } AS ruptures, [touchpoint] AS places
  // Nothing is unknown about a place that is said to use no system: nothing can be read there.
  //+ paper
  WITH *, any(s IN systems WHERE s IN holding AND NOT coalesce(s.stub, false)) AS held, size(paper) = 0
    AND (size(holding) = 0 OR size(systems) = 0 OR any(s IN systems + holding WHERE coalesce(s.stub, false))) AS unknown
  ORDER BY touchpoint.key
  RETURN count(touchpoint) AS needed,
    collect(CASE WHEN size(ruptures) > 0 OR NOT held AND NOT unknown THEN {
      journey: journey, touchpoint: touchpoint,
      channel: head(COLLECT { MATCH (touchpoint)-[:ON]->(c:Channel) RETURN c }),
      departments: COLLECT { MATCH (touchpoint)-[:HANDLED_BY]->(d:Department) RETURN d ORDER BY d.key },
      systems: systems, ruptures: ruptures
    } END) AS cannot,
    collect(CASE WHEN size(ruptures) = 0 AND NOT held AND unknown THEN touchpoint END) AS unknown
}
RETURN {needed: needed, cannot: cannot, unknown: unknown} AS summary
