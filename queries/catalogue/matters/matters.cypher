UNWIND range(0, size($rows) - 1) AS place
WITH place, $rows[place] AS found
OPTIONAL MATCH (from:System {key: found.feed.from}), (to:System {key: found.feed.to})
OPTIONAL MATCH (rupture:Rupture {key: found.rupture})
OPTIONAL MATCH (largest:Rupture {key: found.largest})
RETURN {
  number: found.number, key: found.key, rupture: rupture, largest: largest,
  feed: CASE WHEN found.feed IS NOT NULL THEN {
    from: from, to: to,
    objects: COLLECT { UNWIND found.feed.objects AS key MATCH (object:InformationObject {key: key}) RETURN object }
  } END,
  ruptures: COLLECT { UNWIND found.ruptures AS key MATCH (each:Rupture {key: key}) RETURN each },
  handoffs: COLLECT { UNWIND found.handoffs AS key MATCH (handoff:Handoff {key: key}) RETURN handoff },
  volume: CASE WHEN found.volume IS NOT NULL THEN {low: found.volume[0], high: found.volume[1]} END,
  knownVolume: found.knownVolume
} AS row
ORDER BY place
