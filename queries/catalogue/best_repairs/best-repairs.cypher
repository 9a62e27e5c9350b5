UNWIND range(0, size($rows) - 1) AS place
WITH place, $rows[place] AS found
MATCH (from:System {key: found.from}), (to:System {key: found.to})
OPTIONAL MATCH (from)-[:RUN_BY]->(fromOwner:Department)
OPTIONAL MATCH (to)-[:RUN_BY]->(toOwner:Department)
OPTIONAL MATCH (common:Department {key: found.under})
WITH *, COLLECT { UNWIND found.objects AS key MATCH (object:InformationObject {key: key}) RETURN object } AS objects
RETURN {
  from: from, to: to, objects: objects, object: head(objects), widens: found.widens,
  producers: COLLECT { UNWIND found.producers AS key MATCH (system:System {key: key}) RETURN system },
  consumers: COLLECT { UNWIND found.consumers AS key MATCH (system:System {key: key}) RETURN system },
  ruptures: COLLECT { UNWIND found.ruptures AS key MATCH (rupture:Rupture {key: key}) RETURN rupture },
  repaired: COLLECT { UNWIND found.repaired AS key MATCH (handoff:Handoff {key: key}) RETURN handoff },
  partly: COLLECT { UNWIND found.partly AS key MATCH (handoff:Handoff {key: key}) RETURN handoff },
  volume: CASE WHEN found.volume IS NOT NULL THEN {low: found.volume[0], high: found.volume[1]} END,
  repairedVolume: CASE WHEN found.repairedVolume IS NOT NULL
    THEN {low: found.repairedVolume[0], high: found.repairedVolume[1]} END,
  knownVolume: found.knownVolume,
  fromOwner: fromOwner, toOwner: toOwner, commonDepartment: common, distance: found.distance,
  heads: COLLECT { MATCH (common)<-[:HEADS]-(head:Position) RETURN head ORDER BY head.key },
  alternatives: COLLECT {
    UNWIND found.alternatives AS other
    MATCH (otherFrom:System {key: other.from}), (otherTo:System {key: other.to})
    RETURN {
      from: otherFrom, to: otherTo, widens: other.widens, distance: other.distance,
      fromOwner: head(COLLECT { MATCH (otherFrom)-[:RUN_BY]->(owner:Department) RETURN owner }),
      toOwner: head(COLLECT { MATCH (otherTo)-[:RUN_BY]->(owner:Department) RETURN owner }),
      commonDepartment: head(COLLECT { MATCH (above:Department {key: other.under}) RETURN above })
    }
  }
} AS row
ORDER BY place
