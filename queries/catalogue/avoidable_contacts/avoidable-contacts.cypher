//+ journeys
MATCH (journey)-[:HAS_PHASE]->(:Phase)-[:HAS_STEP]->(:Step)-[:HAS_TOUCHPOINT]->(touchpoint:Touchpoint)
WHERE NOT coalesce(touchpoint.missing, false)
  AND EXISTS { (touchpoint)<-[:LEADS_TO {kind: 'FAILURE'}]-(start:Touchpoint WHERE NOT coalesce(start.missing, false)) }
  //+ AND supported (touchpoint)
// Where the journey begins customers come of themselves, whatever leads back there.
CALL (journey) {
  MATCH (journey)-[:HAS_PHASE]->(:Phase)-[:HAS_STEP]->(step:Step)
  WHERE EXISTS { (step)-[:HAS_TOUCHPOINT]->(any:Touchpoint) WHERE NOT coalesce(any.missing, false) }
  RETURN step AS entry ORDER BY step.order, step.key LIMIT 1
}
CALL (touchpoint) {
  MATCH (before:Touchpoint)-[lead:LEADS_TO {kind: 'FAILURE'}]->(touchpoint)
  WHERE NOT coalesce(before.missing, false)
  WITH touchpoint, before, lead, coalesce(lead.share, 1.0) AS most, coalesce(lead.share, 0.0) AS least
  WITH before, CASE
    WHEN lead.volumeHigh IS NOT NULL THEN [lead.volumeLow, lead.volumeHigh]
    WHEN before.volumeHigh IS NOT NULL AND touchpoint.volumeHigh < before.volumeHigh * most
      THEN [before.volumeLow * least, touchpoint.volumeHigh]
    WHEN before.volumeHigh IS NOT NULL THEN [before.volumeLow * least, before.volumeHigh * most]
    WHEN touchpoint.volumeHigh IS NOT NULL THEN [0.0, touchpoint.volumeHigh]
  END AS entering
  ORDER BY before.key
  RETURN collect(before) AS before, CASE WHEN count(entering) = count(*) THEN {
    low: sum(CASE WHEN entering[0] < entering[1] THEN entering[0] ELSE entering[1] END), high: sum(entering[1])
  } END AS entering
}
WITH journey, touchpoint, before, entering,
  NOT EXISTS { (entry)-[:HAS_TOUCHPOINT]->(touchpoint) } AND NOT EXISTS {
    (touchpoint)<-[other:LEADS_TO]-(start:Touchpoint)
    WHERE NOT coalesce(start.missing, false) AND coalesce(other.kind, 'PROGRESS') <> 'FAILURE'
  } AS only,
  CASE WHEN touchpoint.volumeLow IS NOT NULL AND touchpoint.volumeHigh IS NOT NULL
    THEN {low: touchpoint.volumeLow, high: touchpoint.volumeHigh} END AS volume
WITH *, CASE WHEN only THEN coalesce(volume, entering) ELSE entering END AS avoidable
RETURN {
  journey: journey, touchpoint: touchpoint, `from`: before, only: only, avoidable: avoidable, volume: volume,
  departments: COLLECT { MATCH (touchpoint)-[:HANDLED_BY]->(owner:Department) RETURN owner ORDER BY owner.key }
} AS row
ORDER BY avoidable.high IS NULL, avoidable.high DESC, touchpoint.key
