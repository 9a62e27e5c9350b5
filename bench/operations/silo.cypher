MATCH (:Silo {key: $silo})<-[:IN_SILO]-(:Department)<-[:OPERATED_BY]-(c:Channel)
WITH collect(DISTINCT c) AS channels
MATCH (j:Journey) WHERE j.title IS NOT NULL AND EXISTS {
  (j)-[:HAS_PHASE]->(:Phase)-[:HAS_STEP]->(:Step)-[:HAS_TOUCHPOINT]->(:Touchpoint)-[:ON]->(c:Channel) WHERE c IN channels }
WITH j ORDER BY j.title LIMIT 50
RETURN collect([j.key, j.title, j.goal, j.perspective])
