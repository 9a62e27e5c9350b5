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
  WITH COLLECT {
    MATCH (element)<-[:ABOUT]-(proof:Evidence)
    WHERE coalesce(proof.stance, 'SUPPORTS') = 'SUPPORTS'
    RETURN proof.kind
  } AS kinds
  WITH size(kinds) > 0 AS supported,
    any(kind IN kinds WHERE kind IN $customers) AS byCustomers
  RETURN count(*) AS elements, count(CASE WHEN NOT supported THEN 1 END) AS withoutEvidence,
    count(CASE WHEN supported AND NOT coalesce(byCustomers, false) THEN 1 END) AS withoutCustomers
}
RETURN {elements: elements, withoutEvidence: withoutEvidence, withoutCustomers: withoutCustomers} AS summary
