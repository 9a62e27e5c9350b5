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
WITH journey, element, place, COLLECT {
  MATCH (element)<-[:ABOUT]-(proof:Evidence)
  WITH proof.kind AS kind, coalesce(proof.stance, 'SUPPORTS') = 'SUPPORTS' AS supports, count(*) AS many
  RETURN {kind: kind, supports: supports, many: many} ORDER BY kind
} AS proofs
WHERE none(proof IN proofs WHERE proof.supports
  AND coalesce(proof.kind, '') IN $customers)
RETURN {
  journey: journey, element: element,
  why: CASE WHEN any(proof IN proofs WHERE proof.supports) THEN 'NOT_FROM_CUSTOMERS' ELSE 'NO_EVIDENCE' END,
  kinds: [proof IN proofs WHERE proof.supports AND proof.kind IS NOT NULL | proof.kind],
  contradicted: reduce(all = 0, proof IN proofs | all + CASE WHEN proof.supports THEN 0 ELSE proof.many END)
} AS row
ORDER BY journey.key, place, element.key
