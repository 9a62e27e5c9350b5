//+ journeys
MATCH (journey)-[:HAS_PHASE]->(:Phase)-[:HAS_STEP]->(:Step)-[:HAS_TOUCHPOINT]->(touchpoint:Touchpoint)
WHERE COUNT { (touchpoint)-[:HANDLED_BY]->(:Department) } <> 1
  AND ($evidence IS NULL OR EXISTS {
    (touchpoint)<-[:ABOUT]-(proof:Evidence)
    WHERE proof.kind IN $evidence AND coalesce(proof.stance, 'SUPPORTS') = 'SUPPORTS'
  })
WITH journey, touchpoint,
  COLLECT { MATCH (touchpoint)-[:HANDLED_BY]->(owner:Department) RETURN owner ORDER BY owner.key } AS departments
RETURN {
  journey: journey, touchpoint: touchpoint, departments: departments,
  why: CASE WHEN size(departments) = 0 THEN 'NOBODY' ELSE 'CONTESTED' END,
  volume: CASE WHEN touchpoint.volumeLow IS NOT NULL AND touchpoint.volumeHigh IS NOT NULL
    THEN {low: touchpoint.volumeLow, high: touchpoint.volumeHigh} END
} AS row
ORDER BY touchpoint.volumeHigh IS NULL, touchpoint.volumeHigh DESC, touchpoint.key
