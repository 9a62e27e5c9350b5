CALL () {
  MATCH (touchpoint2:Touchpoint {key: $touchpoint1_key})
  OPTIONAL MATCH (touchpoint2)-[:ON]->(channel4:Channel)
  RETURN head(collect(['Touchpoint:' + touchpoint2.key, touchpoint2.key, touchpoint2.missing, touchpoint2.qualification, CASE WHEN touchpoint2.volumeLow IS NULL OR touchpoint2.volumeHigh IS NULL THEN null ELSE [touchpoint2.volumeHigh, touchpoint2.volumeLow] END, CASE WHEN channel4 IS NULL THEN null ELSE [channel4.name, channel4.kind] END])) AS touchpoint3
}
RETURN [touchpoint3] AS value
