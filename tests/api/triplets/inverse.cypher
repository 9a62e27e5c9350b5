CALL () {
  MATCH (channel1:Channel)
  WHERE channel1.kind IN $channels2_where_kind_in AND channel1.key IS NOT NULL
  WITH channel1 ORDER BY channel1.key LIMIT $channels2_limit
  CALL (channel1) {
    MATCH (channel1)<-[:ON]-(touchpoint3:Touchpoint)
    RETURN count(*) AS total5
  }
  CALL (channel1) {
    MATCH (channel1)<-[:ON]-(touchpoint3:Touchpoint)
    WITH touchpoint3 ORDER BY touchpoint3.key LIMIT $touchpoints4_limit
    WITH * ORDER BY touchpoint3.key
    RETURN collect([[touchpoint3.key], [touchpoint3.key]]) AS touchpoint3Rows6
  }
  WITH * ORDER BY channel1.key
  RETURN collect([[channel1.key], [channel1.name, [touchpoint3Rows6, total5]]]) AS channel1Rows7
}
RETURN [[channel1Rows7]] AS value
