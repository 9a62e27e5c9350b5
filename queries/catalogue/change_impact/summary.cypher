UNWIND rows AS row
WITH collect(row) AS found, count(DISTINCT row.journey) AS journeys
RETURN {
  touchpoints: size(found), journeys: journeys,
  personas: COLLECT { UNWIND found AS row UNWIND row.personas AS p WITH DISTINCT p RETURN p ORDER BY p.key },
  departments: COLLECT { UNWIND found AS row UNWIND row.departments AS d WITH DISTINCT d RETURN d ORDER BY d.key },
  volume: CASE WHEN size(found) > 0 AND all(row IN found WHERE row.volume IS NOT NULL) THEN {
    low: reduce(all = 0.0, row IN found | all + row.volume.low), high: reduce(all = 0.0, row IN found | all + row.volume.high)
  } END,
  unknownVolumes: size([row IN found WHERE row.volume IS NULL])
} AS summary
