//+ journeys
CALL (journey) {
  MATCH (journey)-[:HAS_PHASE]->(:Phase)-[:HAS_STEP]->(step:Step)-[:HAS_TOUCHPOINT]->(touchpoint:Touchpoint)
  WHERE NOT coalesce(touchpoint.missing, false)
  WITH step, collect(touchpoint.volumeHigh) AS known, count(*) AS all
  ORDER BY step.order, step.key
  WITH collect({known: known, all: all})[0] AS first
  RETURN CASE WHEN size(first.known) = first.all THEN reduce(all = 0.0, high IN first.known | all + high) END AS entering
}
MATCH (journey)-[:HAS_PHASE]->(:Phase)-[:HAS_STEP]->(step:Step)-[:HAS_TOUCHPOINT]->(touchpoint:Touchpoint)
WHERE NOT coalesce(touchpoint.missing, false)
  //+ AND supported (touchpoint)
OPTIONAL MATCH (touchpoint)-[felt:FELT_BY]->(:Persona {key: $persona})
WITH journey, step, touchpoint, entering, coalesce(
  felt.emotion, CASE felt.qualification WHEN 'ENCHANTMENT' THEN 2.0 WHEN 'BASIC' THEN 0.0 WHEN 'IRRITANT' THEN -2.0 END,
  touchpoint.emotion,
  CASE touchpoint.qualification WHEN 'ENCHANTMENT' THEN 2.0 WHEN 'BASIC' THEN 0.0 WHEN 'IRRITANT' THEN -2.0 END
) AS value
WHERE value < 0
WITH *, CASE WHEN entering > 0 THEN touchpoint.volumeHigh / entering END AS perEntry
RETURN {
  journey: journey, step: step, touchpoint: touchpoint, value: value, entering: entering, perEntry: perEntry,
  volume: CASE WHEN touchpoint.volumeLow IS NOT NULL AND touchpoint.volumeHigh IS NOT NULL
    THEN {low: touchpoint.volumeLow, high: touchpoint.volumeHigh} END
} AS row
ORDER BY perEntry IS NULL, perEntry DESC, touchpoint.key
