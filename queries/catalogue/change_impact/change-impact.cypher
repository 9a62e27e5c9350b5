// Start from the key of what changes, so that only what it touches is looked at.
CALL () {
  //? channel
  MATCH (:Channel {key: $channel})<-[:ON]-(touchpoint:Touchpoint)
  RETURN touchpoint, 'ON' AS how
  //? department
  MATCH (:Department {key: $department})<-[:PART_OF*0..]-(:Department)<-[:HANDLED_BY]-(touchpoint:Touchpoint)
  RETURN touchpoint, 'HANDLED' AS how
  UNION
  MATCH (:Department {key: $department})<-[:PART_OF*0..]-(:Department)<-[:RELIES_ON]-(touchpoint:Touchpoint)
  RETURN touchpoint, 'RELIED_ON' AS how
  //? object
  MATCH (:InformationObject {key: $object})<-[line:PRODUCES|NEEDS]-(touchpoint:Touchpoint)
  RETURN touchpoint, type(line) AS how
  //? system
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
  //.
}
WITH touchpoint, collect(how) AS ways
MATCH (touchpoint)<-[:HAS_TOUCHPOINT]-(:Step)<-[:HAS_STEP]-(:Phase)<-[:HAS_PHASE]-(journey:Journey)
//+ journeys
WITH journey, touchpoint, ways
//+ WHERE supported (touchpoint)
RETURN {
  journey: journey, touchpoint: touchpoint,
  how: [way IN ['ON', 'HANDLED', 'RELIED_ON', 'PRODUCES', 'NEEDS', 'USES', 'FED'] WHERE way IN ways],
  personas: COLLECT { MATCH (journey)-[:FOR]->(persona:Persona) RETURN persona ORDER BY persona.key },
  departments: COLLECT { MATCH (touchpoint)-[:HANDLED_BY]->(owner:Department) RETURN owner ORDER BY owner.key },
  volume: CASE WHEN touchpoint.volumeLow IS NOT NULL AND touchpoint.volumeHigh IS NOT NULL
    THEN {low: touchpoint.volumeLow, high: touchpoint.volumeHigh} END
} AS row
ORDER BY touchpoint.volumeHigh IS NULL, touchpoint.volumeHigh DESC, touchpoint.key
