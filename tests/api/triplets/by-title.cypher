CALL () {
  CALL () {
    MATCH (journey1:Journey)
    WHERE journey1.title IS NOT NULL
    WITH journey1 ORDER BY journey1.title, journey1.key LIMIT $journeys2_limit
    RETURN collect(journey1) AS head4
  }
  CALL (head4) {
    UNWIND CASE WHEN size(head4) < $journeys2_limit THEN [true] ELSE [] END AS short
    MATCH (journey1:Journey)
    WITH journey1 ORDER BY journey1.title IS NULL, journey1.title, journey1.key LIMIT $journeys2_limit
    RETURN collect(journey1) AS all5
  }
  UNWIND CASE WHEN size(head4) < $journeys2_limit THEN all5 ELSE head4 END AS journey1
  WITH * ORDER BY journey1.title IS NULL, journey1.title, journey1.key
  RETURN collect([[journey1.title, journey1.key], [journey1.title]]) AS journey1Rows3
}
RETURN [[journey1Rows3]] AS value
