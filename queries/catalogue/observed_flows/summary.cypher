CALL () {
  //+ flows
  WITH flow
  WHERE
    //+ period
  //+ sum
}
RETURN coalesce(observed, {
  count: 0, carried: 0, restarted: 0, unrelated: 0, undecided: 0, breakRate: null, breakRateLow: null, breakRateHigh: null
}) AS summary
