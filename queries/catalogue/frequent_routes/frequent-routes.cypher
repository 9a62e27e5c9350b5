CALL () {
  MATCH (flow:Route)
  WHERE
    //+ period
  RETURN sum(flow.count) AS episodes, collect(flow) AS routes
}
UNWIND routes AS flow
WITH episodes, flow
WHERE NOT flow.rest AND ($channel IS NULL OR $channel IN flow.channels)
WITH episodes, flow ORDER BY flow.count DESC, flow.key
WITH episodes, flow.channels AS keys, sum(flow.count) AS count, collect(DISTINCT flow.reason) AS reasons
RETURN {
  channels: [key IN keys | head(COLLECT { MATCH (channel:Channel {key: key}) RETURN channel })],
  contacts: size(keys), count: count, share: toFloat(count) / episodes, reasons: reasons
} AS row
ORDER BY count DESC, size(keys), keys
