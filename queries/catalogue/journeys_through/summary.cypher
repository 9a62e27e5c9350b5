CALL () {
  //+ journeys
  RETURN count(journey) AS of
}
CALL () {
  //+ from
  MATCH (from)<-[:HAS_TOUCHPOINT]-(:Step)<-[:HAS_STEP]-(:Phase)<-[:HAS_PHASE]-(journey:Journey)
  //+ journeys
  WITH journey, from
  WHERE NOT coalesce(from.missing, false) AND ($evidence IS NULL OR EXISTS {
    (from)<-[:ABOUT]-(proof:Evidence)
    WHERE proof.kind IN $evidence AND coalesce(proof.stance, 'SUPPORTS') = 'SUPPORTS'
  })
  RETURN count(DISTINCT journey) AS journeys
}
RETURN {journeys: journeys, of: of} AS summary
