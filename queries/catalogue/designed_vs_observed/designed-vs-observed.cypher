CALL () {
  //+ handoffs
  MATCH (item)-[:FROM]->(left:Touchpoint), (item)-[:TO]->(right:Touchpoint)
  OPTIONAL MATCH (left)-[:ON]->(start:Channel)
  OPTIONAL MATCH (right)-[:ON]->(end:Channel)
  //+ need
  //+ observed
  RETURN item, start, end, observed
UNION ALL
  CALL () {
    //+ journeys
    MATCH (journey)-[:HAS_PHASE]->(:Phase)-[:HAS_STEP]->(:Step)-[:HAS_TOUCHPOINT]->(left:Touchpoint)-[:ON]->(one:Channel)
    MATCH (left)-[:LEADS_TO]->(:Touchpoint)-[:ON]->(other:Channel)
    RETURN collect(DISTINCT [one.key, other.key]) AS ways
  }
  CALL () {
    //+ flows
    RETURN DISTINCT start, end
  }
  WITH ways, start, end, null AS need
  WHERE start <> end AND NOT [start.key, end.key] IN ways
  //+ observed
  WITH start, end, observed WHERE observed IS NOT NULL
  RETURN null AS item, start, end, observed
}
WITH *, CASE
  WHEN observed.breakRateLow >= $threshold THEN 'BROKEN'
  WHEN observed.breakRateHigh < $threshold THEN 'SOUND'
  ELSE 'UNKNOWN'
END AS verdict
RETURN {
  handoff: item, `from`: start, to: end, designed: item.status, verdict: verdict,
  agree: CASE WHEN item.status IN ['BROKEN', 'SOUND'] AND verdict <> 'UNKNOWN' THEN item.status = verdict END,
  observed: observed, breakRate: observed.breakRate, count: observed.count
} AS row
ORDER BY item IS NULL, item.volumeHigh IS NULL, item.volumeHigh DESC, item.key, observed.count DESC, start.key, end.key
