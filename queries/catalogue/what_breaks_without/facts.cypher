// What the system or the feed carries, the systems as they are, and the ways of the journeys on which it is needed.
//+ systems
CALL () {
  CALL () {
    //? system
    MATCH (:System {key: $system})-[:STORES]->(object:InformationObject)
    RETURN object
    UNION
    MATCH (:System {key: $system})-[feed:FEEDS]-(:System)
    UNWIND feed.objects AS key
    MATCH (object:InformationObject {key: key})
    RETURN object
    //? feed
    MATCH (:System {key: $feed.from})-[feed:FEEDS]->(:System {key: $feed.to})
    UNWIND feed.objects AS key
    MATCH (object:InformationObject {key: key})
    RETURN object
    //.
  }
  RETURN collect(DISTINCT object) AS objects
}
CALL (objects) {
  //+ journeys
  CALL (journey, objects) {
    MATCH (journey)-[:HAS_PHASE]->(:Phase)-[:HAS_STEP]->(:Step)-[:HAS_TOUCHPOINT]->(touchpoint:Touchpoint)
    WHERE NOT coalesce(touchpoint.missing, false)
    WITH touchpoint,
      COLLECT { MATCH (touchpoint)-[:PRODUCES]->(object) WHERE object IN objects RETURN object.key } AS produces,
      COLLECT { MATCH (touchpoint)-[:NEEDS]->(object) WHERE object IN objects RETURN object.key } AS needs
    RETURN collect(touchpoint) AS touchpoints, collect({key: touchpoint.key, produces: produces, needs: needs}) AS places,
      reduce(all = [], made IN collect(produces) | all + made) AS produced,
      reduce(all = [], needed IN collect(needs) | all + needed) AS needed
  }
  WITH * WHERE any(object IN produced WHERE object IN needed)
  RETURN collect({
    places: places,
    uses: COLLECT {
      UNWIND touchpoints AS touchpoint
      MATCH (touchpoint)-[:USES]->(used:System)
      RETURN [touchpoint.key, used.key]
    },
    edges: COLLECT {
      UNWIND touchpoints AS touchpoint
      MATCH (touchpoint)-[:LEADS_TO]->(next:Touchpoint WHERE NOT coalesce(next.missing, false))
      RETURN {start: touchpoint.key, end: next.key,
        counts: EXISTS { (:Handoff {key: touchpoint.key + '~' + next.key}) }
          //+ AND supported UNWIND [touchpoint, next] AS place MATCH (place)
      }
    }
  }) AS journeys
}
RETURN {systems: systems, journeys: journeys} AS facts
