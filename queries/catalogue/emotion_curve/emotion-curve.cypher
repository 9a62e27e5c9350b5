//+ journeys
CALL (journey) {
  OPTIONAL MATCH (journey)-[:HAS_PHASE]->(:Phase)-[:HAS_STEP]->(step:Step)
  OPTIONAL MATCH (step)-[:HAS_TOUCHPOINT]->(touchpoint:Touchpoint)
  //+ WHERE supported (touchpoint)
  OPTIONAL MATCH (touchpoint)-[felt:FELT_BY]->(:Persona {key: $persona})
  WITH step, touchpoint,
    coalesce(
      felt.emotion, CASE felt.qualification WHEN 'ENCHANTMENT' THEN 2.0 WHEN 'BASIC' THEN 0.0 WHEN 'IRRITANT' THEN -2.0 END
    ) AS own,
    CASE touchpoint.qualification WHEN 'ENCHANTMENT' THEN 2.0 WHEN 'BASIC' THEN 0.0 WHEN 'IRRITANT' THEN -2.0 END AS qualified
  ORDER BY step.order, step.key, touchpoint.key
  WITH step, collect(CASE WHEN touchpoint IS NOT NULL THEN {
    step: step, touchpoint: touchpoint, value: coalesce(own, touchpoint.emotion, qualified),
    rests: CASE
      WHEN own IS NOT NULL THEN 'PERSONA'
      WHEN touchpoint.emotion IS NOT NULL THEN 'EMOTION'
      WHEN qualified IS NOT NULL THEN 'QUALIFICATION'
    END,
    missing: coalesce(touchpoint.missing, false)
  } END) AS points
  WITH step, points, [point IN points WHERE point.value IS NOT NULL | point.value] AS values
  WITH step, points, CASE WHEN step IS NOT NULL THEN {
    step: step,
    worst: reduce(least = head(values), value IN values | CASE WHEN value < least THEN value ELSE least END),
    best: reduce(most = head(values), value IN values | CASE WHEN value > most THEN value ELSE most END),
    mean: CASE WHEN size(values) > 0 THEN reduce(all = 0.0, value IN values | all + value) / size(values) END
  } END AS felt
  ORDER BY step.order, step.key
  RETURN reduce(all = [], some IN collect(points) | all + some) AS points, collect(felt) AS steps
}
// The first of the largest size; where sizes are equal a negative one goes before.
WITH journey, points, steps, [step IN steps WHERE step.mean IS NOT NULL][-1] AS end, reduce(
  peak = null, point IN [p IN points WHERE p.value IS NOT NULL] | CASE
    WHEN peak IS NULL OR abs(point.value) > abs(peak.value) THEN point
    WHEN abs(point.value) = abs(peak.value) AND point.value < peak.value THEN point
    ELSE peak
  END
) AS peak
RETURN {
  journey: journey, points: points, steps: steps, peak: peak.value, peakAt: peak.touchpoint,
  end: end.mean, endAt: end.step, remembered: (peak.value + end.mean) / 2
} AS row
ORDER BY journey.key
