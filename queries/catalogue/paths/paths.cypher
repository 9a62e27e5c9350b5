UNWIND $rows AS found
MATCH (journey:Journey {key: found.journey})
WITH found, journey,
  COLLECT { UNWIND found.way AS key MATCH (touchpoint:Touchpoint {key: key}) RETURN touchpoint } AS touchpoints,
  COLLECT {
    UNWIND range(0, size(found.way) - 2) AS place
    MATCH (from:Touchpoint {key: found.way[place]})-[lead:LEADS_TO]->(to:Touchpoint {key: found.way[place + 1]})
    RETURN {
      from: from, to: to, basis: lead.basis,
      handoff: head(COLLECT { MATCH (handoff:Handoff {key: from.key + '~' + to.key}) RETURN handoff })
    }
  } AS legs
WITH *, [leg IN legs WHERE leg.handoff IS NOT NULL | leg.handoff.status] AS statuses
RETURN {
  rank: found.rank, journey: journey, touchpoints: touchpoints, legs: legs, hops: size(legs),
  broken: size([status IN statuses WHERE status = 'BROKEN']),
  status: CASE WHEN 'BROKEN' IN statuses THEN 'BROKEN' WHEN 'UNKNOWN' IN statuses THEN 'UNKNOWN' ELSE 'SOUND' END
} AS row
ORDER BY found.rank
