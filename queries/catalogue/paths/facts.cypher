// The journeys that have both ends, where these are, every edge, and the hand-offs that are broken.
CALL () {
  //+ from
  MATCH (journey:Journey)-[:HAS_PHASE]->(:Phase)-[:HAS_STEP]->(:Step)-[:HAS_TOUCHPOINT]->(from)
  WHERE NOT coalesce(from.missing, false)
  RETURN journey, from.key AS start, null AS end
  UNION
  //+ to
  MATCH (journey:Journey)-[:HAS_PHASE]->(:Phase)-[:HAS_STEP]->(:Step)-[:HAS_TOUCHPOINT]->(to)
  WHERE NOT coalesce(to.missing, false)
  RETURN journey, null AS start, to.key AS end
}
WITH journey, collect(start) AS starts, collect(end) AS ends
WHERE size(starts) > 0 AND size(ends) > 0
//+ journeys
RETURN {journeys: collect({
  key: journey.key, starts: starts, ends: ends,
  edges: COLLECT {
    MATCH (journey)-[:HAS_PHASE]->(:Phase)-[:HAS_STEP]->(:Step)-[:HAS_TOUCHPOINT]->(touchpoint:Touchpoint),
          (touchpoint)-[:LEADS_TO]->(next:Touchpoint)
    WHERE NOT coalesce(touchpoint.missing, false) AND NOT coalesce(next.missing, false)
      //+ AND supported UNWIND [touchpoint, next] AS place MATCH (place)
    RETURN [touchpoint.key, next.key]
  },
  broken: COLLECT { MATCH (journey)-[:HAS_HANDOFF]->(handoff:Handoff {status: 'BROKEN'}) RETURN handoff.key }
})} AS facts
