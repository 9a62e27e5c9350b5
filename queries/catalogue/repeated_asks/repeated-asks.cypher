//+ journeys
CALL (journey) {
  MATCH (journey)-[:HAS_PHASE]->(:Phase)-[:HAS_STEP]->(:Step)-[:HAS_TOUCHPOINT]->(touchpoint:Touchpoint)
  WHERE NOT coalesce(touchpoint.missing, false)
  MATCH (touchpoint)-[:PRODUCES]->(object:InformationObject)
  WITH object, collect(touchpoint) AS producers
  WHERE size(producers) > 1
  UNWIND producers AS from
  UNWIND producers AS to
  WITH object, from, to WHERE from <> to
  RETURN object, from, to
}
WITH journey, object, from, to,
  COLLECT { MATCH (from)-[:USES]->(s:System)-[:STORES]->(object) RETURN s ORDER BY s.key } AS storedIn,
  COLLECT { MATCH (to)-[:USES]->(s:System) RETURN s ORDER BY s.key } AS usedThere, [from, to] AS places
// Said to use no system: what is given there is stored nowhere, and nothing can be read there.
//+ paper
WHERE (size(storedIn) > 0 OR from IN paper)
  AND (to IN paper OR size(usedThere) > 0 AND none(s IN usedThere WHERE coalesce(s.stub, false) OR s IN storedIn))
  //+ AND supported UNWIND [from, to] AS place MATCH (place)
// A breadth-first search each: does the first one's object come here, and do its systems feed those in use here?
CALL (object, from, to) {
  MATCH ANY SHORTEST (from)
    (()-[:LEADS_TO]->(between:Touchpoint WHERE NOT coalesce(between.missing, false)
      AND NOT EXISTS { (between)-[:PRODUCES]->(object) }))*
    (:Touchpoint)-[:LEADS_TO]->(to)
  RETURN count(*) AS ways
}
CALL (object, storedIn) {
  UNWIND storedIn AS source
  MATCH ANY SHORTEST (source)-[feed:FEEDS WHERE object.key IN feed.objects]->+(fed:System)
  RETURN collect(DISTINCT fed) AS reached
}
WITH *
WHERE ways > 0 AND none(s IN reached WHERE s IN usedThere OR coalesce(s.stub, false) AND NOT to IN paper)
RETURN {
  journey: journey, object: object, from: from, to: to, storedIn: storedIn, usedThere: usedThere,
  volume: CASE WHEN to.volumeHigh IS NOT NULL AND to.volumeLow IS NOT NULL THEN {low: to.volumeLow, high: to.volumeHigh} END
} AS row
ORDER BY to.volumeHigh IS NULL, to.volumeHigh DESC, to.key, from.key, object.key
