CALL () {
  MATCH (flow:Route)
  WHERE
    //+ period
  RETURN sum(flow.count) AS episodes, sum(CASE WHEN flow.rest THEN flow.count ELSE 0 END) AS rest
}
RETURN {episodes: episodes, rest: rest} AS summary
