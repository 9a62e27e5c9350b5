UNWIND range(0, size($rows) - 1) AS place
WITH place, $rows[place] AS found
OPTIONAL MATCH (touchpoint:Touchpoint {key: found.about.Touchpoint})
OPTIONAL MATCH (step:Step {key: found.about.Step})
OPTIONAL MATCH (system:System {key: found.about.System})
OPTIONAL MATCH (object:InformationObject {key: found.object})
RETURN {
  kind: found.kind, sentence: found.sentence, element: coalesce(touchpoint, step, system), object: object,
  departments: COLLECT { UNWIND found.departments AS key MATCH (each:Department {key: key}) RETURN each },
  journeys: COLLECT { UNWIND found.journeys AS key MATCH (journey:Journey {key: key}) RETURN journey },
  handoffs: COLLECT { UNWIND found.handoffs AS key MATCH (handoff:Handoff {key: key}) RETURN handoff },
  volume: CASE WHEN found.volume IS NOT NULL THEN {low: found.volume[0], high: found.volume[1]} END,
  knownVolume: found.knownVolume
} AS row
ORDER BY place
