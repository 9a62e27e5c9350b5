WITH [row IN rows WHERE row.avoidable IS NOT NULL | row.avoidable] AS found, size(rows) AS contacts
RETURN {
  avoidable: CASE WHEN contacts > 0 AND size(found) = contacts THEN {
    low: reduce(all = 0.0, each IN found | all + each.low), high: reduce(all = 0.0, each IN found | all + each.high)
  } END,
  unknownVolumes: contacts - size(found)
} AS summary
