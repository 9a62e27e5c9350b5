MATCH (a:Channel {key: $from})<-[:ON]-(f:Touchpoint)<-[:FROM]-(h:Handoff)-[:TO]->(t:Touchpoint)-[:ON]->(b:Channel {key: $to})
WITH a, b, f, t, h ORDER BY h.volumeHigh IS NULL, h.volumeHigh DESC, h.key
MATCH (h)<-[:HAS_HANDOFF]-(j:Journey)
WHERE coalesce(j.perspective, 'REALITY') = 'REALITY' AND coalesce(j.status, '') <> 'ARCHIVED'
WITH a, b, f, t, h LIMIT 50
RETURN collect([h.key, f.key, head([(f)<-[:HAS_TOUCHPOINT]-(s:Step) | s.text]), a.name,
  t.key, head([(t)<-[:HAS_TOUCHPOINT]-(s:Step) | s.text]), b.name])
