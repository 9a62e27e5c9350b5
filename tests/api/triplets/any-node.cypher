CALL () {
  MATCH (rupture2:Rupture {key: $node1_key})
  OPTIONAL MATCH (rupture2)-[:LOSES]->(informationObject4:InformationObject)
  RETURN head(collect([CASE WHEN informationObject4 IS NULL THEN null ELSE [informationObject4.name] END])) AS node3
}
CALL () {
  MATCH (channel6:Channel) WHERE channel6.key IN $nodes5_Channel
  RETURN collect([channel6.key, ['Channel:' + channel6.key, channel6.name, channel6.kind]]) AS nodes7
}
CALL () {
  MATCH (step8:Step) WHERE step8.key IN $nodes5_Step
  RETURN collect([step8.key, ['Step:' + step8.key]]) AS nodes9
}
CALL () {
  MATCH (system10:System) WHERE system10.key IN $nodes5_System
  RETURN collect([system10.key, ['System:' + system10.key]]) AS nodes11
}
RETURN [node3, [nodes7, nodes9, nodes11]] AS value
