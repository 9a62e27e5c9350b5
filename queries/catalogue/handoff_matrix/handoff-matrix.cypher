//+ journeys
MATCH (journey)-[:HAS_HANDOFF]->(handoff:Handoff)
//+ WHERE supported (handoff)-[:FROM|TO]->(:Touchpoint)
MATCH (handoff)-[:FROM]->(start:Touchpoint), (handoff)-[:TO]->(end:Touchpoint)
// A side that nobody named is one place of its own: null.
CALL (start) {
  OPTIONAL MATCH (start)-[:ON]->(one:Channel) WHERE $by = 'CHANNEL'
  OPTIONAL MATCH (start)-[:HANDLED_BY]->(owner:Department) WHERE $by <> 'CHANNEL'
  OPTIONAL MATCH (owner)-[:IN_SILO]->(silo:Silo) WHERE $by = 'SILO'
  RETURN DISTINCT CASE $by WHEN 'CHANNEL' THEN one WHEN 'DEPARTMENT' THEN owner ELSE silo END AS one
}
CALL (end) {
  OPTIONAL MATCH (end)-[:ON]->(other:Channel) WHERE $by = 'CHANNEL'
  OPTIONAL MATCH (end)-[:HANDLED_BY]->(owner:Department) WHERE $by <> 'CHANNEL'
  OPTIONAL MATCH (owner)-[:IN_SILO]->(silo:Silo) WHERE $by = 'SILO'
  RETURN DISTINCT CASE $by WHEN 'CHANNEL' THEN other WHEN 'DEPARTMENT' THEN owner ELSE silo END AS other
}
WITH one, other, count(*) AS handoffs,
  count(CASE WHEN handoff.status = 'BROKEN' THEN 1 END) AS broken,
  count(CASE WHEN handoff.status = 'UNKNOWN' THEN 1 END) AS unknown,
  count(CASE WHEN handoff.status = 'SOUND' THEN 1 END) AS sound,
  count(handoff.volumeHigh) AS known, sum(handoff.volumeLow) AS low, sum(handoff.volumeHigh) AS high
RETURN {
  `from`: one, to: other, handoffs: handoffs, broken: broken, unknown: unknown, sound: sound,
  volume: CASE WHEN known = handoffs THEN {low: low, high: high} END, unknownVolumes: handoffs - known
} AS row
ORDER BY one.key IS NULL, one.key, other.key IS NULL, other.key
