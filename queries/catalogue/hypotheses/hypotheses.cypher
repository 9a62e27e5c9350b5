//+ journeys
CALL (journey) {
  RETURN journey AS element, 0 AS place
  UNION ALL
  MATCH (journey)-[:HAS_PHASE]->(:Phase)-[:HAS_STEP]->(element:Step)
  RETURN element, element.order AS place
  UNION ALL
  MATCH (journey)-[:HAS_PHASE]->(:Phase)-[:HAS_STEP]->(step:Step)-[:HAS_TOUCHPOINT]->(element:Touchpoint)
  RETURN element, step.order AS place
}
WITH journey, element, place,
  COLLECT {
    MATCH (element)<-[:ABOUT]-(proof:Evidence)
    WHERE coalesce(proof.stance, 'SUPPORTS') = 'SUPPORTS' AND proof.kind IS NOT NULL
    WITH DISTINCT proof.kind AS kind
    RETURN kind ORDER BY kind
  } AS kinds,
  EXISTS { (element)<-[:ABOUT]-(any:Evidence) WHERE coalesce(any.stance, 'SUPPORTS') = 'SUPPORTS' } AS supported,
  COUNT { (element)<-[:ABOUT]-(:Evidence {stance: 'CONTRADICTS'}) } AS contradicted
WHERE none(kind IN kinds WHERE kind IN ['SURVEY', 'CUSTOMER_COCREATION', 'INTERVIEW', 'E_REPUTATION', 'VERBATIM'])
RETURN {
  journey: journey, element: element, why: CASE WHEN supported THEN 'NOT_FROM_CUSTOMERS' ELSE 'NO_EVIDENCE' END,
  kinds: kinds, contradicted: contradicted
} AS row
ORDER BY journey.key, place, element.key
