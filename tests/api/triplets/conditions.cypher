CALL () {
  CALL () {
    MATCH (touchpoint1:Touchpoint)
    WHERE touchpoint1.key IS NOT NULL
    WITH touchpoint1 ORDER BY touchpoint1.key LIMIT $touchpoints2_head
    WHERE EXISTS { MATCH (touchpoint1)<-[:HAS_TOUCHPOINT]-(step3:Step) MATCH (step3)-[:HAS_TOUCHPOINT]->(touchpoint4:Touchpoint) WHERE (touchpoint4.volumeHigh IS NULL) = $touchpoints2_where_step_touchpoints_some_volumeHigh_isNull AND COUNT { (step3)-[:HAS_TOUCHPOINT]->() } >= $touchpoints2_where_step_touchpoints_count_gte AND (touchpoint1.emotion < $touchpoints2_where_OR0_emotion_lt OR (coalesce(touchpoint1.missing, false) = $touchpoints2_where_OR1_AND0_missing_eq AND NOT EXISTS { MATCH (touchpoint1)-[:HANDLED_BY]->(department5:Department) })) AND NOT EXISTS { MATCH (touchpoint1)-[:ON]->(channel6:Channel) WHERE channel6.kind IN $touchpoints2_where_NOT_channel_kind_in } }
    WITH touchpoint1 ORDER BY touchpoint1.key LIMIT $touchpoints2_limit
    RETURN collect(touchpoint1) AS head8
  }
  CALL (head8) {
    UNWIND CASE WHEN size(head8) < $touchpoints2_limit THEN [true] ELSE [] END AS short
    MATCH (touchpoint1:Touchpoint)
    MATCH (touchpoint1)<-[:HAS_TOUCHPOINT]-(step3:Step)
    MATCH (step3)-[:HAS_TOUCHPOINT]->(touchpoint4:Touchpoint)
    WHERE (touchpoint4.volumeHigh IS NULL) = $touchpoints2_where_step_touchpoints_some_volumeHigh_isNull AND COUNT { (step3)-[:HAS_TOUCHPOINT]->() } >= $touchpoints2_where_step_touchpoints_count_gte AND (touchpoint1.emotion < $touchpoints2_where_OR0_emotion_lt OR (coalesce(touchpoint1.missing, false) = $touchpoints2_where_OR1_AND0_missing_eq AND NOT EXISTS { MATCH (touchpoint1)-[:HANDLED_BY]->(department5:Department) })) AND NOT EXISTS { MATCH (touchpoint1)-[:ON]->(channel6:Channel) WHERE channel6.kind IN $touchpoints2_where_NOT_channel_kind_in } AND touchpoint1.key IS NOT NULL
    WITH DISTINCT touchpoint1 ORDER BY touchpoint1.key LIMIT $touchpoints2_limit
    RETURN collect(touchpoint1) AS all9
  }
  UNWIND CASE WHEN size(head8) < $touchpoints2_limit THEN all9 ELSE head8 END AS touchpoint1
  WITH * ORDER BY touchpoint1.key
  RETURN collect([[touchpoint1.key], [touchpoint1.key, touchpoint1.emotion]]) AS touchpoint1Rows7
}
CALL () {
  MATCH (step10:Step)
  WHERE NOT EXISTS { MATCH (step10)-[:HAS_TOUCHPOINT]->(touchpoint12:Touchpoint) WHERE NOT coalesce(touchpoint12.volumeHigh >= $steps11_where_touchpoints_every_volumeHigh_gte, false) } AND step10.key IS NOT NULL
  WITH step10 ORDER BY step10.key LIMIT $steps11_limit
  WITH * ORDER BY step10.key
  RETURN collect([[step10.key], [step10.key]]) AS step10Rows13
}
RETURN [[touchpoint1Rows7], [step10Rows13]] AS value
