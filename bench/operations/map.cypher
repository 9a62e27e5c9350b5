MATCH (j:Journey {key: $key})
RETURN [j.key, j.title, COLLECT {
  MATCH (j)-[:HAS_PHASE]->(p:Phase) WITH p ORDER BY p.order
  RETURN [p.key, p.name, p.order, COLLECT {
    MATCH (p)-[:HAS_STEP]->(s:Step) WITH s ORDER BY s.order
    RETURN [s.key, s.text, s.order, COLLECT {
      MATCH (s)-[:HAS_TOUCHPOINT]->(t:Touchpoint)
      OPTIONAL MATCH (t)-[:ON]->(c:Channel) WITH t, c ORDER BY t.key
      RETURN [t.key, t.emotion, t.qualification, t.volumeLow, t.volumeHigh, c.key, c.name,
        [(t)-[:HANDLED_BY]->(d:Department) | [d.key, d.name, head([(d)-[:IN_SILO]->(i:Silo) | i.key])]]] }] }] }]
