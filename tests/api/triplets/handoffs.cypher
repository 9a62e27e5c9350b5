CALL () {
  MATCH (journey:Journey)-[:HAS_HANDOFF]->(item:Handoff)
  MATCH (item)-[:FROM]->(from:Touchpoint)
  MATCH (from)-[:ON]->(fromChannel:Channel)
  MATCH (item)-[:TO]->(to:Touchpoint)
  MATCH (to)-[:ON]->(toKind:Channel)
  WHERE coalesce(journey.perspective, 'REALITY') IN $handoffs1_perspectives AND coalesce(journey.status, '') <> 'ARCHIVED' AND fromChannel.key IN $handoffs1_from_channel AND toKind.kind IN $handoffs1_to_channelKind AND item.status = $handoffs2_where_status_eq
  WITH DISTINCT item ORDER BY item.volumeHigh IS NULL, item.volumeHigh DESC, item.key LIMIT $handoffs2_limit
  OPTIONAL MATCH (item)-[:UNDER]->(department3:Department)
  CALL (item) {
    MATCH (item)-[:BROKEN_BY]->(rupture4:Rupture)
    CALL (rupture4) {
      WITH rupture4 AS rupture
      OPTIONAL MATCH (rupture)-[:AT]->(at:Step)
      OPTIONAL MATCH (rupture)-[proof:WITNESS]->(node)
      OPTIONAL MATCH (step:Step)-[:HAS_TOUCHPOINT]->(node)
      OPTIONAL MATCH (node)-[:ON]->(channel:Channel)
      WITH * ORDER BY proof.order
      WITH rupture, coalesce(at.text, at.key) AS at, collect(CASE WHEN node IS NOT NULL THEN
        [proof.role, node.key, coalesce(node.text, node.name, node.title), coalesce(step.text, step.key),
         coalesce(channel.name, channel.key)] END) AS items
      OPTIONAL MATCH (turn:ImportRun {key: coalesce(rupture.resolved, rupture.reopened)})
      RETURN [rupture.kind, at, items, rupture.witnessText, rupture.stepText, rupture.resolved, rupture.reopened,
        toString(turn.startedAt)] AS witness8
    }
    CALL (rupture4) {
      MATCH (rupture4)-[edge10:WITNESS]->(node9)
      WITH *, CASE WHEN node9:System THEN node9 END AS system12
      WITH * ORDER BY edge10.order, node9.key
      RETURN collect([edge10.role, [labels(node9), CASE WHEN system12 IS NOT NULL THEN ['System:' + system12.key, system12.name] ELSE node9.key END]]) AS witness11
    }
    WITH * ORDER BY rupture4.volumeHigh IS NULL, rupture4.volumeHigh DESC, rupture4.key
    RETURN collect([rupture4.kind, witness8, witness11]) AS ruptures6
  }
  WITH * ORDER BY item.volumeHigh IS NULL, item.volumeHigh DESC, item.key
  RETURN collect([[item.volumeHigh, item.key], [item.status, item.crossesSilo, CASE WHEN department3 IS NULL THEN null ELSE [department3.name] END, CASE WHEN item.volumeLow IS NULL OR item.volumeHigh IS NULL THEN null ELSE [item.volumeLow, item.volumeHigh] END, ruptures6]]) AS itemRows13
}
RETURN [[itemRows13]] AS value
