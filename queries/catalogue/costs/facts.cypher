// What existing touchpoints cost, those of the same places together; else ruptures in scope with the ways that they make
// customers go, each with what its contacts cost; for matters also what root causes are worked out from.
CALL () {
  WITH $by AS by WHERE by IN ['JOURNEY', 'CHANNEL', 'DEPARTMENT']
  //+ journeys
  MATCH (journey)-[:HAS_PHASE]->(:Phase)-[:HAS_STEP]->(:Step)-[:HAS_TOUCHPOINT]->(touchpoint:Touchpoint)
  WHERE NOT coalesce(touchpoint.missing, false)
    //+ AND supported (touchpoint)
  OPTIONAL MATCH (touchpoint)-[:ON]->(channel:Channel)
  WITH CASE by WHEN 'JOURNEY' THEN [journey.key] WHEN 'CHANNEL' THEN [channel.key] ELSE COLLECT {
    MATCH (touchpoint)-[:HANDLED_BY]->(owner:Department) RETURN owner.key ORDER BY owner.key
  } END AS keys, touchpoint, CASE WHEN touchpoint.costHigh IS NULL THEN channel ELSE touchpoint END AS told
  WITH keys, touchpoint.volumeLow * told.costLow AS low, touchpoint.volumeHigh * told.costHigh AS high
  WITH keys, count(*) AS contacts, count(high) AS known, sum(low) AS low, sum(high) AS high
  RETURN collect({keys: keys, contacts: contacts, known: known, low: low, high: high}) AS places
}
CALL () {
  WITH $by AS by WHERE by IN ['RUPTURE', 'MATTER']
  //+ ruptures
  RETURN collect({
    key: item.key, causedBy: head(COLLECT { MATCH (item)-[:CAUSED_BY]->(gap:Rupture) RETURN gap.key }),
    ways: COLLECT {
      CALL (item) {
        MATCH (item)-[:FROM]->(start:Touchpoint), (item)-[:TO]->(end:Touchpoint), (start)-[lead:LEADS_TO]->(end)
        WHERE item.kind = 'FORCED_SWITCH'
        RETURN start, lead, end
        UNION
        MATCH (item)-[:TO]->(start:Touchpoint)-[lead:LEADS_TO {kind: 'FAILURE'}]->(end:Touchpoint)
        RETURN start, lead, end
        UNION
        MATCH (item)-[:AT]->(:Step)-[:HAS_TOUCHPOINT]->(start:Touchpoint)-[lead:LEADS_TO {kind: 'FAILURE'}]->(end:Touchpoint)
        WHERE NOT EXISTS { (item)-[:TO]->() }
        RETURN start, lead, end
      }
      WITH start, lead, end, coalesce(lead.share, 1.0) AS most, coalesce(lead.share, 0.0) AS least
      WHERE NOT coalesce(start.missing, false) AND NOT coalesce(end.missing, false) AND EXISTS { (end)<-[:HAS_TOUCHPOINT]-() }
      OPTIONAL MATCH (end)-[:ON]->(channel:Channel)
      WITH start, end, CASE WHEN end.costHigh IS NULL THEN channel ELSE end END AS told, CASE
        WHEN lead.volumeHigh IS NOT NULL THEN [lead.volumeLow, lead.volumeHigh]
        WHEN start.volumeHigh IS NOT NULL AND end.volumeHigh < start.volumeHigh * most
          THEN [start.volumeLow * least, end.volumeHigh]
        WHEN start.volumeHigh IS NOT NULL THEN [start.volumeLow * least, start.volumeHigh * most]
        WHEN end.volumeHigh IS NOT NULL THEN [0.0, end.volumeHigh]
      END AS volume
      RETURN {
        key: start.key + '~' + end.key, high: volume[1] * told.costHigh,
        low: CASE WHEN volume[0] < volume[1] THEN volume[0] ELSE volume[1] END * told.costLow
      }
    }
  }) AS ruptures
}
CALL () {
  WITH $by AS by WHERE by = 'MATTER'
  //+ causes
  RETURN collect(causes) AS causes
}
RETURN {places: places, ruptures: ruptures, causes: causes} AS facts
