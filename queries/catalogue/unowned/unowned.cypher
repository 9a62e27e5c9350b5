//+ journeys
MATCH (journey)-[:HAS_PHASE]->(:Phase)-[:HAS_STEP]->(:Step)-[:HAS_TOUCHPOINT]->(touchpoint:Touchpoint)
WHERE COUNT { (touchpoint)-[:HANDLED_BY]->(:Department) } <> 1
  //+ AND supported (touchpoint)
WITH journey, touchpoint,
  COLLECT { MATCH (touchpoint)-[:HANDLED_BY]->(owner:Department) RETURN owner ORDER BY owner.key } AS departments
RETURN {
  journey: journey, touchpoint: touchpoint, departments: departments,
  why: CASE WHEN size(departments) = 0 THEN 'NOBODY' ELSE 'CONTESTED' END,
  volume: CASE WHEN touchpoint.volumeLow IS NOT NULL AND touchpoint.volumeHigh IS NOT NULL
    THEN {low: touchpoint.volumeLow, high: touchpoint.volumeHigh} END
} AS row
ORDER BY touchpoint.volumeHigh IS NULL, touchpoint.volumeHigh DESC, touchpoint.key
