CALL () {
  MATCH (step1:Step)
  RETURN count(*) AS total3
}
CALL () {
  MATCH (step1:Step)
  WHERE step1.key IS NOT NULL
  WITH step1 ORDER BY step1.key LIMIT $steps2_limit
  WITH * ORDER BY step1.key
  RETURN collect([[step1.key], [step1.text]]) AS step1Rows4
}
RETURN [[step1Rows4, total3]] AS value
