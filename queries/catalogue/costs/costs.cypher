UNWIND range(0, size($rows) - 1) AS place
WITH place, $rows[place] AS found
OPTIONAL MATCH (from:System {key: found.feed.from}), (to:System {key: found.feed.to})
OPTIONAL MATCH (journey:Journey {key: found.key}) WHERE $by = 'JOURNEY'
OPTIONAL MATCH (channel:Channel {key: found.key}) WHERE $by = 'CHANNEL'
OPTIONAL MATCH (owner:Department {key: found.key}) WHERE $by = 'DEPARTMENT'
OPTIONAL MATCH (rupture:Rupture {key: found.key})
RETURN {
  of: coalesce(journey, channel, owner, rupture),
  feed: CASE WHEN found.feed IS NOT NULL THEN {
    from: from, to: to,
    objects: COLLECT { UNWIND found.feed.objects AS key MATCH (object:InformationObject {key: key}) RETURN object }
  } END,
  cost: CASE WHEN found.cost IS NOT NULL THEN {low: found.cost[0], high: found.cost[1]} END,
  known: CASE WHEN found.known IS NOT NULL THEN {low: found.known[0], high: found.known[1]} END,
  contacts: found.contacts, unknown: found.unknown
} AS row
ORDER BY place
