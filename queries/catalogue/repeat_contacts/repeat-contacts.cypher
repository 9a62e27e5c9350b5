MATCH (channel:Channel)<-[:FROM]-(repeated:Flow)-[:TO]->(channel)
WHERE $channel IS NULL OR channel.key = $channel
WITH DISTINCT channel, repeated.reason AS reason
CALL (channel, reason) {
  MATCH (channel)<-[:FROM]-(flow:Flow)-[:TO]->(channel)
  WHERE (flow.reason = reason OR flow.reason IS NULL AND reason IS NULL) AND
    //+ period
  //+ sum
}
CALL (channel, reason) {
  MATCH (channel)<-[:FROM]-(flow:Flow)
  WHERE (flow.reason = reason OR flow.reason IS NULL AND reason IS NULL) AND
    //+ period
  RETURN sum(flow.count) AS contacts
}
WITH * WHERE observed IS NOT NULL
RETURN {
  channel: channel, reason: reason, contacts: contacts, share: toFloat(observed.count) / contacts,
  count: observed.count, carried: observed.carried, restarted: observed.restarted, unrelated: observed.unrelated,
  undecided: observed.undecided, breakRate: observed.breakRate, breakRateLow: observed.breakRateLow,
  breakRateHigh: observed.breakRateHigh
} AS row
ORDER BY observed.count DESC, channel.key, reason IS NULL, reason
