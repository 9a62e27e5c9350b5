//+ journeys
CALL (journey) {
  MATCH (journey)-[:HAS_PHASE]->(:Phase)-[:HAS_STEP]->(:Step)-[:HAS_TOUCHPOINT]->(place:Touchpoint)
  MATCH (place)-[:HANDLED_BY]->(:Department)-[:IN_SILO]->(:Silo {declared: false})
  RETURN collect(DISTINCT place) AS resting
}
CALL (journey, resting) {
  CALL (journey, resting) {
    // Of a hand-off the graph knows whether it crosses; of any other way it follows from the silos of both ends.
    MATCH (journey)-[:HAS_HANDOFF]->(handoff:Handoff)
    WHERE handoff.basis <> 'POSSIBLE'
      //+ AND supported (handoff)-[:FROM|TO]->(:Touchpoint)
    RETURN handoff, handoff.crossesSilo AS crosses, handoff.crossesSilo IS NOT NULL AND size(resting) > 0 AND EXISTS {
      (handoff)-[:FROM|TO]->(place) WHERE place IN resting
    } AS computed
    UNION ALL
    MATCH (journey)-[:HAS_PHASE]->(:Phase)-[:HAS_STEP]->(:Step)-[:HAS_TOUCHPOINT]->(from:Touchpoint)
    MATCH (from)-[lead:LEADS_TO]->(to:Touchpoint)
    WHERE lead.basis IN ['CONTINUED', 'DECLARED'] AND NOT EXISTS { (from)<-[:FROM]-(:Handoff)-[:TO]->(to) }
      AND NOT coalesce(from.missing, false) AND NOT coalesce(to.missing, false)
      //+ AND supported UNWIND [from, to] AS place MATCH (place)
    WITH from IN resting OR to IN resting AS rests, COLLECT {
      MATCH (from)-[:HANDLED_BY]->(owner:Department)
      OPTIONAL MATCH (owner)-[:IN_SILO]->(silo:Silo)
      RETURN DISTINCT silo
    } AS left, COLLECT {
      MATCH (to)-[:HANDLED_BY]->(owner:Department)
      OPTIONAL MATCH (owner)-[:IN_SILO]->(silo:Silo)
      RETURN DISTINCT silo
    } AS entered
    WITH rests, CASE
      WHEN size(left) = 0 OR size(entered) = 0 OR any(silo IN left + entered WHERE silo IS NULL) THEN null
      WHEN none(silo IN left WHERE silo IN entered) THEN true
      WHEN size(left) = 1 AND size(entered) = 1 THEN false
    END AS crosses
    RETURN null AS handoff, crosses, crosses IS NOT NULL AND rests AS computed
  }
  WITH CASE WHEN crosses THEN handoff END AS crossing, crosses, computed
  ORDER BY crossing.volumeHigh IS NULL, crossing.volumeHigh DESC, crossing.key
  RETURN count(*) AS ways, count(CASE WHEN crosses THEN 1 END) AS external,
    count(CASE WHEN NOT crosses THEN 1 END) AS internal, count(CASE WHEN computed THEN 1 END) AS computed,
    collect(crossing) AS handoffs
}
WITH * WHERE $evidence IS NULL OR ways > 0
RETURN {
  journey: journey, external: external, internal: internal, unknown: ways - external - internal,
  eiIndex: CASE WHEN external + internal > 0 THEN toFloat(external - internal) / (external + internal) END,
  crossingRate: CASE WHEN external + internal > 0 THEN toFloat(external) / (external + internal) END,
  computed: computed, handoffs: handoffs
} AS row
ORDER BY external DESC, journey.key
