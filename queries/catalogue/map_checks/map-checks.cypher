CALL () {
  //+ journeys
  WITH journey WHERE $check IS NULL OR 'NEEDS_WITHOUT_PRODUCER' IN $check
  CALL (journey) {
    MATCH (journey)-[:HAS_PHASE]->(:Phase)-[:HAS_STEP]->(:Step)-[:HAS_TOUCHPOINT]->(place:Touchpoint)
    WHERE NOT coalesce(place.missing, false)
    RETURN collect(place) AS places
  }
  CALL (places) {
    UNWIND places AS producer
    MATCH (producer)-[:PRODUCES]->(made:InformationObject)
    RETURN collect([producer, made]) AS produced
  }
  UNWIND places AS element
  MATCH (element)-[:NEEDS]->(other:InformationObject)
  WHERE NOT EXISTS { (journey)-[:BRINGS]->(other) }
  CALL (element, other, produced) {
    UNWIND [pair IN produced WHERE pair[1] = other AND pair[0] <> element | pair[0]] AS producer
    MATCH ANY SHORTEST (producer)(()-[:LEADS_TO]->(on:Touchpoint WHERE NOT coalesce(on.missing, false)))+(element)
    RETURN count(*) AS upstream
  }
  WITH * WHERE upstream = 0
  RETURN 'NEEDS_WITHOUT_PRODUCER' AS check, journey, element, other
  UNION ALL
  //+ journeys
  WITH journey WHERE $check IS NULL OR any(each IN ['NOT_FIRST_PERSON', 'BACK_OFFICE'] WHERE each IN $check)
  MATCH (journey)-[:HAS_PHASE]->(:Phase)-[:HAS_STEP]->(element:Step)
  WHERE none(start IN ['je ', "j'", 'j’', 'i ', "i'", 'i’'] WHERE toLower(element.text) STARTS WITH start)
  UNWIND CASE
    WHEN EXISTS { (element)-[:HAS_TOUCHPOINT]->() } THEN ['NOT_FIRST_PERSON'] ELSE ['NOT_FIRST_PERSON', 'BACK_OFFICE']
  END AS check
  WITH * WHERE $check IS NULL OR check IN $check
  RETURN check, journey, element, null AS other
  UNION ALL
  //+ journeys
  WITH journey WHERE $check IS NULL OR 'SAME_DECISION' IN $check
  MATCH (journey)-[:HAS_PHASE]->(:Phase)-[:HAS_STEP]->(element:Step)-[:NEXT]->(other:Step)
  WHERE element <> other AND NOT EXISTS { (element)-[:HAS_TOUCHPOINT]->() } AND NOT EXISTS { (other)-[:HAS_TOUCHPOINT]->() }
    AND EXISTS { (element)-[:SERVES]->(:Need)<-[:SERVES]-(other) }
  RETURN 'SAME_DECISION' AS check, journey, element, other
  UNION ALL
  //+ journeys
  CALL (journey) {
    MATCH (journey)-[:HAS_PHASE]->(:Phase)-[:HAS_STEP]->(step:Step)
    RETURN collect(step.outcome) AS outcomes, count(step) AS steps
  }
  UNWIND [
    CASE WHEN steps = 0 THEN 'NO_STEPS' WHEN NOT 'GOAL' IN outcomes THEN 'NO_GOAL' END,
    CASE WHEN NOT EXISTS { (journey)-[:FOR]->() } THEN 'NO_PERSONA' END,
    CASE WHEN NOT EXISTS { (journey)-[:OWNED_BY]->() } THEN 'NO_KEEPER' END,
    CASE WHEN journey.reviewBy < date() THEN 'OVERDUE' END
  ] AS check
  WITH * WHERE check IS NOT NULL AND ($check IS NULL OR check IN $check)
  RETURN check, journey, journey AS element, null AS other
  UNION ALL
  //+ journeys
  WITH journey WHERE $check IS NULL OR any(each IN ['ENDLESS', 'SHARES_ABOVE_ONE'] WHERE each IN $check)
  MATCH (journey)-[:HAS_PHASE]->(:Phase)-[:HAS_STEP]->(element:Step)
  CALL (element) {
    MATCH (element)-[next:NEXT]->()
    RETURN sum(next.share) AS shares
  }
  CALL (element) {
    MATCH ANY SHORTEST (element)-[:NEXT]->*(end:Step WHERE end.outcome IS NOT NULL OR NOT EXISTS { (end)-[:NEXT]->() })
    RETURN count(*) AS ends
  }
  UNWIND [
    CASE WHEN shares > 1.000001 THEN 'SHARES_ABOVE_ONE' END, CASE WHEN ends = 0 THEN 'ENDLESS' END
  ] AS check
  WITH * WHERE check IS NOT NULL AND ($check IS NULL OR check IN $check)
  RETURN check, journey, element, null AS other
  //? no journeys
  UNION ALL
  UNWIND CASE WHEN $check IS NULL OR 'NO_SILO' IN $check THEN [1] ELSE [] END AS wanted
  MATCH (element:Department)
  WHERE NOT EXISTS { (element)-[:IN_SILO]->() }
  RETURN 'NO_SILO' AS check, null AS journey, element, null AS other
  UNION ALL
  UNWIND CASE WHEN $check IS NULL OR 'STUB' IN $check THEN [1] ELSE [] END AS wanted
  MATCH (element {stub: true})
  RETURN 'STUB' AS check, null AS journey, element, null AS other
  //? journeys
  UNION ALL
  //+ journeys
  WITH journey WHERE $check IS NULL OR any(each IN ['NO_SILO', 'STUB'] WHERE each IN $check)
  CALL (journey) {
    RETURN journey AS part
    UNION ALL
    MATCH (journey)-[:HAS_PHASE]->(:Phase)-[:HAS_STEP]->(part:Step)
    RETURN part
    UNION ALL
    MATCH (journey)-[:HAS_PHASE]->(:Phase)-[:HAS_STEP]->(:Step)-[:HAS_TOUCHPOINT]->(part:Touchpoint)
    RETURN part
  }
  MATCH (part)-[line]->(element)
  WHERE NOT line:HAS_HANDOFF AND NOT line:HAS_RUPTURE
  WITH DISTINCT journey, element
  UNWIND [
    CASE WHEN element:Department AND NOT EXISTS { (element)-[:IN_SILO]->() } THEN 'NO_SILO' END,
    CASE WHEN element.stub THEN 'STUB' END
  ] AS check
  WITH * WHERE check IS NOT NULL AND ($check IS NULL OR check IN $check)
  RETURN check, journey, element, null AS other
  //.
}
WITH *
//+ WHERE supported (element)-[:HAS_TOUCHPOINT]->{0,1}()
RETURN {check: check, journey: journey, element: element, other: other} AS row
ORDER BY check, journey.key, element.key, other.key
