UNWIND range(0, size($rows) - 1) AS place
WITH place, $rows[place] AS found
MATCH (from:System {key: found.from}), (to:System {key: found.to})
RETURN {
  from: from, to: to, widens: found.widens,
  objects: COLLECT { UNWIND found.objects AS key MATCH (object:InformationObject {key: key}) RETURN object },
  ruptures: COLLECT { UNWIND found.ruptures AS key MATCH (rupture:Rupture {key: key}) RETURN rupture },
  handoffs: COLLECT { UNWIND found.handoffs AS key MATCH (handoff:Handoff {key: key}) RETURN handoff },
  volume: CASE WHEN found.volume IS NOT NULL THEN {low: found.volume[0], high: found.volume[1]} END,
  cumulativeHandoffs: found.cumulativeHandoffs,
  cumulativeVolume: CASE WHEN found.cumulativeVolume IS NOT NULL
    THEN {low: found.cumulativeVolume[0], high: found.cumulativeVolume[1]} END
} AS row
ORDER BY place
