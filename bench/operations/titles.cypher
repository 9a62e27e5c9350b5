MATCH (j:Journey) WHERE j.title IS NOT NULL
WITH j ORDER BY j.title LIMIT 10
RETURN collect([j.key, j.title,
  COLLECT { MATCH (j)-[:FOR]->(p:Persona) RETURN [p.key, p.name] ORDER BY p.key },
  COUNT { (j)-[:HAS_PHASE]->()-[:HAS_STEP]->() }])
