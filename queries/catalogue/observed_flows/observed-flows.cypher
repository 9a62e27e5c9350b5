//+ flows
WITH flow, start, end
WHERE
  //+ period
CALL (flow) {
  //+ sum
}
RETURN {
  `from`: start, to: end, reason: flow.reason, month: flow.month, count: flow.count, customers: flow.customers,
  carried: flow.carried, restarted: flow.restarted, unrelated: flow.unrelated, undecided: flow.undecided,
  breakRate: observed.breakRate, breakRateLow: observed.breakRateLow, breakRateHigh: observed.breakRateHigh,
  medianGapSeconds: flow.medianGapSeconds, examples: flow.examples,
  need: head(COLLECT { MATCH (flow)-[:ABOUT]->(need:Need) RETURN need })
} AS row
ORDER BY flow.count DESC, flow.month, flow.key
