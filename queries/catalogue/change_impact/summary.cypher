CALL () {
  CALL () {
    MATCH (:Channel {key: $channel})<-[:ON]-(touchpoint:Touchpoint)
    RETURN touchpoint, 'ON' AS how
    UNION
    MATCH (:Department {key: $department})<-[:PART_OF*0..]-(:Department)<-[:HANDLED_BY]-(touchpoint:Touchpoint)
    RETURN touchpoint, 'HANDLED' AS how
    UNION
    MATCH (:Department {key: $department})<-[:PART_OF*0..]-(:Department)<-[:RELIES_ON]-(touchpoint:Touchpoint)
    RETURN touchpoint, 'RELIED_ON' AS how
    UNION
    MATCH (:InformationObject {key: $object})<-[line:PRODUCES|NEEDS]-(touchpoint:Touchpoint)
    RETURN touchpoint, type(line) AS how
    UNION
    MATCH (:System {key: $system})<-[:USES]-(touchpoint:Touchpoint)
    RETURN touchpoint, 'USES' AS how
    UNION
    MATCH (system:System {key: $system})-[first:FEEDS]->(:System)
    UNWIND first.objects AS key
    MATCH (object:InformationObject {key: key})
    WITH DISTINCT system, object
    MATCH ANY SHORTEST (system)-[feed:FEEDS WHERE object.key IN feed.objects]->+(fed:System)
    MATCH (fed)<-[:USES]-(touchpoint:Touchpoint)-[:NEEDS]->(object)
    RETURN touchpoint, 'FED' AS how
  }
  WITH touchpoint, collect(how) AS ways
  MATCH (touchpoint)<-[:HAS_TOUCHPOINT]-(:Step)<-[:HAS_STEP]-(:Phase)<-[:HAS_PHASE]-(journey:Journey)
  //+ journeys
  WITH journey, touchpoint, ways
  WHERE $evidence IS NULL OR EXISTS {
    (touchpoint)<-[:ABOUT]-(proof:Evidence)
    WHERE proof.kind IN $evidence AND coalesce(proof.stance, 'SUPPORTS') = 'SUPPORTS'
  }
  WITH journey, collect(touchpoint) AS here
  RETURN collect(journey) AS journeys, reduce(all = [], each IN collect(here) | all + each) AS touchpoints
}
RETURN {
  touchpoints: size(touchpoints), journeys: size(journeys),
  personas: COLLECT {
    UNWIND journeys AS journey MATCH (journey)-[:FOR]->(p:Persona) WITH DISTINCT p RETURN p ORDER BY p.key
  },
  departments: COLLECT {
    UNWIND touchpoints AS touchpoint MATCH (touchpoint)-[:HANDLED_BY]->(d:Department)
    WITH DISTINCT d RETURN d ORDER BY d.key
  },
  volume: CASE WHEN size(touchpoints) > 0 AND all(t IN touchpoints WHERE t.volumeLow IS NOT NULL AND t.volumeHigh IS NOT NULL)
    THEN {
      low: reduce(all = 0.0, t IN touchpoints | all + t.volumeLow),
      high: reduce(all = 0.0, t IN touchpoints | all + t.volumeHigh)
    } END,
  unknownVolumes: size([t IN touchpoints WHERE t.volumeLow IS NULL OR t.volumeHigh IS NULL])
} AS summary
