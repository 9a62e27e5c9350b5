CALL () {
  //+ journeys
  RETURN count(journey) AS journeys, collect(journey) AS scope
}
CALL (scope) {
  UNWIND scope AS journey
  MATCH (journey)-[:HAS_PHASE]->(:Phase)-[:HAS_STEP]->(:Step)-[:HAS_TOUCHPOINT]->(touchpoint:Touchpoint)
  //+ WHERE supported (touchpoint)
  WITH touchpoint, NOT coalesce(touchpoint.missing, false) AS exists
  RETURN count(touchpoint) AS touchpoints, collect(touchpoint) AS places,
    count(CASE WHEN exists AND touchpoint.volumeHigh IS NULL THEN 1 END) AS unknownVolumes,
    count(CASE WHEN NOT EXISTS { (touchpoint)-[:HANDLED_BY]->() } THEN 1 END) AS unknownOwners,
    count(CASE
      WHEN exists AND NOT 'needs' IN coalesce(touchpoint.stated, []) AND NOT EXISTS { (touchpoint)-[:NEEDS]->() } THEN 1
    END) AS unknownNeeds,
    count(CASE WHEN touchpoint.emotion IS NULL AND touchpoint.qualification IS NULL THEN 1 END) AS unknownFeelings,
    count(CASE WHEN NOT EXISTS {
      (touchpoint)<-[:ABOUT]-(any:Evidence) WHERE coalesce(any.stance, 'SUPPORTS') = 'SUPPORTS'
    } THEN 1 END) AS hypotheses
}
CALL (places) {
  UNWIND places AS touchpoint
  MATCH (touchpoint)-[:ON|HANDLED_BY|RELIES_ON|USES|PRODUCES|NEEDS]->(stub {stub: true})
  RETURN count(DISTINCT stub) AS stubs
}
CALL (scope) {
  UNWIND scope AS journey
  MATCH (journey)-[:HAS_HANDOFF]->(handoff:Handoff)
  //+ WHERE supported (handoff)-[:FROM|TO]->(:Touchpoint)
  RETURN count(handoff) AS handoffs, count(CASE WHEN handoff.status = 'UNKNOWN' THEN 1 END) AS undecidedHandoffs
}
RETURN {
  journeys: journeys, touchpoints: touchpoints, handoffs: handoffs, undecidedHandoffs: undecidedHandoffs,
  unknownVolumes: unknownVolumes, unknownOwners: unknownOwners, unknownNeeds: unknownNeeds,
  unknownFeelings: unknownFeelings, stubs: stubs, hypotheses: hypotheses
} AS restsOn
