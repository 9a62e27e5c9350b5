CALL () {
  UNWIND ['from', 'to'] AS side
  WITH side, CASE side WHEN 'from' THEN $from ELSE $to END AS place
  MATCH (department:Department)
  WHERE (place.department IS NULL OR department.key IN place.department)
    AND (place.silo IS NULL OR EXISTS { (department)-[:IN_SILO]->(silo:Silo) WHERE silo.key IN place.silo })
    AND (place.channel IS NULL OR EXISTS {
      (department)<-[:OPERATED_BY]-(channel:Channel) WHERE channel.key IN place.channel
    })
    AND (place.channelKind IS NULL OR EXISTS {
      (department)<-[:OPERATED_BY]-(channel:Channel) WHERE channel.kind IN place.channelKind
    })
    AND (place.system IS NULL OR EXISTS { (department)<-[:RUN_BY]-(system:System) WHERE system.key IN place.system })
    AND (place.step IS NULL OR EXISTS {
      (department)<-[:HANDLED_BY]-(:Touchpoint)<-[:HAS_TOUCHPOINT]-(step:Step) WHERE step.key IN place.step
    })
    AND (place.touchpoint IS NULL OR EXISTS {
      (department)<-[:HANDLED_BY]-(touchpoint:Touchpoint) WHERE touchpoint.key IN place.touchpoint
    })
  RETURN collect(CASE side WHEN 'from' THEN department END) AS ones, collect(CASE side WHEN 'to' THEN department END) AS others
}
UNWIND ones AS one
UNWIND others AS other
CALL (one, other) {
  OPTIONAL MATCH up = (one)-[:PART_OF*0..]->(common:Department), down = (other)-[:PART_OF*0..]->(common)
  WITH common, length(up) + length(down) AS distance
  ORDER BY distance, common.key
  LIMIT 1
  RETURN common, distance
}
RETURN {
  `from`: one, to: other, commonDepartment: common, distance: distance,
  heads: COLLECT { MATCH (common)<-[:HEADS]-(head:Position) RETURN head ORDER BY head.key }
} AS row
ORDER BY distance IS NULL, distance, one.key, other.key
