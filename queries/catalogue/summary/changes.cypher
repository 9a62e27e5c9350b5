// All imports of the last command that changed something, but for decisions about ruptures; what they did to ruptures
// and maps in scope, as it stands today: as `what-changed` tells it.
CALL () {
  MATCH (run:ImportRun)
  WITH run ORDER BY run.key
  WITH collect(run) AS found
  WITH found, [run IN found WHERE run.status = 'STOPPED' OR run.created + run.updated + run.removed
    + size(coalesce(run.ownerChanged, [])) + size(coalesce(run.siloChanged, [])) > 0
    AND none(count IN coalesce(run.counts, []) WHERE count STARTS WITH 'Rupture ')][-1] AS last
  RETURN [run IN found WHERE coalesce(run.command, run.key) = coalesce(last.command, last.key)] AS imports
}
WITH imports, [run IN imports | run.key] AS keys
CALL (keys) {
  MATCH (item:Rupture)
  WHERE (item.firstSeen IN keys OR item.resolved IN keys OR item.reopened IN keys)
    //+ AND supported (item)-[:FROM|TO|AT|WITNESS]->(:Touchpoint|Step)
  OPTIONAL MATCH (journey:Journey)-[:HAS_RUPTURE]->(item)
  CALL (journey) {
    //+ journeys
    RETURN count(*) AS inScope
  }
  WITH item WHERE inScope > 0 OR journey IS NULL AND $journeys IS NULL
  WITH item.resolved IS NOT NULL AS gone, coalesce(item.firstSeen IN keys, false) AS isNew,
    coalesce(item.reopened IN keys, false) AS isBack, coalesce(item.lastResolved IN keys, false) AS wasHere,
    coalesce(item.resolved IN keys, false) AS isGone
  RETURN count(CASE WHEN NOT gone AND isNew THEN 1 END) AS appeared,
    count(CASE WHEN NOT gone AND NOT isNew AND isBack THEN 1 END) AS back,
    count(CASE WHEN isGone AND NOT isNew AND (wasHere OR NOT isBack) THEN 1 END) AS gone
}
CALL (keys) {
  //+ journeys
  MATCH (journey)(()-[:HAS_PHASE|HAS_STEP|HAS_TOUCHPOINT]->()){0,3}(element)
  WHERE element.lastChanged IN keys
    //+ AND supported (element)
  RETURN count(DISTINCT element) AS elements
}
RETURN {imports: imports, appeared: appeared, back: back, gone: gone, elements: elements} AS part
