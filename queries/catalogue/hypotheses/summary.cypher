CALL () {
  //+ journeys
  CALL (journey) {
    RETURN journey AS element
    UNION ALL
    MATCH (journey)-[:HAS_PHASE]->(:Phase)-[:HAS_STEP]->(element:Step)
    RETURN element
    UNION ALL
    MATCH (journey)-[:HAS_PHASE]->(:Phase)-[:HAS_STEP]->(:Step)-[:HAS_TOUCHPOINT]->(element:Touchpoint)
    RETURN element
  }
  WITH EXISTS { (element)<-[:ABOUT]-(any:Evidence) WHERE coalesce(any.stance, 'SUPPORTS') = 'SUPPORTS' } AS supported,
    EXISTS {
      (element)<-[:ABOUT]-(proof:Evidence)
      WHERE coalesce(proof.stance, 'SUPPORTS') = 'SUPPORTS'
        AND proof.kind IN ['SURVEY', 'CUSTOMER_COCREATION', 'INTERVIEW', 'E_REPUTATION', 'VERBATIM']
    } AS byCustomers
  RETURN count(*) AS elements, count(CASE WHEN NOT supported THEN 1 END) AS withoutEvidence,
    count(CASE WHEN supported AND NOT byCustomers THEN 1 END) AS withoutCustomers
}
RETURN {elements: elements, withoutEvidence: withoutEvidence, withoutCustomers: withoutCustomers} AS summary
