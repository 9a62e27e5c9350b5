CALL () {
  MATCH (journey:Journey)
  WHERE coalesce(journey.perspective, 'REALITY') IN $handoffMatrix1_perspectives AND coalesce(journey.status, '') <> 'ARCHIVED'
  MATCH (journey)-[:HAS_HANDOFF]->(handoff:Handoff)
  MATCH (handoff)-[:FROM]->(start:Touchpoint), (handoff)-[:TO]->(end:Touchpoint)
  // A side that nobody named is one place of its own: null.
  CALL (start) {
    OPTIONAL MATCH (start)-[:ON]->(one:Channel) WHERE $handoffMatrix1_by = 'CHANNEL'
    OPTIONAL MATCH (start)-[:HANDLED_BY]->(owner:Department) WHERE $handoffMatrix1_by <> 'CHANNEL'
    OPTIONAL MATCH (owner)-[:IN_SILO]->(silo:Silo) WHERE $handoffMatrix1_by = 'SILO'
    RETURN DISTINCT CASE $handoffMatrix1_by WHEN 'CHANNEL' THEN one WHEN 'DEPARTMENT' THEN owner ELSE silo END AS one
  }
  CALL (end) {
    OPTIONAL MATCH (end)-[:ON]->(other:Channel) WHERE $handoffMatrix1_by = 'CHANNEL'
    OPTIONAL MATCH (end)-[:HANDLED_BY]->(owner:Department) WHERE $handoffMatrix1_by <> 'CHANNEL'
    OPTIONAL MATCH (owner)-[:IN_SILO]->(silo:Silo) WHERE $handoffMatrix1_by = 'SILO'
    RETURN DISTINCT CASE $handoffMatrix1_by WHEN 'CHANNEL' THEN other WHEN 'DEPARTMENT' THEN owner ELSE silo END AS other
  }
  WITH one, other, count(*) AS handoffs,
    count(CASE WHEN handoff.status = 'BROKEN' THEN 1 END) AS broken,
    count(CASE WHEN handoff.status = 'UNKNOWN' THEN 1 END) AS unknown,
    count(CASE WHEN handoff.status = 'SOUND' THEN 1 END) AS sound,
    count(handoff.volumeHigh) AS known, sum(handoff.volumeLow) AS low, sum(handoff.volumeHigh) AS high
  WITH {
    `from`: one, to: other, handoffs: handoffs, broken: broken, unknown: unknown, sound: sound,
    volume: CASE WHEN known = handoffs THEN {low: low, high: high} END, unknownVolumes: handoffs - known
  } AS row
  ORDER BY one.key IS NULL, one.key, other.key IS NULL, other.key
  WITH collect(row) AS rows
  RETURN size(rows) AS handoffMatrix1_total, rows[$handoffMatrix1_skip..$handoffMatrix1_stop] AS handoffMatrix1_page
}
CALL (handoffMatrix1_page) {
  UNWIND range(0, size(handoffMatrix1_page) - 1) AS place3
  WITH place3, handoffMatrix1_page[place3] AS item4
  WITH *, item4.`from` AS from5, item4.`to` AS to7
  WITH *, CASE WHEN from5:Department THEN from5 END AS department6
  WITH * ORDER BY place3
  RETURN collect([CASE WHEN from5 IS NULL THEN null ELSE [labels(from5), CASE WHEN department6 IS NOT NULL THEN [department6.key, department6.name] ELSE from5.key END] END, CASE WHEN to7 IS NULL THEN null ELSE [labels(to7), to7.key] END, item4.`handoffs`, item4.`broken`]) AS rows2
}
RETURN [[handoffMatrix1_total, rows2]] AS value
