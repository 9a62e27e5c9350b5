//+ journeys
MATCH (journey)-[:HAS_PHASE]->(:Phase)-[:HAS_STEP]->(:Step)-[:HAS_TOUCHPOINT]->(touchpoint:Touchpoint)
MATCH (touchpoint)-[:HANDLED_BY]->(department:Department)
//+ WHERE supported (touchpoint)
WITH DISTINCT journey, department
WITH *, head(COLLECT {
  MATCH up = (department)-[:PART_OF*0..]->(above:Department)<-[:CONTRIBUTED_BY {validated: true}]-(journey)
  RETURN above ORDER BY length(up)
}) AS validator
WITH *, CASE WHEN validator <> department THEN validator END AS above ORDER BY above.key
RETURN {
  parts: count(department), validated: count(validator), byOneAbove: count(above), above: collect(DISTINCT above)
} AS summary
