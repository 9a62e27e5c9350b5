CALL () {
  MATCH (touchpoint1:Touchpoint)
  MATCH (touchpoint1)<-[:HAS_TOUCHPOINT]-(step3:Step)
  MATCH (step3)-[:HAS_TOUCHPOINT]->(touchpoint4:Touchpoint)
  WHERE (touchpoint4.volumeHigh IS NULL) = $touchpoints2_where_step_touchpoints_some_volumeHigh_isNull AND COUNT { (step3)-[:HAS_TOUCHPOINT]->() } >= $touchpoints2_where_step_touchpoints_count_gte AND (touchpoint1.emotion < $touchpoints2_where_OR0_emotion_lt OR (touchpoint1.missing = $touchpoints2_where_OR1_AND0_missing_eq AND NOT EXISTS { MATCH (touchpoint1)-[:HANDLED_BY]->(department5:Department) })) AND NOT coalesce(EXISTS { MATCH (touchpoint1)-[:ON]->(channel6:Channel) WHERE channel6.kind IN $touchpoints2_where_NOT_channel_kind_in }, false) AND touchpoint1.key IS NOT NULL
  WITH DISTINCT touchpoint1 ORDER BY touchpoint1.key LIMIT $touchpoints2_limit
  WITH * ORDER BY touchpoint1.key
  RETURN collect([[touchpoint1.key], [touchpoint1.key, touchpoint1.emotion]]) AS touchpoint1Rows7
}
CALL () {
  MATCH (step8:Step)
  WHERE NOT EXISTS { MATCH (step8)-[:HAS_TOUCHPOINT]->(touchpoint10:Touchpoint) WHERE NOT coalesce(touchpoint10.volumeHigh >= $steps9_where_touchpoints_every_volumeHigh_gte, false) } AND step8.key IS NOT NULL
  WITH step8 ORDER BY step8.key LIMIT $steps9_limit
  WITH * ORDER BY step8.key
  RETURN collect([[step8.key], [step8.key]]) AS step8Rows11
}
RETURN [[touchpoint1Rows7], [step8Rows11]] AS value
