CALL () {
  MATCH (step1:Step)
  WHERE step1.key IS NOT NULL
  WITH step1 ORDER BY step1.key LIMIT $steps2_limit
  WITH * ORDER BY step1.key
  RETURN collect([[step1.key], [step1.text], [step1.key]]) AS step1Rows3
}
RETURN [[step1Rows3]] AS value
