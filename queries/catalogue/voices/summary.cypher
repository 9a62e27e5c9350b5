CALL (rows) {
  UNWIND rows AS row
  WITH DISTINCT row.voice AS voice, row.speaker AS speaker
  RETURN count(*) AS voices,
    count(CASE WHEN speaker = 'CUSTOMERS' THEN 1 END) AS customers,
    count(CASE WHEN speaker = 'STAFF' THEN 1 END) AS staff,
    count(CASE WHEN voice.says = 'EXPECTATION_MET' THEN 1 END) AS met,
    count(CASE WHEN voice.says = 'EXPECTATION_MISSED' THEN 1 END) AS missed
}
CALL (rows) {
  UNWIND rows AS row
  WITH row WHERE row.step IS NOT NULL
  RETURN collect(DISTINCT row.step.key) AS heard,
    collect(DISTINCT CASE WHEN row.speaker = 'CUSTOMERS' THEN row.step.key END) AS ofCustomers
}
CALL () {
  //+ journeys
  MATCH (journey)-[:HAS_PHASE]->(:Phase)-[:HAS_STEP]->(step:Step)
  WHERE coalesce(step.outcome, '') <> 'ABANDON'
  WITH step ORDER BY journey.key, step.order, step.key
  RETURN collect(step) AS lived
}
RETURN {
  voices: voices, customers: customers, staff: staff, met: met, missed: missed, steps: size(lived),
  silent: [step IN lived WHERE NOT step.key IN heard],
  withoutCustomers: [step IN lived WHERE step.key IN heard AND NOT step.key IN ofCustomers]
} AS summary
