//+ journeys
CALL (journey) {
  RETURN journey AS about, [0, 0] AS place, null AS step, null AS touchpoint
  UNION ALL
  MATCH (journey)-[:HAS_PHASE]->(about:Phase)
  RETURN about, [coalesce(about.order, 0), 0] AS place, null AS step, null AS touchpoint
  UNION ALL
  MATCH (journey)-[:HAS_PHASE]->(phase:Phase)-[:HAS_STEP]->(step:Step)
  RETURN step AS about, [coalesce(phase.order, 0), coalesce(step.order, 0)] AS place, step, null AS touchpoint
  UNION ALL
  MATCH (journey)-[:HAS_PHASE]->(phase:Phase)-[:HAS_STEP]->(step:Step)-[:HAS_TOUCHPOINT]->(touchpoint:Touchpoint)
  RETURN touchpoint AS about, [coalesce(phase.order, 0), coalesce(step.order, 0)] AS place, step, touchpoint
}
MATCH (about)<-[:ABOUT]-(voice:Evidence)
WHERE (voice.quote IS NOT NULL OR voice.says IS NOT NULL)
//? says
  AND voice.says IN $says
//? evidence
  AND voice.kind IN $evidence
//? persona
  AND EXISTS { (voice)-[:SAID_BY]->(:Persona {key: $persona}) }
//.
WITH *, CASE WHEN voice.kind IN $customers THEN 'CUSTOMERS' WHEN voice.kind IN $staff THEN 'STAFF' END AS speaker
RETURN {
  journey: journey, number: step.order, step: step, touchpoint: touchpoint, about: about, voice: voice,
  quote: voice.quote, says: voice.says, kind: voice.kind, speaker: speaker, sampleSize: voice.sampleSize,
  saidBy: head(COLLECT { MATCH (voice)-[:SAID_BY]->(persona:Persona) RETURN persona ORDER BY persona.key }),
  date: voice.date, stance: coalesce(voice.stance, 'SUPPORTS')
} AS row
ORDER BY journey.key, place, step.key, coalesce(speaker, 'UNKNOWN'), voice.date IS NULL, voice.date DESC,
  voice.key, about.key
