CALL () {
  //+ journeys
  RETURN count(journey) AS of
}
RETURN {journeys: size(rows), of: of} AS summary
