//+ journeys
MATCH (journey)-[:HAS_PHASE]->(:Phase)-[:HAS_STEP]->(:Step)-[:HAS_TOUCHPOINT]->(touchpoint:Touchpoint)
MATCH (touchpoint)-[:HANDLED_BY]->(department:Department)
//+ WHERE supported (touchpoint)
WITH journey, department, touchpoint ORDER BY touchpoint.key
WITH journey, department, collect(touchpoint) AS touchpoints
// Itself first, then those above it, from below.
WITH *, COLLECT {
  MATCH up = (department)-[:PART_OF*0..]->(above:Department)<-[part:CONTRIBUTED_BY]-(journey)
  RETURN {department: above, validated: part.validated} ORDER BY length(up)
} AS parts
WITH *, head(parts) AS part WHERE none(each IN parts WHERE coalesce(each.validated, false))
RETURN {
  journey: journey, department: department,
  why: CASE WHEN part IS NULL THEN 'NOT_CONTRIBUTED' ELSE 'NOT_VALIDATED' END,
  contributor: part.department,
  validated: part.validated,
  touchpoints: touchpoints,
  volume: CASE WHEN all(t IN touchpoints WHERE t.volumeLow IS NOT NULL AND t.volumeHigh IS NOT NULL) THEN {
    low: reduce(all = 0.0, t IN touchpoints | all + t.volumeLow),
    high: reduce(all = 0.0, t IN touchpoints | all + t.volumeHigh)
  } END
} AS row
ORDER BY journey.key, department.key
