// The imports that count: those after the given one, else the last that changed something.
CALL () {
  MATCH (run:ImportRun)
  WHERE $after IS NOT NULL AND run.key > $after
    OR $after IS NULL AND run.created + run.updated + run.removed + size(coalesce(run.ownerChanged, []))
      + size(coalesce(run.siloChanged, [])) > 0
  WITH run ORDER BY run.key
  WITH collect(run) AS found
  RETURN CASE WHEN $after IS NULL THEN found[-1..] ELSE found END AS runs
}
WITH runs, head(runs).key AS first
CALL (runs, first) {
  MATCH (rupture:Rupture)
  WITH rupture, CASE
    WHEN rupture.resolved IS NOT NULL THEN CASE
      WHEN rupture.resolved >= first AND rupture.firstSeen < first
        AND NOT coalesce(rupture.reopened >= first AND rupture.lastResolved < first, false)
        THEN ['RUPTURE_GONE', rupture.resolved]
    END
    WHEN rupture.firstSeen >= first THEN ['RUPTURE_NEW', rupture.firstSeen]
    WHEN rupture.reopened >= first THEN ['RUPTURE_REOPENED', rupture.reopened]
  END AS change
  WHERE change IS NOT NULL
  OPTIONAL MATCH (journey:Journey)-[:HAS_RUPTURE]->(rupture)
  RETURN change[0] AS change, change[1] AS by, journey, rupture,
    null AS handoff, null AS touchpoint, null AS department, null AS silo
  UNION ALL
  UNWIND runs AS run
  UNWIND [pair IN coalesce(run.ownersGained, []) | [pair, 1]] + [pair IN coalesce(run.ownersLost, []) | [pair, -1]] AS moved
  WITH split(moved[0], ' ') AS pair, sum(moved[1]) AS net, max(run.key) AS by, first
  WHERE net <> 0
  MATCH (touchpoint:Touchpoint {key: pair[0]}) WHERE touchpoint.firstSeen < first
  MATCH (touchpoint)<-[:HAS_TOUCHPOINT]-(:Step)<-[:HAS_STEP]-(:Phase)<-[:HAS_PHASE]-(journey:Journey)
  OPTIONAL MATCH (department:Department {key: pair[1]})
  RETURN CASE WHEN net > 0 THEN 'OWNER_GAINED' ELSE 'OWNER_LOST' END AS change, by, journey, null AS rupture,
    null AS handoff, touchpoint, department, null AS silo
  UNION ALL
  UNWIND runs AS run
  UNWIND [pair IN coalesce(run.silosGained, []) | [pair, 1]] + [pair IN coalesce(run.silosLost, []) | [pair, -1]] AS moved
  WITH split(moved[0], ' ') AS pair, sum(moved[1]) AS net, max(run.key) AS by, first
  WHERE net <> 0
  MATCH (department:Department {key: pair[0]})<-[:HANDLED_BY]-(touchpoint:Touchpoint) WHERE touchpoint.firstSeen < first
  MATCH (touchpoint)<-[:HAS_TOUCHPOINT]-(:Step)<-[:HAS_STEP]-(:Phase)<-[:HAS_PHASE]-(journey:Journey)
  OPTIONAL MATCH (silo:Silo {key: pair[1]})
  RETURN CASE WHEN net > 0 THEN 'SILO_GAINED' ELSE 'SILO_LOST' END AS change, by, journey, null AS rupture,
    null AS handoff, touchpoint, department, silo
  UNION ALL
  UNWIND runs AS run
  UNWIND [key IN coalesce(run.crossingsBegun, []) | [key, 1]] + [key IN coalesce(run.crossingsEnded, []) | [key, -1]] AS moved
  WITH moved[0] AS key, sum(moved[1]) AS net, max(run.key) AS by, first
  WHERE net <> 0
  MATCH (journey:Journey)-[:HAS_HANDOFF]->(handoff:Handoff {key: key}) WHERE handoff.firstSeen < first
  RETURN CASE WHEN net > 0 THEN 'CROSSING_BEGUN' ELSE 'CROSSING_ENDED' END AS change, by, journey, null AS rupture,
    handoff, null AS touchpoint, null AS department, null AS silo
}
// A rupture that is gone with its journey belongs to every scope that names none.
CALL (journey) {
  //+ journeys
  RETURN count(*) AS inScope
}
WITH * WHERE (inScope > 0 OR journey IS NULL AND $journeys IS NULL) AND ($evidence IS NULL OR COUNT {
  UNWIND [touchpoint, handoff, rupture] AS changed
  MATCH (changed)-[:FROM|TO|AT|WITNESS]->{0,1}(place:Touchpoint|Step)<-[:ABOUT]-(proof:Evidence)
  WHERE proof.kind IN $evidence AND coalesce(proof.stance, 'SUPPORTS') = 'SUPPORTS'
  RETURN proof
} > 0)
RETURN {
  change: change, run: head(COLLECT { MATCH (run:ImportRun {key: by}) RETURN run }), journey: journey, rupture: rupture,
  handoff: handoff, touchpoint: touchpoint, department: department, silo: silo
} AS row
ORDER BY change, journey.key, rupture.key, handoff.key, touchpoint.key, department.key, silo.key
