CALL () {
  MATCH (step2:Step {key: $step1_key})
  CALL (step2) {
    MATCH (step2)-[edge5:NEXT]->(step4:Step)
    WITH * ORDER BY step4.key
    RETURN collect([edge5.kind, edge5.share, [step4.text]]) AS next6
  }
  RETURN head(collect([next6])) AS step3
}
CALL () {
  MATCH (touchpoint8:Touchpoint {key: $touchpoint7_key})
  CALL (touchpoint8) {
    MATCH (touchpoint8)-[edge11:FELT_BY]->(persona10:Persona)
    WITH * ORDER BY persona10.key
    RETURN collect([edge11.emotion, [persona10.name]]) AS felt12
  }
  CALL (touchpoint8) {
    MATCH (touchpoint8)-[edge14:LEADS_TO]->(touchpoint13:Touchpoint)
    WITH * ORDER BY touchpoint13.key
    RETURN collect([edge14.basis, CASE WHEN edge14.volumeLow IS NULL OR edge14.volumeHigh IS NULL THEN null ELSE [edge14.volumeLow, edge14.volumeHigh] END, [touchpoint13.key]]) AS leadsTo15
  }
  RETURN head(collect([felt12, leadsTo15])) AS touchpoint9
}
RETURN [step3, touchpoint9] AS value
