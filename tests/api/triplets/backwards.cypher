CALL () {
  MATCH (step1:Step)
  WHERE step1.key < $steps2_before0
  WITH step1 ORDER BY step1.key DESC LIMIT $steps2_limit
  WITH * ORDER BY step1.key DESC
  RETURN collect([[step1.key], [step1.key]]) AS step1Rows3
}
RETURN [[step1Rows3]] AS value
