// The systems and who runs them, what things are called, and the journeys in scope: their steps, their touchpoints with
// what was said of them, the ways between these, and the hand-offs of unknown status.
//+ systems
//+ owners
CALL () {
  MATCH (named:System|InformationObject)
  RETURN collect([head(labels(named)), named.key, coalesce(named.name, named.key)]) AS names
}
//? department
CALL () {
  MATCH (below:Department)-[:PART_OF*0..]->(:Department {key: $department})
  RETURN collect(DISTINCT below.key) AS departments
}
//? no department
WITH *, null AS departments
//.
CALL () {
  //+ journeys
  CALL (journey) {
    MATCH (journey)-[:HAS_PHASE]->(:Phase)-[:HAS_STEP]->(step:Step)
    WITH step ORDER BY step.order, step.key
    RETURN collect({
      key: step.key, text: coalesce(step.text, step.key), unexpected: NOT 'expectedOn' IN coalesce(step.stated, [])
        AND coalesce(step.outcome, '') <> 'ABANDON' AND NOT EXISTS { (step)-[:EXPECTED_ON]->() },
      touchpoints: COLLECT {
        MATCH (step)-[:HAS_TOUCHPOINT]->(touchpoint:Touchpoint)
        OPTIONAL MATCH (touchpoint)-[:ON]->(channel:Channel)
        WITH touchpoint, channel, COLLECT { MATCH (touchpoint)-[:USES]->(system:System) RETURN system.key } AS uses,
          COLLECT { MATCH (touchpoint)-[:NEEDS]->(object:InformationObject) RETURN object.key } AS needs
        RETURN {
          key: touchpoint.key, channel: coalesce(channel.name, channel.key, ''),
          missing: coalesce(touchpoint.missing, false), counted: touchpoint.volumeHigh IS NOT NULL,
          departments: COLLECT { MATCH (touchpoint)-[:HANDLED_BY]->(owner:Department) RETURN owner.key ORDER BY owner.key },
          uses: CASE WHEN size(uses) > 0 OR 'uses' IN coalesce(touchpoint.stated, [])
            OR 'runsOn' IN coalesce(channel.stated, []) THEN uses END,
          needs: CASE WHEN size(needs) > 0 OR 'needs' IN coalesce(touchpoint.stated, []) THEN needs END,
          produces: COLLECT { MATCH (touchpoint)-[:PRODUCES]->(object:InformationObject) RETURN object.key },
          leads: COLLECT { MATCH (touchpoint)-[:LEADS_TO]->(next:Touchpoint) RETURN next.key }
        } ORDER BY touchpoint.key
      }
    }) AS steps
  }
  RETURN collect({
    key: journey.key, steps: steps,
    brings: COLLECT { MATCH (journey)-[:BRINGS]->(object:InformationObject) RETURN object.key },
    undecided: COLLECT {
      MATCH (journey)-[:HAS_HANDOFF]->(handoff:Handoff {status: 'UNKNOWN'})
      MATCH (handoff)-[:FROM]->(start:Touchpoint), (handoff)-[:TO]->(end:Touchpoint)
      RETURN {key: handoff.key, start: start.key, end: end.key, low: handoff.volumeLow, high: handoff.volumeHigh}
    }
  }) AS journeys
}
RETURN {systems: systems, owners: owners, names: names, departments: departments, journeys: journeys} AS facts
