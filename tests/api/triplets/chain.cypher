CALL () {
  MATCH (journey1:Journey)
  MATCH (journey1)-[:HAS_PHASE]->()-[:HAS_STEP]->(step3:Step)
  MATCH (step3)-[:HAS_TOUCHPOINT]->(touchpoint4:Touchpoint)
  MATCH (touchpoint4)-[:ON]->(channel5:Channel)
  MATCH (channel5)-[:OPERATED_BY]->(department6:Department)
  MATCH (department6)-[:IN_SILO]->(silo7:Silo)
  WHERE silo7.key = $journeys2_where_steps_some_touchpoints_some_channel_operatedBy_some_silo_key_eq
  RETURN count(DISTINCT journey1) AS total8
}
CALL () {
  CALL () {
    MATCH (journey1:Journey)
    WHERE journey1.key IS NOT NULL
    WITH journey1 ORDER BY journey1.key LIMIT $journeys2_head
    WHERE EXISTS { MATCH (journey1)-[:HAS_PHASE]->()-[:HAS_STEP]->(step3:Step) MATCH (step3)-[:HAS_TOUCHPOINT]->(touchpoint4:Touchpoint) MATCH (touchpoint4)-[:ON]->(channel5:Channel) MATCH (channel5)-[:OPERATED_BY]->(department6:Department) MATCH (department6)-[:IN_SILO]->(silo7:Silo) WHERE silo7.key = $journeys2_where_steps_some_touchpoints_some_channel_operatedBy_some_silo_key_eq }
    WITH journey1 ORDER BY journey1.key LIMIT $journeys2_limit
    RETURN collect(journey1) AS head10
  }
  CALL (head10) {
    UNWIND CASE WHEN size(head10) < $journeys2_limit THEN [true] ELSE [] END AS short
    MATCH (journey1:Journey)
    MATCH (journey1)-[:HAS_PHASE]->()-[:HAS_STEP]->(step3:Step)
    MATCH (step3)-[:HAS_TOUCHPOINT]->(touchpoint4:Touchpoint)
    MATCH (touchpoint4)-[:ON]->(channel5:Channel)
    MATCH (channel5)-[:OPERATED_BY]->(department6:Department)
    MATCH (department6)-[:IN_SILO]->(silo7:Silo)
    WHERE silo7.key = $journeys2_where_steps_some_touchpoints_some_channel_operatedBy_some_silo_key_eq AND journey1.key IS NOT NULL
    WITH DISTINCT journey1 ORDER BY journey1.key LIMIT $journeys2_limit
    RETURN collect(journey1) AS all11
  }
  UNWIND CASE WHEN size(head10) < $journeys2_limit THEN all11 ELSE head10 END AS journey1
  WITH * ORDER BY journey1.key
  RETURN collect([[journey1.key], [journey1.title]]) AS journey1Rows9
}
RETURN [[journey1Rows9, total8]] AS value
