//+ journeys
CALL (journey) {
  MATCH (journey)-[:HAS_PHASE]->(:Phase)-[:HAS_STEP]->(:Step)-[:HAS_TOUCHPOINT]->(from:Touchpoint)
  WITH from, COLLECT {
    MATCH (from)-[:HANDLED_BY]->(department:Department)
    OPTIONAL MATCH (department)-[:IN_SILO]->(silo:Silo)
    RETURN DISTINCT silo
  } AS left
  MATCH (from)-[lead:LEADS_TO]->(to:Touchpoint)
  WHERE lead.basis <> 'POSSIBLE' AND ($evidence IS NULL OR COUNT {
    UNWIND [from, to] AS place
    MATCH (place)<-[:ABOUT]-(proof:Evidence)
    WHERE proof.kind IN $evidence AND coalesce(proof.stance, 'SUPPORTS') = 'SUPPORTS'
    RETURN proof
  } > 0)
  WITH left, COLLECT {
    MATCH (to)-[:HANDLED_BY]->(department:Department)
    OPTIONAL MATCH (department)-[:IN_SILO]->(silo:Silo)
    RETURN DISTINCT silo
  } AS entered
  WITH left + entered AS silos, CASE
    WHEN size(left) = 0 OR size(entered) = 0 OR any(silo IN left + entered WHERE silo IS NULL) THEN null
    WHEN none(silo IN left WHERE silo IN entered) THEN true
    WHEN size(left) = 1 AND size(entered) = 1 THEN false
  END AS crosses
  RETURN count(*) AS ways, count(CASE WHEN crosses THEN 1 END) AS external,
    count(CASE WHEN NOT crosses THEN 1 END) AS internal,
    count(CASE WHEN crosses IS NOT NULL AND any(silo IN silos WHERE silo.declared = false) THEN 1 END) AS computed
}
WITH sum(external) AS external, sum(internal) AS internal, sum(ways) AS ways, sum(computed) AS computed
RETURN {
  external: external, internal: internal, unknown: ways - external - internal,
  eiIndex: CASE WHEN external + internal > 0 THEN toFloat(external - internal) / (external + internal) END,
  crossingRate: CASE WHEN external + internal > 0 THEN toFloat(external) / (external + internal) END,
  computed: computed
} AS summary
