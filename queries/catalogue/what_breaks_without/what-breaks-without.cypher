UNWIND $rows AS found
MATCH (journey:Journey)-[:HAS_HANDOFF]->(handoff:Handoff {key: found.handoff}),
      (handoff)-[:FROM]->(from:Touchpoint), (handoff)-[:TO]->(to:Touchpoint)
RETURN {
  journey: journey, handoff: handoff, from: from, to: to,
  objects: COLLECT { UNWIND found.objects AS key MATCH (object:InformationObject {key: key}) RETURN object },
  volume: CASE WHEN handoff.volumeHigh IS NOT NULL THEN {low: handoff.volumeLow, high: handoff.volumeHigh} END
} AS row
ORDER BY handoff.volumeHigh IS NULL, handoff.volumeHigh DESC, handoff.key
