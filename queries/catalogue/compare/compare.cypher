UNWIND range(0, size($journeys) - 1) AS place
MATCH (journey:Journey {key: $journeys[place]})
WITH collect({place: place, journey: journey}) AS asked
WITH asked WHERE size(asked) > 1
// Needs in the order in which the first journey serves them, then in that of the next; steps without one come last.
CALL (asked) {
  UNWIND asked AS one
  WITH one.place AS place, one.journey AS journey
  MATCH (journey)-[:HAS_PHASE]->(:Phase)-[:HAS_STEP]->(step:Step)
  //+ WHERE supported (step)-[:HAS_TOUCHPOINT]->{0,1}()
  OPTIONAL MATCH (step)-[:SERVES]->(need:Need)
  RETURN need, min([place, step.order]) AS first, collect(step) AS serving
}
UNWIND asked AS one
WITH need, first, serving, one.place AS place, one.journey AS journey
CALL (journey, serving) {
  UNWIND serving AS step
  MATCH (step)<-[:HAS_STEP]-(:Phase)<-[:HAS_PHASE]-(journey)
  WITH step ORDER BY step.order, step.key
  RETURN collect(step) AS steps
}
CALL (steps) {
  UNWIND steps AS step
  MATCH (step)-[:HAS_TOUCHPOINT]->(touchpoint:Touchpoint)
  //+ WHERE supported (touchpoint)
  WITH touchpoint, coalesce(
    touchpoint.emotion,
    CASE touchpoint.qualification WHEN 'ENCHANTMENT' THEN 2.0 WHEN 'BASIC' THEN 0.0 WHEN 'IRRITANT' THEN -2.0 END
  ) AS value
  RETURN collect(touchpoint) AS touchpoints, min(value) AS worst, max(value) AS best, avg(value) AS mean
}
CALL (steps) {
  UNWIND steps AS step
  MATCH (step)-[:HAS_TOUCHPOINT]->(:Touchpoint)<-[:FROM]-(handoff:Handoff)
  //+ WHERE supported (handoff)-[:FROM|TO]->(:Touchpoint)
  RETURN count(handoff) AS handoffs, count(CASE WHEN handoff.status = 'BROKEN' THEN 1 END) AS broken,
    count(CASE WHEN handoff.status = 'UNKNOWN' THEN 1 END) AS unknown,
    count(CASE WHEN handoff.status = 'SOUND' THEN 1 END) AS sound
}
WITH need, first, place, {
  journey: journey, steps: steps, worst: worst, best: best, mean: mean,
  channels: COLLECT {
    UNWIND [touchpoint IN touchpoints WHERE NOT coalesce(touchpoint.missing, false)] AS touchpoint
    MATCH (touchpoint)-[:ON]->(c:Channel)
    WITH DISTINCT c
    RETURN c ORDER BY c.key
  },
  handoffs: handoffs, broken: broken, unknown: unknown, sound: sound
} AS cell
ORDER BY place
WITH need, first, collect(cell) AS cells
WITH *, [cell IN cells WHERE size(cell.steps) > 0 | cell.journey] AS having
RETURN {need: need, cells: cells, only: CASE WHEN size(having) = 1 THEN having[0] END} AS row
ORDER BY need IS NULL, first, need.key
