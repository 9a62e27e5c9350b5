MATCH (s:Step) WHERE s.key IS NOT NULL WITH s ORDER BY s.key LIMIT $first
RETURN collect([s.key, s.text, s.order, s.importance, COLLECT {
  MATCH (s)-[:HAS_TOUCHPOINT]->(t:Touchpoint) RETURN [t.key, t.emotion, t.volumeLow, t.volumeHigh] ORDER BY t.key }])
