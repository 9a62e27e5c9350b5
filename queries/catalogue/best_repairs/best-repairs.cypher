UNWIND range(0, size($rows) - 1) AS place
WITH place, $rows[place] AS found
MATCH (from:System {key: found.from}), (to:System {key: found.to}), (object:InformationObject {key: found.object})
OPTIONAL MATCH (from)-[:RUN_BY]->(fromOwner:Department)
OPTIONAL MATCH (to)-[:RUN_BY]->(toOwner:Department)
CALL (fromOwner, toOwner) {
  OPTIONAL MATCH up = (fromOwner)-[:PART_OF*0..]->(common:Department), down = (toOwner)-[:PART_OF*0..]->(common)
  WITH common, length(up) + length(down) AS distance
  ORDER BY distance, common.key
  LIMIT 1
  RETURN common, distance
}
RETURN {
  from: from, to: to, object: object,
  producers: COLLECT { UNWIND found.producers AS key MATCH (system:System {key: key}) RETURN system },
  consumers: COLLECT { UNWIND found.consumers AS key MATCH (system:System {key: key}) RETURN system },
  ruptures: COLLECT { UNWIND found.ruptures AS key MATCH (rupture:Rupture {key: key}) RETURN rupture },
  repaired: COLLECT { UNWIND found.repaired AS key MATCH (handoff:Handoff {key: key}) RETURN handoff },
  partly: COLLECT { UNWIND found.partly AS key MATCH (handoff:Handoff {key: key}) RETURN handoff },
  volume: CASE WHEN found.volume IS NOT NULL THEN {low: found.volume[0], high: found.volume[1]} END,
  repairedVolume: CASE WHEN found.repairedVolume IS NOT NULL
    THEN {low: found.repairedVolume[0], high: found.repairedVolume[1]} END,
  knownVolume: found.knownVolume,
  fromOwner: fromOwner, toOwner: toOwner, commonDepartment: common, distance: distance,
  heads: COLLECT { MATCH (common)<-[:HEADS]-(head:Position) RETURN head ORDER BY head.key }
} AS row
ORDER BY place
