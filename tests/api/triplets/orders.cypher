CALL () {
  MATCH (touchpoint1:Touchpoint)
  WITH touchpoint1, head(COLLECT { MATCH (touchpoint1)<-[:HAS_TOUCHPOINT]-(step2:Step) RETURN step2.order }) AS sort5
  WITH * ORDER BY sort5 IS NULL, sort5 DESC, touchpoint1.volumeHigh IS NULL, touchpoint1.volumeHigh, touchpoint1.key LIMIT $touchpoints3_limit
  WITH * ORDER BY sort5 IS NULL, sort5 DESC, touchpoint1.volumeHigh IS NULL, touchpoint1.volumeHigh, touchpoint1.key
  RETURN collect([[sort5, touchpoint1.volumeHigh, touchpoint1.key], [touchpoint1.key]]) AS touchpoint1Rows4
}
CALL () {
  MATCH (channel6:Channel)
  WITH channel6, COUNT { (channel6)<-[:ON]-(counted:Touchpoint) } AS sort9
  WITH * ORDER BY sort9 IS NULL, sort9 DESC, channel6.name IS NULL, channel6.name, channel6.key LIMIT $channels7_limit
  WITH * ORDER BY sort9 IS NULL, sort9 DESC, channel6.name IS NULL, channel6.name, channel6.key
  RETURN collect([[sort9, channel6.name, channel6.key], [channel6.key]]) AS channel6Rows8
}
RETURN [[touchpoint1Rows4], [channel6Rows8]] AS value
